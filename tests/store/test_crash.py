"""A publisher that dies: at any step, by a full disk, by a folder it may not write."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from store_builders import online, publish_sheet

from ozgdash.errors import StoreBusyError
from ozgdash.settings import PROJECT_DIR
from ozgdash.store.snapshots import Store

HERE = Path(__file__).parent
ENVIRONMENT = os.environ | {"PYTHONPATH": f"{PROJECT_DIR}{os.pathsep}{HERE}"}


def in_a_child(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


@pytest.mark.long
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL, which Windows does not have")
def test_a_publisher_killed_at_any_step_leaves_the_old_state_or_the_new_one(tmp_path):
    run = subprocess.run(
        [sys.executable, HERE / "killed_publisher.py", tmp_path],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert [facts["killed"] for facts in found] == [True] * (len(found) - 1) + [False]
    assert len(found) > 12
    for facts in found:
        assert facts["sound"], facts
        assert facts["all_sound"], facts
        assert facts["observations"] == (0 if facts["old"] else 1), facts
        assert facts["next_sound"], facts
        assert facts["left_over"] == [], facts
    states = [facts["old"] for facts in found]
    assert states == sorted(states, reverse=True), "once the new state is reached no later kill may show the old one"
    assert {True, False} == set(states[:-1]), "kills were tried on both sides of the moment that counts"


HOLD = """
import sys
from pathlib import Path
from ozgdash.store.snapshots import Store
with Store(Path(sys.argv[1])).draft(note="x"):
    print("publishing", flush=True)
    sys.stdin.read()
"""


def test_a_publisher_in_another_process_is_named_and_its_death_frees_the_store(store):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, store.directory],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "publishing\n"
        with pytest.raises(StoreBusyError, match=rf"Prozess {other.pid}\)"):
            publish_sheet(store, online())
        other.send_signal(signal.SIGKILL)
    publish_sheet(store, online())
    assert store.verify() == ()


FULL_DISK = """
import resource, sys
from pathlib import Path
from store_builders import online, publish_sheet
from ozgdash.errors import StoreWriteError
from ozgdash.store.snapshots import Store
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    publish_sheet(Store(Path(sys.argv[1])), online())
except StoreWriteError as error:
    print(error)
"""


@pytest.mark.parametrize("room", ["0", "100000", "full"])
def test_a_full_disk_is_explained_and_the_old_state_stays(store, room):
    before = store.current()
    size = before.path.stat().st_size if room == "full" else int(room)
    run = in_a_child(FULL_DISK, str(store.directory), str(size))
    assert "Es wurde nichts veröffentlicht" in run.stdout, run.stderr
    assert str(store.directory) in run.stdout
    assert store.current() == before
    assert store.verify() == ()
    publish_sheet(store, online())
    assert store.verify() == ()


READ_ONLY = """
import os, sys
from pathlib import Path
from store_builders import online, publish_base, publish_sheet
from ozgdash.errors import StoreWriteError
from ozgdash.store.snapshots import Store
publish_base(Store(Path(sys.argv[2])))  # loads every module: Python itself may lie where nobody else may read
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
store = Store(Path(sys.argv[1]))
try:
    publish_sheet(store, online())
except StoreWriteError as error:
    print(error.message("de"))
print(store.verify())
"""


@pytest.mark.skipif(os.name == "nt", reason="the permission bits of POSIX")
def test_a_folder_that_must_not_be_written_is_explained_and_can_still_be_read(store, tmp_path):
    with tempfile.TemporaryDirectory() as open_to_all:
        folder = Path(open_to_all) / "snapshots"
        shutil.copytree(store.directory, folder)
        folder.chmod(0o555)
        Path(open_to_all).chmod(0o755)
        run = in_a_child(READ_ONLY, str(folder), str(tmp_path / "other"))
        folder.chmod(0o755)
    assert run.returncode == 0, run.stderr
    message, verified = run.stdout.splitlines()
    assert "Schreibrechte" in message
    assert str(folder) in message
    assert verified == "()"


def test_a_file_where_the_folder_should_be_is_explained(tmp_path):
    from ozgdash.errors import StoreWriteError

    (tmp_path / "snapshots").write_text("a file")
    store = Store(tmp_path / "snapshots")
    assert store.current() is None
    with pytest.raises(StoreWriteError, match="snapshots"):
        publish_sheet(store, online())
