"""Packages that nobody touched are sound, of whatever cooperation, part of it and selection of sections."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bench.made import publish
from ozgdash.cli import main
from ozgdash.export.council.sections import PARTS
from ozgdash.model.cooperation import Cooperation, Deadline, Partner, PartnerKind
from ozgdash.proof.checking import proof
from ozgdash.settings import Settings
from ozgdash.store import described
from ozgdash.store.snapshots import Store

sys.path.insert(0, str(Path(__file__).parent.parent / "metrics"))

import golden_use

EVERYTHING = [word for key in PARTS for word in ("--section", key)]


def differences(data: Path, out: Path, *more: str) -> list[tuple[str, str, str, str]]:
    """What the check says of a package that was just made."""
    assert main(["--data-dir", str(data), "export", "package", "--out", str(out / "x.zip"), *more]) == 0
    return [(one.file, one.place, one.said, one.expected) for one in proof(out / "x.zip").differences]


@pytest.fixture(scope="module")
def use_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden cooperation of digital cases, whose Stand lies within a month and whose levels have no names."""
    folder = tmp_path_factory.mktemp("use")
    partners = [
        Partner(name, f"Gemeinde {name.title()}", name.title(), PartnerKind.MUNICIPALITY, "0", date(2020, 1, 1))
        for name in golden_use.PARTNERS
    ]
    whole = Cooperation("Nutzung", date(2020, 1, 1), tuple(partners), (Deadline("ziel", "Ziel", date(2025, 12, 31)),))
    reports, months = golden_use.lines("reports"), golden_use.lines("months")
    store = Store(Settings(data_dir=folder).snapshots_dir)
    with closing(golden_use.published(reports, months)) as golden, store.draft(note="use", empty=True) as draft:
        described.write_cooperation(draft.connection, whole)
        for table in ("service", "observation", "use_month"):
            rows = golden.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
            names = [column[0] for column in golden.description]
            places = ", ".join("?" for _ in names)
            draft.connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", rows)  # noqa: S608
        draft.connection.execute("""
            INSERT INTO import BY NAME
            SELECT
                import_id, 'status_sheet' AS kind, 'blatt.csv' AS file_name, repeat('0', 64) AS sha256,
                TIMESTAMP '2026-02-01' AS imported_at, 'golden' AS imported_by, partner_id, observed_on AS as_of,
                1 AS row_count, false AS example, '' AS note, 0 AS left_out
            FROM observation
        """)
    return folder


@pytest.fixture(scope="module")
def rich_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up cooperation of four that reports everything there is, cases by month of other services too."""
    folder = tmp_path_factory.mktemp("rich")
    publish(Settings(data_dir=folder).snapshots_dir, 4, rich=True)
    return folder


SHORT = ("situation", "topics", "appendix")
SECTIONS = [*SHORT, *(pytest.param(key, marks=pytest.mark.long) for key in PARTS if key not in SHORT)]


@pytest.mark.parametrize("section", SECTIONS)
def test_a_package_of_one_section_has_fewer_tables_and_is_sound(golden_settings, tmp_path, section):
    """Without list of services, counts by day or full names less follows; nothing is wrong for that."""
    assert differences(golden_settings.data_dir, tmp_path, "--section", section, "--formats", "ooxml") == []


@pytest.mark.long
@pytest.mark.parametrize("more", [(), ("--partner", "nord"), ("--compare", "2025-10-30")])
def test_a_package_of_digital_cases_within_a_month_is_sound(use_data, tmp_path, more):
    assert differences(use_data, tmp_path, *EVERYTHING, *more) == []


@pytest.mark.long
@pytest.mark.parametrize("more", [(), ("--partner", "p00000"), ("--department", "Amt 1", "--department", "Amt 2")])
def test_a_package_of_everything_that_can_be_reported_is_sound(rich_data, tmp_path, more):
    assert differences(rich_data, tmp_path, *EVERYTHING, *more) == []


@pytest.mark.long
@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_package_of_a_group_with_targets_is_sound(targets_data, tmp_path, lang):
    assert differences(targets_data, tmp_path, *EVERYTHING, "--group", "land", "--lang", lang) == []


@pytest.mark.long
@pytest.mark.parametrize("section", ["everything", "demand", "departments", "due", "synergies"])
def test_a_package_of_many_partners_is_sound(large_data, tmp_path, section):
    """Their lists are cut, and their charts are drawn from more than the tables have."""
    chosen = EVERYTHING if section == "everything" else ["--section", section]
    assert differences(large_data, tmp_path, *chosen) == []
