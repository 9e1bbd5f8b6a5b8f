"""Writes a file whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from ozgdash.errors import UsageError, UserError

KNOWN_ENDINGS = ("pptx", "odp", "xlsx", "ods", "pdf", "zip", "png", "svg", "csv")
"""Whoever gives a file one of these wants what they say; another ending says nothing."""


def ending(path: Path) -> str:
    """``odp`` of ``Folien.ODP``; empty without one."""
    return path.suffix.removeprefix(".").lower()


def refuse_other_ending(path: Path, form: str) -> None:
    """Raises UsageError for a file that says it is of another format than the one that is written.

    A folder says nothing.
    """
    received = ending(path)
    if received in KNOWN_ENDINGS and received != form and not path.is_dir():
        raise UsageError("cli.other_ending", file=path.name, received=received, allowed=form)


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
