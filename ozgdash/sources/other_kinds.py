"""Names a file that cannot be imported by what it is, before a reader takes it for something else."""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from ozgdash.errors import SourceFormatError
from ozgdash.sources.findings import Findings

OLE_MAGIC, ZIP_MAGICS = b"\xd0\xcf\x11\xe0", (b"PK\x03\x04", b"PK\x05\x06")
MAX_OLE_BYTES = 50_000_000
MAX_ENTRIES = 10_000
OPARL = "schema.oparl.org/"
BACKUP = "ozgdash-backup.json"
PACKAGE = "[content_types].xml"
OPENDOCUMENT = ("content.xml", "meta-inf/manifest.xml")
PROLOGUE = re.compile(r"(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>|\s)*", re.DOTALL | re.IGNORECASE)
ELEMENT = re.compile(r"<(?:([\w.-]+):)?([\w.-]+)([^>]*)")
HEADER_LINE = re.compile(r"[A-Za-z][\w-]*\s*:")


@cache
def _known() -> Mapping[str, Any]:
    file = resources.files("ozgdash.sources") / "other_kinds.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def refuse_other_bytes(path: Path, beginning: bytes) -> None:
    """Raises SourceFormatError, naming what it is, for a file that is no text, table or message of ours."""
    for known in _known()["bytes"]:
        magic, at = bytes.fromhex(known["hex"]), known.get("at", 0)
        if beginning[at : at + len(magic)] == magic:
            raise _other(path, known["name"])
    if beginning.startswith(ZIP_MAGICS):
        _refuse_other_archive(path)
    elif beginning.startswith(OLE_MAGIC):
        _refuse_other_storage(path)


def refuse_other_text(path: Path, text: str) -> None:
    """Raises SourceFormatError, naming what it is, for a text that is neither table nor message nor JSON."""
    lines = [line for line in text.splitlines()[:40] if line.strip() and not line.lstrip().startswith(("#", "---"))]
    if not lines:
        return
    for known in _known()["text"]:
        if re.match(known["pattern"], lines[0], re.IGNORECASE):
            # One line with a colon may be the title of a table; an e-mail has several.
            if known["name"].startswith("E-Mail") and not all(map(HEADER_LINE.match, lines[1:2])):
                continue
            raise _other(path, known["name"])


def refuse_other_xml(path: Path, text: str) -> None:
    """Raises SourceFormatError for XML whose outermost element is none of XZuFi; broken XML is left to its reader."""
    begin = PROLOGUE.match(text)
    element = ELEMENT.match(text, begin.end() if begin else 0)
    if element is None:
        return
    prefix, name, attributes = element[1], element[2], element[3]
    declared = re.search(rf"""xmlns{f":{prefix}" if prefix else ""}\s*=\s*["']([^"']*)""", attributes)
    namespace = declared[1] if declared else ""
    if "xzufi" in namespace.casefold():
        return
    if name.casefold() == "html":
        raise Findings(path.name).fail("feeds.file_html")
    for part, kind in _known()["xml_namespace"].items():
        if part in namespace:
            raise _other(path, kind)
    if name in _known()["xml"]:
        raise _other(path, _known()["xml"][name])


def other_json(parsed: object) -> str | None:
    """What a JSON document is that is no list of ours; None where nobody knows."""
    oparl = _oparl_type(parsed)
    if oparl:
        return f"OParl ({oparl})"
    if not isinstance(parsed, Mapping):
        return None
    if parsed.get("type") in _known()["geojson"]["types"]:
        return "GeoJSON"
    return next((str(name) for field, name in _known()["json"].items() if field in parsed), None)


def _oparl_type(parsed: object) -> str | None:
    """``Paper`` of an OParl object, or of the first one in a list of them."""
    if isinstance(parsed, list):
        return _oparl_type(parsed[0]) if parsed and isinstance(parsed[0], Mapping) else None
    if not isinstance(parsed, Mapping):
        return None
    kind = parsed.get("type")
    if isinstance(kind, str) and OPARL in kind:
        return kind.rsplit("/", 1)[-1][:40]
    return _oparl_type(parsed.get("data")) if isinstance(parsed.get("data"), list) else None


def _refuse_other_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.replace("\\", "/") for name in archive.namelist()[:MAX_ENTRIES]]
            mimetype = archive.open("mimetype").read(100).decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, KeyError, ValueError):
        return  # a damaged workbook: its reader says so
    if mimetype.startswith("application/vnd.oasis.opendocument.spread"):
        return
    if BACKUP in names:
        raise Findings(path.name).fail("feeds.own_backup")
    for entry, kind in _known()["zip"].items():
        if entry in names:
            raise _other(path, kind)
    if mimetype in _known()["zip_mimetype"]:
        raise _other(path, _known()["zip_mimetype"][mimetype])
    lower = {name.casefold() for name in names}
    if PACKAGE in lower or lower.issuperset(OPENDOCUMENT) or any(name.startswith("xl/") for name in lower):
        return  # an office's, and no other's: the reader of workbooks finds its parts, or says what is wrong
    files = [name for name in names if not name.endswith("/")]
    shown = ", ".join(files[:5])[:200] + (", …" if len(files) > 5 else "")
    raise Findings(path.name).fail("feeds.file_zip", count=len(files), received=shown or "–")


def _refuse_other_storage(path: Path) -> None:
    with path.open("rb") as file:
        content = file.read(MAX_OLE_BYTES)
    for storage, kind in _known()["ole"].items():
        if storage.encode("utf-16-le") in content:
            raise _other(path, kind)


def _other(path: Path, kind: str) -> SourceFormatError:
    return Findings(path.name).fail("feeds.other_kind", kind=kind)
