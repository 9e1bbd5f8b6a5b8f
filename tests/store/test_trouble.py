"""Disks that are full, folders that are in the way, rights that are missing, foreign files: a sentence, never a trace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from store_builders import online, publish_base, publish_sheet

from ozgdash.errors import SnapshotDamagedError, SnapshotMissingError, StoreReadError, StoreWriteError, UserError
from ozgdash.settings import PROJECT_DIR
from ozgdash.store import snapshots
from ozgdash.store.connection import set_meta
from ozgdash.store.folder import POINTER
from ozgdash.store.hashing import file_hash
from ozgdash.store.publishing import LOCK_FILE, OWNER_FILE
from ozgdash.store.snapshots import Store

HERE = Path(__file__).parent
ENVIRONMENT = os.environ | {"PYTHONPATH": f"{PROJECT_DIR}{os.pathsep}{HERE}"}
NEEDS_POSIX = pytest.mark.skipif(os.name == "nt", reason="rights and limits of POSIX")


def in_a_child(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


SMALL_DISK = """
import resource, sys
from pathlib import Path
from store_builders import online, publish_sheet
from ozgdash.errors import StoreWriteError
from ozgdash.store.snapshots import Store
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    publish_sheet(Store(Path(sys.argv[1])), online())
    print("published")
except StoreWriteError as error:
    print(error)
"""


@NEEDS_POSIX
@pytest.mark.parametrize("room", [-500_000, -1, 1, 4096, 50_000, 270_000, 600_000])
def test_wherever_the_room_ends_nothing_is_published_and_a_sentence_says_why(store, room):
    before = store.current()
    run = in_a_child(SMALL_DISK, str(store.directory), str(before.path.stat().st_size + room))
    assert run.returncode == 0, run.stderr
    assert "Es wurde nichts veröffentlicht" in run.stdout or run.stdout == "published\n", run.stdout
    if run.stdout != "published\n":
        assert store.current() == before
        assert [path.name for path in store.directory.glob("draft-*")] == []
    assert store.verify() == ()
    publish_sheet(store, online(4))
    assert store.verify() == ()


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path | None]:
    """A real disk of that size, where whoever runs the tests may mount one; else None."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    try:
        yield folder if mounted.returncode == 0 else None
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a tmpfs")
@pytest.mark.parametrize("more", [50_000, 400_000, 700_000, 900_000])
def test_a_disk_that_is_really_full_is_explained(store, tmp_path, more):
    """Where nothing can be mounted, the limit on files of the test above stands for the disk."""
    (tmp_path / "disk").mkdir()
    size = sum(path.stat().st_size for path in store.directory.iterdir())
    with small_disk(tmp_path / "disk", size + more) as disk:
        if disk is None:
            return
        full = Store(shutil.copytree(store.directory, disk / "snapshots"))
        before = full.current()
        with suppress(StoreWriteError):
            publish_sheet(full, online())
            return
        assert full.current() == before
        assert full.verify() == ()


@pytest.mark.parametrize("name", ["draft-snapshot.duckdb.tmp", "draft-anything", OWNER_FILE])
def test_what_a_killed_publisher_left_goes_even_where_it_is_a_folder(store, name):
    (store.directory / name).mkdir()
    (store.directory / name / "duckdb_temp_storage-0.tmp").write_bytes(b"spilled")
    publish_sheet(store, online())
    assert not (store.directory / name).exists()
    assert store.verify() == ()


FOREIGN = (
    "ozg-20269999T999999Z-0123456789ab.duckdb",
    "ozg-99999999T999999Z-0123456789ab.duckdb",
    "ozg-٢٠٢٦١١٠١T000000Z-0123456789ab.duckdb",
    "ozg-20260101T000000Z-0123456789ab.duckdb.bak",
    "ozg-20260101T000000Z-0123456789ab (Kopie).duckdb",
    "ozg-Übersicht.duckdb",
    "Thumbs.db",
    "a\nb.duckdb",
)


@pytest.mark.parametrize("kind", ["file", "folder", "dangling link"])
@pytest.mark.parametrize("name", [*FOREIGN, "ozg-20260102T000000Z-0123456789ab.duckdb"])
def test_what_does_not_belong_into_the_folder_disturbs_nobody(store, name, kind):
    path, current = store.directory / name, store.current()
    if kind == "file":
        path.write_bytes(b"foreign")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(store.directory / "nowhere")
    is_one_of_ours = name not in FOREIGN and kind == "file"
    assert [entry.id for entry in store.list() if entry.note is not None] == [current.id]
    assert len(store.files()) == 1 + is_one_of_ours
    published = publish_sheet(Store(store.directory, keep=5), online())
    assert store.current() == published
    assert os.path.lexists(path)


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"\xff\xfe", b"x" * 10_000_000, b"a/b", b"..", b"a" * 300])
def test_a_pointer_of_any_content_is_explained_and_a_build_could_go_on(store, content):
    (store.directory / POINTER).write_bytes(content)
    with pytest.raises(SnapshotDamagedError, match=POINTER):
        store.current()
    assert [entry.is_current for entry in store.list()] == [False]
    assert next(iter(store.by_preference())).path.exists()


def test_a_pointer_that_is_a_folder_is_explained_to_reader_and_publisher(store):
    snapshot = store.current()
    (store.directory / POINTER).unlink()
    (store.directory / POINTER).mkdir()
    with pytest.raises(StoreReadError, match="kein Ordner"):
        store.open_current()
    with pytest.raises(StoreWriteError, match=str(store.directory)):
        store.rollback(snapshot.id)
    assert [path.name for path in store.directory.glob("draft-*")] == []


def test_a_lock_that_is_a_folder_is_explained(store):
    (store.directory / LOCK_FILE).unlink(missing_ok=True)
    (store.directory / LOCK_FILE).mkdir()
    with pytest.raises(StoreWriteError, match=str(store.directory)):
        publish_sheet(store, online())


def test_a_name_too_long_for_any_disk_is_explained(tmp_path):
    store = Store(tmp_path / ("a" * 300))
    with pytest.raises(StoreReadError, match="kann nicht gelesen werden"):
        store.current()
    with pytest.raises(UserError):
        publish_base(store)


AS_SOMEBODY_ELSE = """
import os, sys
from pathlib import Path
from store_builders import online, publish_base, publish_sheet
from ozgdash.errors import StoreReadError, UserError
from ozgdash.store.snapshots import Store
publish_base(Store(Path(sys.argv[2])))  # loads every module: Python itself may lie where nobody else may read
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
store = Store(Path(sys.argv[1]))
for action in (store.open_current, store.list, store.verify, lambda: publish_sheet(store, online())):
    try:
        print("well", action is store.list and [entry.note for entry in store.list()])
        action()
    except UserError as error:
        print(type(error).__name__)
"""


@NEEDS_POSIX
@pytest.mark.parametrize("name", ["the folder", POINTER, "the snapshot"])
def test_what_another_user_may_not_read_is_explained_to_them(store, tmp_path, name):
    with tempfile.TemporaryDirectory() as open_to_all:
        folder = Path(open_to_all) / "snapshots"
        shutil.copytree(store.directory, folder)
        Path(open_to_all).chmod(0o755)
        place = {"the folder": folder, POINTER: folder / POINTER, "the snapshot": folder / store.current().path.name}
        place[name].chmod(0)
        run = in_a_child(AS_SOMEBODY_ELSE, str(folder), str(tmp_path / "other"))
        place[name].chmod(0o755)
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr
    assert run.stdout.count("StoreReadError") + run.stdout.count("StoreWriteError") >= 2, run.stdout


GROUP = """
import os, sys
from pathlib import Path
from store_builders import online, publish_base, publish_sheet
from ozgdash.settings import Settings, share_new_files
from ozgdash.store.snapshots import Store
folder, mode = Path(sys.argv[1]), sys.argv[2]
os.umask(0o022)
share_new_files(Settings(data_dir=folder, file_mode=mode))
publish_base(Store(folder / "snapshots"))
print(*sorted({oct(path.stat().st_mode & 0o020) for path in [folder / "snapshots", *(folder / "snapshots").iterdir()]}))
"""


@NEEDS_POSIX
@pytest.mark.parametrize(("mode", "bits"), [("user", "0o0"), ("group", "0o20")])
def test_files_are_for_the_group_where_the_setting_says_so(tmp_path, mode, bits):
    run = in_a_child(GROUP, str(tmp_path), mode)
    assert run.stdout == f"{bits}\n", run.stderr


TURNS = """
import os, sys
from pathlib import Path
from store_builders import online, publish_base, publish_sheet
from ozgdash.settings import Settings, share_new_files
from ozgdash.store.snapshots import Store
publish_base(Store(Path(sys.argv[2])))
folder, user = Path(sys.argv[1]), int(sys.argv[3])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65533)
    os.setuid(user)
share_new_files(Settings(data_dir=folder, file_mode="group"))
store = Store(folder / "snapshots", keep=2)
publish_sheet(store, online(user % 4))
print(store.verify())
"""


@pytest.mark.long
@NEEDS_POSIX
def test_two_users_of_one_group_publish_in_turns(store, tmp_path):
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        shutil.copytree(store.directory, folder / "snapshots")
        if os.geteuid() == 0:
            for path in [folder, folder / "snapshots", *(folder / "snapshots").iterdir()]:
                os.chown(path, 65531, 65533)
        for path in [folder, folder / "snapshots"]:
            path.chmod(0o2775)
        for path in (folder / "snapshots").iterdir():
            path.chmod(0o664)
        for number, user in enumerate((65531, 65532, 65531, 65532)):
            run = in_a_child(TURNS, str(folder), str(tmp_path / f"other-{number}"), str(user))
            assert run.stdout == "()\n", run.stderr


def test_a_clock_that_was_put_back_changes_no_order_and_removes_no_newer_snapshot(store, monkeypatch):
    few, now = Store(store.directory, keep=3), datetime.now(UTC)

    class Clock(datetime):
        moment: datetime

        @classmethod
        def now(cls, _=None):
            return cls.moment

    monkeypatch.setattr(snapshots, "datetime", Clock)
    published = []
    for step in (0, 3600, -86_400 * 400, 5, -3600, 0):
        Clock.moment = now + timedelta(seconds=step)
        published.append(publish_sheet(few, online()))
        assert few.current() == published[-1]
        assert few.files()[0] == published[-1]
    assert [file.id for file in few.files()] == [file.id for file in reversed(published[-3:])]
    assert [entry.id for entry in few.list()] == [file.id for file in few.files()]


def test_a_snapshot_from_the_end_of_all_days_stops_no_publisher(store):
    last = store.directory / f"ozg-99991231T235959Z-{store.current().id[-12:]}.duckdb"
    shutil.copyfile(store.current().path, last)
    published = publish_sheet(Store(store.directory, keep=5), online())
    assert store.current() == published


def current_of_format(store: Store, version: str) -> Path:
    """The file of the current snapshot as a program with another format would have written it."""
    import duckdb

    current = store.current()
    with duckdb.connect(str(current.path)) as connection:
        set_meta(connection, "schema_version", version)
    return current.path.rename(current.path.with_name(f"{current.id[:-12]}{file_hash(current.path)}.duckdb"))


def test_a_snapshot_of_an_older_program_is_not_called_damaged(store):
    older = current_of_format(store, "5")
    assert [(entry.note, entry.is_other_format) for entry in store.list()] == [(None, True)]
    older.write_bytes(b"nothing")
    assert [(entry.note, entry.is_other_format) for entry in store.list()] == [(None, False)]


def test_a_snapshot_of_a_newer_program_is_neither_read_nor_continued(store):
    newer = current_of_format(store, "99")
    (store.directory / POINTER).write_text(newer.name)
    for action in (store.open_current, lambda: publish_sheet(store, online())):
        with pytest.raises(UserError, match="aktualisieren Sie das Programm"):
            action()
    assert [(entry.note, entry.is_other_format) for entry in store.list()] == [(None, True)]
    with pytest.raises(SnapshotMissingError):
        Store(store.directory / "other").open_current()
