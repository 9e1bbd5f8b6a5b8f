"""The parts of the synergies page: reuse with what it would bring, common ground, the board of initiatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from ozgdash import formats
from ozgdash.model.chart import Cell, ChartSpec, Table
from ozgdash.model.filters import View
from ozgdash.model.many import SEVERAL, is_large, told_apart
from ozgdash.model.service import service_id
from ozgdash.search.matching import matches
from ozgdash.texts import text
from ozgdash.ui import components, data, heading, lists, provenance, spoken, table_view, tabs
from ozgdash.ui.markdown import plain
from ozgdash.ui.service_list import also_searched
from ozgdash.ui.table_rows import Choice

HEIGHT = 460
PICKED = "opportunities-picked"
CARD_WIDTH = 270
"""Pixels: the words of a title find room, and three cards stand beside each other at 1366."""
ORDER = ("service", "takers", "givers", "software", "since", "efa", "gain", "addressee", "topic", "leika_key", "ozg_id")
"""The columns as they stand on the page: what is needed for the choice first."""


def sections(view: View) -> None:
    """The parts of the page under tabs; what is not open is not made."""
    parts = {"uebernehmen": _reuse, "basis": _common_ground, "initiativen": _initiatives}
    tabs.show("synergies", parts, view)


def _reuse(view: View) -> None:
    components.note(text("synergies.how_counted", view.lang, level=view.filters.rule.threshold))
    _choosing(view)
    components.chart("opportunity_counts", view)


def _common_ground(view: View) -> None:
    components.note(text("synergies.partners_only", view.lang))
    lists.show("procurement_windows", view)
    lists.show("components", view)
    components.note(text("synergies.components_method", view.lang))


@st.fragment
def _choosing(view: View) -> None:
    """The list of opportunities to narrow and to pick from, and what the picked ones would bring."""
    lang, spec = view.lang, data.chart("opportunities", view)
    if spec.empty:
        components.chart("what_if", view)
        return
    with st.container(key="table-opportunities"):
        heading.row("opportunities", spec, view)
        components.note(text("synergies.order", lang))
        rows = _narrowed(spec, view)
        shown, total = formats.number(len(rows), lang), formats.number(len(spec.table.rows), lang)
        st.caption(text("synergies.shown", lang, shown=shown, total=total))
        picked = _table(spec, rows, view) if rows else []
        if not rows:
            components.nothing_found(view)
        provenance.under(spec)
    if not picked:
        components.note(text("synergies.pick", lang))
    components.chart("what_if", replace(view, takeover=tuple(picked)))


def _narrowed(spec: ChartSpec, view: View) -> list[tuple[Cell, ...]]:
    """The rows that the reader's search and choices leave."""
    lang = view.lang
    with st.container(horizontal=True, vertical_alignment="bottom", key="narrow-opportunities"):
        query = st.text_input(
            text("synergies.search", lang), placeholder=text("synergies.search_hint", lang), key="search", width=320
        )
        givers = _givers(view)
        giver = st.selectbox(
            text("synergies.from_partner", lang),
            [None, *givers],
            format_func=lambda key: givers[key] if key else text("synergies.from_any", lang),
            key=spoken.chosen("opportunity-giver", lang),
            placeholder=text("synergies.from_any", lang),
            width=220,
        )
        same = st.toggle(text("synergies.same_software_only", lang), key="opportunity-software")
        efa = st.toggle(text("synergies.efa_only", lang), key="opportunity-efa")
    column = {item.key: place for place, item in enumerate(spec.table.columns)}
    words = [
        " ".join(str(row[column[key]]) for key in ("service", "leika_key", "ozg_id", "topic"))
        for row in spec.table.rows
    ]
    unlike = {text("synergies.software_other", lang), text("synergies.software_unknown", lang)}
    also_searched(query, view)
    found = [spec.table.rows[position] for position in matches(query, words, data.word_groups())]
    given = data.given_by(giver, view) if giver else frozenset()
    return [
        row
        for row in found
        if (giver is None or _service(row, column) in given)
        and (not same or row[column["software"]] not in unlike)
        and (not efa or row[column["efa"]])
    ]


def _givers(view: View) -> dict[str, str]:
    """Whose services can be asked for; of many partners those that could give most, and the chosen ones."""
    names = view.cooperation.short_names
    if not is_large(view):
        return dict(names)
    most = [series.key for series in data.chart("opportunity_counts", view).series[:SEVERAL]]
    return {key: names[key] for key in dict.fromkeys([*(p.id for p in told_apart(view)), *most])}


def _table(spec: ChartSpec, rows: Sequence[tuple[Cell, ...]], view: View) -> list[str]:
    """The list; the ids of the services that are picked in it. What a reader no longer sees is no longer picked."""
    place = {column.key: position for position, column in enumerate(spec.table.columns)}
    content = Table(
        tuple(spec.table.columns[place[key]] for key in ORDER),
        tuple(tuple(row[place[key]] for key in ORDER) for row in rows),
    )
    ids = tuple(_service(row, place) for row in rows)
    picked = [key for key in st.session_state.get(PICKED, ()) if key in ids]
    _pick(tuple(picked))
    choice = Choice("pick", ids, tuple(picked), _pick)
    label = components.alt(spec)
    table_view.shown(content, view.lang, name=spec.name, label=label, height=HEIGHT, choice=choice)
    return picked


def _pick(picked: tuple[str, ...]) -> None:
    st.session_state[PICKED] = picked


def _service(row: Sequence[Cell], place: Mapping[str, int]) -> str:
    """The id of the row's service."""
    return service_id(str(row[place["leika_key"]]) or None, str(row[place["ozg_id"]]), str(row[place["service"]]))


def _initiatives(view: View) -> None:
    components.note(text("synergies.partners_only", view.lang))
    spec = data.chart("initiatives", view)
    with st.container(key="board"):
        heading.row("initiatives", spec, view)
        components.said(spec)
        _board(spec, view)
        provenance.under(spec)
    if not data.chart("resolutions", view).empty:
        lists.show("resolutions", view)
    lists.show("asks", view)


def _board(spec: ChartSpec, view: View) -> None:
    """A row per state with a card per initiative, in the order of the list; states without one are left out.

    No column per state: five of them beside each other would be too narrow for the words of an administration.
    """
    place = {column.key: position for position, column in enumerate(spec.table.columns)}
    by_state: dict[str, list[dict[str, Cell]]] = {}
    for row in spec.table.rows:
        facts = {key: row[position] for key, position in place.items()}
        by_state.setdefault(str(facts["state"]), []).append(facts)
    for name, cards in by_state.items():
        st.markdown(f"**{plain(name)}** ({len(cards)})")
        with st.container(horizontal=True):
            for facts in cards:
                _card(facts, view)


def _card(facts: dict[str, Cell], view: View) -> None:
    lang = view.lang
    with st.container(border=True, width=CARD_WIDTH):
        st.markdown(f"**{plain(str(facts['title']))}**")
        if facts["goal"]:
            st.markdown(plain(str(facts["goal"])))
        lines = [str(facts["area"])]
        if facts["lead"]:
            lines.append(text("synergies.card_lead", lang, partner=facts["lead"]))
        if facts["members"]:
            lines.append(text("synergies.card_members", lang, partners=facts["members"]))
        st.caption("  \n".join(map(plain, lines)))
