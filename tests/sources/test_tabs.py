"""Every visible tab of a workbook is looked through; what is read, and what is not and why, is said."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart
from sheets import A1, A2, B1, read, refused

from ozgdash.errors import SourceFormatError
from ozgdash.sources.detect import SourceKind, look_into

Rows = list[list[object]]
COLUMNS: list[object] = ["leika_schluessel", "reifegrad", "reifegradmodell", "fachbereich"]
HEAD: Rows = [["Partner", "stadt"], ["Stand", "31.10.2026"]]
STATUS: Rows = [*HEAD, COLUMNS, [A1, 3, "1.1", "FB 1"], [A2, 2, "1.1", "FB 2"]]
COMPONENTS: Rows = [["bereich", "name", "produkt", "status"], ["Fachverfahren", "Kfz", "X", "in Betrieb"]]
OTHERS: dict[str, Rows] = {
    "Anleitung": [["Bitte zuerst lesen"], ["Blatt Status ausfüllen"]],
    "Deckblatt": [["Umsetzungsstand OZG"], [], ["Stadt", "Stadt"], ["Stand", "31.10.2026"]],
    "Listen": [["ja", "nein"], ["online", "offline"]],
    "Auswertung": [["fachbereich", "reifegrad", "Anzahl"], ["FB 1", 3, 12]],
    "Leer": [],
}
EXPECTED = [(A1, 3, "FB 1"), (A2, 2, "FB 2")]


def workbook(
    path: Path, tabs: dict[str, Rows], *, hidden: dict[str, str] | None = None, charts: tuple[str, ...] = ()
) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tabs.items():
        if name in charts:
            book.create_chartsheet(name).add_chart(BarChart())
            continue
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = (hidden or {}).get(name, "visible")
    book.active = next(at for at, sheet in enumerate(book) if sheet.sheet_state == "visible")
    book.save(path)
    return path


def rows_of(path: Path) -> list[tuple[str, int | None, str | None]]:
    return [(seen.service_id, seen.maturity, seen.department) for seen in read(path).observations]


def notices(path: Path) -> list[str]:
    return [found.message("de") for found in read(path).file.findings if found.key == "sources.tabs_not_read"]


def test_an_older_status_sheet_on_a_hidden_first_tab_never_wins_and_is_named(tmp_path: Path) -> None:
    old: Rows = [*HEAD, COLUMNS, [A1, 0, "1.1", None]]
    for state in ("hidden", "veryHidden"):
        path = workbook(tmp_path / "s.xlsx", {"alt (August)": old, "Status": STATUS}, hidden={"alt (August)": state})
        assert rows_of(path) == EXPECTED
        assert "„alt (August)“ (ausgeblendet, sieht aber wie ein Statusblatt aus" in notices(path)[0]


def test_the_list_of_components_may_stand_in_front_of_the_status_sheet(tmp_path: Path) -> None:
    for order in permutations([("Komponenten", COMPONENTS), ("Status", STATUS)]):
        path = workbook(tmp_path / "s.xlsx", dict(order))
        assert rows_of(path) == EXPECTED
        assert [item.name for item in read(path).components] == ["Kfz"]
        assert notices(path) == []


def test_a_list_of_components_is_told_by_its_columns_whatever_its_tab_is_called(tmp_path: Path) -> None:
    path = workbook(tmp_path / "s.xlsx", {"Fachverfahren 2026": COMPONENTS, "Status": STATUS})
    assert [item.name for item in read(path).components] == ["Kfz"]


@pytest.mark.parametrize("first", OTHERS)
def test_a_tab_in_front_that_is_no_table_hides_nothing_and_is_named(tmp_path: Path, first: str) -> None:
    path = workbook(tmp_path / "s.xlsx", {first: OTHERS[first], "Status": STATUS})
    assert rows_of(path) == EXPECTED
    assert f"„{first}“" in notices(path)[0]


def test_a_chart_sheet_in_front_hides_nothing(tmp_path: Path) -> None:
    path = workbook(tmp_path / "s.xlsx", {"Diagramm": [], "Status": STATUS}, charts=("Diagramm",))
    assert rows_of(path) == EXPECTED
    assert "„Diagramm“ (ein Diagramm)" in notices(path)[0]


def test_status_sheets_of_one_partner_and_day_are_read_as_one(tmp_path: Path) -> None:
    second: Rows = [COLUMNS, [B1, 1, "1.1", None]]
    for order in permutations([("FB 1", STATUS), ("FB 2", second)]):
        path = workbook(tmp_path / "s.xlsx", dict(order))
        assert sorted(rows_of(path)) == sorted([*EXPECTED, (B1, 1, None)])
        assert read(path).file.partner_id == "stadt"


def test_one_service_in_two_tabs_is_refused_with_both_places(tmp_path: Path) -> None:
    second: Rows = [*HEAD, COLUMNS, [A2, 1, "1.1", None]]
    message = refused(workbook(tmp_path / "s.xlsx", {"FB 1": STATUS, "FB 2": second}))
    assert "Blatt „FB 2“, Zeile 4: Die Leistung steht schon im Blatt „FB 1“, Zeile 5" in message


def test_status_sheets_of_two_days_or_partners_are_refused_by_name(tmp_path: Path) -> None:
    for head in ([["Partner", "stadt"], ["Stand", "31.07.2026"]], [["Partner", "kreis"], ["Stand", "31.10.2026"]]):
        second: Rows = [*head, COLUMNS, [B1, 1, "1.1", None]]
        message = refused(workbook(tmp_path / "s.xlsx", {"Q4": STATUS, "Q3": second}))
        assert "„Q4“: stadt, 31.10.2026" in message
        assert "„Q3“" in message
        assert "ausblenden" in message


def test_a_second_status_sheet_without_its_column_of_maturity_is_refused_and_not_left_out(tmp_path: Path) -> None:
    second: Rows = [["leika_schluessel", "Reifegrat", "stufe"], [B1, 1, "online"]]
    assert "Blatt „FB 2“" in refused(workbook(tmp_path / "s.xlsx", {"FB 1": STATUS, "FB 2": second}))


def test_where_only_a_hidden_tab_is_a_status_sheet_the_refusal_says_so(tmp_path: Path) -> None:
    tabs = {"Deckblatt": OTHERS["Deckblatt"], "Status": STATUS}
    message = refused(workbook(tmp_path / "s.xlsx", tabs, hidden={"Status": "hidden"}))
    assert "nur das ausgeblendete Blatt „Status“" in message
    assert "„Deckblatt“" in message


def test_a_refusal_names_every_tab_that_was_looked_at(tmp_path: Path) -> None:
    tabs = {name: OTHERS[name] for name in ("Deckblatt", "Anleitung", "Leer")}
    message = refused(workbook(tmp_path / "s.xlsx", tabs))
    for name in tabs:
        assert f"„{name}“" in message


def test_two_lists_of_services_are_refused_by_name(tmp_path: Path) -> None:
    columns: list[object] = [
        "leika_schluessel",
        "leistung",
        "leika_typ",
        "ozg_id",
        "ozg_leistung",
        "lage",
        "themenfeld",
    ]
    tabs: dict[str, Rows] = {"Liste 2019": [columns, [A1]], "Liste 2026": [columns, [A1]]}
    with pytest.raises(SourceFormatError, match="„Liste 2019“, „Liste 2026“"):
        look_into(workbook(tmp_path / "s.xlsx", tabs))
    beside = look_into(workbook(tmp_path / "s.xlsx", {"Liste 2019": tabs["Liste 2019"], "Status": STATUS}))
    assert beside.kind is SourceKind.STATUS_SHEET
    assert "„Liste 2019“ (eine Liste von Leistungen" in beside.findings[0].message("de")


@given(
    order=st.permutations([*OTHERS, "Diagramm", "Status"]),
    states=st.fixed_dictionaries({name: st.sampled_from(["visible", "hidden", "veryHidden"]) for name in OTHERS}),
    left_out=st.sets(st.sampled_from([*OTHERS, "Diagramm"])),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_status_sheet_lands_with_the_same_rows_whatever_stands_around_it(
    tmp_path: Path, order: list[str], states: dict[str, str], left_out: set[str]
) -> None:
    tabs = {name: OTHERS.get(name, STATUS) for name in order if name not in left_out}
    path = workbook(tmp_path / "s.xlsx", tabs, hidden=states, charts=("Diagramm",))
    assert rows_of(path) == EXPECTED
    said = " ".join(notices(path))
    assert all(f"„{name}“" in said for name in tabs if name != "Status")
