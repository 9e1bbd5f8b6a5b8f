"""A template of OpenDocument from a stranger: its styles and masters with what they show, and nothing that acts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from ozgdash.errors import UserError
from ozgdash.export.odf.reading import tag
from ozgdash.export.templates.archive import Archive

MIMETYPE, MANIFEST, CONTENT, STYLES = "mimetype", "META-INF/manifest.xml", "content.xml", "styles.xml"
PRESENTATION = "application/vnd.oasis.opendocument.presentation"
KINDS = (PRESENTATION, f"{PRESENTATION}-template")
MACROS = ("Basic/", "Scripts/", "Dialogs/")
"""Folders of what runs."""
ACTIVE = (
    "script", "event-listener", "object", "object-ole", "plugin", "applet", "floating-frame", "control", "dde-source",
)  # fmt: skip
"""Elements of a master that run, or that hold what does."""
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
HREF = tag("xlink:href")
OF_A_LINK = ("a", "event-listener")
"""Elements whose address is only followed when somebody clicks on it."""
KEPT_ADDRESSES = ("http", "https", "mailto")
SVG_ACTIVE = ("script", "foreignObject", "handler", "iframe")

MISSING = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000b4944415478da6360"
    "00020000050001e9fadcd80000000049454e44ae426082"
)
"""An empty picture, for one that a template names and does not have: some of LibreOffice's own are such."""


@dataclass(frozen=True)
class Sorted:
    """The part with the styles and masters, and the pictures and fonts that it refers to, by their paths."""

    styles: Any
    parts: dict[str, bytes]


def sorted_out(archive: Archive) -> Sorted:
    """What of the template is kept.

    Slides, notes, properties, settings, toolbars, signatures and whatever no master refers to are left behind. Raises
    UserError for macros, forms and documents within masters, for what is loaded from elsewhere, for an encrypted
    file, another kind of document and a damaged one.
    """
    names = archive.names
    if MIMETYPE not in names or archive.read(MIMETYPE).decode("latin-1").strip() not in KINDS:
        raise UserError("templates.not_a_template", file=archive.file)
    if any(name.startswith(MACROS) for name in names):
        raise UserError("templates.macros_odf", file=archive.file)
    _refuse_encrypted(archive)
    # The slides are left behind, but whoever forges them has forged the rest.
    archive.xml(CONTENT)
    root = etree.fromstring(archive.xml(STYLES), PARSER)
    if root.tag != tag("office:document-styles"):
        raise UserError("templates.damaged_part", file=archive.file, part=STYLES)
    _refuse_active(root, archive.file)
    for forms in list(root.iter(tag("office:forms"))):
        forms.getparent().remove(forms)
    return Sorted(root, _shown(root, archive))


def _refuse_encrypted(archive: Archive) -> None:
    if MANIFEST not in archive.names:
        raise UserError("templates.damaged", file=archive.file)
    if b"encryption-data" in archive.xml(MANIFEST):
        raise UserError("templates.encrypted", file=archive.file)


def _refuse_active(root: Any, file: str) -> None:
    for item in root.iter("{*}*"):
        name = etree.QName(item).localname
        if name in ACTIVE or (name == "forms" and len(item)):
            raise UserError("templates.macros_odf", file=file)


def _shown(root: Any, archive: Archive) -> dict[str, bytes]:
    parts = {}
    for name in dict.fromkeys(_inside(root, archive.file)):
        content = archive.read(name) if name in archive.names else MISSING
        if name.lower().endswith(".svg") and content is not MISSING:
            _refuse_lively(archive.xml(name), name, archive.file)
        parts[name] = content
    return parts


def _inside(root: Any, file: str) -> Iterator[str]:
    """The parts that addresses name; raises UserError for one that leads out of the package."""
    for item in [item for item in root.iter("{*}*") if item.get(HREF) is not None]:
        address = str(item.get(HREF))
        if etree.QName(item).localname in OF_A_LINK:
            if not address.startswith("#") and urlsplit(address).scheme not in KEPT_ADDRESSES:
                del item.attrib[HREF]
                item.set(HREF, "#")
            continue
        path = posixpath.normpath(unquote(address))
        if address.startswith("#") or not address:
            continue
        if urlsplit(address).scheme or urlsplit(address).netloc or path.startswith(("/", "..")):
            raise UserError("templates.linked", file=file, part=STYLES, target=address[:200])
        item.set(HREF, path)
        yield path


def _refuse_lively(content: bytes, name: str, file: str) -> None:
    """A drawing (SVG) that runs or loads something."""
    for item in etree.fromstring(content, PARSER).iter("{*}*"):
        if etree.QName(item).localname in SVG_ACTIVE or any(str(key).lower().startswith("on") for key in item.attrib):
            raise UserError("templates.macros_odf", file=file)
        address = str(item.get(HREF) or item.get("href") or "")
        if address and not address.startswith(("#", "data:image/")) and etree.QName(item).localname != "a":
            raise UserError("templates.linked", file=file, part=name, target=address[:200])
