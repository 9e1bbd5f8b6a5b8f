"""Bounds that are passed, on the data page; nothing where none is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from ozgdash import formats
from ozgdash.model.chart import Cell, ChartSpec
from ozgdash.model.filters import View
from ozgdash.texts import Lang, text
from ozgdash.ui import components, data, heading, lists, provenance

MOST_SAID = 8
"""So many are read as sentences, whole on a phone, too; more are a table."""


def shown(view: View) -> None:
    """Which bound is passed where, and what to do: a few as sentences, more as a list."""
    spec = data.chart("alerts", view)
    if spec.empty:
        return
    if spec.table.total > MOST_SAID:
        lists.show("alerts", view)
    else:
        _said(spec, view)


def _said(spec: ChartSpec, view: View) -> None:
    with st.container(key="table-alerts"):
        heading.row("alerts", spec, view)
        components.said(spec)
        st.markdown("\n".join(f"- {components.plain(_sentence(row, view.lang))}" for row in spec.table.rows))
        provenance.under(spec)


def _sentence(row: Sequence[Cell], lang: Lang) -> str:
    partner, alert, to_do, since = row
    words = {"partner": str(partner), "alert": str(alert), "to_do": str(to_do)}
    if isinstance(since, date):
        return text("alerts.entry_since", lang, day=formats.day(since, lang), **words)
    return text("alerts.entry", lang, **words)
