"""Writes a file whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from ozgdash.errors import UserError


def write_whole(path: Path, content: bytes) -> None:
    """Writes the file; an existing one is replaced only when the new one is complete.

    Raises UserError where the place cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise UserError("cli.not_written", file=path, reason=error.strerror or str(error)) from error
