"""Two publishers, a reader and somebody who goes back, on one store, in an order that a seed decides.

``python tests/store/interleavings.py [ROUNDS]``. Every actor is a thread that asks for its turn before each step that
touches the disk; whose turn it is next is drawn. The same seed takes the same steps in the same order.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
from store_builders import a_sheet, online, publish_base

from ozgdash.errors import StoreBusyError, UserError
from ozgdash.store import load
from ozgdash.store.connection import open_snapshot
from ozgdash.store.folder import POINTER
from ozgdash.store.snapshots import Store
from ozgdash.store.soundness import content_findings

STEPS = [
    (os, "fsync"),
    (os, "open"),
    (os, "rename"),
    (os, "replace"),
    (os, "unlink"),
    (shutil, "copyfile"),
    (duckdb, "connect"),
    (Path, "read_text"),
    (Path, "write_text"),
]
PUBLISHES, READS, ROLLBACKS = 2, 4, 2
FIRST_DAY = date(2022, 1, 31)
Facts = tuple[tuple[str, date], ...]


class Turns:
    """One actor runs at a time; at each step the next one is drawn."""

    def __init__(self, seed: int) -> None:
        self.drawn = random.Random(seed)  # noqa: S311 - an order, no secret
        self.condition = threading.Condition()
        self.actors: list[str] = []
        self.now = ""

    def step(self) -> None:
        """Waits until the thread's turn comes; threads that are no actors pass."""
        me = threading.current_thread().name
        with self.condition:
            if me in self.actors:
                self._draw()
                self.condition.wait_for(lambda: self.now == me)

    def run(self, actions: dict[str, Callable[[], None]]) -> list[BaseException]:
        """Runs every action in a thread of its own to its end; what they raised."""
        raised: list[BaseException] = []

        def act(name: str) -> None:
            with self.condition:
                self.condition.wait_for(lambda: self.now == name)
            try:
                actions[name]()
            except BaseException as error:
                raised.append(error)
            finally:
                with self.condition:
                    self.actors.remove(name)
                    self._draw()

        self.actors = list(actions)
        threads = [threading.Thread(target=act, args=(name,), name=name) for name in actions]
        for thread in threads:
            thread.start()
        with self.condition:
            self._draw()
        for thread in threads:
            thread.join()
        return raised

    def _draw(self) -> None:
        self.now = self.drawn.choice(self.actors) if self.actors else ""
        self.condition.notify_all()


@contextmanager
def watched(turns: Turns, pointers: list[str]) -> Iterator[None]:
    """Steps wait for their turn, and ``pointers`` gets every snapshot that ``CURRENT`` named, in order."""
    originals = [(owner, name, getattr(owner, name)) for owner, name in STEPS]

    def waiting(call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            turns.step()
            result = call(*arguments, **options)
            if call is replace and Path(arguments[1]).name == POINTER:
                pointers.append(Path(arguments[1]).read_bytes().decode().strip().removesuffix(".duckdb"))
            return result

        return run

    replace = os.replace
    for owner, name, call in originals:
        setattr(owner, name, waiting(call))
    try:
        yield
    finally:
        for owner, name, call in originals:
            setattr(owner, name, call)


class Round:
    """What the actors of one round did and saw."""

    def __init__(self, folder: Path, seed: int, *, keep: int | None) -> None:
        self.store = Store(folder, keep=keep)
        self.turns = Turns(seed)
        self.parents: dict[str, str | None] = {}
        self.added: dict[str, tuple[str, date]] = {}
        self.seen: list[tuple[str, Facts, bool]] = []
        self.pointers = [self.store.file(None).id]

    def play(self) -> None:
        """Lets all of them act; raises what one of them raised."""
        actions = {
            "stadt": lambda: self.publish("stadt"),
            "kreis": lambda: self.publish("kreis"),
            "reader": self.read,
            "rollback": self.go_back,
        }
        with watched(self.turns, self.pointers):
            raised = self.turns.run(actions)
        if raised:
            raise raised[0]

    def publish(self, partner: str) -> None:
        for number in range(PUBLISHES):
            day = FIRST_DAY + timedelta(days=number)
            self.until_free(lambda day=day: self.publish_once(partner, day))

    def publish_once(self, partner: str, day: date) -> None:
        with self.store.draft(note=f"{partner} {day}") as draft:
            load.add_imports(draft.connection, [a_sheet(online(), as_of=day, partner=partner)])
        self.parents[draft.result().id] = draft.parent
        self.added[draft.result().id] = partner, day

    def read(self) -> None:
        for _ in range(READS):
            current, connection = self.store.open_current()
            with connection:
                self.seen.append((current.id, facts_of(connection), content_findings(connection) == ()))

    def go_back(self) -> None:
        for _ in range(ROLLBACKS):
            self.turns.step()
            file = self.turns.drawn.choice(self.store.files())
            try:
                self.until_free(lambda file=file: self.store.rollback(file.id))
            except StoreBusyError:
                raise
            except UserError:
                if file in self.store.files():  # one that was removed meanwhile is refused, and rightly
                    raise

    def until_free(self, action: Callable[[], object]) -> None:
        while True:
            self.turns.step()
            try:
                action()
                return
            except StoreBusyError:
                continue

    def faults(self) -> list[str]:
        """What must never be, in words; empty where all is well."""
        faults: list[str] = []
        known: dict[str, Facts] = {self.pointers[0]: ()}
        for before, now in zip(self.pointers, self.pointers[1:], strict=False):
            if now in self.added and now not in known:
                if self.parents[now] != before:
                    faults.append(f"{now} continues {self.parents[now]} and not {before}: an update is lost")
                known[now] = tuple(sorted((*known[before], self.added[now])))
        faults += [f"{name} was published and never current" for name in self.added if name not in self.pointers]
        for name, facts, sound in self.seen:
            if not sound or facts != known.get(name):
                faults.append(f"a reader saw {facts} in {name}, which holds {known.get(name)}")
        for file in self.store.files():
            with open_snapshot(file.path) as connection:
                if facts_of(connection) != known.get(file.id) or content_findings(connection):
                    faults.append(f"{file.id} does not hold {known.get(file.id)}")
        current = self.store.current()
        if current is None or current.id != self.pointers[-1]:
            faults.append(f"CURRENT names {current}, not {self.pointers[-1]}")
        faults += [f"{path.name} is left" for path in self.store.directory.glob("draft-*")]
        if len(self.added) != 2 * PUBLISHES:
            faults.append(f"{len(self.added)} of {2 * PUBLISHES} publishes came through")
        return faults


def facts_of(connection: duckdb.DuckDBPyConnection) -> Facts:
    """Partner and day of every import that has its observation."""
    query = "SELECT import.partner_id, import.as_of FROM import JOIN observation USING (import_id) ORDER BY ALL"
    return tuple(connection.execute(query).fetchall())


def play(base: Path, seed: int, *, keep: int | None = None) -> list[str]:
    """The faults of one round on a copy of ``base``, a folder of snapshots."""
    with tempfile.TemporaryDirectory() as folder:
        one = Round(shutil.copytree(base, Path(folder) / "snapshots"), seed, keep=keep)
        one.play()
        return one.faults()


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as base:
        publish_base(Store(Path(base)))
        for seed in range(rounds):
            faults = play(Path(base), seed, keep=2 if seed % 2 else None)
            if faults:
                sys.exit(f"seed {seed}:\n" + "\n".join(faults))
    print(f"{rounds} interleavings, no update lost, no half state")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
