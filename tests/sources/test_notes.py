"""Totals, notes and headings in and below a table are left out with a notice; what may be a service never is."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from sheets import A1, A2, B1, COLUMNS, HEAD, TODAY, cooperation, csv_sheet, read, row, services

from ozgdash.errors import SourceFormatError
from ozgdash.sources.cell_words import note_vocabulary
from ozgdash.sources.components import ComponentList, read_component_list
from ozgdash.sources.detect import look_into
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.status_sheet import StatusSheet
from ozgdash.sources.vocabulary import component_vocabulary

TABLE = [row(A1, reifegrad="3", fachbereich="Amt 1"), row(A2, zustaendig="nein"), row(B1, stufe="online")]
NAMES = COLUMNS.split(";")
NOTES = {
    "a total": row("Summe", reifegrad="42", faelle_pro_jahr="1200"),
    "a total with a colon": row("Gesamt:", zustaendig="575", digitalisierbar="402"),
    "a total at the end of its label": row("Leistungen insgesamt", reifegrad="42"),
    "a total in the column of names": row("", leistung="Summe", reifegrad="42"),
    "a total behind a number": row("4", ozg_id="", leistung="Gesamtergebnis", reifegrad="2,4"),
    "a subtotal": row("Zwischensumme Amt 1", faelle_pro_jahr="12"),
    "a count": row("Anzahl Leistungen", ozg_id="45", leistung="575"),
    "an average": row("Durchschnitt", reifegrad="1,7"),
    "a sum sign": row("∑", faelle_pro_jahr="12"),
    "a source": row("Quelle: Meldung der Fachbereiche, Stand Oktober"),
    "a Stand": row("Stand: 31.10.2026"),
    "a legend": row("Legende:", ozg_id="RG = Reifegrad"),
    "a remark with a star": row("* ohne Leistungen des Landes"),
    "a note in the column of remarks": row("", bemerkung="Hinweis: Meldung unvollständig"),
    "a note in the column of departments": row("", fachbereich="Quelle: Haupt- und Personalamt"),
    "a signature": row("gez. Müller, Amt 33"),
    "a signature without a word for it": row("Wolfsburg, den 3. November 2026, Müller"),
    "a line to sign on": row("____________________"),
    "a telephone number": row("Rückfragen: 0531 470-12345"),
    "a row that nobody filled in": row("", reifegradmodell="1.1"),
    "words for nothing": row("-", ozg_id="k. A.", leistung="n/a", reifegrad="-"),
}
BROKEN = {
    "a key that lost a digit": row("9910700100100"),
    "a rounded key": row("9,9107E+13"),
    "a key with words around it": row("LeiKa 99107001001000 (alt)"),
    "a key of letters and digits": row("99X"),
    "a total with a key": row("99000000000199", leistung="Summe"),
    "OZG-ID and name": row("", ozg_id="10999", leistung="Bewohnerparkausweis"),
    "a total with OZG-ID and name": row("", ozg_id="10999", leistung="Gesamt-Schulanmeldung"),
    "an OZG-ID alone": row("", ozg_id="10001"),
    "a Reifegrad": row("", reifegrad="3"),
    "a name with a Reifegrad": row("", leistung="Bewohnerparkausweis", reifegrad="3"),
    "a note with a Reifegrad": row("Hinweis", reifegrad="3"),
    "a department": row("", fachbereich="Amt 2"),
    "a responsibility": row("", zustaendig="ja"),
    "a planned day": row("Bewohnerparken", geplant_am="31.12.2026"),
}


def left_out(sheet: StatusSheet | ComponentList) -> list[str]:
    return [finding.message("de") for finding in sheet.file.findings if finding.key == "sources.rows_left_out"]


def unnoted(sheet: StatusSheet) -> list[str]:
    return [finding.key for finding in sheet.file.findings if finding.key != "sources.rows_left_out"]


@pytest.mark.parametrize("line", NOTES.values(), ids=NOTES)
def test_a_total_or_a_note_below_the_table_is_left_out(tmp_path: Path, line: str) -> None:
    plain = read(csv_sheet(tmp_path, *TABLE))
    sheet = read(csv_sheet(tmp_path, *TABLE, line))
    assert sheet.observations == plain.observations
    assert unnoted(sheet) == unnoted(plain)
    (notice,) = left_out(sheet)
    assert "7 („" in notice


@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_row_that_may_mean_a_service_is_never_left_out(tmp_path: Path, line: str, place: int) -> None:
    with pytest.raises(SourceFormatError) as caught:
        read(csv_sheet(tmp_path, *TABLE[:place], line, *TABLE[place:]))
    assert {f.row for f in caught.value.findings if f.severity == "error"} == {4 + place}


@pytest.mark.parametrize(
    "line", [NOTES["a subtotal"], NOTES["a source"], row("Fachbereich 3"), NOTES["a row that nobody filled in"]]
)
def test_totals_notes_and_headings_may_stand_between_the_rows(tmp_path: Path, line: str) -> None:
    sheet = read(csv_sheet(tmp_path, TABLE[0], line, *TABLE[1:]))
    assert [(item.service_id, item.row) for item in sheet.observations] == [(A1, 4), (A2, 6), (B1, 7)]
    assert "5 („" in left_out(sheet)[0]


@pytest.mark.parametrize("cells", [{"leistung": "Bewohnerparken"}, {"bemerkung": "wie oben"}, {"ozg_id": "Umwelt"}])
def test_words_alone_between_the_rows_are_refused_where_they_may_mean_something(
    tmp_path: Path, cells: dict[str, str]
) -> None:
    with pytest.raises(SourceFormatError, match="nennt keine Leistung"):
        read(csv_sheet(tmp_path, TABLE[0], row("", **cells), *TABLE[1:]))


def test_one_notice_names_the_first_rows_and_how_many_there_are(tmp_path: Path) -> None:
    (notice,) = left_out(read(csv_sheet(tmp_path, *TABLE, *NOTES.values())))
    assert f"{len(NOTES)} Zeilen" in notice
    assert "7 („Summe 42 1200“); 8 („Gesamt: 575 402“)" in notice
    assert notice.count("(„") == 5


def test_a_numbered_list_that_goes_on_below_its_rows_is_read(tmp_path: Path) -> None:
    lines = [f"{number};{line}" for number, line in enumerate([*TABLE, row(""), row("")], start=1)]
    sheet = read(csv_sheet(tmp_path, *lines, f";{row('')}", ";Summe" + ";" * 7 + "12", columns=f"lfd. Nr.;{COLUMNS}"))
    assert [item.service_id for item in sheet.observations] == [A1, A2, B1]
    assert "3 Zeilen" in left_out(sheet)[0]


def test_without_a_row_that_means_a_service_a_sheet_is_refused(tmp_path: Path) -> None:
    for lines in (["Summe;;;12"], [row("abc")], [row("Müller, Amt 33"), row("Quelle: Amt")]):
        with pytest.raises(SourceFormatError):
            read(csv_sheet(tmp_path, *lines))


words = st.text(st.characters(codec="utf-8", exclude_characters=';"\r\n', exclude_categories=("Cc", "Cs")), max_size=40)


@given(data=st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_notes_below_never_change_what_is_read(tmp_path: Path, data: st.DataObject) -> None:
    plain = read(csv_sheet(tmp_path, *TABLE))
    starts = st.sampled_from([*note_vocabulary().notes, *note_vocabulary().signs])
    notes = st.builds(lambda start, rest: f"{start} {rest}", starts, words)
    totals = st.builds(lambda start, rest: f"{start} {rest}", st.sampled_from(sorted(note_vocabulary().totals)), words)
    figures = st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(["12", "ja", "3,5", "31.10.2026"]) for name in NAMES[3:]}
    )
    lines = data.draw(
        st.lists(
            st.one_of(st.builds(row, notes), st.builds(lambda key, cells: row(key, **cells), totals, figures)),
            max_size=4,
        )
    )
    assume(not any("99" in line for line in lines))
    sheet = read(csv_sheet(tmp_path, *TABLE, *lines))
    assert sheet.observations == plain.observations
    assert len(left_out(sheet)) == bool(lines)


def test_formulas_and_merged_cells_of_notes_in_a_workbook_stop_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in [*HEAD.splitlines(), COLUMNS, *TABLE]:
        sheet.append(line.split(";"))
    sheet.append(["Gesamt", None, "=COUNTA(C4:C6)", None, None, None, "=SUM(G4:G6)"])
    sheet.append(["Legende: RG = Reifegrad"])
    sheet.append([])
    sheet.append([None, None, "gez. Müller"])
    sheet.merge_cells("A8:F9")
    sheet.merge_cells(f"C10:{get_column_letter(len(NAMES))}11")
    path = tmp_path / "status.xlsx"
    book.save(path)
    read_sheet = read(path)
    assert read_sheet.observations == read(csv_sheet(tmp_path, *TABLE)).observations
    assert "3 Zeilen" in left_out(read_sheet)[0]


def test_a_merged_note_that_reaches_into_the_table_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in [*HEAD.splitlines(), COLUMNS, TABLE[0], "Zwischensumme;;12", TABLE[1]]:
        sheet.append(line.split(";"))
    sheet["A6"] = None
    sheet.merge_cells("A5:B6")
    path = tmp_path / "status.xlsx"
    book.save(path)
    with pytest.raises(SourceFormatError):
        read(path)


def components(folder: Path, *rows: str) -> ComponentList:
    path = csv_sheet(folder, *rows, columns=";".join(component_vocabulary().columns), name="komponenten.csv")
    return read_component_list(
        look_into(path), cooperation=cooperation(), services=ServiceIndex(services()), today=TODAY
    )


MESO = "Fachverfahren;Einwohnerwesen;MESO;;HSH;31.12.2027;in Betrieb;"


@pytest.mark.parametrize(
    "line",
    [
        "Summe;12",
        "Anzahl Komponenten;1;;;1",
        "Quelle: IT-Abteilung;;;;;;;",
        "* ohne Lizenzen;;",
        "gez. Müller;;",
        ";Gesamt;12;;;",
    ],
)
def test_a_total_or_a_note_below_a_list_of_components_is_left_out(tmp_path: Path, line: str) -> None:
    listed = components(tmp_path, MESO, line)
    assert listed.components == components(tmp_path, MESO).components
    assert "5 („" in left_out(listed)[0]


@pytest.mark.parametrize(
    "line",
    [
        ";OpenKita;;;;;;",
        "Fachverfahren;;;;;;;",
        "Fachverfahrn;OpenKita;;;;;;",
        "Sonstiges;;OpenKita;;;;;",
        "Fachverfahren;Gesamt;;x;;y;;",
    ],
)
def test_a_row_that_may_mean_a_component_is_never_left_out(tmp_path: Path, line: str) -> None:
    if line.startswith("Fachverfahren;Gesamt"):
        assert len(components(tmp_path, MESO, line.replace(";y;", ";;")).components) == 2
    with pytest.raises(SourceFormatError):
        components(tmp_path, MESO, line)


@pytest.mark.parametrize(
    "head",
    [
        "Stand: 31.10.2026\nPartner: Stadt Zählheim\n",
        "Stand 31.10.2026\nPartner : stadt\n",
        "Partner: stadt;Stand: 31.10.2026\n",
        "Partner;stadt;Stand;31.10.2026\n",
        "Umsetzung der OZG-Leistungen\nPartner:stadt\nStand vom 31.10.2026;;;\n",
    ],
)
def test_label_and_value_of_the_head_may_stand_in_one_cell(tmp_path: Path, head: str) -> None:
    sheet = read(csv_sheet(tmp_path, *TABLE, head=head))
    assert (sheet.file.partner_id, sheet.file.as_of.isoformat()) == ("stadt", "2026-10-31")


def test_a_remark_beside_a_field_is_no_second_value(tmp_path: Path) -> None:
    head = "Partner;stadt;Partner: Kennung oder Name\nStand;31.10.2026;Stand: immer ein Monatsende\nBeispieldaten;ja;Beispieldaten: später nein\n"
    sheet = read(csv_sheet(tmp_path, *TABLE, head=head))
    assert (sheet.file.partner_id, sheet.file.as_of.isoformat(), sheet.file.example) == ("stadt", "2026-10-31", True)


def test_a_heading_is_no_field_of_the_head_and_a_wrong_value_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceFormatError, match="Es fehlt der Stand"):
        read(csv_sheet(tmp_path, *TABLE, head="Partner: stadt\nStand der Umsetzung\n"))
    with pytest.raises(SourceFormatError, match=r"Zeile 2, Spalte „Stand“"):
        read(csv_sheet(tmp_path, *TABLE, head="Partner: stadt\nStand: Ende Oktober\n"))
    with pytest.raises(SourceFormatError, match="nennt „Partner“ zweimal"):
        read(csv_sheet(tmp_path, *TABLE, head="Partner: stadt\nPartner;kreis\nStand: 31.10.2026\n"))
