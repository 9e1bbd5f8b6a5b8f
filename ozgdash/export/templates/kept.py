"""Templates as files: a path on the command line, or one that the house keeps in ``templates/`` of the data folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ozgdash.drawing.lettering import one_line
from ozgdash.errors import UsageError, UserError
from ozgdash.export.templates.archive import MAX_FILE_BYTES, refusal
from ozgdash.formats import by_name
from ozgdash.sources.archives import ArchiveRefusedError, Reason

FOLDER = "templates"
POWERPOINT, ODF = (".pptx", ".potx", ".ppsx"), (".odp", ".otp")
"""The endings of templates by the format of the slides that are written on them."""
ENDINGS = (*POWERPOINT, *ODF)
TEMPORARY = (".", "~$")
"""How the names of files begin that programs put beside an open one."""
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
"""Under which a template is handed over; who puts a file into the folder names it as they like."""


def template_names(data_dir: Path) -> tuple[str, ...]:
    """The names of the kept templates, sorted: of all files with a template's ending but hidden and temporary ones."""
    return tuple(sorted(_kept(data_dir), key=by_name))


def name_of(path: str | Path) -> str:
    """The name of a kept template; one letter for an umlaut, however the file system writes it."""
    return unicodedata.normalize("NFC", Path(path).stem)


def _kept(data_dir: Path) -> dict[str, Path]:
    return {name_of(path): path for path in sorted(_files(data_dir), reverse=True)}


def _files(data_dir: Path) -> list[Path]:
    """The templates in the folder; a name that cannot be printed cannot be typed either."""
    return [
        path
        for path in (data_dir / FOLDER).glob("*")
        if path.suffix.lower() in ENDINGS and path.name.isprintable() and not path.name.startswith(TEMPORARY)
    ]


def template_path(data_dir: Path, given: str) -> Path:
    """The file of a kept template, or the path itself where it is one.

    Raises UsageError where there is neither.
    """
    kept, name = _kept(data_dir), unicodedata.normalize("NFC", given)
    if name in kept:
        return kept[name]
    if Path(given).suffix and Path(given).is_file():
        return Path(given)
    allowed = ", ".join(template_names(data_dir)) or "–"
    raise UsageError("templates.missing", received=one_line(given)[:200], allowed=allowed, folder=data_dir / FOLDER)


def template_for(given: str | Path, endings: Sequence[str]) -> str:
    """The file of a template for slides of a format, empty where the house has none for it.

    ``given``: a template's file, or empty; a kept one may lie there a second time, under the same name in the other
    format. ``endings``: ``POWERPOINT`` or ``ODF``.
    """
    path = Path(given)
    if not str(given) or path.suffix.lower() in endings:
        return str(given)
    if path.parent.name != FOLDER:
        return ""
    beside = (path.with_suffix(ending) for ending in endings)
    return next((str(other) for other in beside if other.is_file()), "")


def read_template(path: str | Path) -> tuple[bytes, str]:
    """The bytes of a template and the name to call it by.

    Raises UserError where it cannot be read or is larger than the limit.
    """
    file = Path(path)
    try:
        size = file.stat().st_size
        if size > MAX_FILE_BYTES:
            raise refusal(file.name, ArchiveRefusedError(Reason.FILE_TOO_LARGE, size, MAX_FILE_BYTES))
        return file.read_bytes(), file.name
    except OSError as error:
        raise UserError("templates.unreadable", file=file, reason=error.strerror or str(error)) from error


def is_taken(data_dir: Path, name: str, ending: str) -> bool:
    """Whether a template of that name is kept for slides of the same format."""
    return bool(_alike(data_dir, name, ending))


def _alike(data_dir: Path, name: str, ending: str) -> list[Path]:
    endings = ODF if ending in ODF else POWERPOINT
    return [path for path in _files(data_dir) if name_of(path) == name and path.suffix.lower() in endings]


def keep_template(data_dir: Path, name: str, ending: str, content: bytes) -> Path:
    """Keeps a template under that name, in the place of one for the same slides that has it, in one step; its path.

    Whether it can be used is for the caller to know. Raises UsageError for a name that cannot be a file's, UserError
    where the folder cannot be written.
    """
    if not NAME.fullmatch(name):
        raise UsageError("templates.name", received=one_line(name)[:80])
    path = data_dir / FOLDER / f"{name}{ending}"
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
        for other in _alike(data_dir, name, ending):
            if other != path:
                other.unlink(missing_ok=True)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise UserError("templates.not_written", file=path, reason=error.strerror or str(error)) from error
    return path
