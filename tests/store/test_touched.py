"""What a publish looks at: its own partners and imports, the file it continues, and nothing else anew."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from store_builders import a_sheet, online, publish_sheet

from ozgdash.errors import SnapshotDamagedError
from ozgdash.model.component import Component, ComponentArea
from ozgdash.store import copying, load
from ozgdash.store.copying import copy_aside
from ozgdash.store.hashing import check_hash
from ozgdash.store.records import ImportKind
from ozgdash.store.snapshots import Store
from ozgdash.store.spellings import known_names

LONG_AGO = 1_600_000_000_000_000_000


def with_wrong_count(store: Store, **values: object) -> None:
    record, observations, _ = a_sheet(online())
    with store.draft(note="wrong") as draft:
        load.add_imports(draft.connection, [(replace(record, **values), observations, ())])


@pytest.mark.parametrize(
    ("values", "rule"),
    [({"row_count": 2}, "import_count"), ({"partner_id": "fremd"}, "unknown_partner")],
)
def test_a_sheet_that_breaks_a_rule_is_not_published(store: Store, values: dict[str, object], rule: str) -> None:
    before = publish_sheet(store, online())
    with pytest.raises(SnapshotDamagedError, match=rule):
        with_wrong_count(store, **values)
    assert store.current() == before


def test_a_sheet_of_an_unknown_service_is_not_published(store: Store) -> None:
    with pytest.raises(SnapshotDamagedError, match="unknown_service"):
        publish_sheet(store, replace(online(), service_id="99999999999999"))


def test_rows_that_lost_their_import_stop_the_publish_that_took_it_away(store: Store) -> None:
    before = publish_sheet(store, online(), example=True)
    with (
        pytest.raises(SnapshotDamagedError, match="import_missing"),
        store.draft(note="half of the examples") as draft,
    ):
        draft.connection.execute("DELETE FROM import")
    assert store.current() == before


def test_what_a_publish_need_not_look_at_verify_finds(store: Store) -> None:
    publish_sheet(store, online(), partner="kreis")
    with store.draft(note="rows of a partner that reports nothing") as draft:
        draft.connection.execute("DELETE FROM state WHERE partner_id = 'kreis' AND observed_on IS NOT NULL")
    assert [finding.key for finding in store.verify()] != []


def test_names_are_known_from_all_sheets_and_from_the_draft_itself(store: Store) -> None:
    record, observations, _ = a_sheet(replace(online(), department="Amt 1"))
    component = Component(ComponentArea.SPECIALIST, "Kfz", "MESO", provider="HSH")
    with store.draft(note="names") as draft:
        load.add_imports(draft.connection, [(record, observations, (component,))])
        assert known_names(draft.connection).departments == ("Amt 1",)
    publish_sheet(store, replace(online(), department="Amt 2"))
    with closing(store.open_current()[1]) as connection:
        known = known_names(connection)
        rows = connection.execute("SELECT kind, name FROM spelling ORDER BY ALL").fetchall()
    assert (known.departments, known.products, known.providers) == (("Amt 2", "Amt 1"), ("MESO",), ("HSH",))
    assert [name for kind, name in rows if kind == "department"] == ["Amt 1", "Amt 2"]


def test_names_of_examples_go_with_them(store: Store) -> None:
    publish_sheet(store, replace(online(), department="Erfunden"), example=True)
    with store.draft(note="real") as draft:
        load.remove_examples(draft.connection)
        load.add_imports(draft.connection, [a_sheet(replace(online(), department="Amt 1"))])
    with closing(store.open_current()[1]) as connection:
        assert known_names(connection).departments == ("Amt 1",)
    assert store.verify() == ()


def test_names_are_known_from_a_sheet_that_gets_the_id_of_an_outside_view_that_went(store: Store) -> None:
    record, _, _ = a_sheet(example=True)
    with store.draft(note="an example") as draft:
        load.add_outside_view(draft.connection, replace(record, kind=ImportKind.PVOG, row_count=0), [])
    with store.draft(note="a sheet in its place") as draft:
        load.remove_outside_examples(draft.connection)
        load.add_imports(draft.connection, [a_sheet(replace(online(), department="Amt 1"), example=True)])
    with closing(store.open_current()[1]) as connection:
        assert connection.execute("SELECT import_id FROM import").fetchall() == [(1,)]
        assert known_names(connection).departments == ("Amt 1",)


def settled(path: Path) -> None:
    os.utime(path, ns=(LONG_AGO, LONG_AGO))


def test_damage_done_after_a_file_was_compared_is_seen(store: Store) -> None:
    path = publish_sheet(store, online()).path
    settled(path)
    check_hash(path)
    with path.open("r+b") as file:
        file.seek(5_000)
        file.write(b"damage")
    settled(path)
    with pytest.raises(SnapshotDamagedError):
        check_hash(path)


@pytest.mark.parametrize("by_the_kernel", [True, False])
def test_a_copy_has_the_content_and_nothing_of_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, by_the_kernel: bool
) -> None:
    if not by_the_kernel:  # macOS and Windows
        monkeypatch.delattr(copying.os, "copy_file_range", raising=False)
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(bytes(range(256)) * 10_000)
    target.write_bytes(b"longer" * 1_000_000)
    copy_aside(source, target)
    assert target.read_bytes() == source.read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_copy_says_that_the_disk_is_full(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"content")
    with pytest.raises(OSError, match="No space left"):
        copy_aside(source, Path("/dev/full"))
