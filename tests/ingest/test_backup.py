"""The data folder in one file and back: whole, checked, or not at all."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from folders import DOG_TAX, Folder, row, sheet

from ozgdash.errors import StoreBusyError, UserError
from ozgdash.ingest import backup
from ozgdash.ingest.backup import MANIFEST, back_up, restore
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

    monkeypatch.setattr(backup.publishing, "write_pointer", die)
    with pytest.raises(KeyboardInterrupt):
        restore(folder.settings, saved, replace=True)
    assert folder.content() == before
    monkeypatch.undo()
    restore(folder.settings, saved, replace=True)
    assert folder.maturities() == {DOG_TAX: 3}
