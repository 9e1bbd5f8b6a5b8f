"""The data folder in one file and back: whole, checked, or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest
from folders import DOG_TAX, Folder, row, sheet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ozgdash.errors import SnapshotDamagedError, SnapshotNewerError, StoreBusyError, UserError
from ozgdash.ingest import backup_contents
from ozgdash.ingest import restore as restoring
from ozgdash.ingest.backup import back_up
from ozgdash.ingest.backup_contents import MANIFEST
from ozgdash.ingest.restore import restore
from ozgdash.store.hashing import file_hash
from ozgdash.store.publishing import only_publisher
from ozgdash.store.snapshots import Store


@pytest.fixture
def saved(folder: Folder, tmp_path: Path) -> Path:
    """A backup of a folder with two snapshots."""
    folder.bring_in(sheet(tmp_path / "a.csv", row(DOG_TAX, 3)))
    back_up(folder.settings, tmp_path / "sicherung.zip")
    return tmp_path / "sicherung.zip"


def rewritten(saved: Path, target: Path, change) -> Path:
    """The backup with its entries (name -> bytes) changed by ``change``."""
    with zipfile.ZipFile(saved) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target


def with_manifest(entries: dict[str, bytes], **facts) -> None:
    entries[MANIFEST] = json.dumps(json.loads(entries[MANIFEST]) | facts).encode()


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "LOCK"
    }


def test_a_backup_restored_elsewhere_is_the_same_folder(folder: Folder, saved: Path, tmp_path: Path):
    other = Folder(tmp_path / "anderswo")
    report = restore(other.settings, saved)
    assert everything(other.path) == everything(folder.path)
    assert other.content()[1:] == folder.content()[1:]
    assert (report.snapshots, report.current, report.left_alone) == (2, folder.store.current().id, ())
    assert Store(other.settings.snapshots_dir).verify() == ()


def test_a_folder_in_which_something_is_published_is_not_touched_without_being_asked(folder: Folder, saved: Path):
    folder.bring_in(sheet(folder.path.parent / "b.csv", row(DOG_TAX, 1), as_of="28.02.2026"))
    before = everything(folder.path)
    with pytest.raises(UserError, match="--replace"):
        restore(folder.settings, saved)
    assert everything(folder.path) == before


def test_with_replace_the_former_state_counts_again_and_what_is_not_in_the_backup_stays(folder: Folder, saved: Path):
    former = folder.content()
    folder.bring_in(sheet(folder.path.parent / "b.csv", row(DOG_TAX, 1), as_of="28.02.2026"))
    later = folder.store.current()
    (folder.path / "notiz.txt").write_text("bleibt")
    report = restore(folder.settings, saved, replace=True)
    assert folder.content() == former
    assert report.left_alone == ("notiz.txt", f"snapshots/{later.path.name}")
    assert folder.store.rollback(later.id) == later


def test_a_folder_that_was_never_built_can_be_backed_up(tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cooperation.toml").write_text("x")
    folder = Folder(tmp_path / "data")
    report = back_up(folder.settings, tmp_path / "leer.zip")
    assert (report.files, report.snapshots, report.current) == (1, 0, None)
    other = Folder(tmp_path / "anderswo")
    restore(other.settings, tmp_path / "leer.zip")
    assert (other.path / "cooperation.toml").read_text() == "x"
    assert other.store.current() is None


def flip(entries: dict[str, bytes]) -> None:
    name = next(name for name in entries if name.startswith("snapshots/"))
    entries[name] = entries[name][:-1] + bytes([entries[name][-1] ^ 1])


def renamed(entries: dict[str, bytes], name: str) -> None:
    """An entry and its line in the list get another name."""
    files = json.loads(entries[MANIFEST])["files"]
    entries[name] = entries.pop("cooperation.toml")
    files[name] = files.pop("cooperation.toml")
    with_manifest(entries, files=files)


BROKEN = {
    "an entry damaged": (flip, "beschädigt"),
    "an entry missing": (lambda entries: entries.pop("cooperation.toml"), "fehlen"),
    "no list of contents": (lambda entries: entries.pop(MANIFEST), "keine Sicherung"),
    "a list that is none": (lambda entries: entries.update({MANIFEST: b"[]"}), "keine Sicherung"),
    "another format": (lambda entries: with_manifest(entries, format=99), "keine Sicherung"),
    "a way out": (lambda entries: with_manifest(entries, files={"../weg.txt": "0"}), "keine Sicherung"),
    "a way out on Windows": (lambda entries: with_manifest(entries, files={"..\\weg.txt": "0"}), "keine Sicherung"),
    "an absolute name": (lambda entries: with_manifest(entries, files={"/tmp/weg": "0"}), "keine Sicherung"),  # noqa: S108
    "a pointer smuggled in": (lambda entries: with_manifest(entries, files={"snapshots/CURRENT": "0"}), "keine Siche"),
    "a current one outside": (lambda entries: with_manifest(entries, current="../evil"), "keine Sicherung"),
    "a current one that is a number": (lambda entries: with_manifest(entries, current=7), "keine Sicherung"),
    "a current one of no day": (
        lambda entries: with_manifest(entries, current="ozg-20269999T000000Z-0123456789ab"),
        "keine Sicherung",
    ),
    "a name like our own folders": (lambda entries: renamed(entries, ".restore-abc/x"), "keine Sicherung"),
    "a name like the list": (lambda entries: with_manifest(entries, files={MANIFEST: "0"}), "keine Sicherung"),
    "a file that is a folder, too": (
        lambda entries: with_manifest(entries, files={"catalogue": "0", "catalogue/x.csv": "0"}),
        "keine Sicherung",
    ),
    "two names on a disk without capitals": (
        lambda entries: with_manifest(entries, files={"Notiz.txt": "0", "notiz.txt": "0"}),
        "keine Sicherung",
    ),
    "a name with a way through itself": (lambda entries: renamed(entries, "catalogue/./x.csv"), "keine Sicherung"),
    "a lock": (lambda entries: renamed(entries, "snapshots/LOCK"), "keine Sicherung"),
    "a name with a line break": (lambda entries: renamed(entries, "a\nb"), "keine Sicherung"),
    "a name that no disk takes": (lambda entries: renamed(entries, "a" * 300), "keine Sicherung"),
    "a list too deep": (lambda entries: entries.update({MANIFEST: b"[" * 100_000}), "keine Sicherung"),
    "a current one that is not there": (
        lambda entries: with_manifest(entries, current="ozg-20200101T000000Z-0123456789ab"),
        "beschädigt",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_an_unsound_backup_changes_nothing(folder: Folder, saved: Path, tmp_path: Path, fault: str):
    change, words = BROKEN[fault]
    broken = rewritten(saved, tmp_path / "kaputt.zip", change)
    before = everything(folder.path)
    with pytest.raises(UserError, match=words):
        restore(folder.settings, broken, replace=True)
    assert everything(folder.path) == before
    assert not (tmp_path / "weg.txt").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text", b"\0" * 1000])
def test_a_file_that_is_no_archive_is_refused(folder: Folder, tmp_path: Path, content: bytes):
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(UserError, match="keine Sicherung"):
        restore(folder.settings, tmp_path / "x.zip", replace=True)


@pytest.mark.parametrize("part", range(1, 10))
def test_a_backup_that_was_cut_off_is_refused(folder: Folder, saved: Path, tmp_path: Path, part: int):
    content = saved.read_bytes()
    (tmp_path / "x.zip").write_bytes(content[: len(content) * part // 10])
    with pytest.raises(UserError):
        restore(folder.settings, tmp_path / "x.zip", replace=True)


def test_nobody_backs_up_while_somebody_publishes(folder: Folder, tmp_path: Path):
    with only_publisher(folder.settings.snapshots_dir), pytest.raises(StoreBusyError):
        back_up(folder.settings, tmp_path / "sicherung.zip")
    assert not (tmp_path / "sicherung.zip").exists()


def test_a_backup_that_cannot_be_written_says_where(folder: Folder, tmp_path: Path):
    with pytest.raises(UserError, match="gibt-es-nicht"):
        back_up(folder.settings, tmp_path / "gibt-es-nicht" / "sicherung.zip")


def test_a_restore_that_dies_before_the_pointer_moves_leaves_the_readers_their_snapshot(
    folder: Folder, saved: Path, monkeypatch: pytest.MonkeyPatch
):
    folder.bring_in(sheet(folder.path.parent / "b.csv", row(DOG_TAX, 1), as_of="28.02.2026"))
    before = folder.content()

    def die(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring.publishing, "write_pointer", die)
    with pytest.raises(KeyboardInterrupt):
        restore(folder.settings, saved, replace=True)
    assert folder.content() == before
    monkeypatch.undo()
    restore(folder.settings, saved, replace=True)
    assert folder.maturities() == {DOG_TAX: 3}


def test_compressed_bytes_that_are_damaged_are_refused(folder: Folder, saved: Path, tmp_path: Path):
    content, before = saved.read_bytes(), everything(folder.path)
    with zipfile.ZipFile(saved) as archive:
        entries = [entry for entry in archive.infolist() if entry.compress_size > 200]
    assert len(entries) > 3
    for entry in entries:
        middle = entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2
        broken = content[:middle] + bytes(255 - byte for byte in content[middle : middle + 20]) + content[middle + 20 :]
        (tmp_path / "x.zip").write_bytes(broken)
        with pytest.raises(UserError, match=r"keine Sicherung|beschädigt"):
            restore(folder.settings, tmp_path / "x.zip", replace=True)
    assert everything(folder.path) == before


@given(position=st.floats(0, 1, exclude_max=True), length=st.integers(1, 50), value=st.integers(0, 255))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_bytes_are_wrong_a_backup_is_refused_with_a_sentence_or_whole(
    folder: Folder, saved: Path, position: float, length: int, value: int
):
    content = bytearray(saved.read_bytes())
    start = int(position * len(content))
    content[start : start + length] = bytes([value]) * len(content[start : start + length])
    broken = saved.with_name("x.zip")
    broken.write_bytes(content)
    before = everything(folder.path)
    with suppress(UserError):
        restore(folder.settings, broken, replace=True)
    assert everything(folder.path) == before


def test_two_entries_of_one_name_are_refused(folder: Folder, saved: Path, tmp_path: Path):
    twice = tmp_path / "doppelt.zip"
    twice.write_bytes(saved.read_bytes())
    with zipfile.ZipFile(twice, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("cooperation.toml", b"other")
    with pytest.raises(UserError, match="keine Sicherung"):
        restore(folder.settings, twice, replace=True)


def test_a_backup_larger_than_the_disk_is_refused_before_anything_is_unpacked(
    folder: Folder, saved: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(restoring.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10_000, 9_000, 1_000))
    before = everything(folder.path)
    with pytest.raises(UserError, match="nicht frei"):
        restore(folder.settings, saved, replace=True)
    assert everything(folder.path) == before


def test_more_entries_than_any_backup_has_are_refused(folder: Folder, saved: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(backup_contents, "MAX_ENTRIES", 3)
    with pytest.raises(UserError, match="keine Sicherung"):
        restore(folder.settings, saved, replace=True)


def with_current(saved: Path, target: Path, *statements: str) -> Path:
    """The backup with its current snapshot changed by SQL, under the name that fits its content."""
    with zipfile.ZipFile(saved) as archive:
        facts = json.loads(archive.read(MANIFEST))
        entries = {name: archive.read(name) for name in archive.namelist()}
    former = f"snapshots/{facts['current']}.duckdb"
    database = target.with_suffix(".duckdb")
    database.write_bytes(entries.pop(former))
    with duckdb.connect(str(database)) as connection:
        for statement in statements:
            connection.execute(statement)
    current = f"{facts['current'][:-12]}{file_hash(database)}"
    entries[f"snapshots/{current}.duckdb"] = database.read_bytes()
    files = {name: hashlib.sha256(content).hexdigest() for name, content in entries.items() if name != MANIFEST}
    with_manifest(entries, current=current, files=files)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target


def test_a_backup_of_an_older_program_is_taken_and_built_anew(folder: Folder, saved: Path, tmp_path: Path):
    old = with_current(
        saved, tmp_path / "alt.zip", "UPDATE meta SET value = '2' WHERE key = 'schema_version'",
        "DROP TABLE link_check", "DROP TABLE outside_view", "DROP TABLE word_group",
    )  # fmt: skip
    other = Folder(tmp_path / "anderswo")
    report = restore(other.settings, old)
    assert report.to_build
    with pytest.raises(SnapshotDamagedError, match="Neu bauen mit diesem Programm"):
        other.store.open_current()
    other.build()
    assert other.maturities() == folder.maturities() == {DOG_TAX: 3}
    assert other.store.verify() == ()


def test_a_backup_of_a_newer_program_is_refused(folder: Folder, saved: Path, tmp_path: Path):
    newer = "UPDATE meta SET value = value::INTEGER + 1 WHERE key = 'schema_version'"
    new = with_current(saved, tmp_path / "neu.zip", newer)
    before = everything(folder.path)
    with pytest.raises(SnapshotNewerError, match="aktualisieren Sie das Programm"):
        restore(folder.settings, new, replace=True)
    assert everything(folder.path) == before


def test_a_snapshot_of_strangers_tables_is_refused(folder: Folder, saved: Path, tmp_path: Path):
    strange = with_current(saved, tmp_path / "fremd.zip", "DROP TABLE observation")
    with pytest.raises(UserError, match="beschädigt"):
        restore(folder.settings, strange, replace=True)


@pytest.mark.parametrize("name", ["cooperation.toml", "catalogue", "snapshots/CURRENT"])
def test_where_a_file_cannot_be_put_in_place_all_that_was_there_comes_back(folder: Folder, saved: Path, name: str):
    folder.bring_in(sheet(folder.path.parent / "b.csv", row(DOG_TAX, 1), as_of="28.02.2026"))
    place = folder.path / name
    kept = folder.path.parent / "kept"
    place.rename(kept)
    if name == "catalogue":
        place.write_text("a file where a folder should be")
    else:
        (place / "inside").mkdir(parents=True)
    before = everything(folder.path)
    with suppress(UserError):
        restore(folder.settings, saved, replace=True)
        assert name == "cooperation.toml", "a folder moves aside as a file does"
        return
    assert everything(folder.path) == before
    assert not list(folder.path.glob(".restore-*"))


def test_a_folder_that_leads_elsewhere_takes_nothing(folder: Folder, saved: Path, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    (folder.path / "catalogue").rename(elsewhere)
    (folder.path / "catalogue").symlink_to(elsewhere)
    before = everything(elsewhere)
    with pytest.raises(UserError, match="Verknüpfung"):
        restore(folder.settings, saved, replace=True)
    assert everything(elsewhere) == before


def test_a_list_that_lies_in_the_folder_is_not_packed_twice(folder: Folder, tmp_path: Path):
    (folder.path / MANIFEST).write_text("unpacked by hand")
    back_up(folder.settings, tmp_path / "x.zip")
    restore(Folder(tmp_path / "anderswo").settings, tmp_path / "x.zip")


def test_a_backup_that_may_not_be_read_or_is_a_folder_says_so(folder: Folder, tmp_path: Path):
    with pytest.raises(UserError, match="kann nicht gelesen werden"):
        restore(folder.settings, tmp_path, replace=True)
