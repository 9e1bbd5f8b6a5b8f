"""XML as text: elements, their attributes, and texts as ODF writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
VERSION = "1.3"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = {
    "office": f"{OASIS}office:1.0", "table": f"{OASIS}table:1.0", "text": f"{OASIS}text:1.0",
    "style": f"{OASIS}style:1.0", "number": f"{OASIS}datastyle:1.0", "fo": f"{OASIS}xsl-fo-compatible:1.0",
    "meta": f"{OASIS}meta:1.0", "config": f"{OASIS}config:1.0", "manifest": f"{OASIS}manifest:1.0",
    "draw": f"{OASIS}drawing:1.0", "svg": f"{OASIS}svg-compatible:1.0", "presentation": f"{OASIS}presentation:1.0",
    "of": f"{OASIS}of:1.2", "xlink": "http://www.w3.org/1999/xlink", "dc": "http://purl.org/dc/elements/1.1/",
    "ooo": "http://openoffice.org/2004/office", "chart": f"{OASIS}chart:1.0",
    "chartooo": "http://openoffice.org/2010/chart",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}  # fmt: skip
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML may hold."""
UNUSUAL = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')
SPACES = re.compile(r"(?<= ) +|^ +", re.MULTILINE)

ESCAPED_IN_ATTRIBUTES = {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
Attributes = Mapping[str, str | int | None]


def element(name: str, attributes: Attributes | None = None, *content: str) -> str:
    """An element; ``content`` is XML. An attribute that is None is left out."""
    written = attributes_xml(attributes) if attributes else ""
    inside = "".join(content)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def attributes_xml(attributes: Attributes) -> str:
    """What stands behind an element's name."""
    return "".join([f" {key}={_quoted(str(value))}" for key, value in attributes.items() if value is not None])


def document(name: str, prefixes: tuple[str, ...], *content: str) -> str:
    """A part of a package: its outermost element, with the namespaces of ``prefixes``."""
    return f"{opening(name, prefixes)}{''.join(content)}</{name}>"


def opening(name: str, prefixes: tuple[str, ...]) -> str:
    """How such a part begins, for one that is written piece by piece."""
    names = {f"xmlns:{prefix}": NAMESPACES[prefix] for prefix in prefixes}
    version = {f"{name.partition(':')[0]}:version": VERSION}
    return f"{DECLARATION}<{name}{attributes_xml(names | version)}>"


def plain(text: str) -> str:
    """A text between tags, as it is."""
    return escape(_allowed(text)) if UNUSUAL.search(text) else text


def paragraphs(text: str) -> str:
    """A text as paragraphs, one for each line; blanks that would be lost and tabs are elements."""
    if text.isprintable():
        return f"<text:p>{one_line(text)}</text:p>" if text else "<text:p/>"
    return "".join(element("text:p", None, one_line(line)) for line in text.replace("\r\n", "\n").split("\n"))


def one_line(line: str) -> str:
    """What stands in a paragraph of one line; blanks that would be lost and tabs are elements."""
    written = plain(line).replace("\t", "<text:tab/>")
    if line.endswith(" "):
        written = f"{written[:-1]}<text:s/>"
    if "  " not in written and not written.startswith(" ") and "\n" not in written:
        return written
    return SPACES.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', written)


def name_token(name: str) -> str:
    """A name as attributes that hold names of styles write it: ``Grafik_20_mit_20_Aussage``."""
    return "".join(
        letter if letter.isascii() and (letter.isalpha() or (letter.isdigit() and place)) else f"_{ord(letter):x}_"
        for place, letter in enumerate(_allowed(name))
    )


def _quoted(text: str) -> str:
    """Most values hold no sign that would have to be written otherwise, and to look is quicker than to replace."""
    return quoteattr(_allowed(text), ESCAPED_IN_ATTRIBUTES) if UNUSUAL.search(text) else f'"{text}"'


def _allowed(text: str) -> str:
    return FORBIDDEN.sub("", text)
