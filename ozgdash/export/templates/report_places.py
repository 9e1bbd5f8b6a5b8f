"""What is said of the places of a template: text that cannot be read where it stands, places beyond the slide."""

from __future__ import annotations

from ozgdash.drawing import theme
from ozgdash.errors import Finding, Phrase
from ozgdash.export.slides.house import House, HouseLayout, HousePlace, Use
from ozgdash.export.slides.house_areas import ground
from ozgdash.export.slides.house_design import Choice
from ozgdash.export.slides.house_edges import beyond

LARGE_PT = 24.0
"""From this size on the letters of a title are large; longer titles become smaller."""


def of_places(choice: Choice, house: House) -> list[Finding]:
    """The warnings, for the layouts that are used."""
    found = [finding for plan in choice.plans.values() for finding in _of_ink(plan.layout, (plan.title, plan.body))]
    used = {plan.layout.key for plan in choice.plans.values()}
    layouts = [layout for layout in house.layouts if layout.key in used and _over(layout, house)]
    return [*found, *(_of_edges(layout, house) for layout in layouts)]


def _of_ink(layout: HouseLayout, places: tuple[HousePlace | None, ...]) -> list[Finding]:
    found = []
    for place in filter(None, places):
        behind = ground(layout, place.box) if place.ground == "" else place.ground
        if behind is None:
            continue
        is_large = place.use is Use.TITLE and place.size >= LARGE_PT
        least = theme.MIN_MARK_CONTRAST if is_large else theme.MIN_TEXT_CONTRAST
        ratio = theme.contrast(place.colour, behind)
        if ratio < least:
            said = {"layout": layout.name, "place": _name(place), "ink": place.colour, "ground": behind}
            said |= {"ratio": _ratio(ratio), "least": _ratio(least)}
            found.append(Finding("warning", "templates.found_unreadable", tuple(said.items())))
    return found


def _over(layout: HouseLayout, house: House) -> list[Phrase]:
    places = [place for place in beyond(layout, house) if place.use is not Use.OTHER]
    return list(dict.fromkeys(map(_name, places)))


def _of_edges(layout: HouseLayout, house: House) -> Finding:
    values = {"layout": layout.name, "places": tuple(_over(layout, house))}
    return Finding("warning", "templates.found_beyond", tuple(values.items()))


def _name(place: HousePlace) -> Phrase:
    return Phrase(f"templates.use_{place.use}")


def _ratio(value: float) -> Phrase:
    """Cut off behind the first place, so that what is too little never reads as enough."""
    whole, tenth = divmod(int(value * 10), 10)
    return Phrase("templates.ratio", (("whole", whole), ("tenth", tenth)))
