"""A page of pictures as the dashboard shows them, and what is to be seen on it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

from playwright.sync_api import Page

from ozgdash.drawing.picture import picture
from ozgdash.model.chart import ChartSpec
from ozgdash.settings import PROJECT_DIR

CSS = (PROJECT_DIR / "ozgdash" / "ui" / "assets" / "chart.css").read_text(encoding="utf-8")
GROUNDS = {"light": "#ffffff", "dark": "#0e1117"}
LONG = "Amt für Verwaltungsverfahrensmodernisierung und Digitalisierungsangelegenheiten im Samtgemeindeverbund Nord"

FAULTS = """
([height, root]) => {
    const whole = root.getBoundingClientRect(), found = [];
    if (Math.abs(whole.height - height) > 0.5) found.push(`height ${whole.height} instead of ${height}`);
    const texts = [...root.querySelectorAll('text, .over span, .over b, .key span, .heads b, .ends b, .ends span, .top')]
        .filter(text => text.checkVisibility() && text.textContent.trim())
        .filter(text => !(text.closest('.heads')?.getBoundingClientRect().width < 1))
        .map(text => [text.textContent, text.getBoundingClientRect()])
        .filter(([_, box]) => box.width > 0);
    for (const [words, box] of texts)
        if (box.left < whole.left - 0.5 || box.right > whole.right + 0.5 || box.top < whole.top - 0.5
            || box.bottom > whole.bottom + 0.5)
            found.push(`outside: ${words} ${JSON.stringify(box)}`);
    texts.forEach(([words, one], position) => texts.slice(position + 1).forEach(([others, two]) => {
        const across = Math.min(one.right, two.right) - Math.max(one.left, two.left);
        const down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
        if (across > 1 && down > 4) found.push(`over each other: ${words} | ${others} (${across}, ${down})`);
    }));
    return found;
}
"""
"""The height, texts that reach out of the picture and texts that lie over each other, as sentences."""

TEXTS = """
root => {
    const marks = [...root.querySelectorAll('rect.mark')].map(mark => [mark, mark.getBoundingClientRect()]);
    const channels = colour => colour.match(/[\\d.]+/g).map(Number);
    return [...root.querySelectorAll('text, .over span, .over b, .key span, .heads b, .ends b, .ends span, .top')]
        .filter(text => text.checkVisibility() && text.textContent.trim())
        .filter(text => !(text.closest('.heads')?.getBoundingClientRect().width < 1))
        .map(text => {
            const box = text.getBoundingClientRect(), style = getComputedStyle(text);
            const x = box.left + box.width / 2, y = box.top + box.height / 2;
            const on = marks.find(([_, mark]) => mark.left <= x && x <= mark.right && mark.top <= y && y <= mark.bottom);
            const fill = on ? getComputedStyle(on[0]).fill : 'none';
            return [text.textContent, channels(text.tagName === 'text' ? style.fill : style.color),
                    fill.startsWith('rgb') ? channels(fill) : fill === 'none' ? null : 'hatched'];
        });
}
"""
"""Of every text that is to be seen: its words, its colour, and the fill of the mark behind it, or null."""


BROKEN = """
root => [...root.querySelectorAll('.heads b, .ends :is(b, span), .over :is(b, span), .key span')]
    .filter(own => own.checkVisibility() && !(own.closest('.heads')?.getBoundingClientRect().width < 1))
    .flatMap(own => {
        const words = own.lastChild, found = [];
        const least = own.closest('.over:not(.more)') && parseFloat(getComputedStyle(own).fontSize) < 9.1;
        if (!least && (own.scrollWidth > own.clientWidth + 1 || own.scrollHeight > own.clientHeight + 1))
            found.push(`cut: ${own.textContent}`);
        // Over bars a long word is hyphenated.
        for (const match of own.closest('.over') ? [] : words.data.matchAll(/[^\\s-]+/g)) {
            const range = document.createRange();
            range.setStart(words, match.index);
            range.setEnd(words, match.index + match[0].length);
            if (range.getClientRects().length > 1) found.push(`broken: ${match[0]}`);
        }
        return found;
    })
"""
"""Names over columns, over bars, at ends of lines and in legends that are cut, and their broken words, as sentences.

A name alone over a row of cells may be cut where its letters are as small as they become.
"""


def names_cut(page: Page) -> list[str]:
    """What is wrong with the names of all pictures."""
    return [words for root in page.locator(".picture").element_handles() for words in root.evaluate(BROKEN)]


def shown(page: Page, charts: Mapping[str, ChartSpec], *, width: int, theme: str) -> None:
    """The pictures one below the other in a column of that width, each with its height to be asked for."""
    page.set_viewport_size({"width": width, "height": 900})
    drawn = "".join(_column(name, spec, theme) for name, spec in charts.items())
    page.set_content(
        f"<!doctype html><meta charset='utf-8'><style>body {{ margin: 0; background: {GROUNDS[theme]} }}"
        f" .chart + .chart {{ margin-top: 40px }}</style><style>{CSS}</style><style>{_own_font()}</style>{drawn}"
    )
    page.evaluate("Promise.all(['13px Own', 'bold 13px Own'].map(font => document.fonts.load(font)))")


@cache
def _own_font() -> str:
    """The letters of one font, whatever the machine has: one without any sans writes them as wide as a typewriter."""
    font = base64.b64encode(resources.files("fontpkg_arimo").joinpath("files", "Arimo[wght].ttf").read_bytes()).decode()
    return (
        f"@font-face {{ font-family: Own; font-weight: 100 900; src: url(data:font/ttf;base64,{font}); }}"
        ".picture { font-family: Own; }"
    )


def _column(name: str, spec: ChartSpec, theme: str) -> str:
    own = picture(spec, name=name)
    return f'<div class="chart" data-theme="{theme}" data-chart="{name}" data-height="{own.height}">{own.html}</div>'


def faults(page: Page) -> dict[str, list[str]]:
    """Chart -> what is wrong with its picture; empty where all is well."""
    found = {}
    for column in page.locator(".chart").element_handles():
        root = column.query_selector(".picture")
        said = page.evaluate(FAULTS, [int(column.get_attribute("data-height") or 0), root])
        if said:
            found[str(column.get_attribute("data-chart"))] = said
    return found


def texts(page: Page) -> list[tuple[str, list[float], Any]]:
    """All texts of all pictures with their colour and that of the mark behind them."""
    found: list[tuple[str, list[float], Any]] = []
    for root in page.locator(".picture").element_handles():
        found += [tuple(text) for text in root.evaluate(TEXTS)]
    return found


def hard_ones(charts: Mapping[str, ChartSpec]) -> dict[str, ChartSpec]:
    """Charts with forty partners, with names longer than any page, and with nothing in them."""
    lines, bars, stacked, cells = (charts[name] for name in ("progress", "topics", "maturity", "matrix"))
    many = tuple(
        replace(series, key=f"{series.key}{copy}", name=f"{series.name} {copy}")
        for copy in range(10)
        for series in lines.series
        if not series.guide
    )
    columns = tuple(
        replace(series, key=f"{series.key}{copy}", name=f"{series.name} {copy}")
        for copy in range(10)
        for series in cells.series
    )
    named = {
        "bars_long": replace(bars, categories=tuple(f"{LONG} {name}" for name in bars.categories)),
        "stacked_long": replace(
            stacked,
            categories=tuple(f"{LONG} {name}" for name in stacked.categories),
            series=tuple(replace(series, name=f"{LONG} {series.name}") for series in stacked.series),
        ),
        "cells_long": replace(
            cells,
            categories=tuple(f"{LONG} {name}" for name in cells.categories),
            series=tuple(replace(series, name=f"{LONG} {series.name}") for series in cells.series),
        ),
        "lines_long": replace(lines, series=tuple(replace(own, name=f"{LONG} {own.name}") for own in lines.series)),
    }
    empty = replace(bars, categories=(), series=())
    return {
        "lines_many": replace(lines, series=many),
        "cells_many": replace(cells, series=columns),
        **named,
        "no": empty,
    }
