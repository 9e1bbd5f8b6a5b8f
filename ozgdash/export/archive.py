"""Office files as zip archives."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
CHART_LANGUAGE = re.compile(rb'(<c:lang val=|<a:(?:rPr|defRPr|endParaRPr) lang=)"en-US"')
TITLE_START = b"<dc:title>"


def with_fixed_times(archive: bytes) -> bytes:
    """The same archive with one constant time on every entry: the same content gives the same bytes."""
    return _rewritten(archive, lambda _, content: content)


def workbook_in(archive: bytes, tag: str) -> bytes:
    """A workbook of XlsxWriter with its language in the properties and in its charts, which it takes for American.

    ``tag``: the language as in ``de-DE``; the workbook needs a title.
    """

    def change(name: str, content: bytes) -> bytes:
        if name == "docProps/core.xml":
            return content.replace(TITLE_START, f"<dc:language>{tag}</dc:language>".encode() + TITLE_START, 1)
        if name.startswith("xl/charts/chart"):
            return CHART_LANGUAGE.sub(rb'\1"' + tag.encode() + b'"', content)
        return content

    return _rewritten(archive, change)


def _rewritten(archive: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as before,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.infolist():
            content = change(entry.filename, before.read(entry))
            after.writestr(zipfile.ZipInfo(entry.filename, FIXED_TIME), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
