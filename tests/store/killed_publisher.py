"""Publishes over and over, each time killed one step later; prints what was found after each kill.

``python killed_publisher.py FOLDER``. The steps are the calls that touch the disk. Every attempt runs in a fork of this
process, which itself never opens a database, and is killed before its n-th step by SIGKILL, as a power cut or
the kernel would. A second fork then looks at the folder, publishes once more and prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
from store_builders import online, publish_base, publish_sheet

from ozgdash.store import load
from ozgdash.store.snapshots import Store

STEPS = [
    (os, "fsync"),
    (os, "rename"),
    (os, "replace"),
    (os, "unlink"),
    (shutil, "copyfile"),
    (duckdb, "connect"),
    (load, "add_imports"),
    (Path, "write_text"),
]


def kill_at(step: int) -> None:
    """From now on the process dies when it is about to take the given step."""
    done = count(1)

    def tick() -> None:
        if next(done) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            tick()
            return call(*arguments, **options)

        return run

    for owner, name in STEPS:
        setattr(owner, name, watched(getattr(owner, name)))


def in_a_fork(action: Callable[[], None]) -> int:
    """The raw exit status of the action run in a child process."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            action()
            sys.stdout.flush()
            os._exit(0)
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(3)
    return os.waitpid(child, 0)[1]


def attempt(folder: Path, step: int) -> None:
    kill_at(step)
    publish_sheet(Store(folder), online())


def look(folder: Path, step: int, first: str, *, killed: bool) -> None:
    store = Store(folder)
    sound = store.verify() == ()
    _, connection = store.open_current()
    with connection:
        ((observations,),) = connection.execute("SELECT count(*) FROM observation").fetchall()
    facts = {
        "step": step,
        "killed": killed,
        "sound": sound,
        "old": store.current().id == first,
        "observations": observations,
        "all_sound": all(store.verify(file.id) == () for file in store.files()),
    }
    publish_sheet(store, online(4))
    facts["next_sound"] = store.verify() == ()
    facts["left_over"] = [path.name for path in folder.glob("draft-*")]
    print(json.dumps(facts))


def main(folder: Path) -> None:
    origin, work = folder / "origin", folder / "work"
    in_a_fork(lambda: publish_base(Store(origin)) and None)
    first = (origin / "CURRENT").read_text().strip().removesuffix(".duckdb")
    for step in count(1):
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(origin, work)
        status = in_a_fork(lambda step=step: attempt(work, step))
        killed = os.WIFSIGNALED(status)
        if in_a_fork(lambda step=step, killed=killed: look(work, step, first, killed=killed)):
            sys.exit(f"step {step}: the folder cannot be used any more")
        if not killed:
            sys.exit(status)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
