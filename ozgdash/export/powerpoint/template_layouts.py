"""The layouts of a presentation that was opened as a template, as plain places: found by type and size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from ozgdash.export.powerpoint.shapes import PLACEHOLDERS
from ozgdash.export.powerpoint.template_inherited import FILLS, Inherited, P, box_of
from ozgdash.export.powerpoint.template_theme import A, Colours, Theme, mapping_of, theme_of
from ozgdash.export.slides.fonts import widening
from ozgdash.export.slides.house import House, HouseLayout, HousePlace, Mark, Use
from ozgdash.export.slides.layouts import EMU_PER_PT, Box

USES = {
    "title": Use.TITLE, "ctrTitle": Use.TITLE, "subTitle": Use.SUBTITLE, "body": Use.TEXT, "obj": Use.CONTENT,
    "chart": Use.CHART, "tbl": Use.TABLE, "pic": Use.PICTURE, "ftr": Use.FOOTER, "dt": Use.DATE, "sldNum": Use.NUMBER,
}  # fmt: skip
SHAPES = ("sp", "pic", "grpSp", "graphicFrame", "cxnSp")
PROMPTS = ("", "footer", "fußzeile", "fusszeile", "<footer>", "<fußzeile>")
"""What stands in a footer that says nothing."""
UPPER = 1.2
"""How much wider capitals are."""
BACKGROUND = f"{P}cSld/{P}bg"
FIRST_FILL = 1001
"""The number of the theme's first background fill."""


def house_of(deck: Any) -> House:
    """The template's layouts, in the order of the file; masters without layouts have none to offer."""
    layouts = tuple(
        _layout(layout, master, (number, position), deck, theme)
        for number, (master, theme) in enumerate((item, theme_of(item)) for item in deck.slide_masters)
        for position, layout in enumerate(master.slide_layouts)
    )
    themes = [theme_of(master) for master in deck.slide_masters]
    fonts = [name for theme in themes for name in (theme.major, theme.minor)]
    fonts += [place.font for layout in layouts for place in layout.places]
    embedded = deck.part._element.iterfind(f"{P}embeddedFontLst/{P}embeddedFont/{P}font")
    return House(
        deck.slide_width / EMU_PER_PT,
        deck.slide_height / EMU_PER_PT,
        layouts,
        tuple(dict.fromkeys(filter(None, fonts))),
        tuple(dict.fromkeys(str(font.get("typeface", "")) for font in embedded)),
        tuple(dict(pair for theme in reversed(themes) for pair in theme.named).items()),
    )


def _layout(layout: Any, master: Any, key: tuple[int, int], deck: Any, theme: Theme) -> HouseLayout:
    colours = Colours(theme, mapping_of(master, layout))
    root = layout._element
    numbers = [str(kind.get("idx", "0")) for kind in root.xpath(PLACEHOLDERS)]
    places = [
        place
        for position, kind in enumerate(root.xpath(PLACEHOLDERS))
        if (place := _place(kind, position, master, deck, colours, numbers)) is not None
    ]
    drawn = [root] if root.get("showMasterSp") in ("0", "false") else [master._element, root]
    shapes = [shape for tree in drawn for shape in _drawn(tree)]
    return HouseLayout(
        key,
        str(layout.name or ""),
        f"{key[0] + 1}",
        tuple(places),
        tuple(mark for shape in shapes if (mark := _mark(shape, colours)) is not None),
        _ground(root if root.find(BACKGROUND) is not None else master._element, colours),
        colours.ink(),
        str(root.get("type", "")),
        any(field.get("type") == "slidenum" for shape in shapes for field in shape.iter(f"{A}fld")),
    )


def _place(kind: Any, position: int, master: Any, deck: Any, colours: Colours, numbers: list[str]) -> HousePlace | None:
    """The place of a placeholder; None where it is hidden or stands nowhere."""
    shape = kind.getparent().getparent().getparent()
    type_ = str(kind.get("type", "obj"))
    found = Inherited(shape, type_, master._element, deck.part._element, colours)
    box = found.box()
    named = next(shape.iter(f"{P}cNvPr"), None)
    if box is None or box.width < 1 or box.height < 1 or (named is not None and named.get("hidden") in ("1", "true")):
        return None
    use = USES.get(type_, Use.OTHER)
    if found.is_turned() or kind.get("orient") == "vert" or etree.QName(shape).localname not in ("sp", "pic"):
        use = Use.OTHER
    size = found.size()
    words = "".join(str(text.text or "") for text in shape.iter(f"{A}t")).strip()
    return HousePlace(
        position,
        use,
        box,
        found.inner(box),
        size,
        found.colour(),
        bold=found.is_bold(),
        align=found.align(),
        anchor=found.anchor(),
        spaced_pt=found.spaced_pt(size),
        line=found.line(),
        bullet_pt=found.bullet_pt(),
        widen=widening(found.font()) * (UPPER if found.is_upper() else 1.0),
        pinned=numbers.count(str(kind.get("idx", "0"))) > 1 or not found.is_certain(),
        centred=type_ == "ctrTitle",
        words="" if use is not Use.FOOTER or words.casefold() in PROMPTS else words,
        font=found.font(),
        ground=_of_fill(found.fill(), colours),
    )


def _of_fill(fill: Any, colours: Colours) -> str | None:
    """The colour of what fills a place; empty where nothing does."""
    return "" if fill is None or etree.QName(fill).localname == "noFill" else colours.of(fill)


def _drawn(root: Any) -> Iterator[Any]:
    """The shapes of a master or layout that are no placeholders and that are to be seen."""
    for shape in root.iterfind(f"{P}cSld/{P}spTree/*"):
        if etree.QName(shape).localname not in SHAPES or next(shape.iter(f"{P}ph"), None) is not None:
            continue
        named = next(shape.iter(f"{P}cNvPr"), None)
        if named is None or named.get("hidden") not in ("1", "true"):
            yield shape


def _mark(shape: Any, colours: Colours) -> Mark | None:
    """What a shape covers; None for one that shows nothing."""
    frames = [*shape.iter(f"{A}xfrm"), *shape.iter(f"{P}xfrm")]
    box = box_of(frames[0]) if frames else None
    if box is None:
        return None
    if etree.QName(shape).localname != "sp":
        return Mark(_thick(box), None)
    looks = shape.find(f"{P}spPr")
    fill = _fill(shape, looks)
    line = looks.find(f"{A}ln") if looks is not None else None
    has_words = any((text.text or "").strip() for text in shape.iter(f"{A}t"))
    has_line = line is not None and len(line) and line.find(f"{A}noFill") is None
    if fill is None and not has_words and not has_line:
        return None
    is_plain = looks is None or looks.find(f"{A}prstGeom") is None or looks.find(f"{A}prstGeom").get("prst") == "rect"
    return Mark(_thick(box), colours.of(fill) if fill is not None and is_plain else None)


def _fill(shape: Any, looks: Any) -> Any:
    """What fills the shape, by itself or by its style; None where nothing does."""
    if looks is not None:
        own = [fill for fill in looks if etree.QName(fill).localname in FILLS]
        if own:
            return own[0] if etree.QName(own[0]).localname != "noFill" else None
    reference = shape.find(f"{P}style/{A}fillRef")
    return reference if reference is not None and reference.get("idx") != "0" else None


def _thick(box: Box) -> Box:
    return Box(box.left, box.top, max(box.width, 0.5), max(box.height, 0.5))


def _ground(root: Any, colours: Colours) -> str | None:
    """The background's colour; None where it is none of one colour."""
    ground = root.find(BACKGROUND)
    if ground is None:
        return colours.theme.colours.get(colours.mapping.get("bg1", "lt1"))
    own = ground.find(f"{P}bgPr")
    if own is not None:
        return colours.of(own.find(f"{A}solidFill")) if own.find(f"{A}solidFill") is not None else None
    reference = ground.find(f"{P}bgRef")
    if reference is None:
        return None
    colour = colours.of(reference)
    number = int(reference.get("idx", "1001")) - FIRST_FILL
    fills = colours.theme.fills
    return colours.of(fills[number], colour) if 0 <= number < len(fills) else colour
