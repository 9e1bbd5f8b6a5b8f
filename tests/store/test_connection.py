from __future__ import annotations

import duckdb
import pytest

from ozgdash.errors import SnapshotDamagedError, SnapshotMissingError, SnapshotNewerError
from ozgdash.store.connection import open_draft, open_snapshot, open_unchecked


def test_a_missing_file_offers_the_build(tmp_path):
    with pytest.raises(SnapshotMissingError, match="python -m ozgdash build"):
        open_snapshot(tmp_path / "ozg-20260101T000000Z-000000000000.duckdb")


@pytest.mark.parametrize("content", [b"", b"no database", b"\x00" * 100_000])
def test_a_file_that_is_no_database_is_explained(tmp_path, content):
    path = tmp_path / "other.duckdb"
    path.write_bytes(content)
    with pytest.raises(SnapshotDamagedError, match="python -m ozgdash rollback"):
        open_snapshot(path)


def test_a_cut_off_snapshot_is_explained(store):
    path = store.current().path
    path.write_bytes(path.read_bytes()[:-5000])
    with pytest.raises(SnapshotDamagedError, match="Prüfsumme"):
        open_snapshot(path)


def test_a_publish_draws_no_bar_into_the_output(store):
    with store.draft(note="quiet") as draft:
        drawn = draft.connection.execute("SELECT current_setting('enable_progress_bar')").fetchall()
    assert drawn == [(False,)]


def test_missing_tables_are_named(tmp_path):
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    with pytest.raises(SnapshotDamagedError, match="benchmark, bundle_tally, component, cooperation, deadline"):
        open_snapshot(path)


def test_another_schema_version_is_named(store, tmp_path):
    path = tmp_path / "newer.duckdb"
    path.write_bytes(store.current().path.read_bytes())
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(SnapshotNewerError, match=r"Format 99.*aktualisieren Sie das Programm"):
        open_snapshot(path)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO meta VALUES ('a', 'b')",
        "DROP TABLE state",
        "SELECT * FROM read_csv('/etc/hosts')",
        "COPY meta TO '/tmp/ozgdash-must-not-exist.csv'",
        "ATTACH '/tmp/ozgdash-must-not-exist.duckdb' AS other",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '100GB'",
    ],
)
def test_a_reader_can_neither_write_nor_reach_out_nor_unlock(store, statement):
    _, connection = store.open_current()
    with connection, pytest.raises(duckdb.Error):
        connection.execute(statement)


def test_threads_read_through_cursors_of_one_connection(store):
    _, connection = store.open_current()
    with connection:
        cursors = [connection.cursor() for _ in range(4)]
        assert [cursor.execute("SELECT count(*) FROM service").fetchall() for cursor in cursors] == [[(2,)]] * 4


def test_sums_over_a_join_that_brings_nothing_are_right_for_publisher_and_readers(tmp_path):
    """Four services of 100 cases each; DuckDB left to itself says that no sum is above 50, and shows 200 as -56."""
    path = tmp_path / "sums.duckdb"
    cases = "sum(CASE WHEN sheet.cases < 5 THEN id WHEN month IS NULL THEN sheet.cases ELSE given.cases END)::BIGINT"
    joined = "FROM sheet LEFT JOIN (SELECT * FROM given WHERE month > DATE '2027-01-01') AS given USING (id)"
    asked = {
        f"SELECT id % 2 AS part, {cases} {joined} GROUP BY part ORDER BY part": [(0, 200), (1, 200)],
        f"SELECT {cases} AS total {joined} HAVING total > 50": [(400,)],
    }
    with open_draft(path) as draft:
        draft.execute("CREATE TABLE sheet AS SELECT i AS id, 100 AS cases FROM range(4) AS t (i)")
        draft.execute(
            "CREATE TABLE given AS SELECT i AS id, DATE '2024-01-01' AS month, 10 AS cases FROM range(2) AS t (i)"
        )
        draft.execute("CHECKPOINT")
        published = [draft.execute(query).fetchall() for query in asked]
    with open_unchecked(path) as readers:
        read = [readers.execute(query).fetchall() for query in asked]
    assert [published, read] == [list(asked.values())] * 2
