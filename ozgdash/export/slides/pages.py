"""A slide before it is drawn, and the slides that one chart needs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ozgdash import formats
from ozgdash.drawing.lettering import one_line
from ozgdash.export.slides import layouts, table_pages
from ozgdash.export.slides.design import OWN, Design
from ozgdash.export.slides.fitting import height, portions
from ozgdash.export.slides.layouts import Layout
from ozgdash.export.slides.notes import notes
from ozgdash.export.slides.origin import Origin, PageKind, with_origin
from ozgdash.export.slides.scale import FONT_PT, LABEL_PT, top_of
from ozgdash.export.slides.table_pages import Grid
from ozgdash.figures import wording
from ozgdash.model.chart import ChartSpec, Kind, Series
from ozgdash.texts import Lang, text

SENTENCE_END = re.compile(r"(?<=[\w%)\]“”\"][.!?])(?<!\b[^\W\d][.]) (?=[A-Z\u00c4\u00d6\u00dc„“])")
"""Between two sentences; not after the single letter of an abbreviation."""
MIN_SENTENCE = 30
SMALLEST_TEXT, SMALLEST_SIDE = 14, 11
NOTE_HEIGHT = 22.0
LEGEND_PT = 50.0
ROW_EM = 1.5


@dataclass(frozen=True)
class Page:
    """One slide: what stands in each place of its layout.

    ``spec`` is drawn as a chart up to the value ``top``, ``grid`` as a table; with neither the slide is text. ``below``
    is a note under a table that shows only a part. ``group``: the part of the presentation, as the navigation names it.
    ``origin``: what it takes to make the slide again, None where nobody knows.
    """

    layout: Layout
    title: str
    lang: Lang
    footer: tuple[str, ...]
    example: str | None
    kicker: str = ""
    body: tuple[str, ...] = ()
    spec: ChartSpec | None = None
    top: float = 1.0
    grid: Grid | None = None
    below: str = ""
    alt: str = ""
    notes: tuple[str, ...] = ()
    group: str = ""
    origin: Origin | None = None


def chart_pages(
    spec: ChartSpec,
    *,
    kicker: str = "",
    sheet: str = "",
    group: str = "",
    origin: Origin | None = None,
    design: Design = OWN,
    brief: bool = False,
) -> tuple[Page, ...]:
    """The slides of one chart: one, or several where rows would not fit; their titles still are the same.

    The finding is the title, its first sentence where it has several: the others stand beside the chart. ``kicker``
    stands above, the chart's own title where empty; ``sheet`` names the sheet of the workbook that has the whole list.
    ``origin``: of a chart that belongs to a paper; one on its own has that of what it was asked. ``brief``: a list
    takes one slide and says how many rows there are besides.
    """
    if origin is None and spec.asked is not None:
        origin = Origin(PageKind.CHART, spec.asked)
    return tuple(with_origin(_chart_pages(spec, kicker, sheet, group, design, brief=brief), origin))


def _chart_pages(
    spec: ChartSpec, kicker: str, sheet: str, group: str, design: Design, *, brief: bool
) -> Sequence[Page]:
    facts = spec.provenance
    page = Page(
        layout=Layout.CHART,
        title=one_line(spec.finding) or one_line(spec.title),
        lang=spec.lang,
        footer=tuple(one_line(line) for line in facts.lines if line != facts.example_label),
        example=facts.example_label,
        kicker=one_line(kicker or spec.title),
        spec=spec,
        alt=one_line(spec.alt_text),
        notes=notes(spec),
        group=group,
    )
    if spec.empty:
        empty = text("charts.empty", spec.lang)
        return (replace(page, layout=Layout.TEXT, body=(empty,), spec=None),)
    if spec.kind in (Kind.MATRIX, Kind.TABLE):
        return _numbered_alts(_table_pages(page, spec, sheet, design, brief=brief))
    first, *others = sentences(page.title)
    after: Sequence[Page] = ()
    if others:
        page = replace(page, title=first)
        if _fits_beside(others, design):
            page = replace(page, layout=Layout.CHART_TEXT, body=tuple(others))
        else:
            after = continued(replace(page, layout=Layout.TEXT, spec=None, body=tuple(others)), design)
    return _numbered_alts(
        [replace(page, spec=part, top=top_of(spec)) for part in _parts(spec, page.layout, design)]
    ) + tuple(after)


def _fits_beside(lines: Sequence[str], design: Design) -> bool:
    """Whether sentences find room beside the chart; in a house's layout they may not."""
    place = design.place(Layout.CHART_TEXT, layouts.BODY)
    return design.is_own or height(place, lines, SMALLEST_SIDE) <= place.box.height


def continued(page: Page, design: Design = OWN) -> list[Page]:
    """A page of text, or several where its lines would have to be smaller than a room can read."""
    place = design.place(page.layout, layouts.BODY)
    return [replace(page, body=part) for part in portions(place, page.body, SMALLEST_TEXT)]


def sentences(words: str) -> list[str]:
    """The sentences of a text; a short beginning stays with what follows."""
    found: list[str] = []
    for part in SENTENCE_END.split(words):
        if found and len(found[-1]) < MIN_SENTENCE:
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def with_unique_titles(pages: Sequence[Page]) -> list[Page]:
    """The pages; titles that several of them have get a number such as ``(2/3)``."""
    counts, seen = Counter(page.title for page in pages), Counter[str]()
    named = []
    for page in pages:
        seen[page.title] += 1
        if counts[page.title] > 1:
            title = text(
                "deck.numbered", page.lang, title=page.title, number=seen[page.title], count=counts[page.title]
            )
            page = replace(page, title=title)
        named.append(page)
    return named if len({page.title for page in named}) == len(named) else with_unique_titles(named)


def _table_pages(page: Page, spec: ChartSpec, sheet: str, design: Design, *, brief: bool) -> list[Page]:
    box, paint = design.place(Layout.TABLE, layouts.PICTURE).box, design.paint(Layout.TABLE)
    grids = table_pages.grids(spec, box, NOTE_HEIGHT * paint.scale, paint, brief=brief)
    page = replace(page, layout=Layout.TABLE, spec=None)
    if spec.kind is Kind.MATRIX:
        return [replace(page, grid=grid) for grid in grids]
    rows = spec.brief or spec.table.rows
    left = _left_out(spec, sum(len(grid.rows) for grid in grids), sheet)
    return [
        replace(page, grid=grid, below=left, notes=notes(spec, rows[grid.first : grid.first + len(grid.rows)]))
        for grid in grids
    ]


def _left_out(spec: ChartSpec, shown: int, sheet: str) -> str:
    """Where the whole list is; empty where all of it is shown."""
    total = spec.table.total
    if spec.table.of is not None:
        return wording.first_rows(shown, total, spec.lang)
    if spec.brief:
        return text("deck.whole", spec.lang, total=formats.number(total, spec.lang), sheet=sheet)
    if shown == total:
        return ""
    counts = {"shown": shown, "total": total, "left": total - shown}
    numbers = {name: formats.number(count, spec.lang) for name, count in counts.items()}
    return text("deck.rest", spec.lang, sheet=sheet, **numbers)


def _parts(spec: ChartSpec, layout: Layout, design: Design) -> list[ChartSpec]:
    """The chart, or bars in groups of as many rows as a slide has room for."""
    if spec.kind is Kind.LINE:
        return [spec]
    side_by_side = len(spec.series) if spec.kind is Kind.BAR else 1
    box = design.paint(layout).measured(design.place(layout, layouts.PICTURE).box)
    room = box.height - (LEGEND_PT if len(spec.series) > 1 else 0.0)
    capacity = max(1, int(room / max(ROW_EM * FONT_PT, side_by_side * LABEL_PT * 1.1)))
    count = -(-len(spec.categories) // capacity)
    size = -(-len(spec.categories) // count)
    return [_rows(spec, start, start + size) for start in range(0, len(spec.categories), size)]


def _rows(spec: ChartSpec, start: int, end: int) -> ChartSpec:
    if end - start >= len(spec.categories):
        return spec
    series = tuple(_values(item, start, end) for item in spec.series)
    return replace(
        spec, categories=spec.categories[start:end], series=series, category_labels=spec.category_labels[start:end]
    )


def _values(series: Series, start: int, end: int) -> Series:
    return replace(series, values=series.values[start:end], labels=series.labels[start:end])


def _numbered_alts(pages: Sequence[Page]) -> tuple[Page, ...]:
    """What a screen reader says tells the parts apart."""
    if len(pages) == 1:
        return tuple(pages)
    return tuple(
        replace(page, alt=text("deck.alt_part", page.lang, alt=page.alt, number=number, count=len(pages)))
        for number, page in enumerate(pages, start=1)
    )
