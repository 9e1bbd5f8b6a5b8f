"""Which layout of a house serves which kind of page, and what stands where on it: by type and size of its places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ozgdash.export.slides.house import House, HouseLayout, HousePlace, Use
from ozgdash.export.slides.house_areas import GAP, free_area, title_of
from ozgdash.export.slides.house_titles import ORPHAN_TITLE, above, beginning
from ozgdash.export.slides.layouts import Box, Layout

MIN_PICTURE = (400.0, 230.0)
"""Width and height in points on a slide of ours, below which a place is too small for a chart or table."""
MIN_PART = (0.5, 0.38)
"""The same as parts of the slide."""
MIN_TEXT_PART = (0.42, 0.25)
SIDE = 0.28
"""What a chart leaves to the sentences beside it where the house has no layout for both."""
SIDE_BY_SIDE = 600.0


@dataclass(frozen=True)
class Plan:
    """One layout for one kind of page.

    ``title``, ``body``, ``picture``: the house's places, None where the page has to bring its own in the box beside it;
    ``left_out``: places of the layout that stay empty. ``score``: the more the better.
    """

    layout: HouseLayout
    score: float
    title: HousePlace | None
    title_box: Box
    body: HousePlace | None = None
    body_box: Box | None = None
    picture: HousePlace | None = None
    picture_box: Box | None = None
    left_out: tuple[HousePlace, ...] = ()


def best(kind: Layout, house: House, master: str | None = None) -> Plan:
    """The plan for a kind of page; of equal ones that of the layout that comes first.

    ``master``: the one that the deck keeps to; layouts of another one only where they are clearly better.
    """
    made = [PLANS[kind](layout, house, kind) for layout in house.layouts]
    penalty = [0.0 if master in (None, plan.layout.master) else 1.2 for plan in made]
    return _titled(max(zip(made, penalty, strict=True), key=lambda pair: pair[0].score - pair[1])[0], house)


def _titled(plan: Plan, house: House) -> Plan:
    """The plan with room for a title of ours above the rest where the layout has none."""
    boxes = [box for box in (plan.picture_box, plan.body_box) if box is not None]
    if plan.title is not None or not boxes:
        return plan
    title_box, top = above(plan.layout, house, boxes)
    picture_box, body_box = beginning(plan.picture_box, top), beginning(plan.body_box, top)
    return replace(plan, title_box=title_box, picture_box=picture_box, body_box=body_box)


def _start(layout: HouseLayout, house: House) -> tuple[HousePlace | None, Box, Box, float]:
    """Title, its box, the free area below it, and what the title counts."""
    area, title = free_area(layout, house), title_of(layout)
    if title is not None:
        return title, title.inner, area, 1.0
    height = house.height * ORPHAN_TITLE
    top = Box(area.left, area.top, area.width, height)
    return None, top, Box(area.left, area.top + height + GAP, area.width, max(area.height - height - GAP, 1)), 0.0


def _left_out(layout: HouseLayout, used: tuple[HousePlace | None, ...]) -> tuple[HousePlace, ...]:
    uses = (Use.SUBTITLE, Use.TEXT, Use.CONTENT, Use.CHART, Use.TABLE, Use.PICTURE, Use.OTHER)
    return tuple(place for place in layout.places if place.use in uses and place not in used)


def _of_a_picture(layout: HouseLayout, house: House, kind: Layout) -> Plan:
    """A chart or a table: in a place for it that is large enough, else free below the title."""
    title, title_box, area, score = _start(layout, house)
    fitting = [
        place
        for place in layout.of(Use.CONTENT, Use.CHART if kind is Layout.CHART else Use.TABLE)
        if _is_large(place.box, house)
    ]
    place = fitting[0] if fitting else None
    left = _left_out(layout, (place,))
    box = place.box if place else area
    score += (2.0 if place else 1.0) + _share(box, house) - 0.5 * len(left) - (0 if _is_large(box, house) else 1.5)
    score -= _as_a_start(layout, house)
    return Plan(layout, score, title, title_box, picture=place, picture_box=box, left_out=left)


def _is_large(box: Box, house: House) -> bool:
    wide, high = MIN_PICTURE
    return (
        box.width >= max(wide * house.scale, 0) * 0.9
        and box.width >= house.width * MIN_PART[0]
        and box.height >= min(high * house.scale, house.height * MIN_PART[1])
    )


def _share(box: Box, house: House) -> float:
    return box.area / (house.width * house.height)


def _as_a_start(layout: HouseLayout, house: House) -> float:
    """What speaks against a page in the midst of others: a layout that begins a presentation or a part of it."""
    title = title_of(layout)
    if layout.hint in ("title", "secHead") or (title is not None and title.centred):
        return 1.0
    return 1.0 if title is not None and title.box.top > house.height * 0.25 else 0.0


def _of_both(layout: HouseLayout, house: House, _: Layout) -> Plan:
    """A chart and sentences: in two places of the house, else the area of the chart is divided."""
    title, title_box, _area, score = _start(layout, house)
    pictures = [place for place in layout.of(Use.CONTENT, Use.CHART) if _is_large(place.box, house)]
    texts = [
        place
        for place in layout.of(Use.TEXT, Use.CONTENT)
        if pictures and place is not pictures[0] and _takes_sentences(place, pictures[0], house)
    ]
    if pictures and texts:
        left = _left_out(layout, (pictures[0], texts[0]))
        score += 3.0 + _share(pictures[0].box, house) - 0.5 * len(left)
        picture, body = pictures[0], texts[0]
        return Plan(layout, score, title, title_box, body, body.inner, picture, picture.box, left)
    plan = _of_a_picture(layout, house, Layout.CHART)
    picture_box, body_box = _divided(plan.picture_box or plan.title_box, house)
    return Plan(layout, plan.score, title, title_box, None, body_box, plan.picture, picture_box, plan.left_out)


def _takes_sentences(place: HousePlace, picture: HousePlace, house: House) -> bool:
    box = place.inner
    return box.width >= house.width * 0.18 and box.height >= house.height * 0.2 and not box.shared(picture.box)


def _divided(box: Box, house: House) -> tuple[Box, Box]:
    """For the chart and for the sentences: beside each other where there is room, else below."""
    if box.width >= SIDE_BY_SIDE * house.scale:
        side = box.width * SIDE
        return (
            Box(box.left, box.top, box.width - side - 3 * GAP, box.height),
            Box(box.right - side, box.top, side, box.height),
        )
    low = box.height * SIDE
    return (
        Box(box.left, box.top, box.width, box.height - low - GAP),
        Box(box.left, box.bottom - low, box.width, low),
    )


def _of_text(layout: HouseLayout, house: House, _: Layout) -> Plan:
    """Sentences: in the largest place for text, else free below the title."""
    title, title_box, area, score = _start(layout, house)
    wide, high = MIN_TEXT_PART
    fitting = [
        place
        for place in layout.of(*(Use.TEXT, Use.CONTENT))
        if place.inner.width >= house.width * wide and place.inner.height >= house.height * high
    ]
    place = fitting[0] if fitting else None
    left = _left_out(layout, (place,))
    box = place.inner if place else area
    score += (2.0 if place else 0.9) + _share(box, house) - 0.5 * len(left) - _as_a_start(layout, house)
    return Plan(layout, score, title, title_box, body=place, body_box=box, left_out=left)


def _of_the_start(layout: HouseLayout, house: House, _: Layout) -> Plan:
    """The title slide: a title and the lines below it, no room for anything else."""
    title, title_box, area, score = _start(layout, house)
    lines = layout.of(Use.SUBTITLE) or layout.of(Use.TEXT) or layout.of(Use.CONTENT)
    place = lines[0] if lines else None
    left = _left_out(layout, (place,))
    score += (1.5 if title is not None and title.centred else 0) + (0.5 if layout.hint == "title" else 0)
    score += 0.8 if layout.of(Use.SUBTITLE) else 0.3 if layout.of(Use.TEXT) else -0.5 if place else 0
    score -= (1.0 if layout.hint == "secHead" else 0) + (1.0 if layout.hint in ("objOnly", "vertTx") else 0)
    score -= sum(0.2 if item.use in (Use.TEXT, Use.PICTURE) else 0.8 for item in left)
    if title is not None and title.box.top > house.height * 0.2:
        score += 0.4
    box = place.inner if place else area
    return Plan(layout, score, title, title_box, body=place, body_box=box, left_out=left)


def _of_a_section(layout: HouseLayout, house: House, _: Layout) -> Plan:
    """The beginning of a part: a title and what comes, in a place that is not meant for a whole page."""
    title, title_box, area, score = _start(layout, house)
    texts = layout.of(Use.TEXT, Use.SUBTITLE, Use.CONTENT)
    place = texts[0] if texts else None
    left = _left_out(layout, (place,))
    score += 2.0 if layout.hint == "secHead" else 0.0
    if title is not None and title.box.top > house.height * 0.25 and not title.centred:
        score += 0.8
    if place is not None:
        score += {Use.TEXT: 0.7, Use.SUBTITLE: 0.4, Use.CONTENT: 0.3}[place.use]
    score -= 0.6 * len(left) + (0.5 if title is not None and title.centred else 0)
    box = place.inner if place else area
    return Plan(layout, score, title, title_box, body=place, body_box=box, left_out=left)


PLANS: dict[Layout, Callable[[HouseLayout, House, Layout], Plan]] = {
    Layout.TITLE: _of_the_start,
    Layout.SECTION: _of_a_section,
    Layout.TEXT: _of_text,
    Layout.CHART: _of_a_picture,
    Layout.CHART_TEXT: _of_both,
    Layout.TABLE: _of_a_picture,
    Layout.CLOSING: _of_text,
}
