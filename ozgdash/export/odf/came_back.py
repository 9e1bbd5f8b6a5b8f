"""A presentation of OpenDocument that came back: its slides, and what stands on them as pieces."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from ozgdash.errors import UserError
from ozgdash.export.odf.reading import PARSER, cells_of, chart_numbers, lines_of, tag
from ozgdash.export.odf.styles_again import look_of
from ozgdash.export.refresh.archive import names_in
from ozgdash.export.refresh.marks import Mark, UnreadableMarkError, read
from ozgdash.export.refresh.marks_property import PROPERTY, unpacked
from ozgdash.export.refresh.pieces import ChartRead, Piece, Place, Print, Role, digest, print_of
from ozgdash.texts import Lang, text

CONTENT, META, MIMETYPE = "content.xml", "meta.xml", "mimetype"
PRESENTATION = b"application/vnd.oasis.opendocument.presentation"
EMU = {"cm": 360_000, "mm": 36_000, "in": 914_400, "pt": 12_700, "pc": 152_400}
LENGTH = re.compile(r"(-?[0-9.]+)(cm|mm|in|pt|pc)")
ENOUGH = 2
TELLING = (Role.TITLE, Role.PICTURE, Role.BODY, Role.NOTES, Role.BELOW)
"""What tells one slide from the others of a deck."""
NAMED = {"title": Role.TITLE, "kicker": Role.KICKER, "example": Role.EXAMPLE, "footer": Role.FOOTER, "body": Role.BODY,
         "below": Role.BELOW}  # fmt: skip
"""What a frame is for, by the key of its name."""


def roles(lang: Lang) -> dict[str, Role]:
    """What a frame is for, by its name in a language."""
    return {text(f"deck.place_{key}", lang): role for key, role in NAMED.items()}


class Document:
    """The parts of a file, and its content as a tree."""

    def __init__(self, content: bytes, file: str) -> None:
        """Raises UserError for what is no presentation, encrypted, damaged, too large, or has macros in it."""
        names = names_in(content, file)
        if any(name.startswith(("Basic/", "Scripts/")) for name in names):
            raise UserError("refresh.macros", file=file)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in names if not name.endswith("/")}
        if self.parts.get(MIMETYPE, b"").strip() != PRESENTATION or not {CONTENT, META} <= self.parts.keys():
            raise UserError("refresh.no_presentation", file=file)
        if b"encryption-data" in self.parts.get("META-INF/manifest.xml", b""):
            raise UserError("refresh.encrypted_or_old", file=file)
        self.root = etree.fromstring(self.parts[CONTENT], PARSER)
        self.meta = etree.fromstring(self.parts[META], PARSER)

    @property
    def pages(self) -> list[Any]:
        """The slides in order."""
        return list(self.root.iter(tag("draw:page")))

    @cached_property
    def styles(self) -> dict[tuple[str, str], Any]:
        """(family, name) -> automatic style."""
        found = self.root.find(tag("office:automatic-styles"))
        items = found if found is not None else ()
        return {(family_of(item), str(item.get(tag("style:name")))): item for item in items}

    def remembered(self) -> dict[str, str]:
        """Name of a slide -> its mark, as the document has it."""
        for item in self.meta.iter(tag("meta:user-defined")):
            if item.get(tag("meta:name")) == PROPERTY:
                lines = unpacked("".join(item.itertext()))
                return dict(zip(lines[::2], lines[1::2], strict=False))
        return {}


def family_of(style: Any) -> str:
    """Which kind of thing a style is for; of lists and data styles the name of the element."""
    return style.get(tag("style:family")) or str(style.tag)


@dataclass
class Seen:
    """A slide of the document; ``shapes``: the elements that its mark speaks of and that are still there.

    ``renamed``: it has another name than we gave it and was told by what stands on it. ``by_words``: its fingerprints
    were lost, which no program does to a file of OpenDocument.
    """

    document: Document
    page: Any
    mark: Mark | None = None
    unreadable: bool = False
    loose: bool = False
    renamed: bool = False
    by_words: bool = False
    shapes: dict[Role, Any] = field(default_factory=dict)

    @cached_property
    def pieces(self) -> Mapping[Role, Piece]:
        """What stands there, as it was when it was first looked at."""
        return {role: piece_of(element, role, self.document) for role, element in self.shapes.items()}

    @property
    def bears_more(self) -> bool:
        """Whether there is something on the slide that we did not put there: a shape, an animation, a comment."""
        ours = list(self.shapes.values())
        others = [item for item in self.page if item.tag != tag("presentation:notes") and item not in ours]
        return any(item.tag != tag("office:forms") for item in others)

    @property
    def title(self) -> str:
        """What the slide is called."""
        for frame in self.page.iter(tag("draw:frame")):
            if frame.get(tag("presentation:class")) == "title":
                return " ".join(lines_of(frame))
        return ""


def seen(document: Document) -> list[Seen]:
    """The slides in order; one is known by its name, which programs keep, else by what stands on it."""
    marks: dict[str, Mark | None] = {}
    for name, words in document.remembered().items():
        try:
            marks[name] = read(words)
        except UnreadableMarkError:
            marks[name] = None
    return [_seen(document, page, marks) for page in document.pages]


def _seen(document: Document, page: Any, marks: Mapping[str, Mark | None]) -> Seen:
    name = page.get(tag("draw:name"), "")
    if name not in marks:
        return _told_by_words(document, page, [mark for mark in marks.values() if mark is not None])
    mark = marks[name]
    return Seen(document, page, mark, unreadable=mark is None, shapes=_shapes(page, mark) if mark else {})


def _told_by_words(document: Document, page: Any, marks: Sequence[Mark]) -> Seen:
    """A slide that a person copied or gave another name, by two of its texts or its numbers."""
    best: tuple[int, Mark | None] = (0, None)
    for mark in marks:
        shapes = _shapes(page, mark)
        now = {role: print_of(piece_of(frame, role, document), 0) for role, frame in shapes.items()}
        same = [item for item in mark.prints if item.role in now and _says_the_same(item, now[item.role])]
        told = sum(item.role in TELLING for item in same)
        best = max(best, (told, mark), key=lambda item: item[0])
    if best[0] < ENOUGH or best[1] is None:
        return Seen(document, page)
    return Seen(document, page, best[1], renamed=True, shapes=_shapes(page, best[1]))


def _says_the_same(one: Print, other: Print) -> bool:
    return (one.count, one.text, one.data, one.cells) == (other.count, other.text, other.data, other.cells)


def _shapes(page: Any, mark: Mark) -> dict[Role, Any]:
    return {role: element for role, element in shapes_of(page, mark.origin.asked.lang).items() if _marked(mark, role)}


def _marked(mark: Mark, role: Role) -> bool:
    return any(item.role is role for item in mark.prints)


def shapes_of(page: Any, lang: Lang) -> dict[Role, Any]:
    """The frames of a slide by what they are for, in their order; of several of one kind the first."""
    names, found = roles(lang), dict[Role, Any]()
    for frame in page.findall(tag("draw:frame")):
        role = names.get(frame.get(tag("draw:name"), ""))
        if frame.find(tag("draw:object")) is not None or frame.find(tag("table:table")) is not None:
            role = Role.PICTURE
        if role is not None:
            found.setdefault(role, frame)
    for frame in page.iter(tag("draw:frame")):
        if frame.get(tag("presentation:class")) == "notes" and lines_of(frame):
            found[Role.NOTES] = frame
    return found


def piece_of(frame: Any, role: Role, document: Document) -> Piece:
    """A frame as a piece."""
    table, shown = frame.find(tag("table:table")), frame.find(tag("draw:object"))
    look = "" if role is Role.NOTES else look_of(frame, document.styles)
    place = None if role is Role.NOTES else _place(frame)
    if table is None and shown is None:
        return Piece(role, lines=lines_of(frame), look=look, place=place)
    alt = "".join(frame.find(tag("svg:desc")).itertext()) if frame.find(tag("svg:desc")) is not None else ""
    name = frame.get(tag("draw:name"), "")
    if table is not None:
        return Piece(role, cells=cells_of(table), look=look, place=place, name=name, alt=alt)
    content = document.parts.get(f"{folder_of(frame)}/{CONTENT}", b"")
    drawn = ChartRead(**chart_numbers(content)) if content else None
    return Piece(role, chart=drawn, look=digest(content.decode(errors="replace")), place=place, name=name, alt=alt)


def folder_of(frame: Any) -> str:
    """Where the document of a chart lies in the package."""
    return str(frame.find(tag("draw:object")).get(tag("xlink:href"), "")).removeprefix("./")


def _place(frame: Any) -> Place | None:
    found = [LENGTH.fullmatch(frame.get(tag(f"svg:{name}"), "")) for name in ("x", "y", "width", "height")]
    left, top, width, height = (round(float(item[1]) * EMU[item[2]]) if item else None for item in found)
    if left is None or top is None or width is None or height is None:
        return None
    return left, top, width, height
