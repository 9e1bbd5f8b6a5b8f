"""What a picture says and where its marks stand, and the same of Plotly's figure."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import unescape
from itertools import accumulate
from typing import Any

from lxml import html
from lxml.etree import _Element

from ozgdash.drawing.picture import Picture
from ozgdash.drawing.picture_parts import WIDTHS
from ozgdash.model.chart import ChartSpec, Kind

PAIR = re.compile(r"-?[\d.]+")


def opened(picture: Picture) -> _Element:
    return html.fragment_fromstring(picture.html)


def bare(words: str) -> str:
    """Words without markup and blanks, of which a picture may have other ones."""
    return re.sub(r"\s+", "", unescape(re.sub(r"</?b>|<br>", "", words)))


def texts(root: _Element) -> Counter[str]:
    """Every text that a picture shows, by its lines."""
    lines = [
        *root.iter("text"),
        *root.xpath(".//div[@class='key']/span"),
        *root.xpath(".//div[starts-with(@class,'heads')]/span"),
    ]
    lines += root.xpath(".//div[starts-with(@class,'over')]/div | .//div[@class='ends']/div/*")
    lines += root.xpath(".//div[starts-with(@class,'top ')]")
    return Counter(filter(None, (bare("".join(line.itertext())) for line in lines)))


def figure_texts(figure: dict[str, Any], spec: ChartSpec) -> Counter[str]:
    """The same of Plotly's figure but for what stands in its bars."""
    layout, found = figure["layout"], []
    for note in layout["annotations"]:
        head = spec.kind is Kind.MATRIX and note.get("yref") == "paper" and note.get("xref") != "paper"
        over_a_bar = spec.kind not in (Kind.LINE, Kind.MATRIX)
        found += [note["text"]] if head or over_a_bar else note["text"].split("<br>")
    if layout.get("showlegend"):
        found += [trace["name"] for trace in figure["data"]]
    for axis in (layout["xaxis"], layout["yaxis"]):
        found += axis.get("ticktext") or () if axis["visible"] else ()
    return Counter(filter(None, map(bare, found)))


def in_bars(figure: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """The texts in bars, and the part of the plot that each bar takes."""
    whole = figure["layout"]["xaxis"].get("range", (0, 1))[-1]
    for trace in figure["data"]:
        for words, value in zip(trace.get("text") or (), trace["x"], strict=trace.get("text") is not None):
            if words and value:
                yield bare(words), value / whole


def without_cut(own: Counter[str], other: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """What only one of them says; a text that Plotly had to cut stands for the whole one."""
    left, right = own - other, other - own
    for cut in [words for words in right.elements() if "…" in words]:
        pattern = re.compile(".*".join(map(re.escape, cut.split("…"))), re.S)
        whole = next((words for words in left if pattern.fullmatch(words)), None)
        if whole is not None:
            left -= Counter([whole])
            right -= Counter([cut])
    return left, right


def no_screen_is_wide_enough(words: str, share: float) -> bool:
    return share * WIDTHS[-1] < len(words) * 13


def said_by_marks(root: _Element) -> Counter[str]:
    """What the marks say, those of lines from their data."""
    own = [mark.get("aria-label") for mark in root.xpath(".//*[@class='mark']")]
    return Counter([*own, *(words for _, _, words in values_of_lines(root))])


def values_of_lines(root: _Element) -> Iterator[tuple[float, float, str]]:
    """Per cent across, pixels down and words of every value of every line."""
    for svg in root.xpath(".//svg[@data-days]"):
        days = json.loads(svg.get("data-days"))
        for line in svg.xpath(".//g[@data-values]"):
            steps = [float(step) for step in PAIR.findall(line.xpath(".//path/@d")[0])]
            points = iter(zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True))
            shared = line.get("data-words")
            for day, value in zip(days, json.loads(line.get("data-values")), strict=True):
                if value is not None:
                    yield *next(points), f"{line.get('aria-label')}, {day}: {filled(shared, value)}"
            assert next(points, None) is None


def filled(shared: str | None, value: str) -> str:
    """The words of a value: ``shared`` with its numbers in place of each ~."""
    if shared is None:
        return value
    numbers = iter(value.split(" "))
    return re.sub("~", lambda _: next(numbers), shared)


def said_by_figure(figure: dict[str, Any], spec: ChartSpec) -> Counter[str]:
    """The hover texts of all that Plotly draws; a segment of nothing cannot be pointed at."""
    found = []
    for trace in figure["data"]:
        if trace["hoverinfo"] == "text":
            drawn = trace["y"] if trace["type"] == "scatter" else trace["x"]
            stacked = figure["layout"].get("barmode") == "stack"
            for words, value in zip(trace["hovertext"], drawn, strict=True):
                found += [unescape(words)] if value is not None and (value or not stacked) else []
    return Counter(found)


def places(root: _Element) -> Counter[tuple[float, ...]]:
    """Left end and width of every bar and cell in per cent."""
    marks = root.xpath(".//rect[@class='mark']")
    return Counter(tuple(round(float(mark.get(key, "0%")[:-1]), 1) for key in ("x", "width")) for mark in marks)


def figure_bars(figure: dict[str, Any]) -> list[tuple[float, float]]:
    """The same of Plotly's bars, from their values."""
    low, high = figure["layout"]["xaxis"].get("range", (0, 1))
    stacked, ends, found = figure["layout"].get("barmode") == "stack", {}, []
    for trace in figure["data"]:
        for index, (value, row) in enumerate(zip(trace["x"], trace["y"], strict=True)):
            if value is None or (stacked and not value):
                continue
            begin = trace["base"][index] if trace.get("base") is not None else ends.get(row, 0) if stacked else 0
            ends[row] = begin + value
            if trace["hoverinfo"] == "text":
                found.append(((begin - low) / (high - low) * 100, value / (high - low) * 100))
    return found


def figure_points(figure: dict[str, Any]) -> list[tuple[float, float]]:
    """Per cent across and up of every value of Plotly's lines that can be pointed at."""
    first, last = (date.fromisoformat(end).toordinal() for end in figure["layout"]["xaxis"]["range"])
    top = figure["layout"]["yaxis"]["range"][1]
    return [
        ((date.fromisoformat(day).toordinal() - first) / (last - first) * 100, value / top * 100)
        for trace in figure["data"]
        if trace["hoverinfo"] == "text"
        for day, value in zip(trace["x"], trace["y"], strict=True)
        if value is not None
    ]
