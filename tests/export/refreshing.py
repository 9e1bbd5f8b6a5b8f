"""A deck as somebody makes it, as somebody works on it, and as it is refreshed; with what it takes to compare two."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pptx

from ozgdash.charts.recipe import Cursor
from ozgdash.export.council.order import Order, assembled_from
from ozgdash.export.council.package import Occasion
from ozgdash.export.council.reading import on_slides
from ozgdash.export.powerpoint import deck
from ozgdash.export.powerpoint.refresh import refreshed
from ozgdash.export.refresh.renewed import Renewed, Today, key_of, renewed
from ozgdash.export.refresh.work import Refreshed
from ozgdash.export.slides.design import OWN, Design
from ozgdash.export.slides.origin import Origin
from ozgdash.model.filters import View

THEN, NOW = date(2021, 3, 31), date(2021, 4, 30)
SECTIONS = ("situation", "topics", "topics_by_partner")
ALL = (*SECTIONS, "changes", "late")
ASKED: dict[Any, Renewed] = {}
"""The same question is answered once: most tests ask for the same slides of today."""
OCCASION = Occasion("Sachstand OZG", "Ausschuss für Digitales", date(2021, 6, 15), "26-12345")


def made(cursor: Cursor, view: View, as_of: date, sections: tuple[str, ...] = SECTIONS, template: str = "") -> bytes:
    """The deck of a day; ``template``: the file of a house's own."""
    order = Order(OCCASION, replace(view, filters=view.filters.at(as_of)), sections, template)
    return deck.pptx_file(on_slides(assembled_from(cursor, order)))


def today(cursor: Cursor, view: View, as_of: date = NOW) -> Today:
    return Today(cursor, view.cooperation, view.snapshot, as_of)


def again(cursor: Cursor, view: View, content: bytes, as_of: date = NOW, *, list_changes: bool = False) -> Refreshed:
    """The deck refreshed for a day."""
    asked = today(cursor, view, as_of)

    def ask(origins: Sequence[Origin], design: Design) -> Renewed:
        if design is not OWN:
            return renewed(asked, origins, design)
        key = (view.snapshot.id, view.lang, as_of, frozenset(map(key_of, origins)))
        if key not in ASKED:
            ASKED[key] = renewed(asked, origins)
        return ASKED[key]

    return refreshed(content, "alt.pptx", ask, list_changes=list_changes)


def opened(content: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(content))


def edited(content: bytes, edit: Callable[[Any], object]) -> bytes:
    """The deck after somebody worked on it."""
    presentation = opened(content)
    edit(presentation)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def slide_of(presentation: Any, chart: str, nth: int = 0) -> Any:
    """The slide of a chart, found by the mark of its picture."""
    from ozgdash.export.powerpoint import tags

    found = [
        slide
        for slide in presentation.slides
        if (mark := tags.of_slide(slide)) is not None and mark.origin.asked.chart == chart
    ]
    return found[nth]


def chart_in(slide: Any) -> Any:
    return next(shape for shape in slide.shapes if shape.has_chart)


def table_in(slide: Any) -> Any:
    return next(shape for shape in slide.shapes if shape.has_table)


def words(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def titles(presentation: Any) -> list[str]:
    return [
        slide.shapes.title.text_frame.text if slide.shapes.title is not None else "" for slide in presentation.slides
    ]


def parts(content: bytes) -> list[dict[str, bytes]]:
    """Of each slide in order every part that belongs to it, by the way to it."""
    return [_parts(slide.part) for slide in opened(content).slides]


def _parts(part: Any, way: str = "", above: tuple[Any, ...] = ()) -> dict[str, bytes]:
    """Relations are known by what they lead to: their numbers are nobody's."""
    blob, found = part.blob, {}
    kinds: Counter[str] = Counter()
    for key, relation in sorted(part.rels.items(), key=lambda item: blob.find(f'"{item[0]}"'.encode())):
        kind = relation.reltype.rpartition("/")[2]
        kinds[kind] += 1
        name = f"{kind} {kinds[kind]}"
        blob = blob.replace(f'="{key}"'.encode(), f'="{name}"'.encode())
        if kind == "slideLayout":
            found[f"{way}/{name}"] = relation.target_part.slide_layout.name.encode()
        elif not relation.is_external and kind not in ("slide", "notesMaster") and relation.target_part not in above:
            found |= _parts(relation.target_part, f"{way}/{name}", (*above, part))
    return found | {way: blob}
