"""The filter of partners: a field with all of them, past FEW_ENOUGH a search with the best matches to choose from."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ozgdash import formats
from ozgdash.model.cooperation import Cooperation
from ozgdash.search.partners import PartnerIndex
from ozgdash.texts import Lang, text
from ozgdash.ui import data, filter_labels
from ozgdash.ui import filter_state as state
from ozgdash.ui.markdown import plain
from ozgdash.ui.opened import MAX_SNAPSHOTS

FEW_ENOUGH = 60
"""Up to so many partners are all sent to the browser: they can be scrolled through, and it searches them itself."""
BEST = 50
"""So many matches are offered of more partners."""
SEARCH = "partner-search"


def partners(cooperation: Cooperation, tongue: Lang, *, disabled: bool) -> list[str]:
    """The field of partners, and before it the search where there are many; the ids of the chosen ones."""
    offered, hint = list(cooperation.ids), ""
    if len(offered) > FEW_ENOUGH:
        offered, hint = _searched(cooperation, tongue, disabled=disabled)
    chosen = st.multiselect(
        text("filters.partner", tongue),
        offered,
        default=st.session_state[state.PARTNERS],
        format_func=lambda key: cooperation.partner(key).short_name,
        key=state.PARTNERS,
        placeholder=text("filters.all_partners", tongue),
        select_all=FEW_ENOUGH if not hint else False,
        disabled=disabled,
    )
    if hint:
        st.caption(plain(hint))
    return chosen


def _searched(cooperation: Cooperation, tongue: Lang, *, disabled: bool) -> tuple[list[str], str]:
    """The ids to offer, the chosen ones first, and the sentence that says what they are."""
    query = st.text_input(
        text("filters.search_partner", tongue),
        placeholder=text("filters.search_partner_hint", tongue),
        key=SEARCH,
        disabled=disabled,
    ).strip()
    found = _index(data.current()).found(query) if query else cooperation.partners
    best = [partner.id for partner in found[:BEST]]
    key = "all" if not query else "none" if not found else "some" if len(found) > BEST else "few"
    hint = text(
        f"filters.found_{key}",
        tongue,
        count=len(found),
        n=formats.number(len(found), tongue),
        best=formats.number(len(best), tongue),
        query=query,
    )
    return list(dict.fromkeys((*st.session_state[state.PARTNERS], *best))), hint


@st.cache_resource(show_spinner=False, max_entries=MAX_SNAPSHOTS)
def _index(path: Path) -> PartnerIndex:
    return PartnerIndex(data.facts(path)[0])


def groups(cooperation: Cooperation, tongue: Lang, *, disabled: bool) -> list[str]:
    """The field of groups and the keys of the chosen ones; a cooperation that has none has no such field."""
    if not cooperation.groups:
        state.keep(state.GROUPS)
        return []
    names = {group.key: filter_labels.group(group, tongue) for group in cooperation.groups}
    return st.multiselect(
        text("filters.group", tongue),
        list(names),
        default=st.session_state[state.GROUPS],
        format_func=lambda key: names.get(key, key),
        key=state.GROUPS,
        placeholder=text("filters.all_groups", tongue),
        # The return key would take every group that fits what was typed so far, and with them a long address.
        select_all=False,
        help=text("filters.group_help", tongue),
        disabled=disabled,
    )
