"""Where the compressed files are kept, and when they are made.

What a first view needs is compressed quickly at the first start, before anybody comes; as small as it gets beside it.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from ozgdash.errors import UserError
from ozgdash.settings import PROJECT_DIR
from ozgdash.ui import chunks, data, front_end
from ozgdash.ui.packing import BEST, ENCODINGS, STEPS, Shelf, own_temporary_folder


@cache
def shelf() -> Shelf:
    """The stored files: in the folder of the settings, or in one for temporary files where that cannot be written."""
    try:
        chosen = data.settings().cache_dir
    except UserError:
        chosen = None
    return Shelf([folder for folder in (chosen, own_temporary_folder()) if folder])


def store_quickly() -> None:
    """See to it that what the first reader needs is stored, so that nobody waits for it."""
    for path in wanted():
        original = shelf().original(path)
        for encoding in ENCODINGS:
            if not any(shelf().has(original, encoding, step) for step in STEPS[encoding]):
                shelf().pack(original, encoding, STEPS[encoding][-1])


def store_beside() -> subprocess.Popen[str] | None:
    """A process that stores everything as small as it gets, which takes seconds; None where all of that is there."""
    missing = [path for path in wanted() if not shelf().has(shelf().original(path), "br", BEST)]
    if not missing:
        return None
    command = [sys.executable, "-m", "ozgdash.ui.packing", *map(str, shelf().folders)]
    process = subprocess.Popen(command, cwd=PROJECT_DIR, stdin=subprocess.PIPE, text=True)
    if process.stdin:
        with suppress(BrokenPipeError), process.stdin as lines:
            lines.writelines(f"{path}\n" for path in missing)
    return process


def wanted() -> list[Path]:
    """The files that our pages may ask for, those of a first view first."""
    addresses = [*chunks.needed(), *front_end.addresses().values()]
    return [front_end.files()[one] for one in addresses]
