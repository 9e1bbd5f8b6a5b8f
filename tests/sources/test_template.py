"""What is written as a status sheet reads back as the same observations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheets import cooperation, read, services

from ozgdash.model.component import Component, ComponentArea
from ozgdash.model.names import folded
from ozgdash.model.observation import MATURITY_LEVELS, Observation, Obstacle, Priority, Stage
from ozgdash.sources import cells
from ozgdash.sources.cell_words import blank_vocabulary
from ozgdash.sources.template import TemplateRow, write_status_csv, write_template
from ozgdash.sources.vocabulary import vocabulary
from ozgdash.texts import LANGS, Lang

PARTNER = cooperation().partner("stadt")
STAND = date(2026, 10, 31)
anything = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40)


def means_something_else(word: str, column: str) -> bool:
    """True for words for nothing, "as above" and error values: what is no text of its own."""
    words = blank_vocabulary()
    return words.means_nothing(word, column) or words.means_as_above(word) or bool(cells.ERROR_VALUE.fullmatch(word))


departments, stages, remarks = (
    st.none() | anything.map(read).filter(lambda word, column=column: not means_something_else(word or "", column))
    for column, read in (("fachbereich", folded), ("efa_stufe", cells.name), ("bemerkung", cells.text))
)
days = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))


@st.composite
def observed(draw: st.DrawFn) -> Observation:
    model = draw(st.sampled_from([None, *MATURITY_LEVELS]))
    return Observation(
        service_id="",
        responsible=draw(st.sampled_from([None, True, False])),
        digitisable=draw(st.sampled_from([None, True, False])),
        obstacle=draw(st.sampled_from([None, *Obstacle])),
        maturity=draw(st.sampled_from(MATURITY_LEVELS[model])) if model else None,
        maturity_model=model,
        stage=draw(st.sampled_from([None, *Stage])),
        planned_on=draw(days),
        department=draw(departments),
        url=draw(st.sampled_from([None, "https://stadt.example/dienst?a=1&b=2#x"])),
        efa_stage=draw(stages),
        remark=draw(remarks),
        cases_per_year=(cases := draw(st.none() | st.integers(0, 999_999_999))),
        cases_digital_per_year=draw(st.none() | st.integers(0, 999_999_999 if cases is None else cases)),
        handling_days=draw(st.none() | st.integers(0, 1_000_000).map(lambda hundredths: hundredths / 100)),
        backlog=draw(st.none() | st.integers(0, 999_999_999)),
        priority=draw(st.sampled_from([None, *Priority])),
    )


@given(seen=st.lists(observed(), min_size=10, max_size=10), example=st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_writing_then_reading_is_the_identity(
    tmp_path: Path, kind: str, seen: list[Observation], example: bool
) -> None:
    known = [replace(observation, service_id=service.id) for observation, service in zip(seen, services(), strict=True)]
    rows = [TemplateRow(service, observation) for service, observation in zip(services(), known, strict=True)]
    path = tmp_path / f"status.{kind}"
    if kind == "csv":
        write_status_csv(path, partner=PARTNER, as_of=STAND, rows=rows, example=example)
    else:
        write_template(path, partner=PARTNER, as_of=STAND, rows=rows, example=example, lang="de", file_format=kind)
    sheet = read(path)
    assert (sheet.file.partner_id, sheet.file.as_of, sheet.file.example) == ("stadt", STAND, example)
    assert [replace(observation, row=None) for observation in sheet.observations] == known


def test_the_template_has_drop_downs_protected_keys_and_a_help_sheet(tmp_path: Path) -> None:
    path = tmp_path / "vorlage.xlsx"
    rows = [TemplateRow(service, None) for service in services()]
    write_template(path, partner=PARTNER, as_of=STAND, rows=rows, example=True, lang="de")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Status", "Komponenten", "Hilfe"]
    sheet = book["Status"]
    assert [cell.value for cell in sheet[5]] == list(vocabulary().columns)
    assert sheet.freeze_panes == "D6"
    assert sheet.protection.sheet
    assert sheet["A6"].protection.locked
    assert not sheet["G6"].protection.locked
    assert not sheet["I6"].protection.locked
    lists = {str(entry.sqref): entry.formula1 for entry in sheet.data_validations.dataValidation}
    assert any(where.startswith("I6") and "zurückgestellt" in allowed for where, allowed in lists.items())
    assert any(where.startswith("D6") and "ja,nein" in allowed for where, allowed in lists.items())
    assert any(where.startswith("P6") and "hoch,mittel,niedrig" in allowed for where, allowed in lists.items())
    assert any(where.startswith("O6") and allowed == "0" for where, allowed in lists.items())
    assert sheet["B3"].value == "ja"
    assert "Beispieldaten" in sheet["C3"].value
    assert {book["Hilfe"].cell(number, 1).value for number in range(4, 23)} == set(vocabulary().columns)
    nothing = str(book["Hilfe"].cell(23, 2).value)
    assert [
        word for word in ("k. A.", "n/a", "unbekannt", "#NV") if word not in nothing.replace(": ", "  ").split("  ")
    ] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_template_of_example_data_is_real_as_soon_as_its_mark_says_no(tmp_path: Path, lang: Lang) -> None:
    path = tmp_path / "vorlage.xlsx"
    rows = [TemplateRow(services()[0], Observation(services()[0].id, maturity=3, maturity_model="1.1"))]
    write_template(path, partner=PARTNER, as_of=STAND, rows=rows, example=True, lang=lang)
    book = openpyxl.load_workbook(path)
    book["Status"]["B3"] = "nein"
    book.save(path)
    assert not read(path).file.example


def test_days_have_a_number_format_that_every_program_takes_for_one_of_days(tmp_path: Path) -> None:
    path = tmp_path / "tage.xlsx"
    service = services()[0]
    row = TemplateRow(service, Observation(service.id, planned_on=date(2027, 12, 31)))
    write_template(path, partner=PARTNER, as_of=STAND, rows=[row], example=False, lang="de")
    sheet = openpyxl.load_workbook(path)["Status"]
    planned = vocabulary().columns.index("geplant_am") + 1
    assert [sheet["B2"].value.date(), sheet.cell(6, planned).value.date()] == [STAND, date(2027, 12, 31)]
    # Row 8 is empty: a day typed there gets the format of its column.
    formats = {
        sheet["B2"].number_format,
        sheet.cell(6, planned).number_format,
        sheet.column_dimensions["J"].number_format,
    }
    assert formats == {r"dd\.mm\.yyyy"}


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "formel.xlsx"
    service = services()[0]
    row = TemplateRow(service, Observation(service.id, remark='=HYPERLINK("http://x")'))
    write_template(path, partner=PARTNER, as_of=STAND, rows=[row], example=False, lang="de")
    cell = openpyxl.load_workbook(path)["Status"]["N6"]
    assert cell.data_type == "s"
    assert read(path).observations[0].remark == '=HYPERLINK("http://x")'


def test_equal_content_gives_equal_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    for path in (first, second):
        write_status_csv(path, partner=PARTNER, as_of=STAND, rows=[TemplateRow(services()[0], None)], example=True)
    assert first.read_bytes() == second.read_bytes()


def test_cells_of_text_are_formatted_as_text_and_days_as_days(tmp_path: Path) -> None:
    path = tmp_path / "vorlage.xlsx"
    rows = [TemplateRow(services()[0], None)]
    write_template(path, partner=PARTNER, as_of=STAND, rows=rows, example=False, lang="de")
    book = openpyxl.load_workbook(path)
    formats = {
        column: book["Status"].cell(6, at).number_format for at, column in enumerate(vocabulary().columns, start=1)
    }
    assert formats.pop("geplant_am") == r"dd\.mm\.yyyy"
    numbers = ("reifegrad", "faelle_pro_jahr", "faelle_digital_pro_jahr", "bearbeitungsdauer_tage", "rueckstand")
    assert {formats.pop(column) for column in numbers} == {"General"}
    assert set(formats.values()) == {"@"}


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(9999, 12, 31)])
@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_a_day_that_an_older_program_took_is_left_empty(tmp_path: Path, kind: str, day: date) -> None:
    service = services()[0]
    rows = [TemplateRow(service, Observation(service.id, maturity=3, maturity_model="1.1", planned_on=day))]
    path = tmp_path / f"status.{kind}"
    if kind != "csv":
        old = Component(ComponentArea.SPECIALIST, "Einwohnerwesen", contract_end=day)
        write_template(
            path, partner=PARTNER, as_of=STAND, rows=rows, components=[old], example=False, lang="de", file_format=kind
        )
        assert read(path).components[0].contract_end is None
    else:
        write_status_csv(path, partner=PARTNER, as_of=STAND, rows=rows, example=False)
    (seen,) = read(path).observations
    assert (seen.maturity, seen.planned_on) == (3, None)
