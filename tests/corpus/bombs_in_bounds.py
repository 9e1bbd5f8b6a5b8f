"""Imports every bomb with little memory and prints one line of JSON for each.

``python bombs_in_bounds.py DATA_FOLDER BOMBS_FOLDER``. The address space may grow by ROOM over what a process needs that
has imported a sound file; a reader that wants more gets a MemoryError, or dies.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from bombs import BOMBS
from file_makers import ROW, sheet_text
from folders import Folder

from ozgdash.errors import UserError

ROOM = 600_000_000


def address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def main(data: Path, bombs: Path) -> None:
    folder = Folder(data)
    sound = bombs / "gut.csv"
    sound.write_text(sheet_text(ROW), encoding="utf-8")
    folder.bring_in(sound, dry_run=True)
    room = address_space() + ROOM
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for bomb in BOMBS:
        path = bombs / bomb.file_name
        bomb.write(path)
        size = path.stat().st_size
        try:
            folder.bring_in(path)
            message = ""
        except UserError as error:
            message = error.message("de")
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1_000
        print(json.dumps({"name": bomb.name, "message": message, "size": size, "grown_mb": grown}), flush=True)
        path.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
