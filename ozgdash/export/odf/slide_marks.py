"""The marks of slides in a presentation of OpenDocument: a property of the document, by the names of its slides.

LibreOffice keeps the property, the names of slides and the names of frames, and drops what it does not know.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime

from lxml import etree

from ozgdash.export.archive import FIXED_TIME
from ozgdash.export.odf.came_back import META, MIMETYPE, Document, piece_of, shapes_of
from ozgdash.export.odf.reading import tag
from ozgdash.export.refresh.marks import HOUSE, Mark, written
from ozgdash.export.refresh.marks_property import PROPERTY, packed
from ozgdash.export.refresh.pieces import print_of
from ozgdash.export.slides.pages import Page


def marked(content: bytes, pages: Sequence[Page], *, of_house: bool = False) -> bytes:
    """The file with the marks of those of its slides that know where they come from."""
    if not any(page.origin for page in pages):
        return content
    document = Document(content, "")
    marks = {}
    for element, page in zip(document.pages, pages, strict=True):
        if page.origin is not None:
            shapes = shapes_of(element, page.lang)
            prints = tuple(print_of(piece_of(frame, role, document), 0) for role, frame in shapes.items())
            marks[element.get(tag("draw:name"))] = Mark(page.origin, (HOUSE if of_house else "") + page.layout, prints)
    remember(document, marks)
    return file_of(document.parts)


def remember(document: Document, marks: Mapping[str, Mark]) -> None:
    """Writes the marks into the document's properties; those of others stay."""
    about = next(document.meta.iter(tag("office:meta")))
    for item in [item for item in about.iter(tag("meta:user-defined")) if item.get(tag("meta:name")) == PROPERTY]:
        about.remove(item)
    item = etree.SubElement(about, tag("meta:user-defined"), {tag("meta:name"): PROPERTY})
    item.text = packed([words for name, mark in marks.items() for words in (name, written(mark))])
    document.parts[META] = etree.tostring(document.meta, xml_declaration=True, encoding="UTF-8")


def dated(document: Document, moment: datetime) -> None:
    """Says when the document was last changed."""
    for item in document.meta.iter(tag("dc:date")):
        item.text = moment.replace(microsecond=0, tzinfo=None).isoformat()
    document.parts[META] = etree.tostring(document.meta, xml_declaration=True, encoding="UTF-8")


def file_of(parts: Mapping[str, bytes]) -> bytes:
    """The archive, the first entry of which says what it is."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in (MIMETYPE, *(name for name in parts if name != MIMETYPE)):
            method = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type, entry.external_attr = method, 0o600 << 16
            archive.writestr(entry, parts[name])
    return buffer.getvalue()
