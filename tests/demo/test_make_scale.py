"""A made-up cooperation of any size is the same for the same seed, and reports the way authorities do."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from ozgdash.model.cooperation import PartnerKind
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.sources.cooperation import read_cooperation
from ozgdash.store import read
from ozgdash.store.snapshots import Store
from tools.make_scale import main, write_folder
from tools.scale_region import LAENDER, cooperation, written

DERIVED = ("state", "service_tally", "share_tally", "bundle_tally", "report_day", "told_month")


def content(folder: Path) -> dict[str, bytes]:
    """Everything below the folder but the snapshot, whose name holds the time."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.parent.name != "snapshots"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    return Store(Settings(data_dir=folder).snapshots_dir).open_current()[1]


@pytest.mark.parametrize("parquet", [False, True])
def test_the_same_seed_writes_the_same_bytes(tmp_path: Path, *, parquet: bool) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_folder(tmp_path / name, 3, seed=seed, months=2, parquet=parquet)
    assert content(tmp_path / "one") == content(tmp_path / "again")
    assert content(tmp_path / "one") != content(tmp_path / "other")


@pytest.mark.long
def test_sheets_and_parquet_of_one_seed_give_the_same_tables(tmp_path: Path) -> None:
    write_folder(tmp_path / "sheets", 4, seed=3, months=8)
    write_folder(tmp_path / "parquet", 4, seed=3, months=8, parquet=True)
    with closing(opened(tmp_path / "sheets")) as one, closing(opened(tmp_path / "parquet")) as other:
        assert read.cooperation(one) == read.cooperation(other)
        for table in DERIVED:
            query = f"SELECT * FROM {table} ORDER BY ALL"  # noqa: S608 - names of our own tables
            assert one.execute(query).fetchall() == other.execute(query).fetchall(), table
        assert read.snapshot_info(other, Path("x.duckdb")).example_data


def test_a_month_brings_one_or_two_services_in_a_hundred_and_some_bring_none(tmp_path: Path) -> None:
    write_folder(tmp_path, 20, seed=1, parquet=True)
    with closing(opened(tmp_path)) as cursor:
        sheets = cursor.execute(
            """
            SELECT import.row_count, state.services, as_of = min(as_of) OVER (PARTITION BY partner_id) AS first
            FROM import
            JOIN (SELECT partner_id, count(DISTINCT service_id) AS services FROM observation GROUP BY ALL) AS state
                USING (partner_id)
            WHERE kind = 'status_sheet'
            """
        ).fetchall()
        late = cursor.execute("SELECT count(*) FROM partner WHERE joined_on > DATE '2020-09-01'").fetchall()[0][0]
    later = [rows / services for rows, services, first in sheets if not first]
    assert 0.01 < sum(later) / len(later) < 0.02
    assert all(rows / services > 0.8 for rows, services, first in sheets if first)
    assert 2 < late < 14
    assert 20 * 40 < len(sheets) < 20 * 72


def test_a_nation_has_its_kinds_laender_and_kreise() -> None:
    whole = cooperation(11_000, seed=1)
    kinds = Counter(partner.kind for partner in whole.partners)
    assert len(whole.partners) == 11_000
    assert kinds[PartnerKind.DISTRICT] == 294
    assert kinds[PartnerKind.CITY] > 100
    assert {partner.ars[:2] for partner in whole.partners} == {land.code for land in LAENDER}
    assert len({partner.ars for partner in whole.partners}) == 11_000
    districts = {partner.ars[:5] for partner in whole.partners if partner.kind is PartnerKind.DISTRICT}
    assert {item.ars[:5] for item in whole.partners if item.kind is PartnerKind.MUNICIPALITY} == districts


@pytest.mark.parametrize("partners", [1, 2, 4, 40, 400])
def test_its_file_is_read_as_it_was_meant(partners: int, tmp_path: Path) -> None:
    whole = cooperation(partners, seed=5)
    path = tmp_path / "cooperation.toml"
    path.write_text(written(whole), encoding="utf-8")
    assert read_cooperation(path) == whole


def test_names_are_not_those_of_places_in_the_example_data() -> None:
    real = {partner.short_name for partner in read_cooperation(PROJECT_DIR / "data" / "cooperation.toml").partners}
    assert real.isdisjoint(partner.short_name for partner in cooperation(5_000, seed=1).partners)


@pytest.mark.parametrize("given", [["--partners", "0"], ["--partners", "x"], ["--partners", "4", "--months", "99"]])
def test_what_cannot_be_made_is_said(given: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*given, "--out", str(tmp_path / "out")])
    assert stopped.value.code == 2
    assert "allowed is 1 to" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
