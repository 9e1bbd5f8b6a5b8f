from __future__ import annotations

from datetime import date

import pytest
from folders import COLUMNS, DOG_TAX, FESTIVAL, LICENCE, row, sheet

from ozgdash.errors import UserError
from ozgdash.ingest import template
from ozgdash.sources.tabular import read_tables
from ozgdash.sources.template_sheets import CASE_COLUMNS
from ozgdash.sources.vocabulary import vocabulary

TODAYS_STATE = """
SELECT
    partner_id, service_id, standing, obstacle, maturity, maturity_model, stage, planned_on, department, url, efa_stage,
    remark, cases_per_year, priority
FROM state WHERE valid_to = DATE '9999-12-31' ORDER BY ALL
"""


def write(folder, out, *, partner="auenstadt", as_of=date(2026, 2, 28)) -> int:
    return template(folder.settings, out, partner=partner, as_of=as_of, lang="de")


def test_a_template_holds_every_service_of_the_catalogue(folder, tmp_path):
    assert write(folder, tmp_path / "t.xlsx") == 5


def test_writing_a_template_and_importing_it_changes_no_state(folder, tmp_path):
    rows = [
        row(
            DOG_TAX,
            3,
            stufe="online",
            onlinedienst_url="https://example.org/hund",
            fachbereich="Finanzen",
            faelle_pro_jahr="40",
            prioritaet="hoch",
        ),
        row(FESTIVAL, "", digitalisierbar="nein", hindernis="rechtlich", bemerkung="Ortstermin, „immer“"),
        row(LICENCE, 5, reifegradmodell="2.0", zustaendig="nein", geplant_am="31.12.2027", efa_stufe="Anbindung"),
    ]
    folder.bring_in(sheet(tmp_path / "s.csv", *rows))
    before = folder.rows(TODAYS_STATE)
    write(folder, tmp_path / "t.xlsx")
    report = folder.bring_in(tmp_path / "t.xlsx")
    assert (report.published, report.rows, report.changed) == (True, 5, 0)
    assert folder.rows(TODAYS_STATE) == before


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_template_without_cases_tells_none_and_takes_none_away(folder, tmp_path, ending):
    columns = "leika_schluessel;reifegrad;prioritaet;faelle_pro_jahr;faelle_digital_pro_jahr;bearbeitungsdauer_tage;rueckstand"
    folder.bring_in(sheet(tmp_path / "s.csv", f"{DOG_TAX};3;hoch;77439;77432;7743;77434", columns=columns))
    state = (
        f"{TODAYS_STATE.replace('cases_per_year', 'cases_per_year, cases_digital_per_year, handling_days, backlog')}"
    )
    before = folder.rows(state)
    path = tmp_path / f"t.{ending}"
    template(
        folder.settings,
        path,
        partner="auenstadt",
        as_of=date(2026, 2, 28),
        lang="de",
        file_format=ending,
        with_cases=False,
    )
    cells = {str(cell) for tab in read_tables(path).sheets for line in tab.rows for cell in line.cells}
    assert not {word for word in cells if "7743" in word or word in CASE_COLUMNS}
    assert {"reifegrad", "hoch"} <= cells
    report = folder.bring_in(path)
    assert (report.published, report.changed) == (True, 0)
    assert folder.rows(state) == before


def test_a_template_answers_as_of_its_day(folder, tmp_path):
    folder.bring_in(sheet(tmp_path / "a.csv", row(DOG_TAX, 1)))
    folder.bring_in(sheet(tmp_path / "b.csv", row(DOG_TAX, 4), as_of="30.06.2026"))
    write(folder, tmp_path / "t.xlsx", as_of=date(2026, 3, 31))
    report = folder.bring_in(tmp_path / "t.xlsx", dry_run=True)
    assert (report.as_of, report.changed) == (date(2026, 3, 31), 0)


def test_a_template_written_on_example_data_is_marked_as_example_data(folder, tmp_path):
    sheet(folder.path / "demo" / "a.csv", row(DOG_TAX, 1), example="ja")
    folder.build()
    write(folder, tmp_path / "t.xlsx")
    assert folder.bring_in(tmp_path / "t.xlsx", dry_run=True).example
    folder.bring_in(sheet(tmp_path / "s.csv", row(DOG_TAX, 3)))
    write(folder, tmp_path / "u.xlsx")
    assert not folder.bring_in(tmp_path / "u.xlsx", dry_run=True).example


def test_the_partner_may_be_named_in_any_way(folder, tmp_path):
    for name in ("moordorf", "Moordorf", "GEMEINDE MOORDORF"):
        write(folder, tmp_path / "t.xlsx", partner=name)
        assert folder.bring_in(tmp_path / "t.xlsx", dry_run=True).partner_id == "moordorf"


def test_an_unknown_partner_is_answered_with_the_known_ones(folder, tmp_path):
    with pytest.raises(UserError, match="auenstadt, heidekreis-nord, moordorf"):
        write(folder, tmp_path / "t.xlsx", partner="Atlantis")
    assert not (tmp_path / "t.xlsx").exists()


def test_a_template_that_cannot_be_written_is_explained(folder, tmp_path):
    with pytest.raises(UserError, match="nirgends"):
        write(folder, tmp_path / "nirgends" / "t.xlsx")


def test_the_columns_of_the_tests_are_the_first_of_the_sheet():
    assert COLUMNS.split(";") == list(vocabulary().columns[:16])
