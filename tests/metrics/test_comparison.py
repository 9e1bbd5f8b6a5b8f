"""What portals show of partners and of others, against what was counted by hand (tests/golden_comparison/README.md)."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from ozgdash.ingest import build, import_files
from ozgdash.ingest.outside_import import Delivery
from ozgdash.ingest.peer_import import plan_peer
from ozgdash.ingest.plan import Request
from ozgdash.metrics.comparison import comparison
from ozgdash.metrics.outside import outside_counts
from ozgdash.metrics.progress import progress
from ozgdash.model.filters import Filters
from ozgdash.model.rights import everything
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.sources.detect import Source, SourceKind
from ozgdash.sources.pvog import read_pvog_sheet
from ozgdash.sources.tabular import read_sheet
from ozgdash.store import read
from ozgdash.store.snapshots import Store

FOLDER = PROJECT_DIR / "tests" / "golden_comparison"
TODAY = date(2021, 6, 1)
PEERS = """
[[vergleich]]
id = "nachbarstadt"
name = "Stadt Nachbarheim"
short_name = "Nachbarheim"
kind = "kreisfreie_stadt"
ars = "999030000000"

[[vergleich]]
id = "nachbarkreis"
name = "Landkreis Nebenan"
kind = "landkreis"
ars = "999520000000"

[[vergleich]]
id = "fernstadt"
name = "Stadt Fernheim"
kind = "kreisfreie_stadt"
ars = "999040000000"
"""


@pytest.fixture(scope="module")
def settings(golden_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The golden cooperation with the exports of partners and of others, in a folder of its own."""
    folder = tmp_path_factory.mktemp("comparison") / "data"
    shutil.copytree(golden_settings.data_dir, folder)
    with (folder / "cooperation.toml").open("a", encoding="utf-8") as file:
        file.write(PEERS)
    own = replace(golden_settings, data_dir=folder)
    build(own, today=TODAY)
    for path in sorted((PROJECT_DIR / "tests" / "golden_outside" / "exports").glob("*.csv")):
        import_files(own, [path], by=everything("golden"), today=TODAY, partner=path.stem.split("-")[1])
    bring_in_others(own)
    return own


def bring_in_others(settings: Settings) -> None:
    with Store(settings.snapshots_dir).draft(note="others") as draft:
        cooperation = read.cooperation(draft.connection)
        peers = {peer.id: peer for peer in cooperation.peers}
        for path in sorted((FOLDER / "exports").iterdir()):
            sheet = read_sheet(path, delimiter=",")
            view = read_pvog_sheet(sheet, cooperation=cooperation, partner=peers[path.stem.split("-")[0]])
            request = Request(Source(path, SourceKind.PVOG), imported_by="golden", today=TODAY, settings=settings)
            delivery = Delivery(SourceKind.PVOG, path.name, sheet.sha256, view)
            plan_peer(delivery, request, draft.connection).apply(draft.connection)


@pytest.fixture(scope="module")
def cursor(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    _, connection = Store(settings.snapshots_dir).open_current()
    with closing(connection):
        yield connection.cursor()


def plain(found: pd.DataFrame, day: str) -> list[dict[str, str]]:
    columns = ["id", "is_peer", "as_of", "shown", "unclear", "total"]
    rows = found[columns].astype(object).where(found[columns].notna(), None).to_dict("records")
    return [{"stand": day} | {name: words(value) for name, value in row.items()} for row in rows]


def words(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(int(value)) if isinstance(value, float) else str(value)


@pytest.mark.parametrize("day", ["2021-03-27", "2021-03-30", "2021-04-05", "2021-04-30"])
def test_every_number_is_the_one_counted_by_hand(cursor: duckdb.DuckDBPyConnection, day: str) -> None:
    with (FOLDER / "expected.csv").open(encoding="utf-8", newline="") as file:
        expected = [row for row in csv.DictReader(file, delimiter=";") if row["stand"] == day]
    found = comparison(cursor, Filters(as_of=date.fromisoformat(day)))
    assert plain(found, day) == expected


def test_a_theme_narrows_both_sides_and_a_department_neither(cursor: duckdb.DuckDBPyConnection) -> None:
    filters = Filters(as_of=date(2021, 4, 5), topics=("Wohnen",), departments=("Bauamt",))
    rows = comparison(cursor, filters).set_index("id")[["shown", "total"]].astype(object)
    assert rows.loc["stadt"].tolist() == [1, 4]
    assert rows.loc["nachbarstadt"].tolist() == [2, 4]
    assert rows.loc["nachbarkreis"].tolist() == [1, 2]


def test_others_join_no_number_of_the_partners(cursor: duckdb.DuckDBPyConnection, golden_settings: Settings) -> None:
    """What partners report, and what portals show of them, is the same with others beside and without."""
    filters = Filters(as_of=date(2021, 4, 30))
    _, connection = Store(golden_settings.snapshots_dir).open_current()
    with closing(connection):
        alone = progress(connection.cursor(), filters)
    pd.testing.assert_frame_equal(progress(cursor, filters), alone)
    assert set(outside_counts(cursor, filters)["partner_id"]) == {"stadt", "kreis"}
    query = "SELECT count(*) FROM import WHERE peer_id IS NOT NULL AND partner_id IS NOT NULL"
    assert cursor.execute(query).fetchall() == [(0,)]


def test_a_rebuild_keeps_their_views_and_forgets_those_who_left_the_file(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(settings.data_dir, folder)
    own = replace(settings, data_dir=folder)
    path = folder / "cooperation.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Stadt Fernheim", "Stadt Fernau"), encoding="utf-8")
    assert not [found for found in build(own, today=TODAY).findings if found.key == "ingest.peer_gone"]
    kept = "SELECT peer_id, count(*) FROM peer_view GROUP BY peer_id ORDER BY peer_id"
    assert rows(own, kept) == [("nachbarkreis", 5), ("nachbarstadt", 5)]
    before, _, after = path.read_text(encoding="utf-8").partition('[[vergleich]]\nid = "nachbarkreis"')
    path.write_text(before + "[[vergleich]]" + after.partition("[[vergleich]]")[2], encoding="utf-8")
    (warning,) = [found for found in build(own, today=TODAY).findings if found.key == "ingest.peer_gone"]
    assert "nachbarkreis" in warning.message("de")
    assert "2 Außensichten" in warning.message("de")
    assert rows(own, kept) == [("nachbarstadt", 5)]


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    _, connection = Store(settings.snapshots_dir).open_current()
    with closing(connection):
        found: list[tuple[object, ...]] = connection.execute(query).fetchall()
        return found
