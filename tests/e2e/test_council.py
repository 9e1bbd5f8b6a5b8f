"""The council page in a real browser: order, make, take away, save as a recipe and take it over again."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from dashboards import Watch
from playwright.sync_api import Page, expect

from ozgdash.export.council.sections import PARTS


def untick(page: Page, section: str) -> None:
    page.locator(f".st-key-council-section-{section} label").first.click()
    expect(page.locator(f".st-key-council-section-{section} input")).not_to_be_checked()
    at_rest(page)


def at_rest(page: Page) -> None:
    """Waits until the page is drawn: what is left out above moves everything below it, also from under the mouse."""
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")


def place(page: Page, section: str) -> int:
    """Where the box of a section stands."""
    boxes = page.locator('.st-key-council-sections [class*="st-key-section-"]')
    classes = boxes.evaluate_all("boxes => boxes.map(box => box.className)")
    return next(at for at, names in enumerate(classes) if f"st-key-section-{section}" in names.split())


def fill(page: Page, key: str, words: str) -> None:
    field = page.locator(f".st-key-{key} input")
    field.fill(words)
    field.press("Enter")


def take(page: Page, document: str, target: Path) -> Path:
    page.locator(f".st-key-make-{document} button").click()
    ready = page.locator(f".st-key-download-{document} button")
    expect(ready).to_be_visible(timeout=200_000)
    with page.expect_download() as taken:
        ready.click()
    path = target / taken.value.suggested_filename
    taken.value.save_as(path)
    return path


def test_a_package_is_ordered_made_and_taken_away(dashboard: str, page: Page, watch: Watch, tmp_path: Path):
    page.goto(f"{dashboard}/ratspaket?partner=gifhorn")
    expect(page.locator(".st-key-answer h2")).to_contain_text("Gifhorn:")
    expect(page.locator(".st-key-council-summary")).to_contain_text("Seit dem 31.07.2026")
    fill(page, "council-title", "Sachstand <b>&</b> Ausblick")
    for key, part in PARTS.items():
        if part.by_default and key not in ("situation", "method"):
            untick(page, key)
    before = place(page, "method")
    page.locator(".st-key-move-up-method button").click()
    boxes = page.locator('.st-key-council-sections [class*="st-key-section-"]')
    expect(boxes.nth(before - 1)).to_have_class(re.compile("st-key-section-method"))
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
    for key, part in PARTS.items():
        if part.by_default and key != "method":
            untick(page, key)
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")
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
    expect(page.locator(".st-key-council-section-topics input")).not_to_be_checked()


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
    page.locator(".st-key-recipe-chosen input").click()
    page.get_by_role("option", name="quartal").click()
    page.locator(".st-key-recipe-take button").click()
    expect(page.locator(".st-key-answer h2")).to_contain_text("Salzgitter:")
    expect(page).to_have_url(re.compile(r"partner=salzgitter&regel=buendel_rg2&vergleich=2026-04-30$"))
    expect(page.locator(".st-key-council-title input")).to_have_value("Quartal")
    expect(page.locator(".st-key-council-section-method input")).not_to_be_checked()
    assert watch.console_errors == []
