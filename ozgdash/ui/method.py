"""The parts of the method page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ozgdash import formats
from ozgdash.model.filters import Rule, View
from ozgdash.texts import text
from ozgdash.ui import components, data

TERMS = (
    "service",
    "bundle",
    "counted",
    "not_responsible",
    "not_digitisable",
    "unknown",
    "as_of",
    "gap",
    "target_path",
    "plan",
)


def definitions(view: View) -> None:
    """The rules and the words that decide a number."""
    lang = view.lang
    with st.container(key="definitions"):
        st.subheader(text("method.rules_title", lang), anchor=False)
        for rule in Rule:
            st.markdown(text(f"method.rule_{rule.value}", lang))
        st.markdown(text("method.why_they_differ", lang))
        st.subheader(text("method.terms_title", lang), anchor=False)
        for term in TERMS:
            st.markdown(text(f"method.term_{term}", lang))


def maturity_models(view: View) -> None:
    """The levels of the Reifegrad models and where their names come from."""
    lang = view.lang
    with st.container(key="table-maturity-models"):
        st.subheader(text("method.models_title", lang), anchor=False)
        st.markdown(text("method.models", lang))
        levels = data.maturity_levels(data.current())
        _table(levels, {name: text(f"method.column_{name}", lang) for name in ("model", "level", "label", "source")})


def benchmarks(view: View) -> None:
    """Figures that others published, each in its own unit."""
    lang = view.lang
    with st.container(key="table-benchmarks"):
        st.subheader(text("method.benchmarks_title", lang), anchor=False)
        st.markdown(text("method.benchmarks", lang))
        figures = data.benchmarks(data.current())
        figures["value"] = [_figure(value, view) for value in figures["value"]]
        figures["total"] = [_figure(value, view) for value in figures["total"]]
        names = ("published_on", "area", "label", "value", "total", "unit", "source", "confidence")
        _table(figures, {name: text(f"method.column_{name}", lang) for name in names})


def sources(view: View) -> None:
    """Which files the figures rest on."""
    lang = view.lang
    with st.container(key="table-imports"):
        st.subheader(text("method.sources_title", lang), anchor=False)
        published = formats.moment(view.snapshot.published_at, lang)
        st.markdown(text("method.sources", lang, snapshot=view.snapshot.id, published=published))
        history = data.import_history(data.current())
        names = {partner.id: partner.short_name for partner in view.cooperation.partners}
        history["partner_id"] = [names.get(str(key), "") for key in history["partner_id"]]
        history["as_of"] = [formats.day(day, lang) if day is not None else "" for day in history["as_of"]]
        columns = ("partner_id", "as_of", "file_name", "row_count", "imported_by", "sha256")
        _table(history, {name: text(f"method.column_{name}", lang) for name in columns})
        components.note(text("method.glossary", lang))


def _table(frame: pd.DataFrame, headers: dict[str, str]) -> None:
    st.dataframe(frame[list(headers)].rename(columns=headers), hide_index=True, height=min(420, 38 + 35 * len(frame)))


def _figure(value: float, view: View) -> str:
    if pd.isna(value):
        return formats.DASH
    return formats.number(value, view.lang, 0 if float(value).is_integer() else 1)
