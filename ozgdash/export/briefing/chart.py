"""One chart of the briefing as plain data: a drawing, a table of tinted cells, or a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ozgdash.drawing import svg, theme
from ozgdash.drawing.grid import full_tint
from ozgdash.drawing.lettering import longest
from ozgdash.export.briefing import lists
from ozgdash.export.briefing.words import note, one_line, words
from ozgdash.export.typst import typesetting
from ozgdash.model.chart import ChartSpec, Kind, Provenance, Series
from ozgdash.texts import text

NAMES_PART = (0.15, 0.36)
"""The least and the largest part of a grid's width that its row names take."""
MATRIX_SIZE = 8.0
"""Font size in points, as the template has it."""


def chart(spec: ChartSpec, facts: Provenance, *, number: int, said: Sequence[str]) -> dict[str, Any]:
    """What the template needs for one chart.

    ``number``: that of its list in the appendix; ``said``: sentences that stand in front of the paper already.
    ``kind`` is ``picture``, ``matrix``, ``rows`` or ``words``, which has nothing below its finding.
    """
    item: dict[str, Any] = {
        "title": words(spec.title),
        "finding": "" if spec.finding in said else words(spec.finding),
        "note": words(note(spec, facts)),
        "number": number,
        "pointer": None,
    }
    if spec.kind is Kind.TABLE:
        return {**item, **lists.excerpt(spec)}
    if spec.empty:
        return {**item, "kind": "words", "note": text("charts.empty", spec.lang)}
    if spec.kind is Kind.MATRIX:
        return {**item, **_matrix(spec)}
    return {**item, **_picture(spec)}


def _picture(spec: ChartSpec) -> dict[str, Any]:
    wide, high = svg.size(spec)
    drawn = typesetting.picture(spec, "paper")
    return {"kind": "picture", "svg": drawn, "proportion": high / wide, "alt": one_line(spec.alt_text)}


def _matrix(spec: ChartSpec) -> dict[str, Any]:
    """A row per category with a cell per series, tinted by its share."""
    columns = max(len(spec.series), 1)
    low, high = (part * lists.PAGE_PT for part in NAMES_PART)
    names = min(max(longest(map(one_line, spec.categories), MATRIX_SIZE) + lists.PADDING_PT, low), high)
    room = (lists.PAGE_PT - names) / columns
    first = spec.table.columns[0].header if spec.table.columns else ""
    heads = [(first, names), *((series.name, room) for series in spec.series)]
    return {
        "kind": "matrix",
        "columns": [{"header": words(header), "width": wide} for header, wide in heads],
        "rows": [
            {"name": words(category), "cells": [_cell(series, row) for series in spec.series]}
            for row, category in enumerate(spec.categories)
        ],
    }


def _cell(series: Series, row: int) -> dict[str, str]:
    """``4,8 % (29 von 601)``: the share stands out from its count."""
    share, bracket, rest = words(series.label(row)).partition(" (")
    light = theme.THEMES["light"]
    value = series.values[row]
    tint = theme.mixed(light.background, full_tint(series.colour, light), value or 0.0)
    strong = share if bracket else ""
    return {"strong": strong, "rest": f" ({rest}" if bracket else share, "fill": tint}
