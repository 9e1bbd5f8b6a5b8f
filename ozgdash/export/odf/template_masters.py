"""The masters of a template of OpenDocument as plain places: each is a layout, and so is its title slide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from ozgdash.export.odf.reading import tag
from ozgdash.export.odf.template_marks import box_at, marks_of
from ozgdash.export.odf.template_styles import Look, Styles, points
from ozgdash.export.slides.fonts import widening
from ozgdash.export.slides.house import House, HouseLayout, HousePlace, Use
from ozgdash.export.slides.layouts import BULLET_PT, Box

USES = {
    "title": Use.TITLE, "subtitle": Use.SUBTITLE, "outline": Use.CONTENT, "object": Use.CONTENT, "chart": Use.CHART,
    "table": Use.TABLE, "graphic": Use.PICTURE, "footer": Use.FOOTER, "date-time": Use.DATE, "page-number": Use.NUMBER,
}  # fmt: skip
FIELDS = ("footer", "date-time", "header")
"""Elements that stand for what a slide says; what stands in them is nobody's word."""
SIDE, ABOVE = points("0.25cm"), points("0.125cm")
"""The inner margins of a text box of which nobody says them."""
ALIGN = {"start": "l", "left": "l", "center": "ctr", "end": "r", "right": "r", "justify": "l"}
ANCHOR = {"top": "t", "middle": "ctr", "bottom": "b", "justify": "t"}
UPPER, BOLD = 1.2, 1.06
"""How much wider capitals are, and the bold letters of houses than those of Arial."""
NO_SHAPES = (tag("presentation:notes"), tag("draw:page-thumbnail"))


@dataclass(frozen=True)
class Master:
    """A master page by its name. ``styles``: key of a place -> the common style of what stands there.

    ``bullets``: how the lists in its text look, XML.

    ``notes``: the places of the slide's picture and of the notes on the page of notes, None where it has none.
    """

    name: str
    styles: dict[int, str]
    notes_style: str | None
    notes: tuple[Box, Box] | None
    bullets: str


def house_of(root: Any) -> tuple[House, list[Master]]:
    """What room the masters give, and how they are found again: ``HouseLayout.key`` begins with the master's place.

    Masters of another size than the first one's are left out: all slides of a presentation are of one size.
    """
    styles = Styles(root)
    pages = [page for page in root.iter(tag("style:master-page")) if _size(page, styles) is not None]
    size = _size(pages[0], styles) if pages else None
    width, height = size or (0.0, 0.0)
    pages = [page for page in pages if _size(page, styles) == size]
    found = [_layouts(page, position, styles) for position, page in enumerate(pages)]
    layouts = [layout for _, several in found for layout in several]
    places = [place for layout in layouts for place in layout.places]
    texts = [place.font for place in places if place.use is Use.CONTENT] + [place.font for place in places]
    font = next(filter(None, texts), "Liberation Sans")
    fonts = tuple(dict.fromkeys(filter(None, (font, *(place.font for place in places)))))
    return House(width, height, tuple(layouts), fonts, styles.embedded, font=font), [master for master, _ in found]


def _size(page: Any, styles: Styles) -> tuple[float, float] | None:
    layout = styles.page_layouts.get(str(page.get(tag("style:page-layout-name"))))
    properties = layout.find(tag("style:page-layout-properties")) if layout is not None else None
    if properties is None:
        return None
    size = points(properties.get(tag("fo:page-width"))), points(properties.get(tag("fo:page-height")))
    return size if min(size) > 0 else None


def _layouts(page: Any, position: int, styles: Styles) -> tuple[Master, list[HouseLayout]]:
    name = str(page.get(tag("style:name")))
    ground = _ground(page, name, styles)
    frames = [(key, item) for key, item in enumerate(page) if item.get(tag("presentation:class")) in USES]
    pairs = [(place, style) for key, item in frames for place, style in [_place(key, item, styles, ground)] if place]
    shapes = [item for item in page if item.get(tag("presentation:class")) is None and item.tag not in NO_SHAPES]
    places = tuple(place for place, _ in pairs)
    body = next((place for place in places if place.use is Use.CONTENT), None)
    layout = HouseLayout(
        (position, 0),
        str(page.get(tag("style:display-name")) or name),
        "1",
        places,
        tuple(mark for item in shapes for mark in marks_of(item, styles)),
        ground,
        body.colour if body else styles.look(("graphic", "standard")).colour(ground),
        numbered=any(next(item.iter(tag("text:page-number")), None) is not None for item in shapes),
    )
    found = Master(
        name,
        {place.key: style for place, style in pairs if style},
        *_notes(page, name, styles),
        _bullets(pairs, styles),
    )
    return found, [layout, *_title_slide(layout, name, body, styles)]


def _bullets(pairs: list[tuple[HousePlace, str | None]], styles: Styles) -> str:
    texts = [style for place, style in pairs if place.use is Use.CONTENT]
    return styles.look(("presentation", texts[0])).list_xml() if texts else ""


def _title_slide(layout: HouseLayout, name: str, body: HousePlace | None, styles: Styles) -> Iterator[HouseLayout]:
    """The same master with a subtitle in the place of the text, as office programs make title slides of it."""
    style = f"{name}-subtitle"
    if body is None or styles.common(style) is None or layout.of(Use.SUBTITLE):
        return
    subtitle = _lettered(replace(body, use=Use.SUBTITLE), styles.look(("presentation", style)), layout.ground)
    others = tuple(place for place in layout.places if place is not body)
    yield replace(layout, key=(layout.key[0], 1), places=(*others, subtitle), hint="title")


def _place(key: int, item: Any, styles: Styles, ground: str | None) -> tuple[HousePlace | None, str | None]:
    """The place of a frame and the common style of slides in it; None for one that stands nowhere."""
    box, kind = box_at(item), str(item.get(tag("presentation:class")))
    if box is None or box.width < 1 or box.height < 1:
        return None, None
    use = USES[kind] if not item.get(tag("draw:transform")) else Use.OTHER
    own = item.get(tag("presentation:style-name"))
    if use in (Use.TITLE, Use.CONTENT, Use.SUBTITLE):
        common = styles.common(own)
        look = styles.look(("presentation", common))
        return _lettered(HousePlace(key, use, box, box, 18, pinned=True), look, ground), common
    look = styles.look(*_of_words(item), ("paragraph", item.get(tag("draw:text-style-name"))), ("presentation", own))
    place = _lettered(HousePlace(key, use, box, box, 18, pinned=True), look, ground)
    return replace(place, words=_words(item) if use is Use.FOOTER else ""), None


def _of_words(item: Any) -> list[tuple[str, str | None]]:
    span, line = next(item.iter(tag("text:span")), None), next(item.iter(tag("text:p")), None)
    named = [("text", span), ("paragraph", line)]
    return [(family, words.get(tag("text:style-name"))) for family, words in named if words is not None]


def _words(item: Any) -> str:
    """What a footer says by itself."""
    said = [] if item.text is None else [item.text]
    for child in item:
        if etree.QName(child).localname not in FIELDS:
            said.append(_words(child))
        said.append(child.tail or "")
    return " ".join("".join(said).split())


def _filled(look: Look) -> str | None:
    """The colour of what fills a place; empty where nothing does, None for what is no plain colour."""
    fill = look.said("graphic", "draw:fill")
    if fill == "solid":
        colour = look.said("graphic", "draw:fill-color")
        return colour.upper() if colour and len(colour) == len("#000000") else None
    return "" if fill in (None, "none") else None


def _lettered(place: HousePlace, look: Look, ground: str | None) -> HousePlace:
    box, font = place.box, look.font()
    left, top, right, bottom = (
        max(0.0, points(look.said("graphic", f"fo:padding-{side}", "fo:padding"), usual))
        for side, usual in (("left", SIDE), ("top", ABOVE), ("right", SIDE), ("bottom", ABOVE))
    )
    bullet = look.bullet_pt() if place.use is Use.CONTENT else 0.0
    wide = box.width - left - right - max(0.0, bullet - BULLET_PT)
    inner = Box(box.left + left, box.top + top, max(wide, 1), max(box.height - top - bottom, 1))
    bold = look.said("text", "fo:font-weight") in ("bold", "700", "800", "900")
    upper = look.said("text", "fo:text-transform") == "uppercase"
    spaced = sum(points(look.said("paragraph", f"fo:margin-{side}", "fo:margin")) for side in ("top", "bottom"))
    return replace(
        place,
        inner=inner,
        size=look.size(),
        colour=look.colour(ground),
        ground=_filled(look),
        bold=bold,
        align=ALIGN.get(look.said("paragraph", "fo:text-align") or "", "l"),
        anchor=ANCHOR.get(look.said("graphic", "draw:textarea-vertical-align") or "", "t"),
        spaced_pt=max(0.0, spaced),
        line=_line(look),
        bullet_pt=bullet,
        widen=widening(font) * (UPPER if upper else 1.0) * (BOLD if bold else 1.0),
        font=font,
    )


def _line(look: Look) -> float:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)%", look.said("paragraph", "fo:line-height") or "")
    return min(max(float(found[1]) / 100, 0.7), 2.0) if found else 1.0


def _ground(page: Any, name: str, styles: Styles) -> str | None:
    """The colour behind everything; None for a picture or a gradient."""
    own = styles.look(("drawing-page", page.get(tag("draw:style-name"))))
    if own.said("drawing-page", "draw:fill") is not None:
        found = own.fill("drawing-page")
    else:
        found = styles.look(("presentation", f"{name}-background")).fill()
    return "#FFFFFF" if found == "none" else found


def _notes(page: Any, name: str, styles: Styles) -> tuple[str | None, tuple[Box, Box] | None]:
    notes = page.find(tag("presentation:notes"))
    found = {item.get(tag("presentation:class")): box_at(item) for item in notes} if notes is not None else {}
    picture, words = found.get("page"), found.get("notes")
    return styles.common(f"{name}-notes"), (picture, words) if picture and words else None
