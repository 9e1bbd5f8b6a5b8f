"""A document within a document, and the frame that shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ozgdash.odf.xml import Attributes, element, plain


@dataclass(frozen=True)
class Embedded:
    """A document within another. ``folder``: its name in the package; ``parts``: name of each part and its content."""

    folder: str
    mimetype: str
    parts: Mapping[str, str | bytes]


@dataclass(frozen=True)
class Frame:
    """Where an embedded document is shown: its place and size in centimetres, and what it says to those who hear it.

    ``name`` is unlike that of any other frame of the page; ``title`` is short, ``description`` whole sentences.
    """

    name: str
    width_cm: float
    height_cm: float
    left_cm: float = 0
    top_cm: float = 0
    title: str = ""
    description: str = ""


def parts_of(embedded: Sequence[Embedded]) -> dict[str, str | bytes]:
    """Their parts, by the path in the package."""
    return {f"{item.folder}/{name}": content for item in embedded for name, content in item.parts.items()}


def mimetypes_of(embedded: Sequence[Embedded]) -> dict[str, str]:
    """What the package's list of parts says of their folders."""
    return {item.folder: item.mimetype for item in embedded}


def frame_xml(frame: Frame, shown: Embedded, more: Attributes | None = None, *, ranges: Sequence[str] = ()) -> str:
    """The frame with the document in it.

    ``more``: further attributes of the frame, as its kind of page wants them; ``ranges``: the cells of a spreadsheet
    with which it changes.
    """
    facts: Attributes = {
        "draw:name": frame.name,
        **(more or {}),
        "svg:width": f"{frame.width_cm:.3f}cm",
        "svg:height": f"{frame.height_cm:.3f}cm",
        "svg:x": f"{frame.left_cm:.3f}cm",
        "svg:y": f"{frame.top_cm:.3f}cm",
    }
    link: Attributes = {
        "draw:notify-on-update-of-ranges": " ".join(ranges) or None,
        "xlink:href": f"./{shown.folder}",
        "xlink:type": "simple",
        "xlink:show": "embed",
        "xlink:actuate": "onLoad",
    }
    title = element("svg:title", None, plain(frame.title)) if frame.title else ""
    description = element("svg:desc", None, plain(frame.description)) if frame.description else ""
    return element("draw:frame", facts, element("draw:object", link), title, description)
