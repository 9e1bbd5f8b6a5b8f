"""What pages are made of: the answer, tiles, charts with their way out, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from ozgdash import formats
from ozgdash.drawing.lettering import one_line
from ozgdash.figures.tiles import Tile
from ozgdash.model.chart import ChartSpec, Table
from ozgdash.model.filters import View
from ozgdash.model.listing import IN_FILES
from ozgdash.texts import Lang, text
from ozgdash.ui import asking, chart_view, data, events, heading, provenance, table_view, terms
from ozgdash.ui.address import Dropped
from ozgdash.ui.key_figure import key_figure
from ozgdash.ui.markdown import plain as _plain

MAX_ROWS = 1_000
"""Of a table behind a chart that are sent to the browser."""
MAX_VALUES_SHOWN, MAX_VALUE_SHOWN = 3, 80
"""Of one parameter of the address so many values that mean nothing are repeated, with so many characters each."""


def answer(title: str, spec: ChartSpec, view: View) -> None:
    """The page's question as its title, the answer as one sentence, and a line that opens to what it rests on."""
    with st.container(key="answer"):
        st.title(title, anchor=False)
        st.header(_plain(spec.finding), anchor=False)
        provenance.of_page(spec, view)


def tiles(entries: Sequence[Tile], view: View) -> None:
    """One tile per partner: n of m, share, and what the last month brought in words and sign."""
    lang = view.lang
    with st.container(horizontal=True, key="tiles"):
        for tile in entries:
            # The frame belongs to the place, what is in it to the partner: nothing wanders when fewer are asked for.
            with st.container(border=True), st.container(key=f"tile-{tile.partner_id}", gap="small"):
                key_figure(
                    tile.name,
                    formats.percent(tile.count.share, lang) if tile.count.reported else formats.DASH,
                    change=tile.change if tile.count.reported else None,
                    words=_change(tile, lang),
                    note=_beside(tile, lang),
                )
                st.caption("  \n".join(map(_plain, (_counted(tile, view), _against_deadline(tile, view)))))
                asking.button(f"tile-{tile.partner_id}", "progress", _only(view, tile.partner_id))


def _only(view: View, partner: str) -> View:
    return replace(view, filters=replace(view.filters, partners=(partner,), groups=()))


def _counted(tile: Tile, view: View) -> str:
    lang = view.lang
    done = formats.number(tile.count.done, lang) if tile.count.reported else formats.DASH
    counted = text("charts.n_of_m", lang, done=done, total=formats.number(tile.count.total, lang))
    unit = text(f"charts.unit_{view.filters.rule.unit}", lang, count=tile.count.total)
    return text("charts.n_units", lang, n=counted, unit=unit)


def _against_deadline(tile: Tile, view: View) -> str:
    """The second line of a tile: what is to be reached by the deadline; after it what stood on that day."""
    lang, deadline = view.lang, view.deadline
    day = formats.day(deadline.date, lang)
    if view.days_past_deadline <= 0:
        return text("overview.goal", lang, day=day, goal=formats.number(tile.goal, lang))
    if tile.then is None:
        return text("overview.then_unknown", lang, day=day)
    return text("overview.then", lang, day=day, n_of_m=formats.n_of_m(tile.then.done, tile.then.total, lang))


def _change(tile: Tile, lang: Lang) -> str:
    if not tile.count.reported:
        return text("overview.unreported", lang)
    if tile.change is None:
        return text("overview.no_comparison", lang)
    return text("overview.change", lang, change=formats.signed(tile.change, lang))


def _beside(tile: Tile, lang: Lang) -> str:
    return text(
        "overview.beside",
        lang,
        not_responsible=formats.number(tile.not_responsible, lang),
        not_digitisable=formats.number(tile.not_digitisable, lang),
        unknown=formats.number(tile.unknown, lang),
    )


def chart(name: str, view: View, *, finding: bool = True) -> None:
    """A chart under its heading, with its finding, what differs from the page's provenance, and its table if wanted."""
    spec = data.chart(name, view)
    with st.container(key=f"chart-{name}"):
        wanted = heading.row(name, spec, view, as_table=True)
        if finding:
            said(spec)
        if not spec.empty:
            chart_view.shown(name, view, key=f"plot-{name}")
            events.below(spec)
            terms.levels(name, view.lang)
        provenance.under(spec)
        if wanted:
            with st.container(key=f"table-{name}"):
                table(spec.table, view.lang, name=name, label=alt(spec))


def said(spec: ChartSpec) -> None:
    """The finding of a chart."""
    st.markdown(terms.marked(spec.finding, spec.lang))


def alt(spec: ChartSpec) -> str:
    """How a screen reader names the table of a chart: by its heading, since two of a page may say the same sentence."""
    return f"{spec.title}. {spec.alt_text}"


def table(content: Table, lang: Lang, *, name: str, label: str) -> None:
    """The exact numbers of a chart, formatted in the reader's language."""
    shown = content.rows[:MAX_ROWS]
    table_view.shown(replace(content, rows=shown), lang, name=name, label=label)
    cut(content, lang, shown=len(shown))


def cut(content: Table, lang: Lang, *, shown: int | None = None) -> None:
    """How many rows there are and where all of them stand; nothing where all of them are shown."""
    number = len(content.rows) if shown is None else shown
    if number < content.total:
        first, total = formats.number(number, lang), formats.number(content.total, lang)
        key = "first_rows" if content.total <= IN_FILES else "first_rows_in_files"
        most = formats.number(IN_FILES, lang)
        st.caption(text(f"charts.{key}", lang, shown=first, total=total, most=most))


def newest_files(shown: int, count: int, lang: Lang) -> None:
    """That only the newest files are listed; nothing where all of them are."""
    if shown < count:
        numbers = {"shown": formats.number(shown, lang), "total": formats.number(count, lang)}
        st.caption(text("history.newest_files", lang, **numbers))


def notices(view: View, dropped: Sequence[Dropped], *, ignored: Sequence[str]) -> None:
    """Example data is labelled on every page; what of the address was dropped and what does not apply here is said."""
    if view.snapshot.example_data:
        with st.container(key="example-data"):
            st.warning(text("ui.example_data", view.lang))
    for entry in dropped:
        st.info(_plain(_dropped(entry, view.lang)))
    if ignored:
        names = [text(f"filters.{name}", view.lang) for name in ignored]
        with st.container(key="ignored-filters"):
            st.caption(text("ui.ignored", view.lang, count=len(names), names=formats.enumeration(names, view.lang)))
    else:
        st.empty()  # keeps the place: on the next page the answer stands where this one's stood
    if not view.partners and not view.filters.chooses_partners:
        st.info(_plain(_nobody_yet(view)))
    for sentence in data.left_out(view):
        st.info(_plain(sentence))


def _nobody_yet(view: View) -> str:
    first = min(partner.joined_on for partner in view.cooperation.partners)
    days = {"day": formats.day(view.filters.as_of, view.lang), "first": formats.day(first, view.lang)}
    return text("ui.nobody_yet", view.lang, **days)


def _dropped(entry: Dropped, lang: Lang) -> str:
    return text(
        "ui.dropped",
        lang,
        count=len(entry.values),
        parameter=entry.parameter,
        values=few(entry.values, lang),
        allowed=entry.allowed,
    )


def few(values: Sequence[str], lang: Lang) -> str:
    """The first of some words of strangers in quotation marks, long ones cut; an ellipsis for what is left out."""
    lines = [one_line(value) for value in values[:MAX_VALUES_SHOWN]]
    short = [line if len(line) <= MAX_VALUE_SHOWN else f"{line[:MAX_VALUE_SHOWN]}…" for line in lines]
    words = [text("ui.stranger_s_words", lang, words=line) for line in short]
    return ", ".join([*words, "…"] if len(values) > len(words) else words)


def nothing_found(view: View) -> None:
    """The filter leaves nothing: say so and what to do."""
    st.info(text("ui.nothing_found", view.lang))


def method(spec: ChartSpec) -> None:
    """How a chart's numbers were made, in small print."""
    st.caption(_plain(spec.method))


def method_on_paper(spec: ChartSpec) -> None:
    """How the answer's numbers were made: on the screen the line below the answer opens to it."""
    with st.container(key="paper-method"):
        method(spec)


def note(sentence: str) -> None:
    """A remark in small print; Markdown."""
    st.caption(sentence)


def sentence(words: str) -> None:
    """A sentence with names from files in it."""
    st.markdown(_plain(words))


def plain(words: str) -> str:
    """Markdown that shows exactly these characters: names come from files."""
    return _plain(words)
