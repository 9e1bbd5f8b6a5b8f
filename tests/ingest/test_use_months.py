"""Cases by month go the way of every import: shown first, published as one, the newest of a month counts."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from folders import DOG_TAX, LICENCE, row, sheet

from ozgdash.cli.import_ import import_facts, import_lines
from ozgdash.errors import NotAllowedError, PlausibilityError, SourceFormatError
from ozgdash.ingest import import_files
from ozgdash.ingest.backup import back_up
from ozgdash.ingest.restore import restore
from ozgdash.ingest.use_wording import lines
from ozgdash.model.rights import Rights
from ozgdash.settings import Settings
from ozgdash.store import read
from ozgdash.store.snapshots import Store

COLUMNS = "leika_schluessel;monat;faelle;faelle_digital;quelle"


def use_file(path, *rows, **head):
    return sheet(path, *rows, columns=COLUMNS, **head)


def held(folder) -> list[tuple]:
    query = "SELECT service_id, month, cases, cases_digital FROM month_use WHERE partner_id = 'auenstadt' ORDER BY ALL"
    return folder.rows(query)


def test_months_land_with_their_origin_and_the_newest_import_of_each_counts(folder, tmp_path):
    report = folder.bring_in(
        use_file(tmp_path / "a.csv", f"{DOG_TAX};2025-11;90;9;Zählung", f"{DOG_TAX};2025-12;80;8;Zählung")
    )
    assert (report.kind.value, report.rows, report.changed, report.partner_id) == ("use", 2, 2, "auenstadt")
    assert folder.rows("SELECT kind, row_count, as_of FROM import") == [("use", 2, date(2026, 1, 31))]
    assert folder.rows("SELECT source, row_number FROM use_month ORDER BY month") == [("Zählung", 5), ("Zählung", 6)]
    later = use_file(tmp_path / "b.csv", f"{DOG_TAX};2025-12;85;8;", f"{DOG_TAX};2026-01;70;7;", as_of="28.02.2026")
    assert folder.bring_in(later).published
    assert [numbers for _, *numbers in held(folder)] == [
        [date(2025, 11, 1), 90, 9], [date(2025, 12, 1), 85, 8], [date(2026, 1, 1), 70, 7],
    ]  # fmt: skip
    assert len(folder.rows("FROM use_month")) == 4
    assert folder.store.verify() == ()


def test_what_would_change_is_told_before_anything_is_published(folder, tmp_path):
    folder.bring_in(use_file(tmp_path / "a.csv", f"{DOG_TAX};2025-11;90;9;", f"{DOG_TAX};2025-12;80;8;"))
    before = folder.content()
    path = use_file(
        tmp_path / "b.csv", f"{DOG_TAX};2025-11;90;9;", f"{DOG_TAX};2025-12;81;;", f"{LICENCE};2025-12;1;1;"
    )
    report = folder.bring_in(path, dry_run=True)
    assert folder.content() == before
    assert (report.use.new, report.use.same, len(report.use.changes)) == (1, 1, 1)
    assert lines(report.use, "de")[0][1:] == ("Dezember 2025", "80", "81", "8", "–")
    said = "\n".join(import_lines(report, "de"))
    assert "1 Monatswert neu, 1 geändert, 1 wie bisher" in said
    facts = json.loads(json.dumps(import_facts(report, "de")))
    assert facts["use"]["changes"] == [
        {"service_id": DOG_TAX, "name": report.use.changes[0].name, "month": "2025-12",
         "cases": {"before": 80, "after": 81}, "cases_digital": {"before": 8, "after": None}}
    ]  # fmt: skip


def test_the_same_file_is_not_taken_twice_and_a_faulty_one_not_at_all(folder, tmp_path):
    path = use_file(tmp_path / "a.csv", f"{DOG_TAX};2025-11;90;9;")
    folder.bring_in(path)
    assert folder.bring_in(path).already_imported
    before = folder.content()
    with pytest.raises(SourceFormatError):
        folder.bring_in(use_file(tmp_path / "b.csv", f"{DOG_TAX};2025-11;90;9;", f"{DOG_TAX};2025-12;8;9;"))
    assert folder.content() == before


def test_a_file_that_tells_most_months_anew_wants_a_reason(folder, tmp_path):
    months = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
    folder.bring_in(use_file(tmp_path / "a.csv", *(f"{DOG_TAX};{month};90;9;" for month in months)))
    other = use_file(tmp_path / "b.csv", *(f"{DOG_TAX};{month};900;9;" for month in months))
    with pytest.raises(PlausibilityError):
        folder.bring_in(other)
    assert folder.bring_in(other, reason="neu ausgezählt").published
    assert folder.rows("SELECT override_reason FROM import ORDER BY import_id DESC LIMIT 1") == [("neu ausgezählt",)]


def test_only_who_may_publish_for_the_partner_may(folder, tmp_path):
    path = use_file(tmp_path / "a.csv", f"{DOG_TAX};2025-11;90;9;")
    with pytest.raises(NotAllowedError):
        import_files(
            folder.settings, [path], by=Rights("wer", partners=frozenset({"moordorf"})), today=date(2026, 11, 23)
        )


def test_months_outlive_a_rebuild_and_a_backup(folder, tmp_path):
    folder.bring_in(use_file(tmp_path / "a.csv", f"{DOG_TAX};2025-11;90;9;", f"{DOG_TAX};2025-12;80;;"))
    before = held(folder)
    toml = folder.path / "cooperation.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert folder.build().published
    assert held(folder) == before
    back_up(folder.settings, tmp_path / "b.zip")
    (tmp_path / "new").mkdir()
    restore(Settings(data_dir=tmp_path / "new"), tmp_path / "b.zip")
    with closing(Store(tmp_path / "new" / "snapshots").open_current()[1]) as connection:
        assert len(read.latest_months(connection, partner_id="auenstadt")) == 2


def test_verify_finds_a_month_that_belongs_to_nothing_stands_twice_or_was_lost(folder, tmp_path):
    folder.bring_in(use_file(tmp_path / "a.csv", f"{DOG_TAX};2025-11;90;9;", f"{DOG_TAX};2025-12;80;8;"))
    with folder.store.draft(note="spoiled") as draft:
        draft.connection.execute(
            "INSERT INTO use_month BY NAME SELECT * FROM use_month WHERE month = DATE '2025-11-01'"
        )
        draft.connection.execute("UPDATE use_month SET service_id = 'x' WHERE month = DATE '2025-12-01'")
        from ozgdash.store.soundness import content_findings

        found = {item.key for item in content_findings(draft.connection)}
        draft.discard()
    assert {"store.check_use_stranger", "store.check_use_twice", "store.check_use_count"} <= found


def test_the_optional_columns_flow_on_each_for_itself(folder, tmp_path):
    wide = "leika_schluessel;reifegrad;faelle_pro_jahr;faelle_digital_pro_jahr;bearbeitungsdauer_tage;rueckstand"
    folder.bring_in(sheet(tmp_path / "a.csv", f"{DOG_TAX};3;100;40;12,5;7", columns=wide))
    second = sheet(
        tmp_path / "b.csv", f"{DOG_TAX};3;9", columns="leika_schluessel;reifegrad;rueckstand", as_of="28.02.2026"
    )
    folder.bring_in(second)
    query = (
        "SELECT cases_per_year, cases_digital_per_year, handling_days, backlog FROM state WHERE observed_on = DATE '{}'"
    )
    assert folder.rows(query.format("2026-02-28")) == [(100, 40, 12.5, 9)]
    third = sheet(
        tmp_path / "c.csv", f"{DOG_TAX};3;30", columns="leika_schluessel;reifegrad;faelle_pro_jahr", as_of="31.03.2026"
    )
    report = folder.bring_in(third)
    assert "ingest.digital_above_former" in {item.key for item in report.findings}
    assert folder.rows(query.format("2026-03-31")) == [(30, None, 12.5, 9)]


def test_as_many_cases_as_came_in_digitally_before_are_no_contradiction(folder, tmp_path):
    wide = "leika_schluessel;reifegrad;faelle_pro_jahr;faelle_digital_pro_jahr"
    folder.bring_in(sheet(tmp_path / "a.csv", f"{DOG_TAX};3;100;40", columns=wide))
    narrow = {"columns": "leika_schluessel;reifegrad;faelle_pro_jahr", "as_of": "28.02.2026"}
    report = folder.bring_in(sheet(tmp_path / "b.csv", f"{DOG_TAX};3;40", **narrow))
    assert "ingest.digital_above_former" not in {item.key for item in report.findings}
    query = "SELECT cases_per_year, cases_digital_per_year FROM state WHERE observed_on = DATE '2026-02-28'"
    assert folder.rows(query) == [(40, 40)]


def test_a_sheet_without_the_columns_says_what_it_said_before(folder, tmp_path):
    folder.bring_in(sheet(tmp_path / "a.csv", row(DOG_TAX, 3)))
    assert folder.maturities() == {DOG_TAX: 3}
    assert folder.rows("SELECT count(cases_digital_per_year), count(handling_days), count(backlog) FROM state") == [
        (0, 0, 0)
    ]
    assert replace(folder.bring_in(use_file(tmp_path / "u.csv", f"{DOG_TAX};2025-11;90;9;"))).published
    assert folder.maturities() == {DOG_TAX: 3}
