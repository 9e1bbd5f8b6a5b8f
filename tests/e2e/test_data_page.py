"""A coordinator brings a sheet in through the browser: trial, faults, publishing, going back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from dashboards import Watch, command_line
from playwright.sync_api import FilePayload, Page, expect

from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.tabular import read_sheet
from ozgdash.store.snapshots import Store
from tools.serving import served

HEAD = "Partner;salzgitter\nStand;31.10.2026\nBeispieldaten;nein\n"
COLUMNS = "leika_schluessel;reifegrad;reifegradmodell;stufe;fachbereich;onlinedienst_url\n"
CASES = ("faelle_pro_jahr", "faelle_digital_pro_jahr", "bearbeitungsdauer_tage", "rueckstand")
ROWS = ("99003009012001;3;1.1;online;Bürgerbüro;https://salzgitter.example/a", "99107009017000;2;1.1;im Test;Soziales;")


@pytest.fixture(scope="module")
def own_data(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that this module may change."""
    return Path(shutil.copytree(example_data, tmp_path_factory.mktemp("intake") / "data"))


@pytest.fixture(scope="module")
def own_dashboard(own_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(own_data, tmp_path_factory.mktemp("log") / "server.log") as address:
        yield address


def upload(page: Page, *files: Path) -> None:
    page.locator('[class*="st-key-upload-"] input[type="file"]').set_input_files([str(file) for file in files])


def choose_salzgitter(page: Page) -> None:
    expect(page.locator(".st-key-intake-error")).to_contain_text("wessen Außensicht es ist")
    # A list that is open while the page is still being drawn closes again.
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")
    page.get_by_text("Partner oder Stand fehlen im Blatt oder sind falsch").click()
    # While the panel unfolds, a click would open the list and close it again; a typed name does not.
    page.locator(".st-key-intake-partner input").press_sequentially("Salzgitter", delay=50)
    page.get_by_role("option", name="Salzgitter").click()


def a_sheet(folder: Path, *rows: str) -> Path:
    path = folder / "salzgitter.csv"
    path.write_text(HEAD + COLUMNS + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def current(folder: Path) -> str:
    return (folder / "snapshots" / "CURRENT").read_text()


def test_a_faulty_sheet_is_shown_with_row_and_column_and_publishes_nothing(
    own_dashboard: str, own_data: Path, page: Page, tmp_path: Path, watch: Watch
):
    before = current(own_data)
    page.goto(f"{own_dashboard}/daten")
    upload(page, a_sheet(tmp_path, "99003009012001;9;1.1;online;;", ROWS[1]))
    expect(page.locator(".st-key-intake-error")).to_contain_text("salzgitter.csv")
    expect(page.locator(".st-key-table-findings")).to_be_visible()
    expect(page.locator(".st-key-publish button")).to_have_count(0)
    assert current(own_data) == before
    assert watch.console_errors == []


def test_a_sheet_is_tried_published_and_taken_back(
    own_dashboard: str, own_data: Path, page: Page, tmp_path: Path, watch: Watch
):
    before = current(own_data)
    page.goto(f"{own_dashboard}/daten")
    upload(page, a_sheet(tmp_path, *ROWS))
    recognised = page.locator('[class*="st-key-preview-"]')
    expect(recognised).to_contain_text("Stadt Salzgitter, Stand 31.10.2026, 2 Zeilen")
    expect(page.locator(".st-key-intake")).to_contain_text("verschwinden alle Beispieldaten")
    assert current(own_data) == before
    page.locator(".st-key-publish button").click()
    told = page.locator(".st-key-intake-published")
    expect(told).to_contain_text(re.compile(r"Veröffentlicht als ozg-\d{8}T\d{6}Z-"))
    assert current(own_data) != before
    expect(page.locator(".st-key-example-data")).to_have_count(0)
    page.locator(".st-key-rollback button").click()
    expect(page.locator(".st-key-snapshots")).to_contain_text("Gültig ist jetzt")
    expect(page.locator(".st-key-example-data")).to_be_visible()
    assert current(own_data) == before
    assert watch.console_errors == []
    assert watch.foreign_requests == []


@pytest.mark.parametrize("size", [(1440, 900), pytest.param((390, 844), marks=pytest.mark.long)], ids=str)
def test_what_came_of_a_publish_is_said_where_the_reader_looks(
    own_dashboard: str, own_data: Path, page: Page, tmp_path: Path, size: tuple[int, int]
):
    before = current(own_data)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{own_dashboard}/daten")
    upload(page, a_sheet(tmp_path, *ROWS))
    page.locator(".st-key-publish button").click()
    toast = page.get_by_test_id("stToast").filter(has_text="Veröffentlicht")
    expect(toast).to_contain_text("Veröffentlicht als ozg-")
    expect(toast).to_be_in_viewport(ratio=1)
    Store(own_data / "snapshots").rollback(before.strip())


@pytest.mark.long
def test_a_reason_counts_that_is_typed_right_before_the_click(
    own_dashboard: str, own_data: Path, page: Page, tmp_path: Path
):
    before = current(own_data)
    catalogue = (own_data / "catalogue" / "leistungen.csv").read_text(encoding="utf-8-sig").splitlines()
    column = catalogue[0].split(";").index("leika_schluessel")
    keys = [key for key in (line.split(";")[column] for line in catalogue[1:]) if key.isdecimal()][:30]
    known = a_sheet(tmp_path, *(f"{key};3;1.1;online;;" for key in keys))
    assert command_line(own_data, "import", str(known)).returncode == 0
    page.goto(f"{own_dashboard}/daten")
    upload(page, a_sheet(tmp_path, *(f"{key};1;1.1;;;" for key in keys)))
    page.locator(".st-key-publish button").click()
    expect(page.locator(".st-key-intake")).to_contain_text("Bitte zuerst begründen")
    page.locator(".st-key-intake-reason input").press_sequentially("Neu bewertet")
    page.locator(".st-key-publish button").click()
    expect(page.locator(".st-key-intake-published")).to_contain_text("Veröffentlicht als ozg-")
    expect(page.locator(".st-key-table-imports")).to_be_visible()
    Store(own_data / "snapshots").rollback(before.strip())


@pytest.mark.long
def test_what_strangers_call_their_files_stops_no_page(own_dashboard: str, page: Page, watch: Watch):
    content = (HEAD + COLUMNS + "\n".join(ROWS) + "\n").encode()
    names = ("blatt.csv", "blatt.csv", "x" * 400 + ".csv", "<b>*a*</b>\u202evsc.csv")
    page.goto(f"{own_dashboard}/daten")
    page.locator('[class*="st-key-upload-"] input[type="file"]').set_input_files(
        [FilePayload(name=name, mimeType="text/csv", buffer=content) for name in names]
    )
    for shown in ("blatt.csv: Stadt", "blatt (2).csv: Stadt", f"{'x' * 75}….csv: Stadt", "b vsc.csv: Stadt"):
        expect(page.locator('[class*="st-key-preview-"]').filter(has_text=shown)).to_have_count(1)
    assert watch.console_errors == []


@pytest.mark.long
def test_what_a_portal_shows_comes_in_the_same_way_in_parts_with_their_index(
    own_dashboard: str, own_data: Path, page: Page, tmp_path: Path, watch: Watch
):
    before = current(own_data)
    part = PROJECT_DIR / "tests" / "fixtures" / "xzufi" / "auenstadt.xml"
    index = tmp_path / "index.txt"
    index.write_text("auenstadt.xml\nzweite.xml\n", encoding="utf-8")
    page.goto(f"{own_dashboard}/daten")
    upload(page, part, index)
    choose_salzgitter(page)
    expect(page.locator(".st-key-intake")).to_contain_text("zweite.xml")
    page.get_by_role("button", name="index.txt entfernen").click()
    expect(page.locator(".st-key-intake-error")).to_have_count(0)
    index.write_text("auenstadt.xml\n", encoding="utf-8")
    upload(page, index)
    expect(page.locator('[class*="st-key-preview-"]')).to_contain_text("auenstadt.xml, index.txt: Stadt Salzgitter")
    page.locator(".st-key-publish button").click()
    expect(page.locator(".st-key-intake-published")).to_contain_text("Veröffentlicht als ozg-")
    expect(page.locator(".st-key-table-imports")).to_be_visible()
    assert current(own_data) != before
    Store(own_data / "snapshots").rollback(before.strip())
    assert watch.console_errors == []


@pytest.mark.parametrize(("key", "ending"), [("template-gifhorn", "xlsx"), ("template-gifhorn-ods", "ods")])
def test_the_sheet_to_fill_in_comes_prefilled(own_dashboard: str, page: Page, tmp_path: Path, key: str, ending: str):
    page.goto(f"{own_dashboard}/daten")
    expect(page.locator(f".st-key-{key} button")).to_be_visible()
    cells = template_cells(page, tmp_path, key, ending)
    assert "Landkreis Gifhorn" in " ".join(cells) or "gifhorn" in cells
    assert {"reifegrad", *CASES} <= set(cells)
    expect(page.locator(".st-key-templates")).not_to_contain_text("für die Sie melden dürfen")


def template_cells(page: Page, folder: Path, key: str, ending: str) -> list[str]:
    """The first cells of the sheet to fill in that a click brings."""
    with page.expect_download() as taken:
        page.locator(f".st-key-{key} button").click()
    path = folder / taken.value.suggested_filename
    taken.value.save_as(path)
    assert re.fullmatch(rf"ozg-status_gifhorn_\d{{4}}-\d\d-\d\d\.{ending}", path.name)
    return [str(cell) for row in read_sheet(path).rows[:6] for cell in row.cells if cell is not None]


def test_whoever_comes_through_a_proxy_may_only_read(own_dashboard: str, page: Page, tmp_path: Path):
    page.set_extra_http_headers({"X-Forwarded-For": "192.0.2.7"})
    page.goto(f"{own_dashboard}/daten")
    expect(page.locator(".st-key-intake")).to_contain_text("Hier kann nur gelesen werden")
    expect(page.locator('input[type="file"]')).to_have_count(0)
    expect(page.locator(".st-key-rollback button")).to_have_count(0)
    # Exact numbers of cases are for whoever may report for the partner.
    expect(page.locator(".st-key-templates")).to_contain_text("für die Sie melden dürfen")
    cells = template_cells(page, tmp_path, "template-gifhorn", "xlsx")
    assert {"reifegrad", "prioritaet"} <= set(cells)
    assert not {*CASES} & set(cells)
