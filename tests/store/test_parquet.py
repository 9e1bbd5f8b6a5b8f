"""A snapshot of Parquet files: what is in them comes over, and what cannot be is refused in one sentence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from ozgdash.errors import UserError
from ozgdash.store.parquet import load_parquet
from ozgdash.store.snapshots import Store
from tools.make_scale import write_folder

OBSERVATIONS = "observations-00001.parquet"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Parquet files of two partners."""
    folder = tmp_path_factory.mktemp("made")
    write_folder(folder, 2, seed=1, months=3, parquet=True)
    return folder / "parquet"


@pytest.fixture
def files(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "parquet")


def published(files: Path, *observations: Path) -> Store:
    store = Store(files.parent / "snapshots")
    with store.draft(note="Parquet", empty=True) as draft:
        load_parquet(draft.connection, files, observations)
    return store


def rows(store: Store) -> int:
    with closing(store.open_current()[1]) as connection:
        return int(connection.execute("SELECT count(*) FROM observation").fetchall()[0][0])


def test_observations_may_stand_in_several_files_anywhere(files: Path) -> None:
    whole = pq.read_table(files / OBSERVATIONS)
    elsewhere = files.parent / "elsewhere"
    elsewhere.mkdir()
    pq.write_table(whole.slice(0, 100), elsewhere / "a.parquet")
    pq.write_table(whole.slice(100), elsewhere / "b.parquet")
    (files / OBSERVATIONS).unlink()
    assert rows(published(files, elsewhere / "a.parquet", elsewhere / "b.parquet")) == whole.num_rows


def without_a_column(path: Path) -> None:
    pq.write_table(pq.read_table(path).drop_columns(["stage"]), path)


def with_another_column(path: Path) -> None:
    table = pq.read_table(path)
    pq.write_table(table.append_column("mood", table["stage"]), path)


def with_words_for_days(path: Path) -> None:
    table = pq.read_table(path)
    place = table.schema.get_field_index("observed_on")
    pq.write_table(table.set_column(place, "observed_on", pa.array(["gestern"] * table.num_rows)), path)


def with_nothing_for_a_service(path: Path) -> None:
    table = pq.read_table(path)
    place = table.schema.get_field_index("service_id")
    pq.write_table(table.set_column(place, "service_id", pc.if_else(pa.scalar(False), table["service_id"], None)), path)


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (without_a_column, "Es fehlen stage, unbekannt sind –"),
        (with_another_column, "Es fehlen –, unbekannt sind mood"),
        (with_words_for_days, "passen nicht in die Tabelle"),
        (with_nothing_for_a_service, "passen nicht in die Tabelle"),
        (lambda path: path.write_bytes(b"PAR1"), "ist keine lesbare Parquet-Datei"),
        (lambda path: path.write_text("leistung;stand\n"), "ist keine lesbare Parquet-Datei"),
        (lambda path: path.unlink(), "gibt es nicht"),
        (lambda path: path.with_name("service.parquet").unlink(), "service.parquet gibt es nicht"),
    ],
)
def test_a_broken_file_is_named_and_nothing_published(
    files: Path, break_it: Callable[[Path], object], said: str
) -> None:
    break_it(files / OBSERVATIONS)
    with pytest.raises(UserError) as refused:
        published(files)
    assert said in str(refused.value)
    assert ".parquet" in str(refused.value)
    assert Store(files.parent / "snapshots").files() == ()
