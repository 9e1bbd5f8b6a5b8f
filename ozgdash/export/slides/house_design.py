"""A house's template as a design: for each kind of page one of its layouts, and what stands where on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ozgdash.drawing import theme
from ozgdash.export.slides import house_areas
from ozgdash.export.slides.design import Design, Paint
from ozgdash.export.slides.house import House, HouseLayout, HousePlace, Use
from ozgdash.export.slides.house_areas import GAP
from ozgdash.export.slides.house_edges import within
from ozgdash.export.slides.house_plans import Plan, best
from ozgdash.export.slides.layouts import (
    BODY,
    FOOTER,
    HOUSE_WORDS,
    KICKER,
    LIGHT,
    NUMBER,
    PICTURE,
    Box,
    Layout,
    Place,
)
from ozgdash.model import palette

FOOTER_PT = 9.0
CLOSING_PT = 16.0
"""The size of long texts; houses set their short ones much larger."""
PROVENANCE_PT = 42.0
"""The height that the provenance needs on slides of ours; more where the strip is narrow."""
PROVENANCE_WIDTH = 560.0
"""A footer of the house that is narrower than this holds words of the house, and not the provenance."""
FREE_TEXT_PT, SIDE_TEXT_PT, FREE_TITLE_PT = 20.0, 16.0, 26.0
KICKER_LINES = 2.4
PICTURED = (Layout.CHART, Layout.CHART_TEXT, Layout.TABLE)
PLAIN = 2.0
"""From this contrast with the marks on, a colour is a ground for charts."""


@dataclass(frozen=True)
class Choice:
    """A design, and for each kind of page the plan that it was made from."""

    design: Design
    plans: dict[Layout, Plan]


def chosen(house: House) -> Choice:
    """The design of a house's template.

    The deck keeps to the master that serves charts and texts best; title and sections may take another one's layout.
    """
    house = within(house)
    master = max(_masters(house), key=lambda name: sum(_own_score(kind, house, name) for kind in PICTURED))
    plans = {kind: best(kind, house, master) for kind in Layout}
    # A page of text beside pages of text: the closing page looks like them.
    plans[Layout.CLOSING] = plans[Layout.TEXT]
    places, paints = {}, {}
    for kind, plan in plans.items():
        places[kind], paints[kind] = _settled(kind, plan, house)
    layouts = {kind: plan.layout.key for kind, plan in plans.items()}
    return Choice(Design(places, house.width, house.height, paints, layouts), plans)


def _masters(house: House) -> list[str]:
    return list(dict.fromkeys(layout.master for layout in house.layouts))


def _own_score(kind: Layout, house: House, master: str) -> float:
    own = replace(house, layouts=tuple(layout for layout in house.layouts if layout.master == master))
    return best(kind, own).score


def _settled(kind: Layout, plan: Plan, house: House) -> tuple[tuple[Place, ...], Paint]:
    layout = plan.layout
    kicker = _kicker(plan, house)
    provenance, footer, plan = _provenance(plan, house)
    main = plan.picture_box or plan.body_box or plan.title_box
    paint = _paint(layout, main, house)
    places = [_title(plan, paint)]
    if kicker is not None:
        places.append(_of_house(KICKER, "Subtitle", kicker))
    if plan.picture_box is not None:
        places.append(_picture(plan, paint))
    if plan.body_box is not None:
        places.append(_body(kind, plan, paint))
    places.append(provenance)
    if footer is not None and footer.words:
        places.append(replace(_of_house(HOUSE_WORDS, "Footer", footer), words=footer.words))
    number = next(iter(layout.of(Use.NUMBER)), None)
    if number is not None and not layout.numbered and kind is not Layout.TITLE:
        places.append(_of_house(NUMBER, "Slide number", number))
    return tuple(places), paint


def _of_house(number: int | None, name: str, place: HousePlace) -> Place:
    """A place of the house as it is inherited."""
    return Place(
        number,
        name,
        place.inner,
        place.size,
        place.colour,
        align=place.align,
        anchor=place.anchor,
        bold=place.bold,
        kind=place.use.value,
        spaced_pt=place.spaced_pt,
        bullet=place.bullet_pt > 0,
        target=place.key,
        outer=place.box if place.pinned else None,
        line=place.line,
        widen=place.widen,
    )


def _title(plan: Plan, paint: Paint) -> Place:
    if plan.title is not None:
        return _of_house(None, "Title", plan.title)
    size = FREE_TITLE_PT * paint.scale
    return Place(None, "Title", plan.title_box, size, paint.ink, bold=True, kind="title", widen=paint.widen)


def _picture(plan: Plan, paint: Paint) -> Place:
    box = plan.picture_box or plan.title_box
    target = plan.picture.key if plan.picture is not None else None
    return Place(PICTURE, "Chart", box, 12 * paint.scale, paint.ink, kind="chart", target=target)


def _body(kind: Layout, plan: Plan, paint: Paint) -> Place:
    box = plan.body_box or plan.title_box
    if plan.body is None:
        size = (SIDE_TEXT_PT if kind is Layout.CHART_TEXT else FREE_TEXT_PT) * paint.scale
        free = Place(BODY, "Text", box, size, paint.ink, spaced_pt=8 * paint.scale, widen=paint.widen)
        return _on_ground(free, plan)
    place = _of_house(BODY, "Text", plan.body)
    if kind is Layout.CLOSING and place.size > CLOSING_PT * paint.scale:
        place = replace(place, size=CLOSING_PT * paint.scale, outer=plan.body.box)
    if box == plan.body.inner:
        return place
    margins = plan.body.box.height - plan.body.inner.height
    lowered = plan.body.box.top + box.top - plan.body.inner.top
    outer = replace(plan.body.box, top=lowered, height=box.height + margins)
    return replace(place, box=box, outer=outer)


def _kicker(plan: Plan, house: House) -> HousePlace | None:
    """A small place of the house right above or below the title, for the line that says what the page belongs to."""
    if plan.title is None:
        return None
    for place in plan.left_out:
        flat = place.inner.height <= place.size * 1.2 * KICKER_LINES and place.inner.width >= house.width * 0.25
        near = min(abs(place.box.bottom - plan.title.box.top), abs(plan.title.box.bottom - place.box.top))
        if place.use in (Use.TEXT, Use.SUBTITLE) and flat and near <= house.height * 0.06:
            return place
    return None


def _provenance(plan: Plan, house: House) -> tuple[Place, HousePlace | None, Plan]:
    """Where the provenance stands, the footer that is left to the house, and the plan with room for both.

    In the footer where that is large enough; else in a strip below what the page shows, for which the place of the
    chart or text gives up some of its height where there is no room otherwise.
    """
    footer = next(iter(plan.layout.of(Use.FOOTER)), None)
    scale = house.scale
    if footer is not None and _takes_provenance(footer, house):
        return replace(_of_house(FOOTER, "Provenance", footer), size=min(footer.size, 11 * scale)), None, plan
    span = _span(plan, house)
    height = PROVENANCE_PT * scale * max(1.0, (PROVENANCE_WIDTH * 1.4 * scale / (span[1] - span[0])) ** 0.8)
    used = [box for box in (plan.picture_box, plan.body_box, plan.title_box) if box is not None]
    room = house_areas.strip(plan.layout, house, used, span, height)
    if room is None:
        plan, room = _carved(plan, span, height)
    widen = _paint(plan.layout, room, house).widen
    place = Place(FOOTER, "Provenance", room, FOOTER_PT * scale, plan.layout.ink, anchor="b", widen=widen)
    return _on_ground(place, plan), footer, plan


def _on_ground(place: Place, plan: Plan) -> Place:
    """A text box in an ink that can be read where it stands: the house's for text or its neighbour's, else our own.

    Where what lies behind is no plain colour it brings a ground along.
    """
    ground = house_areas.ground(plan.layout, place.box)
    if ground is None:
        return replace(place, colour=LIGHT.ink, ground=LIGHT.background)
    neighbour = [plan.body.colour] if plan.body is not None else []
    inks = [plan.layout.ink, *neighbour, theme.text_on(ground)]
    readable = [ink for ink in inks if theme.contrast(ink, ground) >= theme.MIN_TEXT_CONTRAST]
    return replace(place, colour=(readable or inks[-1:])[0])


def _takes_provenance(footer: HousePlace, house: House) -> bool:
    wide = footer.inner.width >= PROVENANCE_WIDTH * house.scale
    return wide and footer.inner.height >= PROVENANCE_PT * 0.8 * house.scale


def _span(plan: Plan, house: House) -> tuple[float, float]:
    boxes = [box for box in (plan.picture_box, plan.body_box, plan.title_box) if box is not None]
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    margin = house.width * house_areas.MARGIN
    return (left, right) if right - left >= house.width * 0.4 else (min(left, margin), house.width - margin)


def _carved(plan: Plan, span: tuple[float, float], height: float) -> tuple[Plan, Box]:
    """The plan with the lower end of its main place given to the provenance."""
    main = plan.picture_box or plan.body_box or plan.title_box
    left, right = span
    room = Box(left, main.bottom - height, right - left, height)
    end = room.top - GAP / 2
    return (
        replace(
            plan,
            picture_box=_ending(plan.picture_box, end),
            body_box=_ending(plan.body_box, end),
        ),
        room,
    )


def _ending(box: Box | None, end: float) -> Box | None:
    if box is None or box.bottom <= end or box.top >= end - GAP:
        return box
    return replace(box, height=end - box.top)


def _paint(layout: HouseLayout, box: Box, house: House) -> Paint:
    """What is written with in a box: the theme's ink; our own, on our ground, where the house's is no plain one."""
    widen = max([1.0, *(place.widen for place in layout.places)])
    scale = max(1.0, house.scale)
    ground = house_areas.ground(layout, box)
    if ground is None or not _bears_marks(ground):
        return Paint(font=house.font, panel=True, scale=scale, widen=widen)
    themed = theme.contrast(ground, layout.ink) >= theme.MIN_TEXT_CONTRAST
    ink = layout.ink if themed else theme.text_on(ground)
    muted, grid = theme.mixed(ink, ground, 0.3), theme.mixed(ink, ground, 0.82)
    return Paint(ground, ink, muted, grid, house.font, themed=themed, scale=scale, widen=widen)


def _bears_marks(ground: str) -> bool:
    """Whether the colours that mean something stand out from it: light or dark enough."""
    return min(theme.contrast(ground, colour) for colour in palette.PARTNER_PALETTE) >= PLAIN
