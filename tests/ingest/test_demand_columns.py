"""Cases per year and priority stay as they were where a sheet has no column for them."""

from __future__ import annotations

from datetime import date

from folders import COLUMNS, DOG_TAX, TRADE, row, sheet

from ozgdash.ingest import template

SHORT = COLUMNS.removesuffix(";faelle_pro_jahr;prioritaet")


def short(path, *, maturity=3, as_of="28.02.2026"):
    """A sheet without the optional columns."""
    return sheet(path, row(DOG_TAX, maturity).removesuffix(";;"), columns=SHORT, as_of=as_of)


def demand(folder) -> list[tuple]:
    query = "SELECT observed_on, cases_per_year, priority FROM state WHERE service_id = ? AND partner_id = 'auenstadt'"
    return folder.rows(f"{query.replace('?', repr(DOG_TAX))} AND observed_on IS NOT NULL ORDER BY valid_from")


def given(path, as_of="31.01.2026", **cells):
    return sheet(path, row(DOG_TAX, 2, **cells), as_of=as_of)


def test_a_sheet_without_the_columns_keeps_the_values(folder, tmp_path):
    folder.bring_in(given(tmp_path / "a.csv", faelle_pro_jahr="120", prioritaet="hoch"))
    report = folder.bring_in(short(tmp_path / "b.csv", maturity=3))
    assert report.changed == 1
    assert demand(folder) == [(date(2026, 1, 31), 120, "high"), (date(2026, 2, 28), 120, "high")]
    assert folder.bring_in(short(tmp_path / "c.csv", as_of="31.03.2026")).changed == 0


def test_an_empty_cell_clears_the_value(folder, tmp_path):
    folder.bring_in(given(tmp_path / "a.csv", faelle_pro_jahr="120", prioritaet="hoch"))
    folder.bring_in(given(tmp_path / "b.csv", as_of="28.02.2026", prioritaet="niedrig"))
    assert demand(folder)[-1] == (date(2026, 2, 28), None, "low")
    folder.bring_in(short(tmp_path / "c.csv", as_of="31.03.2026"))
    assert demand(folder)[-1] == (date(2026, 3, 31), None, "low")


def test_the_values_flow_on_also_into_a_sheet_that_was_handed_in_before(folder, tmp_path):
    folder.bring_in(short(tmp_path / "b.csv", as_of="31.03.2026"))
    folder.bring_in(given(tmp_path / "a.csv", faelle_pro_jahr="120"))
    assert demand(folder) == [(date(2026, 1, 31), 120, None), (date(2026, 3, 31), 120, None)]


def test_a_correction_of_the_same_day_without_the_columns_keeps_the_values_of_that_day(folder, tmp_path):
    folder.bring_in(given(tmp_path / "a.csv", faelle_pro_jahr="120"))
    folder.bring_in(short(tmp_path / "b.csv", as_of="31.01.2026"))
    assert demand(folder) == [(date(2026, 1, 31), 120, None)]
    assert folder.maturities() == {DOG_TAX: 3}


def test_another_service_and_another_partner_keep_nothing_of_it(folder, tmp_path):
    folder.bring_in(given(tmp_path / "a.csv", faelle_pro_jahr="120"))
    folder.bring_in(sheet(tmp_path / "b.csv", row(TRADE, 1).removesuffix(";;"), columns=SHORT))
    folder.bring_in(sheet(tmp_path / "c.csv", row(DOG_TAX, 1).removesuffix(";;"), columns=SHORT, partner="moordorf"))
    query = "SELECT partner_id, service_id, cases_per_year FROM state WHERE observed_on IS NOT NULL ORDER BY ALL"
    assert folder.rows(query) == [
        ("auenstadt", DOG_TAX, 120),
        ("auenstadt", TRADE, None),
        ("moordorf", DOG_TAX, None),
    ]


def test_a_template_is_prefilled_with_what_holds(folder, tmp_path):
    folder.bring_in(given(tmp_path / "a.csv", faelle_pro_jahr="120", prioritaet="mittel"))
    folder.bring_in(short(tmp_path / "b.csv"))
    template(folder.settings, tmp_path / "t.xlsx", partner="auenstadt", as_of=date(2026, 3, 31), lang="de")
    report = folder.bring_in(tmp_path / "t.xlsx")
    assert report.changed == 0
    assert demand(folder)[-1] == (date(2026, 3, 31), 120, "medium")


def test_a_rebuild_keeps_what_was_said_and_what_was_not(folder, tmp_path):
    folder.bring_in(given(tmp_path / "a.csv", faelle_pro_jahr="120"))
    folder.bring_in(short(tmp_path / "b.csv"))
    before = demand(folder)
    toml = folder.path / "cooperation.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert folder.build().published
    assert demand(folder) == before
