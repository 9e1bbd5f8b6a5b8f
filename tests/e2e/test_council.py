"""The council page in a real browser: order, make, take away, save as a recipe and take it over again."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from dashboards import Watch
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from ozgdash.export.council.sections import PARTS

LIST = ".st-key-council-sections .sections"
PREVIEW = f"{LIST} .sections-preview"
MOST_LOOKS = 12_000
"""Of ten milliseconds each: the end of a wait for answers that come at once."""
CLICKS = """() => {
    window.clicks = 0;
    addEventListener("pointerdown", ({ isTrusted }) => { window.clicks += isTrusted ? 1 : 0; }, true);
}"""


def row(page: Page, section: str) -> Locator:
    return page.locator(f'{LIST} li[data-key="{section}"]')


def box(page: Page, section: str) -> Locator:
    return row(page, section).get_by_role("checkbox")


def untick(page: Page, section: str) -> None:
    """Takes a section out and waits for the server's answer: it has nothing to say of it any more."""
    box(page, section).uncheck()
    expect(row(page, section).locator(".look")).to_have_text("Ansehen")


def at_rest(page: Page) -> None:
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")


def places(page: Page) -> list[str]:
    """The sections from top to bottom."""
    return page.locator(f"{LIST} li").evaluate_all("rows => rows.map(row => row.dataset.key)")


def only(page: Page, *kept: str) -> None:
    """Takes out all the other sections."""
    for key, part in PARTS.items():
        if part.by_default and key not in kept:
            box(page, key).uncheck()
    expect(page.locator(f"{LIST} input:checked")).to_have_count(len(kept))
    at_rest(page)


def fill(page: Page, key: str, words: str) -> None:
    field = page.locator(f".st-key-{key} input")
    field.fill(words)
    field.press("Enter")


def take(page: Page, document: str, target: Path) -> Path:
    make = page.locator(f".st-key-make-{document} button")
    if not make.is_visible():
        page.locator(".st-key-council-one-by-one summary").click()
    make.click()
    ready = page.locator(f".st-key-download-{document} button")
    expect(ready).to_be_visible(timeout=200_000)
    with page.expect_download() as taken:
        ready.click()
    path = target / taken.value.suggested_filename
    taken.value.save_as(path)
    return path


@pytest.mark.long
def test_a_package_is_ordered_made_and_taken_away(dashboard: str, page: Page, watch: Watch, tmp_path: Path):
    page.goto(f"{dashboard}/ratspaket?partner=gifhorn")
    expect(page.locator(".st-key-answer h2")).to_contain_text("Gifhorn:")
    expect(page.locator(".st-key-council-summary")).to_contain_text("Seit dem 31.07.2026")
    fill(page, "council-title", "Sachstand <b>&</b> Ausblick")
    only(page, "situation", "method")
    before = places(page).index("method")
    row(page, "method").get_by_role("button", name="Nach oben").click()
    assert places(page).index("method") == before - 1
    path = take(page, "package", tmp_path)
    assert path.name == "ozg-ratspaket_gifhorn_2026-10-31_leistung_rg3.zip"
    with zipfile.ZipFile(path) as archive:
        words = archive.read("inhalt.txt").decode("utf-8-sig")
        pictures = [name for name in archive.namelist() if name.endswith(".png")]
    assert words.startswith("Sachstand <b>&</b> Ausblick\r\n")
    assert "Filter: Partner Gifhorn" in words
    assert len(pictures) == 3
    assert watch.console_errors == []
    assert watch.foreign_requests == []


def typed(page: Page, key: str, words: str) -> None:
    """Types into a field and stays there: nothing but the next click tells the page."""
    field = page.locator(f".st-key-{key}").locator("input[type=text], [data-type=day]").first
    field.click()
    field.press_sequentially(words)


@pytest.mark.long
@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("council-title", "Bericht im November", "Bericht im November"),
        pytest.param("council-committee", "Ausschuss für Digitales", "Ausschuss für Digitales", marks=pytest.mark.long),
        pytest.param("council-session", "08122026", "08.12.2026", marks=pytest.mark.long),
    ],
)
def test_a_click_right_after_typing_makes_what_was_typed(
    dashboard: str, page: Page, tmp_path: Path, field: str, words: str, said: str
):
    page.goto(f"{dashboard}/ratspaket?partner=gifhorn")
    only(page, "method")
    typed(page, field, words)
    book = openpyxl.load_workbook(take(page, "workbook", tmp_path))
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert said in " ".join(cells)


@pytest.mark.long
def test_another_choice_is_to_be_made_anew_and_survives_a_look_at_another_page(dashboard: str, page: Page):
    page.goto(f"{dashboard}/ratspaket")
    fill(page, "council-committee", "Verwaltungsausschuss")
    untick(page, "topics")
    page.locator('[data-testid="stSidebarNav"] a').first.click()
    expect(page.locator(".st-key-tiles")).to_be_visible()
    page.locator('[data-testid="stSidebarNav"] a[href$="/ratspaket"]').click()
    expect(page.locator(".st-key-council-committee input")).to_have_value("Verwaltungsausschuss")
    expect(box(page, "topics")).not_to_be_checked()
    expect(box(page, "situation")).to_be_checked()


@pytest.mark.long
def test_a_choice_is_saved_as_a_recipe_and_taken_over(dashboard: str, example_data: Path, page: Page, watch: Watch):
    page.goto(f"{dashboard}/ratspaket?partner=salzgitter&regel=buendel_rg2&vergleich=2026-04-30")
    fill(page, "council-title", "Quartal")
    untick(page, "method")
    page.locator(".st-key-council-save summary").click()
    typed(page, "recipe-name", "quartal")
    page.locator(".st-key-recipe-save button").click()
    expect(page.locator(".st-key-council-save")).to_contain_text("--recipe quartal")
    saved = (example_data / "recipes" / "quartal.toml").read_text(encoding="utf-8")
    for line in ('title = "Quartal"', 'partners = ["salzgitter"]', 'rule = "buendel_rg2"', "compare = 6"):
        assert line in saved
    page.goto(f"{dashboard}/ratspaket")
    expect(page.locator(".st-key-answer h2")).to_contain_text("4 Partner zusammen")
    page.get_by_role("button", name="Quartal", exact=True).click()
    expect(page.locator(".st-key-answer h2")).to_contain_text("Salzgitter:")
    expect(page).to_have_url(re.compile(r"partner=salzgitter&regel=buendel_rg2&vergleich=2026-04-30$"))
    expect(page.locator(".st-key-council-title input")).to_have_value("Quartal")
    expect(box(page, "method")).not_to_be_checked()
    expect(page.locator(".st-key-council-order")).to_contain_text("Übernommen: quartal")
    assert watch.console_errors == []


@pytest.mark.parametrize("size", [(1440, 900), pytest.param((390, 844), marks=pytest.mark.long)])
def test_the_half_yearly_package_is_three_clicks_away_and_its_button_in_view(
    dashboard: str, page: Page, tmp_path: Path, size: tuple[int, int]
):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.add_init_script(f"({CLICKS})()")
    page.goto(f"{dashboard}/ratspaket")
    recipe = page.get_by_role("button", name="halbjahresbericht")
    make = page.locator(".st-key-make-package button")
    expect(row(page, "appendix")).to_be_visible()
    at_rest(page)
    for control in (recipe, page.locator(".st-key-council-session"), make):
        expect(control).to_be_in_viewport(ratio=1)
    assert page.evaluate("() => document.querySelector('.stMain').scrollTop") == 0
    recipe.click()
    expect(page.locator(".st-key-council-order")).to_contain_text("Übernommen: halbjahresbericht")
    with zipfile.ZipFile(take(page, "package", tmp_path)) as archive:
        words = archive.read("inhalt.txt").decode("utf-8-sig")
    assert "30.04.2026" in words
    assert page.evaluate("() => window.clicks") == 3


@pytest.mark.parametrize(("width", "most"), [pytest.param(1440, 3_000, marks=pytest.mark.long), (390, 4_000)])
def test_the_page_is_short_and_the_preview_stands_beside_the_list_or_folded_in_it(
    dashboard: str, page: Page, width: int, most: int
):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{dashboard}/ratspaket")
    expect(row(page, "appendix")).to_be_visible()
    at_rest(page)
    assert page.evaluate("() => document.querySelector('.stMain').scrollHeight") <= most
    preview, late = page.locator(PREVIEW), row(page, "late")
    expect(preview).to_be_visible(visible=width == 1440)
    late.locator(".look").click()
    expect(page.get_by_role("region", name="Vorschau: Überfällig")).to_be_visible()
    expect(preview.locator("h4")).to_have_text("Überfällig")
    inside, place = (found.bounding_box() for found in (preview, page.locator(f"{LIST} ol")))
    assert inside is not None
    assert place is not None
    if width == 1440:
        assert inside["x"] >= place["x"] + place["width"]
    else:
        expect(late.locator(".sections-preview")).to_be_visible()
        late.locator(".look").click()
        expect(preview).to_be_hidden()


@pytest.mark.long
def test_two_quick_clicks_are_both_kept_however_late_the_answers_come(dashboard: str, page: Page):
    held: list[tuple[WebSocketRoute, str | bytes]] = []
    is_slow = False

    def answer(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda said: held.append((socket, said)) if is_slow else socket.send(said))

    page.route_web_socket("**/_stcore/stream", answer)
    page.goto(f"{dashboard}/ratspaket")
    expect(row(page, "appendix")).to_be_visible()
    at_rest(page)
    is_slow = True
    box(page, "topics").uncheck()
    box(page, "late").uncheck()
    row(page, "method").locator(".up").click()
    order = places(page)
    looks = page.locator(f'{LIST} li:is([data-key="topics"], [data-key="late"]) .look')
    for _ in range(MOST_LOOKS):
        if not held and looks.all_inner_texts() == ["Ansehen", "Ansehen"]:
            break
        for _ in held[:5]:
            socket, said = held.pop(0)
            socket.send(said)
        page.wait_for_timeout(10)
        assert not box(page, "topics").is_checked()
        assert not box(page, "late").is_checked()
    is_slow = False
    at_rest(page)
    for section in ("topics", "late"):
        expect(row(page, section).locator(".look")).to_have_text("Ansehen")
    assert places(page) == order


def test_the_list_is_worked_by_mouse_and_by_keys_alike(dashboard: str, page: Page):
    page.goto(f"{dashboard}/ratspaket")
    expect(row(page, "appendix")).to_be_visible()
    at_rest(page)
    first, second, third = places(page)[:3]
    box(page, first).focus()
    page.keyboard.press("Space")
    expect(box(page, first)).not_to_be_checked()
    page.keyboard.press("Alt+ArrowDown")
    assert places(page)[:3] == [second, first, third]
    expect(box(page, first)).to_be_focused()
    expect(page.locator(f"{LIST} .sections-said")).to_contain_text("Platz 2 von")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"{PREVIEW} h4")).to_have_text("Lage")
    expect(row(page, first).locator(".look")).to_be_focused()
    page.locator(f"{LIST} ol").evaluate("list => list.scrollIntoView({block: 'center'})")
    grip, target = row(page, third).locator(".grip").bounding_box(), row(page, second).bounding_box()
    assert grip is not None
    assert target is not None
    page.mouse.move(grip["x"] + 4, grip["y"] + 4)
    page.mouse.down()
    page.mouse.move(target["x"] + 10, target["y"] + 4, steps=4)
    page.mouse.up()
    assert places(page)[:3] == [third, second, first]
    at_rest(page)
    assert places(page)[:3] == [third, second, first]
    expect(box(page, first)).not_to_be_checked()
