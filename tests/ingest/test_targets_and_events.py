"""Targets, events and rules for alerts come from the data folder with a build; examples leave with the example data."""

from __future__ import annotations

from datetime import date

import pytest
from folders import Folder, row, sheet

from ozgdash.errors import SettingsError, SourceFormatError
from ozgdash.ingest.backup import back_up
from ozgdash.ingest.restore import restore
from ozgdash.settings import Settings
from ozgdash.store.queries import sql

TARGETS = """id;wer;was;themenfeld;fachbereich;sdg;ziel;bis;gremium;beschluss_vom;vorlage;beispiel
Z1;auenstadt;leistung_rg3;;;;60 %;31.12.2026;Rat;01.02.2026;26-1;nein
Z2;alle;buendel_rg2;;;;40 %;31.12.2026;Rat;01.02.2026;;ja
"""
EVENTS = """tag;art;partner;text_de;text_en;quelle;beispiel
01.02.2026;Systemwechsel;auenstadt;Neues Portal;New portal;;ja
01.03.2026;Gesetz;alle;Neues Gesetz;New law;BGBl.;nein
"""
ALERTS = '[[alert]]\nrule = "no_report"\ndays = 45\npartners = ["auenstadt"]\n'


def written(folder: Folder) -> Folder:
    (folder.path / "ziele.csv").write_text(TARGETS, encoding="utf-8")
    (folder.path / "ereignisse.csv").write_text(EVENTS, encoding="utf-8")
    (folder.path / "hinweise.toml").write_text(ALERTS, encoding="utf-8")
    return folder


def kept(folder: Folder) -> tuple[list[tuple], list[tuple]]:
    return (
        folder.rows("SELECT target_id, partner_id, measure, share, due_on FROM target ORDER BY position"),
        folder.rows("SELECT happened_on, kind, partner_id, text_en FROM event ORDER BY position"),
    )


REAL = (
    [("Z1", "auenstadt", "leistung_rg3", 0.6, date(2026, 12, 31))],
    [(date(2026, 3, 1), "law", None, "New law")],
)


def test_a_changed_file_is_a_new_build_and_examples_leave_with_the_first_real_sheet(folder, tmp_path):
    written(folder)
    assert folder.build().published
    targets, events = kept(folder)
    assert [target[0] for target in targets] == ["Z1", "Z2"]
    assert [event[1] for event in events] == ["system", "law"]
    assert not folder.build().published
    folder.bring_in(sheet(tmp_path / "real.csv", row()))
    assert kept(folder) == REAL
    (folder.path / "ziele.csv").write_text(TARGETS.replace("40 %", "50 %"), encoding="utf-8")
    assert folder.build().published
    assert kept(folder) == REAL
    assert folder.store.verify() == ()


def test_a_bad_row_publishes_nothing(folder):
    before = folder.content()
    written(folder)
    (folder.path / "ziele.csv").write_text(TARGETS.replace("60 %", "600 %"), encoding="utf-8")
    with pytest.raises(SourceFormatError):
        folder.build()
    assert folder.content() == before


def test_a_bad_rule_publishes_nothing_and_a_good_one_is_kept(folder):
    before = folder.content()
    written(folder)
    (folder.path / "hinweise.toml").write_text(ALERTS.replace("auenstadt", "atlantis"), encoding="utf-8")
    with pytest.raises(SettingsError, match="atlantis"):
        folder.build()
    assert folder.content() == before
    written(folder).build()
    assert folder.rows("SELECT kind, bound, partner_ids FROM alert_rule") == [("no_report", 45.0, ["auenstadt"])]


def test_without_the_files_there_is_nothing(folder):
    folder.build()
    assert kept(folder) == ([], [])


def test_a_backup_brings_both_back(folder, tmp_path):
    written(folder).build()
    back_up(folder.settings, tmp_path / "sicherung.zip")
    restore(Settings(data_dir=tmp_path / "neu"), tmp_path / "sicherung.zip")
    again = Folder(tmp_path / "neu")
    assert kept(again) == kept(folder)
    assert (again.path / "ziele.csv").read_text(encoding="utf-8") == TARGETS
    assert (again.path / "ereignisse.csv").read_text(encoding="utf-8") == EVENTS


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("UPDATE target SET partner_id = 'goslar' WHERE target_id = 'Z1'", "target_stranger"),
        ("UPDATE target SET group_key = 'alle' WHERE target_id = 'Z1'", "target_stranger"),
        ("UPDATE target SET due_on = decided_on WHERE target_id = 'Z1'", "target_stranger"),
        ("UPDATE target SET share = 1.5 WHERE target_id = 'Z1'", "target_stranger"),
        ("UPDATE event SET partner_id = 'goslar' WHERE kind = 'law'", "event_stranger"),
        ("UPDATE alert_rule SET partner_ids = ['goslar']", "alert_stranger"),
    ],
)
def test_a_check_finds_targets_and_events_that_no_file_can_hold(folder, statement, rule):
    written(folder).build()
    with folder.store.draft(note="broken") as draft:
        assert draft.connection.execute(sql("check")).fetchall() == []
        draft.connection.execute(statement)
        found = draft.connection.execute(sql("check")).fetchall()
        draft.discard()
    assert found == [(rule, 1)]
