"""The list of changes."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ozgdash import formats
from ozgdash.model.change import ChangeKind
from ozgdash.model.chart import Table
from ozgdash.model.filters import View
from ozgdash.texts import Lang, text
from ozgdash.ui import components, data, heading, provenance, spoken

NAME, KINDS = "changes_list", "changes-kinds"


def shown(view: View) -> None:
    """Every change, or those of the chosen kinds, as a table; its way out always has all of them."""
    spec = data.chart(NAME, view)
    with st.container(key=f"table-{NAME}"):
        heading.row(NAME, spec, view)
        components.said(spec)
        if not spec.empty:
            components.table(_narrowed(spec.table, view.lang), view.lang, name=NAME, label=components.alt(spec))
        provenance.under(spec)


def _narrowed(content: Table, lang: Lang) -> Table:
    """The rows of the kinds that the reader chose; all where none is chosen."""
    at = [column.key for column in content.columns].index("kind")
    said = {row[at] for row in content.rows}
    names = {kind.value: text(f"changes.kind_{kind.value}", lang) for kind in ChangeKind}
    offered = [kind for kind, name in names.items() if name in said]
    held = st.session_state.get(KINDS, [])
    left = [kind for kind in held if kind in offered]
    if left != held:  # set in each answer, it would take back what the reader chose meanwhile
        st.session_state[KINDS] = left
    chosen = st.multiselect(
        text("changes.kinds", lang),
        offered,
        format_func=lambda kind: names[kind],
        key=spoken.chosen(KINDS, lang),
        placeholder=text("changes.all_kinds", lang),
    )
    if not chosen:
        return content
    rows = tuple(row for row in content.rows if row[at] in {names[kind] for kind in chosen})
    counts = {"shown": formats.number(len(rows), lang), "total": formats.number(len(content.rows), lang)}
    components.note(text("changes.narrowed", lang, **counts))
    return replace(content, rows=rows, of=None)
