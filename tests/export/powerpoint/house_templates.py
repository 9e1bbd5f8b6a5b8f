"""Templates of made-up houses, written for the tests: what layouts they have and what is odd about them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pptx
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

TITLE_BOX, CONTENT_BOX = (48, 36, 864, 72), (48, 124, 864, 344)
FOOTER_BOXES = {"dt": (48, 500, 200, 28), "ftr": (318, 500, 324, 28), "sldNum": (712, 500, 200, 28)}
MASTER = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideMaster"
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Put:
    """A placeholder: its type and number as the file says them, its box and what else its XML says."""

    type: str
    idx: int | None
    box: Box | None = None
    words: str = ""
    body: str = ""
    style: str = ""
    attributes: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Draft:
    """A layout: placeholders, and other shapes as XML."""

    name: str
    places: Sequence[Put]
    type: str = ""
    drawn: Sequence[str] = ()
    ground: str = ""
    attributes: str = ""


def title(box: Box = TITLE_BOX, **more: Any) -> Put:
    return Put("title", None, box, **more)


def content(idx: int = 1, box: Box = CONTENT_BOX, **more: Any) -> Put:
    return Put("obj", idx, box, **more)


def ends(first: int = 10) -> list[Put]:
    return [Put(kind, first + place) for place, kind in enumerate(FOOTER_BOXES)]


def usual_layouts() -> list[Draft]:
    """What PowerPoint's own templates have, under names that say nothing."""
    return [
        Draft(
            "A", [Put("ctrTitle", None, (96, 120, 768, 150)), Put("subTitle", 1, (96, 280, 768, 110)), *ends()], "title"
        ),
        Draft("B", [title(), content(), *ends()], "obj"),
        Draft("C", [title((72, 210, 816, 110)), Put("body", 1, (72, 330, 816, 120)), *ends()], "secHead"),
        Draft("D", [title(), content(1, (48, 124, 424, 344)), content(2, (488, 124, 424, 344)), *ends()], "twoObj"),
        Draft("E", [title(), *ends()], "titleOnly"),
        Draft("F", [*ends()], "blank"),
    ]


def rectangle(box: Box, colour: str, *, words: str = "", number: int = 90) -> str:
    """A filled area without a frame."""
    left, top, width, height = (int(Pt(part)) for part in box)
    text = f"<a:r><a:t>{words}</a:t></a:r>" if words else ""
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="Area {number}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        f"<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{text}<a:endParaRPr/></a:p></p:txBody></p:sp>"
    )


def house(
    layouts: Sequence[Draft] | None = None,
    *,
    size: tuple[float, float] = (960, 540),
    title_size: float = 32,
    text_size: float = 24,
    colours: dict[str, str] | None = None,
    mapping: dict[str, str] | None = None,
    fonts: tuple[str, str] | None = ("Georgia", "Verdana"),
    named: dict[str, str] | None = None,
    drawn: Sequence[str] = (),
    slides: int = 0,
) -> Any:
    """A template as python-pptx opens it; ``drawn`` stands on its master."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Pt(size[0]), Pt(size[1])
    drafts = usual_layouts() if layouts is None else layouts
    kept = deck.slide_layouts
    for layout in list(kept)[len(drafts) :]:
        kept.remove(layout)
    _master(deck.slide_master, title_size, text_size, drawn, mapping or {}, size)
    _theme(deck.slide_master, colours or {}, fonts, named or {})
    for layout, draft in zip(deck.slide_layouts, drafts, strict=True):
        _fill(layout, draft)
    for _ in range(slides):
        slide = deck.slides.add_slide(deck.slide_layouts[0])
        slide.notes_slide.notes_text_frame.text = "alte Notiz"
    return deck


def saved(deck: Any) -> bytes:
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def changed(
    content: bytes, change: Callable[[str, bytes], bytes | None], added: dict[str, bytes] | None = None
) -> bytes:
    """The archive with each part as ``change`` returns it, None for none, and what is added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = change(name, before.read(name))
            if part is not None:
                after.writestr(name, part)
        for name, part in (added or {}).items():
            after.writestr(name, part)
    return buffer.getvalue()


def replaced(content: bytes, part: str, old: str, new: str) -> bytes:
    """The archive with a text in one part put in the place of another one, which must be there."""

    def change(name: str, old_content: bytes) -> bytes:
        if name != part:
            return old_content
        assert old.encode() in old_content, (part, old)
        return old_content.replace(old.encode(), new.encode(), 1)

    return changed(content, change)


def as_template(content: bytes, kind: str = "template") -> bytes:
    """The same as .potx: python-pptx refuses its content type."""
    return replaced(content, "[Content_Types].xml", "presentationml.presentation.main", f"presentationml.{kind}.main")


def with_second_master(content: bytes) -> bytes:
    """The template with a copy of its master and of that one's layouts, in front of the others."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    twins = {
        name: _twin(name)
        for name in parts
        if re.fullmatch(r"ppt/(slideLayouts/slideLayout|slideMasters/slideMaster|theme/theme)[0-9]+\.xml", name)
        and not name.endswith("theme2.xml")
    }
    added = {}
    for name, twin in twins.items():
        added[twin] = _moved_ids(parts[name])
        rels = re.sub(r"/([^/]*)$", r"/_rels/\1.rels", name)
        if rels in parts:
            words = parts[rels]
            for old, new in twins.items():
                words = words.replace(Path(old).name, Path(new).name)
            added[re.sub(r"/([^/]*)$", r"/_rels/\1.rels", twin)] = words
    overrides = "".join(
        re.search(f'<Override PartName="/{name}"[^>]*/>', parts["[Content_Types].xml"])[0].replace(name, twin)
        for name, twin in twins.items()
    )
    relation = f'<Relationship Id="rId900" Type="{MASTER}" Target="slideMasters/slideMaster91.xml"/>'
    ends = {
        "[Content_Types].xml": ("</Types>", f"{overrides}</Types>"),
        "ppt/_rels/presentation.xml.rels": ("</Relationships>", f"{relation}</Relationships>"),
        "ppt/presentation.xml": (
            "<p:sldMasterIdLst>",
            f'<p:sldMasterIdLst><p:sldMasterId id="{2**31 + 5000}" r:id="rId900"/>',
        ),
    }
    return changed(
        content,
        lambda name, part: part.decode().replace(*ends[name]).encode() if name in ends else part,
        {name: part.encode() for name, part in added.items()},
    )


def _twin(name: str) -> str:
    return re.sub(r"([0-9]+)\.xml$", r"9\1.xml", name)


def _moved_ids(xml: str) -> str:
    return re.sub(r'(<p:sldLayoutId [^>]*?id=")([0-9]+)"', lambda found: f'{found[1]}{int(found[2]) + 6000}"', xml)


def _master(
    master: Any, title_size: float, text_size: float, drawn: Sequence[str], mapping: dict[str, str], size: Any
) -> None:
    wide, high = size[0] / 960, size[1] / 540
    boxes = {"title": TITLE_BOX, "body": CONTENT_BOX, **FOOTER_BOXES}
    for place in master.placeholders:
        kind = place._element.xpath(".//p:ph")[0].get("type")
        left, top, width, height = boxes[kind]
        place.left, place.top = Pt(left * wide), Pt(top * high)
        place.width, place.height = Pt(width * wide), Pt(height * high)
    for style, points in (("titleStyle", title_size), ("bodyStyle", text_size)):
        level = next(master._element.iter(qn(f"p:{style}"))).find(qn("a:lvl1pPr"))
        level.find(qn("a:defRPr")).set("sz", str(int(points * 100)))
    tree = master._element.find(qn("p:cSld")).find(qn("p:spTree"))
    for position, shape in enumerate(drawn):
        tree.insert(2 + position, parse_xml(shape))
    for name, value in mapping.items():
        master._element.find(qn("p:clrMap")).set(name, value)


def _theme(master: Any, colours: dict[str, str], fonts: tuple[str, str] | None, named: dict[str, str]) -> None:
    part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    root = parse_xml(part.blob)
    for name, colour in colours.items():
        entry = next(root.iter(qn(f"a:{name}")))
        entry.clear()
        entry.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour}"/>'))
    scheme = next(root.iter(qn("a:fontScheme")))
    if fonts is None:
        for kind in ("a:majorFont", "a:minorFont"):
            found = scheme.find(qn(kind))
            found.remove(found.find(qn("a:latin")))
    else:
        for kind, font in zip(("a:majorFont", "a:minorFont"), fonts, strict=True):
            scheme.find(qn(kind)).find(qn("a:latin")).set("typeface", font)
    if named:
        entries = "".join(
            f'<a:custClr name="{name}"><a:srgbClr val="{colour}"/></a:custClr>' for name, colour in named.items()
        )
        root.append(parse_xml(f"<a:custClrLst {nsdecls('a')}>{entries}</a:custClrLst>"))
    part._blob = serialize_part_xml(root)


def _fill(layout: Any, draft: Draft) -> None:
    root = layout._element
    root.attrib.pop("type", None)
    if draft.type:
        root.set("type", draft.type)
    layout.name = draft.name
    slide = root.find(qn("p:cSld"))
    if draft.ground:
        slide.insert(0, parse_xml(f"<p:bg {nsdecls('p', 'a')}><p:bgPr>{draft.ground}<a:effectLst/></p:bgPr></p:bg>"))
    tree = slide.find(qn("p:spTree"))
    for old in list(tree)[2:]:
        tree.remove(old)
    for shape in draft.drawn:
        tree.append(parse_xml(shape))
    for number, place in enumerate(draft.places, start=2):
        tree.append(parse_xml(_placeholder(place, number)))


def _placeholder(place: Put, number: int) -> str:
    idx = "" if place.idx is None else f' idx="{place.idx}"'
    kind = "" if place.type == "obj" else f' type="{place.type}"'
    frame = ""
    if place.box:
        left, top, width, height = (int(Pt(part)) for part in place.box)
        frame = f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    words = f"<a:r><a:t>{place.words}</a:t></a:r>" if place.words else ""
    if place.type == "sldNum":
        words = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:t>‹Nr.›</a:t></a:fld>'
    hidden = ' hidden="1"' if place.hidden else ""
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="Platz {number}"{hidden}/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f"</p:cNvSpPr><p:nvPr><p:ph{kind}{idx}{place.attributes}/></p:nvPr></p:nvSpPr><p:spPr>{frame}</p:spPr><p:txBody>"
        f"{place.body or '<a:bodyPr/>'}<a:lstStyle>{place.style}</a:lstStyle><a:p>{words}<a:endParaRPr/></a:p></p:txBody></p:sp>"
    )
