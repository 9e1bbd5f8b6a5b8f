"""Files are compressed once: found by their content, whole or not at all, by several at once, wherever may be written."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import pytest

from ozgdash.settings import PROJECT_DIR
from ozgdash.ui import packing
from ozgdash.ui.packing import BEST, QUICK, Shelf

CONTENT = "".join(f"export const square{n} = {n * n}\n" for n in range(500)).encode()


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "script.js"
    path.write_bytes(CONTENT)
    return path


def stored(shelf: Shelf, path: Path, encoding: str) -> bytes | None:
    file = shelf.opened(shelf.original(path), encoding)
    if file is None:
        return None
    with file:
        return file.read()


def test_what_is_stored_is_the_file_and_the_better_one_goes_before(script: Path, tmp_path: Path):
    shelf = Shelf([tmp_path / "cache"])
    assert stored(shelf, script, "br") is None
    assert shelf.pack(shelf.original(script), "br", QUICK)
    quick = stored(shelf, script, "br")
    assert shelf.pack(shelf.original(script), "br", BEST)
    best = stored(shelf, script, "br")
    assert quick is not None
    assert best is not None
    assert len(best) < len(quick)
    assert brotli.decompress(quick) == brotli.decompress(best) == CONTENT
    assert shelf.pack(shelf.original(script), "gzip", BEST)
    assert gzip.decompress(stored(shelf, script, "gzip") or b"") == CONTENT


def test_another_process_finds_it_and_a_changed_file_has_its_own(script: Path, tmp_path: Path):
    first = Shelf([tmp_path / "cache"])
    first.pack(first.original(script), "br", QUICK)
    assert stored(Shelf([tmp_path / "cache"]), script, "br") is not None
    script.write_bytes(CONTENT + b"// a new version\n")
    assert stored(first, script, "br") is None
    copy = tmp_path / "moved" / "other.js"
    copy.parent.mkdir()
    copy.write_bytes(CONTENT)
    assert stored(first, copy, "br") is not None


@pytest.mark.parametrize(
    "damage", [b"", b"half", brotli.compress(b"another file"), None], ids=["empty", "half", "other", "cut"]
)
def test_a_damaged_file_is_not_served_but_removed(script: Path, tmp_path: Path, damage: bytes | None):
    writer = Shelf([tmp_path / "cache"])
    writer.pack(writer.original(script), "br", QUICK)
    [file] = (tmp_path / "cache").iterdir()
    file.write_bytes(file.read_bytes()[:-3] if damage is None else damage)
    reader = Shelf([tmp_path / "cache"])
    assert stored(reader, script, "br") is None
    assert not file.exists()
    assert reader.pack(reader.original(script), "br", QUICK)
    assert brotli.decompress(stored(reader, script, "br") or b"") == CONTENT


def test_what_cannot_be_written_in_one_place_is_kept_in_the_next(script: Path, tmp_path: Path):
    no_folder = tmp_path / "a file"
    no_folder.write_text("")
    shelf = Shelf([no_folder / "cache", tmp_path / "second"])
    assert shelf.pack(shelf.original(script), "br", QUICK)
    assert len(list((tmp_path / "second").iterdir())) == 1
    assert stored(shelf, script, "br") is not None


def test_where_nothing_can_be_written_it_is_said_once_and_not_tried_again(
    script: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    no_folder = tmp_path / "a file"
    no_folder.write_text("")
    shelf = Shelf([no_folder / "cache"])
    for _ in range(3):
        assert not shelf.pack(shelf.original(script), "br", QUICK)
        assert not shelf.pack(shelf.original(script), "gzip", BEST)
    assert [record.message for record in caplog.records] == [
        f"Compressed files cannot be kept in {no_folder / 'cache'}: they are sent as they are."
    ]


def test_a_write_that_breaks_off_leaves_nothing(script: Path, tmp_path: Path):
    cache = tmp_path / "cache"
    shelf = Shelf([cache])
    # A folder stands where the file would go: the last step fails.
    (cache / f"{shelf.original(script).digest}.quick.br").mkdir(parents=True)
    assert not shelf.pack(shelf.original(script), "br", QUICK)
    assert [path.name for path in cache.iterdir() if path.name.startswith("part-")] == []


def test_many_at_once_leave_one_whole_file(script: Path, tmp_path: Path):
    shelves = [Shelf([tmp_path / "cache"]) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda shelf: shelf.pack(shelf.original(script), "br", QUICK), shelves))
        found = list(pool.map(lambda shelf: stored(shelf, script, "br"), shelves))
    assert [brotli.decompress(one or b"") for one in found] == [CONTENT] * 8
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_processes_beside_the_server_store_everything_once_as_small_as_it_gets(script: Path, tmp_path: Path):
    command = [sys.executable, "-m", "ozgdash.ui.packing", str(tmp_path / "cache")]
    started = [subprocess.Popen(command, cwd=PROJECT_DIR, stdin=subprocess.PIPE, text=True) for _ in range(3)]
    for process in started:
        process.communicate(f"{script}\n", timeout=120)
    assert [process.returncode for process in started] == [0, 0, 0]
    shelf = Shelf([tmp_path / "cache"])
    assert shelf.has(shelf.original(script), "br", BEST)
    assert shelf.has(shelf.original(script), "gzip", BEST)
    assert brotli.decompress(stored(shelf, script, "br") or b"") == CONTENT


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners of folders are a matter of POSIX")
def test_the_folder_for_temporary_files_is_nobody_elses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(packing.tempfile, "gettempdir", lambda: str(tmp_path))
    folder = packing.own_temporary_folder()
    assert folder is not None
    assert folder.stat().st_mode & 0o777 == 0o700
    assert packing.own_temporary_folder() == folder
    folder.chmod(0o777)
    assert packing.own_temporary_folder() is None
    folder.rmdir()
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    assert packing.own_temporary_folder() is None
