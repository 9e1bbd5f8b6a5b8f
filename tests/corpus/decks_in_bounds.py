"""Gives hostile presentations to an entrance with little memory and prints one line of JSON for each.

``python decks_in_bounds.py DATA_FOLDER FOLDER HOSTILE_PPTX|HOSTILE_ODP|DECK_BOMBS ENTRANCE``. The address space may grow by ROOM over what a process needs that has
taken in a sound file; a reader that wants more gets a MemoryError, or dies.
"""

from __future__ import annotations

import contextlib
import io
import json
import resource
import sys
import traceback
from pathlib import Path

import hostile_decks
from bombs_in_bounds import ROOM, address_space
from deck_makers import odp, pptx
from hostile_decks import ENTRANCES

from ozgdash.cli.program import main as program

WARM = {"gut.pptx": pptx(), "gut.odp": odp()}


def given(entrance: str, data: Path, path: Path, out: Path) -> tuple[object, str]:
    """The exit code, or what was raised, and what was said."""
    words = [word.format(file=path, out=out) for word in ENTRANCES[entrance]]
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            code: object = program(["--data-dir", str(data), *words])
        except SystemExit as error:
            code = error.code
        except BaseException:
            code = traceback.format_exc(limit=-3)
    return code, said.getvalue()


def main(data: Path, folder: Path, name: str, entrance: str) -> None:
    out = folder / "out"
    for sound, write in WARM.items():
        write(folder / sound)
        given(entrance, data, folder / sound, out / sound)
    room = address_space() + ROOM
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for broken in getattr(hostile_decks, name):
        path = folder / broken.file_name
        broken.write(path)
        code, said = given(entrance, data, path, out / "neu")
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1_000
        left = sorted(str(item.relative_to(folder)) for item in out.rglob("*") if item.name not in WARM)
        facts = {"file": broken.file_name, "name": broken.name, "code": code, "said": said}
        print(json.dumps(facts | {"grown_mb": grown, "left": left}), flush=True)
        path.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
