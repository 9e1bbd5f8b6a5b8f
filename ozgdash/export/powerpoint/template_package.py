"""A template of a stranger as a presentation without slides, with nothing in it that acts, calls or remembers."""

from __future__ import annotations

import hashlib
import re
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from ozgdash.errors import UserError
from ozgdash.export.powerpoint.package_parts import (
    DECLARATION,
    PARSER,
    RELATIONS,
    TYPES,
    ContentTypes,
    Relation,
    relations_of,
    written,
)
from ozgdash.export.templates.archive import Archive

MAIN = "application/vnd.openxmlformats-officedocument.presentationml.{}.main+xml"
KINDS = ("presentation", "template", "slideshow")
STRICT = "http://purl.oclc.org/ooxml/"
MACROS = re.compile(r"macroEnabled|vbaProject|activeX", re.IGNORECASE)
ACTIVE = ("vbaProject", "control", "activeXControlBinary")
"""Kinds of relations to what runs."""
OF_THE_FILE = (
    "core-properties", "extended-properties", "custom-properties", "thumbnail", "customXml", "printerSettings",
    "commentAuthors", "authors", "changesInfo", "revisionInfo", "slide", "notesSlide", "comments",
    "attachedTemplate", "metadata",
)  # fmt: skip
"""Kinds of relations to what belongs to the old file and not to its look: properties, slides, memories of editors."""
KEPT_ADDRESSES = ("http", "https", "mailto")
OF_A_LINK = ("hlinkClick", "hlinkHover", "hlinkMouseOver", "custData")
"""Elements that fall away with what they refer to."""
OF_THE_SLIDES = ("custShowLst", "photoAlbum", "modifyVerifier", "custDataLst", "smartTags")
"""Elements of the presentation that name slides, data of other programs, or a password against changes."""
VIEW = "ppt/viewProps.xml"
VIEW_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.viewProps+xml"
VIEW_XML = '<p:viewPr xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>'
"""How the window looked is forgotten, but PowerPoint takes a presentation that says nothing of it for damaged."""
XML_ENDINGS = (".xml", ".rels", ".vml")


def without_slides(archive: Archive) -> bytes:
    """The template's masters, layouts, themes, pictures and fonts as a presentation that has no slide yet.

    A template (.potx) and a slide show (.ppsx) become a presentation. What the old file remembers is left behind:
    slides, notes, comments, sections, properties, data of other programs, a password against changes. A picture that
    stands in it several times is kept once. Raises UserError for macros and active content, for what is loaded from
    elsewhere, for another kind of document and for a damaged one.
    """
    if archive.spelled(TYPES) is None:
        raise UserError("templates.not_a_template", file=archive.file)
    types = ContentTypes(archive.xml(archive.spelled(TYPES) or TYPES))
    main = _main_part(archive, types)
    parts: dict[str, bytes] = {}
    relations: dict[str, list[Relation]] = {"": [Relation("rId1", f"{RELATIONS}/officeDocument", main, False)]}
    waiting = [main]
    while waiting:
        name = waiting.pop(0)
        if name in parts:
            continue
        kept, dropped = _sorted_out(archive, name)
        parts[name] = _part(archive, name, dropped, is_main=name == main)
        relations[name] = kept
        waiting += [item.target for item in kept if not item.external]
    _forget_view(parts, relations, types, main)
    types.overrides[main.lower()] = MAIN.format(KINDS[0])
    same = _same_pictures(parts)
    return written(parts, relations, types, main, same)


def _forget_view(parts: dict[str, bytes], relations: dict[str, list[Relation]], types: ContentTypes, main: str) -> None:
    for item in [item for item in relations[main] if item.kind == "viewProps"]:
        relations[main].remove(item)
        parts.pop(item.target, None)
    known = {item.id for item in relations[main]}
    free = next(f"rId{number}" for number in range(1, len(known) + 2) if f"rId{number}" not in known)
    relations[main].append(Relation(free, f"{RELATIONS}/viewProps", VIEW, external=False))
    relations[VIEW], parts[VIEW] = [], f"{DECLARATION}{VIEW_XML}".encode()
    types.overrides[VIEW.lower()] = VIEW_TYPE


def _main_part(archive: Archive, types: ContentTypes) -> str:
    if any(map(MACROS.search, (*types.overrides.values(), *types.defaults.values(), *archive.names))):
        raise UserError("templates.macros", file=archive.file)
    found = [item for item in relations_of(archive, "") if item.kind == "officeDocument" and not item.external]
    if not found:
        raise UserError("templates.not_a_template", file=archive.file)
    if found[0].type.startswith(STRICT):
        raise UserError("templates.strict", file=archive.file)
    main = found[0].target
    if types.of(main) not in [MAIN.format(kind) for kind in KINDS]:
        raise UserError("templates.not_a_template", file=archive.file)
    return main


def _sorted_out(archive: Archive, name: str) -> tuple[list[Relation], list[Relation]]:
    """What the part may go on to refer to, and what not."""
    kept: list[Relation] = []
    dropped: list[Relation] = []
    for item in relations_of(archive, name):
        if item.kind in ACTIVE:
            raise UserError("templates.macros", file=archive.file)
        if item.kind in OF_THE_FILE or (not item.external and archive.spelled(item.target) is None):
            dropped.append(item)
        elif not item.external:
            kept.append(item)
        elif item.kind != "hyperlink":
            raise UserError("templates.linked", file=archive.file, part=name, target=item.target[:120])
        else:
            (kept if _is_harmless(item.target) else dropped).append(item)
    return kept, dropped


def _is_harmless(address: str) -> bool:
    try:
        return urlsplit(address).scheme.lower() in KEPT_ADDRESSES
    except ValueError:
        return False


def _part(archive: Archive, name: str, dropped: list[Relation], *, is_main: bool) -> bytes:
    if not name.lower().endswith(XML_ENDINGS):
        return archive.read(name)
    content = archive.xml(name)
    if not is_main and not dropped:
        return content
    root = etree.fromstring(content, PARSER)
    _forget(root, {item.id for item in dropped})
    if is_main:
        _forget_slides(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _forget(root: Any, ids: set[str]) -> None:
    """Takes away the links whose ends are gone."""
    for element in [item for tag in OF_A_LINK for item in root.iter(f"{{*}}{tag}")]:
        if element.get(f"{{{RELATIONS}}}id") in ids:
            element.getparent().remove(element)


def _forget_slides(root: Any) -> None:
    for element in [item for tag in OF_THE_SLIDES for item in root.iter(f"{{*}}{tag}")]:
        element.getparent().remove(element)
    for slide in [item for slides in root.iter("{*}sldIdLst") for item in slides]:
        slide.getparent().remove(slide)
    for sections in list(root.iter("{*}sectionLst")):
        extension = sections.getparent()
        extension.getparent().remove(extension)
    for extensions in [item for item in root.iter("{*}extLst") if not len(item)]:
        extensions.getparent().remove(extensions)


def _same_pictures(parts: dict[str, bytes]) -> dict[str, str]:
    """Name -> the name of the first part with the same bytes, for what is no XML."""
    first: dict[bytes, str] = {}
    same = {}
    for name, content in parts.items():
        if not name.lower().endswith(XML_ENDINGS):
            kept = first.setdefault(hashlib.sha256(content).digest() + name.rpartition(".")[2].lower().encode(), name)
            same[name] = kept
    return same
