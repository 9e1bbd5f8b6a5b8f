"""The package of a document: a ZIP archive whose first entry says what it is, and the list of its parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime

from ozgdash.odf.xml import VERSION, document, element, plain

ALWAYS = (1980, 1, 1, 0, 0, 0)
"""The time of every entry: equal content gives equal bytes."""
GENERATOR = "ozgdash"
MEDIA_TYPES = {".xml": "text/xml", ".png": "image/png", ".svg": "image/svg+xml", ".jpg": "image/jpeg",
               ".jpeg": "image/jpeg", ".gif": "image/gif"}  # fmt: skip
LEVEL = 6
"""Also that of parts in pieces, which take the usual one."""
Content = str | bytes | Sequence[bytes]
"""What a part holds; a long one in pieces, so that it is not held a second time while it is written."""


def package(mimetype: str, parts: Mapping[str, Content], objects: Mapping[str, str] | None = None) -> bytes:
    """The file. ``parts``: path -> content; ``objects``: folder of a document within the document -> its mimetype."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        _add(archive, "mimetype", mimetype, zipfile.ZIP_STORED)
        for path, content in parts.items():
            _add(archive, path, content, zipfile.ZIP_DEFLATED)
        _add(archive, "META-INF/manifest.xml", _manifest(mimetype, parts, objects or {}), zipfile.ZIP_DEFLATED)
    return target.getvalue()


def meta(
    *, title: str, language: str, created: datetime, subject: str = "", creator: str = "", description: str = ""
) -> str:
    """The part that says what the document is called, by whom and in which language it is, and when it was made."""
    said = (
        element("meta:generator", None, GENERATOR),
        element("dc:title", None, plain(title)),
        element("dc:description", None, plain(description)) if description else "",
        element("dc:subject", None, plain(subject)) if subject else "",
        element("meta:initial-creator", None, plain(creator)) if creator else "",
        element("dc:creator", None, plain(creator)) if creator else "",
        element("dc:language", None, plain(language)),
        element("meta:creation-date", None, created.isoformat()),
        element("dc:date", None, created.isoformat()),
    )
    return document("office:document-meta", ("office", "meta", "dc"), element("office:meta", None, *said))


def _add(archive: zipfile.ZipFile, path: str, content: Content, method: int) -> None:
    entry = zipfile.ZipInfo(path, ALWAYS)
    entry.compress_type = method
    entry.external_attr = 0o600 << 16
    if isinstance(content, str | bytes):
        archive.writestr(entry, content, compresslevel=LEVEL)
        return
    with archive.open(entry, "w") as part:
        for piece in content:
            part.write(piece)


def _manifest(mimetype: str, parts: Mapping[str, Content], objects: Mapping[str, str]) -> str:
    def entry(path: str, media_type: str, version: str | None = None) -> str:
        facts = {"manifest:full-path": path, "manifest:version": version, "manifest:media-type": media_type}
        return element("manifest:file-entry", facts)

    folders = [entry(f"{path.rstrip('/')}/", kind, VERSION) for path, kind in objects.items()]
    files = [entry(path, MEDIA_TYPES.get(path[path.rfind(".") :], "")) for path in parts]
    return document("manifest:manifest", ("manifest",), entry("/", mimetype, VERSION), *folders, *files)
