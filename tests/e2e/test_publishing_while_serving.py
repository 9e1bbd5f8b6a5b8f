"""Real processes at once: two publishers, somebody who goes back, a restore, and a page that is read all the time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from dashboards import command_line, copy_of_the_project_data
from raw_requests import session, with_token

from ozgdash.store.connection import open_snapshot
from ozgdash.store.snapshots import Store
from tools.serving import served

SHEET = (
    "Partner;{partner}\nStand;{day:02}.10.2026\nBeispieldaten;nein\n"
    "leika_schluessel;reifegrad;reifegradmodell;stufe\n99003009012001;3;1.1;online\n"
)
DAYS = (1, 2)
ATTEMPTS = 60


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_of_the_project_data(tmp_path_factory.mktemp("serving") / "data")
    assert command_line(folder, "build").returncode == 0
    return folder


def publish(data: Path, folder: Path, partner: str, faults: list[str]) -> None:
    """A sheet for each day, one after the other; where another publisher is at work it is told so, and tries again."""
    for day in DAYS:
        path = folder / f"{partner}-{day}.csv"
        path.write_text(SHEET.format(partner=partner, day=day), encoding="utf-8")
        for _ in range(ATTEMPTS):
            run = command_line(data, "import", str(path), "--reason", "a sheet of one row")
            if run.returncode == 0:
                break
            if "Gerade veröffentlicht ein anderer Vorgang" not in run.stderr:
                faults.append(run.stderr)
                return
        else:
            faults.append(f"{path.name} never came through")


@contextmanager
def read_meanwhile(address: str) -> Iterator[list[str]]:
    """Somebody opens one page after the other until the block has ended; what they said."""
    said: list[str] = []
    over = threading.Event()

    def read() -> None:
        cookies = with_token(address, {})
        while not over.is_set():
            for path in ("", "daten", "leistungen"):
                with session(address, cookies, path) as opened:
                    said.append(opened.said)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield said
    finally:
        over.set()
        reader.join()


def assert_well(data: Path, said: list[str]) -> None:
    assert said
    assert not [words for words in said if "st-key-error" in words or 'id: "error"' in words or "st_error" in words]
    assert Store(data / "snapshots").verify() == ()


def sheets(data: Path) -> set[tuple[str, int]]:
    """Partner and day of every real sheet of the current snapshot."""
    file = Store(data / "snapshots").file(None)
    with open_snapshot(file.path) as connection:
        query = "SELECT partner_id, day(as_of) FROM import WHERE kind = 'status_sheet' AND NOT example"
        return set(connection.execute(query).fetchall())


@pytest.mark.long
def test_two_publishers_lose_nothing_and_disturb_no_reader_then_back_and_restored(data: Path, tmp_path: Path):
    log = tmp_path / "server.log"
    saved = str(tmp_path / "sicherung.zip")
    with served(data, log, OZGDASH_KEEP_SNAPSHOTS="2") as address:
        faults: list[str] = []
        with read_meanwhile(address) as said:
            actions: list[Callable[[], None]] = [
                lambda partner=partner: publish(data, tmp_path, partner, faults)
                for partner in ("gifhorn", "salzgitter")
            ]
            publishers = [threading.Thread(target=action) for action in actions]
            for publisher in publishers:
                publisher.start()
            for publisher in publishers:
                publisher.join()
        assert faults == []
        assert_well(data, said)
        everything = {(partner, day) for partner in ("gifhorn", "salzgitter") for day in DAYS}
        assert sheets(data) == everything
        with read_meanwhile(address) as said:
            assert command_line(data, "backup", saved).returncode == 0
            before, *_ = [file.id for file in Store(data / "snapshots").files()][1:]
            assert command_line(data, "rollback", before).returncode == 0
            assert len(sheets(data)) == len(everything) - 1
            restored = command_line(data, "restore", saved, "--replace")
            assert restored.returncode == 0, restored.stderr
        assert_well(data, said)
        assert sheets(data) == everything
    assert "Traceback" not in log.read_text()
