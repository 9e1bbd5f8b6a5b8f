"""The marks of slides in a presentation: where PowerPoint keeps data of programs, and a copy for programs that do not.

Each slide has its mark as a tag, and so has each chart and table, which people copy by themselves. LibreOffice drops
tags and keeps the properties of the document: there stand all marks once more (docs/adr/0031).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.opc.oxml import serialize_part_xml as _part_xml
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from ozgdash.export.powerpoint.reading import piece_of
from ozgdash.export.refresh import marks
from ozgdash.export.refresh.marks import Mark, UnreadableMarkError
from ozgdash.export.refresh.marks_property import PROPERTY, packed, unpacked
from ozgdash.export.refresh.pieces import Print, Role, print_of
from ozgdash.export.slides.origin import Origin

NAME = "OZGDASH"
TAGS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/tags"
TAGS_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.tags+xml"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"

PROPERTIES_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
TYPES_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
RELATION = qn("r:id")


def write(slide: Any, origin: Origin, layout: str, shapes: Mapping[Role, Any]) -> None:
    """Marks a slide that was just written; ``shapes``: its elements by what they are for."""
    part = slide.part
    prints = [_print(element, part, role) for role, element in shapes.items()]
    if slide.has_notes_slide:
        prints.append(notes_print(slide.notes_slide))
    _put(slide._element.cSld, part, Mark(origin, layout, tuple(prints)))
    if Role.PICTURE in shapes:
        own = next(item for item in prints if item.role is Role.PICTURE)
        _put(_facts(shapes[Role.PICTURE]), part, Mark(origin, layout, (own,)))


def _print(element: Any, part: Any, role: Role) -> Print:
    return print_of(piece_of(element, part, role), shape_number(element))


def notes_print(notes: Any) -> Print:
    """The fingerprint of the notes below a slide."""
    element = notes.notes_placeholder._element
    return replace(_print(element, notes.part, Role.NOTES), look="", place=None)


def shape_number(element: Any) -> int:
    """The number of a shape on its slide."""
    return int(element.xpath(".//p:cNvPr")[0].get("id"))


def of_slide(slide: Any) -> Mark | None:
    """The mark of a slide; None where it has none, UnreadableMarkError where it cannot be read."""
    words = _words(slide._element.cSld, slide.part)
    return marks.read(words) if words is not None else None


def of_shape(element: Any, part: Any) -> Mark | None:
    """The mark of a chart or table by itself; None where it has none that can be read."""
    try:
        words = _words(_facts(element), part)
        return marks.read(words) if words is not None else None
    except UnreadableMarkError:
        return None


def _facts(element: Any) -> Any:
    return element.xpath("./*/p:nvPr")[0]


def _references(holder: Any, part: Any) -> Iterator[str]:
    for item in holder.findall(f"{qn('p:custDataLst')}/{qn('p:tags')}"):
        if item.get(RELATION) in part.rels:
            yield item.get(RELATION)


def _words(holder: Any, part: Any) -> str | None:
    for key in _references(holder, part):
        if not part.rels[key].is_external:
            for tag in parse_xml(part.related_part(key).blob).iter(qn("p:tag")):
                if tag.get("name") == NAME:
                    return str(tag.get("val"))
    return None


def _put(holder: Any, part: Any, mark: Mark) -> None:
    """Writes the mark into the holder's tags; those of other programs stay."""
    for key in _references(holder, part):
        target = part.related_part(key)
        tree = parse_xml(target.blob)
        for tag in tree.iter(qn("p:tag")):
            if tag.get("name") == NAME:
                tag.set("val", marks.written(mark))
                target._blob = _part_xml(tree)
                return
    key = part.relate_to(_new_part(part, mark), TAGS)
    lists = holder.find(qn("p:custDataLst"))
    if lists is None:
        lists = parse_xml(f"<p:custDataLst {nsdecls('p')}/>")
        before = [child for child in holder if child.tag in (qn("p:controls"), qn("p:extLst"))]
        before[0].addprevious(lists) if before else holder.append(lists)
    lists.append(parse_xml(f'<p:tags {nsdecls("p", "r")} r:id="{key}"/>'))


def _new_part(slide: Any, mark: Mark) -> Part:
    """A part that is called by the slide's number: to look for a free name takes longer the more there are."""
    xml = f'<p:tagLst {nsdecls("p")}><p:tag name="{NAME}" val={quoteattr(marks.written(mark))}/></p:tagLst>'
    used = {str(item.target_part.partname) for item in slide.rels.values() if item.reltype == TAGS}
    names = (f"/ppt/tags/tag{slide.slide_id}_{number}.xml" for number in range(1, len(used) + 2))
    name = next(name for name in names if name not in used)
    return Part(PackURI(name), TAGS_TYPE, slide.package, _part_xml(parse_xml(xml)))


def remember(deck: Any) -> None:
    """Writes the marks of all slides into the document's own properties, in the order of the slides.

    The properties of others stay; without a marked slide there is none of ours.
    """
    found = [words for slide in deck.slides if (words := _words(slide._element.cSld, slide.part)) is not None]
    part = _properties(deck.part.package, create=bool(found))
    if part is None:
        return
    tree = parse_xml(part.blob)
    for old in [item for item in tree if item.get("name") == PROPERTY]:
        tree.remove(old)
    if found:
        tree.append(_property(packed(found), 1 + max([1, *(int(item.get("pid", "1")) for item in tree)])))
    part._blob = _part_xml(tree)


def remembered(deck: Any) -> list[Mark]:
    """The marks in the document's properties; those that cannot be read are left out."""
    part = _properties(deck.part.package, create=False)
    for item in parse_xml(part.blob) if part is not None else ():
        if item.get("name") == PROPERTY:
            return list(_readable(unpacked("".join(item.itertext()))))
    return []


def _readable(lines: list[str]) -> Iterator[Mark]:
    for words in lines:
        try:
            yield marks.read(words)
        except UnreadableMarkError:
            continue


def _properties(package: Any, *, create: bool) -> Any:
    for relation in package._rels.values():
        if relation.reltype == PROPERTIES and not relation.is_external:
            return relation.target_part
    if not create:
        return None
    xml = f'<Properties xmlns="{PROPERTIES_SPACE}" xmlns:vt="{TYPES_SPACE}"/>'
    part = Part(PackURI("/docProps/custom.xml"), PROPERTIES_TYPE, package, _part_xml(parse_xml(xml)))
    package.relate_to(part, PROPERTIES)
    return part


def _property(words: str, number: int) -> Any:
    return parse_xml(
        f'<property xmlns="{PROPERTIES_SPACE}" xmlns:vt="{TYPES_SPACE}" fmtid="{USER_DEFINED}" pid="{number}"'
        f' name="{PROPERTY}"><vt:lpwstr>{words}</vt:lpwstr></property>'
    )


def put_again(slide: Any, mark: Mark, picture: Any, *, loose: bool) -> None:
    """Marks a slide that was brought up to date, and its chart or table; of one copied by itself that alone."""
    if not loose:
        _put(slide._element.cSld, slide.part, mark)
    own = [item for item in mark.prints if item.role is Role.PICTURE]
    if picture is not None and own:
        _put(_facts(picture), slide.part, Mark(mark.origin, mark.layout, tuple(own)))
