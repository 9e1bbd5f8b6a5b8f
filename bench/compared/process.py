"""What a server takes of the machine, by what Linux says of it and its children."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
ALONE_TIMEOUT_S = 300
PARENT, USER, SYSTEM, RESIDENT = 1, 11, 12, 21
"""Positions behind the name in /proc/PID/stat."""


def cpu_ms(pid: int) -> float:
    """Milliseconds of processor time so far, in steps of ten: measure over several clicks."""
    return sum(int(fields[USER]) + int(fields[SYSTEM]) for fields in _family(pid)) / TICKS_PER_SECOND * 1000


def resident_mb(pid: int) -> float:
    """Megabytes in memory now."""
    return sum(int(fields[RESIDENT]) for fields in _family(pid)) * PAGE_BYTES / 1e6


def wait_until_alone(pid: int) -> None:
    """Return when no child of the process is left: what a server does at its start beside serving is not measured.

    Raises TimeoutError where one stays.
    """
    end = time.monotonic() + ALONE_TIMEOUT_S
    while len(list(_family(pid))) > 1:
        if time.monotonic() > end:
            raise TimeoutError(f"process {pid} is still not alone")
        time.sleep(0.1)


def load() -> float:
    """How many processes wanted to run, on average over the last minute."""
    return os.getloadavg()[0]


def _family(pid: int) -> Iterator[list[str]]:
    """The fields of the process and of all that descend from it."""
    found = {int(path.name): _stat(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
    for number, fields in found.items():
        if fields and _descends(number, pid, found):
            yield fields


def _descends(number: int, ancestor: int, found: dict[int, list[str]]) -> bool:
    while number != ancestor:
        fields = found.get(number)
        if not fields:
            return False
        number = int(fields[PARENT])
    return True


def _stat(path: Path) -> list[str]:
    """What stands behind the name; empty: it has ended meanwhile."""
    try:
        return (path / "stat").read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
    except OSError:
        return []
