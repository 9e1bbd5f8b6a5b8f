"""The parts of the method page."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from ozgdash import formats
from ozgdash.model.filters import Rule, View
from ozgdash.model.many import is_large
from ozgdash.texts import text
from ozgdash.ui import components, data, permissions, table_view, terms
from ozgdash.ui.markdown import plain

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
    "deadline",
    "efa",
    "base_service",
)

GLOSSARY_HEIGHT = 10_000
"""Pixels, more than it has: it is read from one end to the other."""

ANCHORS = {
    "service": "begriff-leistung",
    "bundle": "begriff-ozg-leistung",
    "not_responsible": "begriff-nicht-zustaendig",
    "as_of": "begriff-stand",
    "deadline": "begriff-frist",
    "efa": "begriff-efa",
    "base_service": "begriff-basisdienst",
}
"""Term of this page -> what an address calls it (``ui/terms.py``)."""

TERMS_OF_MANY = ("distribution", "rank")
"""What only figures of a large cooperation speak of."""

GLOSSARY = (
    "service",
    "bundle",
    "leika_key",
    "leika_type",
    "life_situation",
    "topic",
    "maturity",
    "stage",
    "efa",
    "efa_stage",
    "responsible",
    "not_responsible",
    "digitisable",
    "obstacle",
    "base_service",
    "rule",
    "as_of",
    "deadline",
    "target_path",
    "department",
    "addressee",
    "sdg",
    "district",
    "status_sheet",
    "snapshot",
)


def why_they_differ(view: View) -> None:
    """What lies between the rules, as a chart, and a bundle that shows it."""
    components.chart("rule_gap", view)
    with st.container(key="rule-example"):
        st.markdown(plain(data.chart("rule_gap", view).method))


def definitions(view: View) -> None:
    """The rules and the words that decide a number."""
    lang = view.lang
    with st.container(key="definitions"):
        st.subheader(text("method.rules_title", lang), anchor=False)
        with st.container(key="begriff-zaehlweise", gap="small"):
            st.markdown(text("method.what_a_rule_is", lang))
            for rule in Rule:
                with st.container(key=f"regel-{rule.value}"):
                    st.markdown(text(f"method.rule_{rule.value}", lang))
            st.markdown(text("method.axes", lang))
        st.subheader(text("method.terms_title", lang), anchor=False)
        for term in (*TERMS, *(TERMS_OF_MANY if is_large(view) else ())):
            with st.container(key=ANCHORS.get(term, f"term-{term}")):
                st.markdown(text(f"method.term_{term}", lang))


def maturity_models(view: View) -> None:
    """The levels of the Reifegrad models and where their names come from."""
    lang = view.lang
    with st.container(key="table-maturity-models"):
        st.subheader(text("method.models_title", lang), anchor=False)
        with st.container(key="begriff-reifegrad"):
            st.markdown(text("method.models", lang))
        with st.container(key=f"begriff-{terms.ALL_LEVELS}", gap="small"):
            for level in terms.LEVELS:
                with st.container(key=f"begriff-{level}"):
                    st.markdown(f"**{plain(terms.title(level, lang))}**: {plain(terms.meaning(level, lang))}")
        levels = data.maturity_levels(data.current())
        headers = {name: text(f"method.column_{name}", lang) for name in ("model", "level", "label", "source")}
        _table(levels, headers, "levels", text("method.models_title", lang), view)


def benchmarks(view: View) -> None:
    """Figures that others published, each in its own unit."""
    lang = view.lang
    with st.container(key="table-benchmarks"):
        st.subheader(text("method.benchmarks_title", lang), anchor=False)
        st.markdown(text("method.benchmarks", lang))
        figures = data.benchmarks(data.current())
        figures["published_on"] = [_published(day, view) for day in figures["published_on"]]
        figures["value"] = [_figure(value, view) for value in figures["value"]]
        figures["total"] = [_figure(value, view) for value in figures["total"]]
        names = ("published_on", "area", "label", "value", "total", "unit", "source", "confidence")
        _table(
            figures,
            {name: text(f"method.column_{name}", lang) for name in names},
            "benchmarks",
            text("method.benchmarks_title", lang),
            view,
        )


def sources(view: View) -> None:
    """Which files the figures rest on."""
    lang = view.lang
    with st.container(key="table-imports"):
        st.subheader(text("method.sources_title", lang), anchor=False)
        published = formats.moment(view.snapshot.published_at, lang)
        st.markdown(text("method.sources", lang, snapshot=view.snapshot.id, published=published))
        history = data.import_history(data.current())
        history["sha256"] = permissions.checksums(history)
        names = view.cooperation.short_names
        history["partner_id"] = [names.get(str(key), "") for key in history["partner_id"]]
        columns = ("partner_id", "as_of", "file_name", "row_count", "imported_by", "sha256")
        headers = {name: text(f"method.column_{name}", lang) for name in columns}
        _table(history, headers, "imports", text("method.sources_title", lang), view)
        components.newest_files(len(history), 0 if history.empty else int(history["files"].iloc[0]), lang)
        components.note(text("method.glossary", lang))


def glossary(view: View) -> None:
    """The terms of the field in both languages, and what is meant."""
    lang = view.lang
    headers = {name: text(f"method.column_{name}", lang) for name in ("german", "english", "meaning")}
    rows = [
        (text(f"glossary.{term}", "de"), text(f"glossary.{term}", "en"), text(f"glossary.meaning_{term}", lang))
        for term in GLOSSARY
    ]
    with st.container(key="table-glossary"):
        st.subheader(text("method.glossary_title", lang), anchor=False)
        content = table_view.of_rows(headers, rows)
        table_view.shown(
            content, lang, name="glossary", label=text("method.glossary_title", lang), height=GLOSSARY_HEIGHT
        )


def _published(day: str, view: View) -> str:
    """A day or a month in the reader's way of writing it; anything else as it stands in the file."""
    for length, written in ((10, formats.day), (7, formats.month)):
        if len(day) == length:
            try:
                return written(date.fromisoformat(day if length == 10 else f"{day}-01"), view.lang)
            except ValueError:
                return day
    return day


def _table(frame: pd.DataFrame, headers: dict[str, str], name: str, label: str, view: View) -> None:
    counts = ("level", "row_count")
    table_view.shown(table_view.of_frame(frame, headers, counts=counts), view.lang, name=name, label=label)


def _figure(value: float, view: View) -> str:
    if pd.isna(value):
        return formats.DASH
    return formats.number(value, view.lang, 0 if float(value).is_integer() else 1)
