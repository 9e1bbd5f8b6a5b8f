"""Zip archives of which the same content always gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from ozgdash.errors import UserError

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a constant: the same chart gives the same file, byte for byte
"""When a single chart says that it was made."""
PACKED = (".png", ".jpg", ".jpeg", ".gif", ".mp4", ".pptx", ".xlsx", ".odp", ".ods", ".zip")
"""What is compressed already and would cost time without becoming smaller."""
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
CHART_LANGUAGE = re.compile(rb'(<c:lang val=|<a:(?:rPr|defRPr|endParaRPr) lang=)"en-US"')
TITLE_START = b"<dc:title>"


def with_fixed_times(archive: bytes) -> bytes:
    """The same archive with one constant time on every entry: the same content gives the same bytes.

    Raises UserError where two entries have one name: one of them would be lost.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as before:
        _refuse_twice([entry.filename for entry in before.infolist()])
        return zip_of({entry.filename: before.read(entry) for entry in before.infolist()})


def _refuse_twice(names: Sequence[str]) -> None:
    """Office programs do not tell capitals from small letters there."""
    twice = [name for name, times in Counter(map(str.lower, names)).items() if times > 1]
    if twice:
        raise UserError("refresh.name_twice", received=", ".join(twice))


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """An archive of files by their names, in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            method = zipfile.ZIP_STORED if name.lower().endswith(PACKED) else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, FIXED_TIME), content, method)
    return buffer.getvalue()


def workbook_in(archive: bytes, tag: str) -> bytes:
    """A workbook of XlsxWriter with its language in the properties and in its charts, which it takes for American.

    ``tag``: the language as in ``de-DE``; the workbook needs a title.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as before:
        return zip_of(
            {entry.filename: _in_language(entry.filename, before.read(entry), tag) for entry in before.infolist()}
        )


def _in_language(name: str, content: bytes, tag: str) -> bytes:
    if name == "docProps/core.xml":
        return content.replace(TITLE_START, f"<dc:language>{tag}</dc:language>".encode() + TITLE_START, 1)
    if name.startswith("xl/charts/chart"):
        return CHART_LANGUAGE.sub(rb'\1"' + tag.encode() + b'"', content)
    return content
