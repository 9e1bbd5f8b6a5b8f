"""Where a number comes from, in one panel over the page: its definition, the rows behind it, their files, the snapshot.

It says nothing that the pages do not say to the same reader: levels, days and files. Numbers of cases are no part of
it, so nothing that is left out of sums (docs/adr/0010) can be found in its rows.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ozgdash import formats
from ozgdash.charts.behind import view_behind
from ozgdash.export.registry import TABLE_FORMATS
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.texts import DEFAULT_LANG, text
from ozgdash.ui import asking, components, data, downloads, permissions
from ozgdash.ui.markdown import plain

ROWS, SHEETS = "rows_behind", "sheets_behind"
SHOWN = 100
"""Rows of each list that the panel shows; a file has all of them."""


def answered() -> None:
    """The panel, where its button was pressed right before this run; said once the page is drawn."""
    found = asking.asked()
    if found is not None:
        chart, view = found
        st.dialog(text("behind.title", view.lang), width="large")(_panel)(chart, view)


def _panel(chart: str, view: View) -> None:
    # A panel is drawn anew by itself, without the page and its door.
    if not permissions.rights().reads:
        st.rerun()
    spec, behind = data.chart(chart, view), view_behind(chart, view)
    with st.container(key="origin"):
        _number(spec)
        _definition(spec, view)
        if behind is None:
            st.markdown(text("behind.other_files", view.lang))
        else:
            _rows(spec, behind)
            _list(SHEETS, behind)
        _snapshot(view)


def _number(spec: ChartSpec) -> None:
    facts = spec.provenance
    st.markdown(f"**{plain(spec.title)}**  \n{plain(spec.finding)}")
    st.caption("  \n".join(plain(part) for part in (facts.n_of_m, facts.as_of, facts.filters) if part))


def _definition(spec: ChartSpec, view: View) -> None:
    """What is counted, in the words of the method page, and the way there."""
    lang, rule = view.lang, view.filters.rule
    tongue = "" if lang == DEFAULT_LANG else f"?lang={lang}"
    st.subheader(text("behind.definition", lang), anchor=False)
    if spec.provenance.rule and spec.provenance.rule not in spec.method:
        st.markdown(plain(spec.provenance.rule))
    if spec.method:
        st.markdown(plain(spec.method))
    st.markdown(f"[{text('behind.whole_definition', lang)}](methodik{tongue}#regel-{rule.value})")


def _rows(spec: ChartSpec, view: View) -> None:
    """The rows; where the chart counts something else of them, that is said before."""
    if data.chart(ROWS, view).provenance.n_of_m != spec.provenance.n_of_m:
        components.note(plain(text("behind.other_count", view.lang)))
    _list(ROWS, view)


def _list(name: str, view: View) -> None:
    spec = data.chart(name, view)
    table = spec.table
    with st.container(key=f"origin-{name}"):
        st.subheader(plain(spec.title), anchor=False)
        st.markdown(plain(spec.finding))
        if not spec.empty:
            shown = replace(table, rows=table.rows[:SHOWN], of=table.total)
            components.table(shown, view.lang, name=f"origin-{name}", label=components.alt(spec))
        downloads.buttons(name, spec, view, TABLE_FORMATS)


def _snapshot(view: View) -> None:
    lang, snapshot = view.lang, view.snapshot
    published = formats.moment(snapshot.published_at, lang)
    st.subheader(text("behind.snapshot", lang), anchor=False)
    st.markdown(plain(text("behind.published", lang, snapshot=snapshot.id, published=published)))
    if snapshot.example_data:
        st.caption(text("charts.example_data", lang))
