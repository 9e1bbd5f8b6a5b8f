from __future__ import annotations

import hashlib
import os
import threading
import time
from contextlib import closing
from datetime import date

import duckdb
import pytest
from store_builders import COOPERATION, DOG_TAX, FESTIVAL, a_sheet, online, publish_base, publish_sheet

from ozgdash.errors import (
    SnapshotDamagedError,
    SnapshotMissingError,
    StoreBusyError,
    UserError,
)
from ozgdash.model.observation import Observation
from ozgdash.store import load, read
from ozgdash.store.connection import SCHEMA_VERSION, open_snapshot
from ozgdash.store.derived import Touched
from ozgdash.store.entries import entry_of
from ozgdash.store.folder import POINTER, SnapshotFile
from ozgdash.store.hashing import file_hash
from ozgdash.store.publishing import OWNER_FILE
from ozgdash.store.snapshots import Store
from ozgdash.store.soundness import content_findings, problems


def observations_of(store: Store) -> int:
    _, connection = store.open_current()
    with connection:
        return connection.execute("SELECT count(*) FROM observation").fetchall()[0][0]


def damage(path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def test_an_empty_folder_has_no_current_snapshot_and_says_how_to_build_one(tmp_path):
    store = Store(tmp_path / "nothing")
    assert store.current() is None
    assert store.list() == ()
    with pytest.raises(SnapshotMissingError, match="python -m ozgdash build"):
        store.open_current()


def test_the_name_of_a_snapshot_holds_the_start_of_its_hash(store):
    current = store.current()
    digest = hashlib.sha256(current.path.read_bytes()).hexdigest()
    assert current.id.rsplit("-", 1)[1] == digest[:12]


def test_a_published_file_is_never_changed_by_later_publishes(store):
    first = store.current()
    before = first.path.read_bytes()
    publish_sheet(store, online())
    store.rollback(first.id)
    publish_sheet(store, online(2))
    assert first.path.read_bytes() == before


def test_a_draft_starts_from_the_current_snapshot_and_names_it_as_parent(store):
    first = publish_sheet(store, online())
    second = publish_sheet(store, online(2), as_of=date(2022, 2, 28))
    assert observations_of(store) == 2
    connection = open_snapshot(second.path)
    with connection:
        facts = read.meta(connection)
    assert facts["note"] == "Meldung"
    assert facts["parent"] == first.id
    assert facts["schema_version"] == SCHEMA_VERSION


def test_a_draft_whose_block_fails_leaves_everything_as_it_was(store):
    before, files = store.current(), sorted(path.name for path in store.directory.iterdir())

    def fail() -> None:
        with store.draft(note="x") as draft:
            load.add_imports(draft.connection, [a_sheet(online())])
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()
    assert store.current() == before
    assert sorted(path.name for path in store.directory.iterdir()) == files


def test_a_discarded_draft_publishes_nothing(store):
    before = store.current()
    with store.draft(note="x") as draft:
        load.add_imports(draft.connection, [a_sheet(online())])
        draft.discard()
    assert draft.published is None
    assert store.current() == before
    with pytest.raises(RuntimeError, match="not published"):
        draft.result()


def test_an_unsound_draft_is_not_published(store):
    before = store.current()

    def publish_stranger() -> None:
        publish_sheet(store, Observation("99999999999999", maturity=1))

    with pytest.raises(SnapshotDamagedError, match="unknown_service"):
        publish_stranger()
    assert store.current() == before
    assert store.verify() == ()


def test_the_list_names_every_snapshot_the_newest_first(store):
    first = store.current()
    second = publish_sheet(store, online())
    entries = store.list()
    assert [entry.id for entry in entries] == [second.id, first.id]
    assert [entry.is_current for entry in entries] == [True, False]
    assert [entry.note for entry in entries] == ["Meldung", "Anfang"]
    assert entries[0].size == second.path.stat().st_size
    assert entries[0].published_at > entries[1].published_at


def test_the_list_still_shows_a_damaged_snapshot(store):
    damage(store.current().path)
    (entry,) = store.list()
    assert entry.note is None
    assert entry.is_current


def test_rollback_moves_the_pointer_back_and_forth(store):
    first = store.current()
    second = publish_sheet(store, online())
    store.rollback(first.id)
    assert observations_of(store) == 0
    store.rollback(second.path.name)
    assert observations_of(store) == 1


def test_rollback_to_an_unknown_snapshot_names_the_known_ones(store):
    with pytest.raises(UserError, match=store.current().id):
        store.rollback("ozg-20200101T000000Z-000000000000")


def test_rollback_does_not_leave_the_folder(store):
    with pytest.raises(UserError, match="gibt es nicht"):
        store.rollback("../../etc/passwd")


def test_rollback_to_a_damaged_snapshot_is_refused(store):
    first = store.current()
    second = publish_sheet(store, online())
    damage(first.path)
    with pytest.raises(SnapshotDamagedError, match=f"verify {first.id}"):
        store.rollback(first.id)
    assert store.current() == second


def test_a_damaged_current_snapshot_is_not_copied_into_the_next_one(store):
    damage(store.current().path)
    with pytest.raises(SnapshotDamagedError, match="rollback"):
        publish_sheet(store, online())
    assert len(store.files()) == 1


@pytest.mark.parametrize(
    "content", ["", "nonsense\n", "../../etc/passwd\n", "ozg-20200101T000000Z-000000000000.duckdb"]
)
def test_a_pointer_to_nothing_is_explained(store, content):
    (store.directory / POINTER).write_text(content)
    with pytest.raises(SnapshotDamagedError, match=r"python -m ozgdash build"):
        store.current()


def test_a_pointer_of_arbitrary_bytes_is_explained(store):
    (store.directory / POINTER).write_bytes(b"\xff\xfe\x00garbage")
    with pytest.raises(SnapshotDamagedError, match="CURRENT"):
        store.current()


def test_a_second_publisher_is_told_who_publishes(store):
    before = store.current()
    with (
        store.draft(note="erster"),
        pytest.raises(StoreBusyError, match=rf"Prozess {os.getpid()}\)"),
        Store(store.directory).draft(note="zweiter"),
    ):
        raise AssertionError("two publishers at once")
    assert store.current() != before
    assert store.verify() == ()
    assert not (store.directory / OWNER_FILE).exists()


def test_of_many_threads_that_publish_at_once_each_publishes_or_is_told_that_the_store_is_busy(store):
    outcomes: list[str] = []

    def publish(day: int) -> None:
        try:
            publish_sheet(store, online(), as_of=date(2022, 1, day))
            outcomes.append("published")
        except StoreBusyError:
            outcomes.append("busy")

    threads = [threading.Thread(target=publish, args=(day,)) for day in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 6
    assert observations_of(store) == outcomes.count("published") >= 1
    assert store.verify() == ()


def test_a_reader_keeps_its_snapshot_while_another_is_published(store):
    publish_sheet(store, online())
    _, reader = store.open_current()
    with reader:
        publish_sheet(store, online(2), as_of=date(2022, 5, 31))
        assert reader.execute("SELECT count(*) FROM observation").fetchall() == [(1,)]
    assert observations_of(store) == 2


def test_drafts_of_processes_that_died_go_at_the_next_publish(store):
    for name in ("draft-snapshot.duckdb", "draft-snapshot.duckdb.wal", "draft-CURRENT"):
        (store.directory / name).write_bytes(b"half")
    publish_sheet(store, online())
    assert list(store.directory.glob("draft-*")) == []


def test_a_rebuild_prefers_the_current_snapshot_then_older_ones_then_later_ones(store):
    files = [store.current()]
    files += [publish_sheet(store, online(), as_of=date(2022, month, 1)) for month in (1, 2)]
    files += [publish_sheet(store, online(), as_of=date(2022, 3, 1))]
    time.sleep(1.1)  # the order of publishing is told by the second where a file is damaged
    files += [publish_sheet(store, online(), as_of=date(2022, 4, 1))]
    store.rollback(files[3].id)
    damage(files[3].path)
    assert list(store.by_preference()) == [files[3], files[2], files[1], files[0], files[4]]
    (store.directory / POINTER).write_text("nonsense")
    assert next(iter(store.by_preference())) == files[4]


def test_verify_finds_a_flipped_bit(store):
    damage(store.current().path)
    (finding,) = store.verify()
    assert "Prüfsumme" in finding.message("de")


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("DELETE FROM state WHERE service_id = $service", "state_missing"),
        ("UPDATE state SET valid_to = DATE '2021-01-01' WHERE service_id = $service", "state_gap"),
        ("UPDATE state SET partner_id = 'fremd' WHERE service_id = $service", "state_stranger"),
        ("UPDATE observation SET partner_id = 'fremd' WHERE service_id = $service", "unknown_partner"),
        ("INSERT INTO observation FROM observation WHERE service_id = $service", "observation_twice"),
        ("DELETE FROM import WHERE $service <> ''", "import_missing"),
        ("UPDATE import SET row_count = 7 WHERE $service <> ''", "import_count"),
        ("UPDATE service_tally SET total = total + 1 WHERE $service <> ''", "tally_off"),
        ("UPDATE share_tally SET done = done + 1 WHERE $service <> ''", "tally_off"),
        ("UPDATE bundle_tally SET units = units + 1 WHERE $service <> ''", "tally_off_bundles"),
        ("DELETE FROM partner WHERE $service <> ''", "no_partner"),
        ("DELETE FROM deadline WHERE $service <> ''", "no_deadline"),
        ("DELETE FROM cooperation WHERE $service <> ''", "no_cooperation"),
    ],
)
def test_verify_names_the_rule_that_the_content_breaks(store, statement, rule):
    published = publish_sheet(store, online())
    with duckdb.connect(str(published.path)) as connection:
        connection.execute(statement, {"service": DOG_TAX.id}).fetchall()
    name = f"{published.id[:-12]}{file_hash(published.path)}"
    published.path.rename(published.path.with_name(f"{name}.duckdb"))
    assert f"store.check_{rule}" in [finding.key for finding in store.verify(name)]
    with closing(open_snapshot(store.directory / f"{name}.duckdb")) as opened:
        of_a_publish = content_findings(opened, Touched(frozenset({"stadt", "kreis", "fremd"}), 1))
    assert f"store.check_{rule}" in [finding.key for finding in of_a_publish]


def test_a_service_twice_in_one_import_is_not_published(store):
    with pytest.raises(SnapshotDamagedError, match="observation_twice"):
        publish_sheet(store, online(2), online(3))


def test_examples_beside_real_sheets_break_a_rule(store):
    publish_sheet(store, online(), example=True)
    with pytest.raises(SnapshotDamagedError, match="example_mixed"):
        publish_sheet(store, online(), as_of=date(2022, 2, 28))


def test_what_was_written_is_read_back(store):
    file = publish_sheet(store, online())
    connection = open_snapshot(file.path)
    with connection:
        assert read.cooperation(connection) == COOPERATION
        assert read.services(connection) == (DOG_TAX, FESTIVAL)
        info = read.snapshot_info(connection, file.path)
        assert read.topics(connection) == ("Hobby",)
    assert (info.id, info.newest_observation, info.oldest_observation) == (
        file.id,
        date(2022, 1, 31),
        date(2022, 1, 31),
    )
    assert not info.example_data


def test_two_stores_of_the_same_content_do_not_share_anything(tmp_path):
    one, other = Store(tmp_path / "one"), Store(tmp_path / "other")
    publish_base(one)
    publish_base(other)
    publish_sheet(one, online())
    assert (observations_of(one), observations_of(other)) == (1, 0)


def test_a_publish_leaves_a_set_number_of_files_and_never_removes_the_current_one(store):
    few = Store(store.directory, keep=3)
    published = [publish_sheet(few, online(level)) for level in (1, 2, 3, 4)]
    assert {file.id for file in few.files()} == {file.id for file in published[1:]}
    few.rollback(published[1].id)
    newest = publish_sheet(Store(store.directory, keep=1), online(0))
    assert [file.id for file in few.files()] == [newest.id]
    assert few.current() == newest


def test_without_a_number_every_file_stays(store):
    before = len(store.files())
    for level in (1, 2, 3):
        publish_sheet(store, online(level))
    assert len(store.files()) == before + 3


def test_whoever_loses_the_file_to_a_pruning_publisher_gets_the_newer_one(store):
    """The publisher comes between the pointer and the opening of the file, each of the first three times."""
    publisher = Store(store.directory, keep=1)
    asked = []

    def opened_late(file: SnapshotFile) -> str:
        asked.append(file.id)
        if len(asked) <= 3:
            publish_sheet(publisher, online(len(asked)))
            assert not file.path.exists()
        open_snapshot(file.path).close()
        return file.id

    assert store.with_current(opened_late) == store.current().id
    assert len(asked) == len(set(asked)) == 4
    with pytest.raises(SnapshotDamagedError):
        store.with_current(damaged)
    missing = SnapshotFile(
        "ozg-20200101T000000Z-000000000000", store.directory / "ozg-20200101T000000Z-000000000000.duckdb"
    )
    assert entry_of(missing, is_current=False) is None
    with pytest.raises(SnapshotMissingError):
        problems(missing.path)


def damaged(file: SnapshotFile) -> None:
    raise SnapshotDamagedError("store.damaged", file=file.path.name)
