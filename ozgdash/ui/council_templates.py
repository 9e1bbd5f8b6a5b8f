"""The house's own template for the slides: choose one, and hand over a new one where somebody may."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from ozgdash.errors import UserError
from ozgdash.export.council.order import Order
from ozgdash.export.templates.kept import ENDINGS, is_taken, keep_template, template_names, template_path
from ozgdash.export.templates.report import examined, lines
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.filters import View
from ozgdash.texts import Lang, text
from ozgdash.ui import data, spoken
from ozgdash.ui import uploads as uploaded
from ozgdash.ui.markdown import plain
from ozgdash.ui.permissions import rights

CHOSEN, TO_CHOOSE = "council-template", "council-template-next"
"""The widget that chooses; what the next run is to choose in it."""
ROUND, EXAMINED, KEPT = "template-round", "template-examined", "template-kept"
OWN = ""


def applied(order: Order) -> Order:
    """Draw the choice of a template; the order with the file of the chosen one."""
    folder, lang = data.settings().data_dir, order.view.lang
    names = template_names(folder)
    if TO_CHOOSE in st.session_state:
        st.session_state[CHOSEN] = st.session_state.pop(TO_CHOOSE)
    if st.session_state.get(CHOSEN, OWN) not in (OWN, *names):
        del st.session_state[CHOSEN]
    with st.container(key="council-templates"):
        chosen = OWN
        if names:
            chosen = st.selectbox(
                text("templates.field", lang),
                (OWN, *names),
                key=spoken.chosen(CHOSEN, lang),
                format_func=lambda name: name or text("templates.our_look", lang),
                help=text("templates.field_help", lang),
                width=420,
                persist_state="session",
            )
    return replace(order, template=str(template_path(folder, chosen))) if chosen else order


def adopt(name: str) -> bool:
    """Choose the template of a recipe, for the callback of a widget; False where it is not kept any more."""
    is_there = not name or name in template_names(data.settings().data_dir)
    st.session_state[TO_CHOOSE] = name if is_there else OWN
    return is_there


def keeping(view: View) -> None:
    """Hand over a template, see what it would be used for, keep it; only for who may write into the data folder."""
    if not rights().publishes:
        return
    lang = view.lang
    with st.expander(text("templates.keep", lang), key="template-keep"):
        st.caption(text("templates.keep_help", lang))
        file = st.file_uploader(
            text("templates.file", lang),
            type=[ending.removeprefix(".") for ending in ENDINGS],
            key=f"template-upload-{st.session_state.get(ROUND, 0)}",
        )
        if file is not None:
            _offer(file, view)
        if said := st.session_state.pop(KEPT, None):
            st.success(plain(said))


def _offer(file: Any, view: View) -> None:
    is_usable, said = _seen(file, view.cooperation, view.lang)
    if not is_usable:
        st.error(plain(said[0]))
        return
    st.markdown("\n".join(f"- {plain(line.removeprefix('- '))}" for line in said))
    name = st.text_input(text("templates.name_field", view.lang), value=_name_of(file.name), max_chars=60)
    wants_to_replace = rights().admin and st.toggle(text("templates.replace", view.lang), key="template-replace")
    if st.button(text("templates.keep_button", view.lang), key="template-save", type="primary"):
        _keep(file, name.strip(), view.lang, may_replace=wants_to_replace)


def _seen(file: Any, cooperation: Cooperation, lang: Lang) -> tuple[bool, list[str]]:
    """Whether the file can be used, and what is said of it; looked into once."""
    known = st.session_state.get(EXAMINED)
    if known and known[0] == (file.file_id, lang):
        found: tuple[bool, list[str]] = known[1]
        return found
    name = Path(file.name.replace("\\", "/")).name
    try:
        seen = True, lines(examined(file.getvalue(), name, cooperation.partners), lang)
    except UserError as error:
        seen = False, [error.message(lang)]
    st.session_state[EXAMINED] = (file.file_id, lang), seen
    return seen


def _keep(file: Any, name: str, lang: Lang, *, may_replace: bool) -> None:
    folder = data.settings().data_dir
    # Asked anew: the sign-in may have ended while the report stood there.
    mine = rights()
    ending = Path(file.name).suffix.lower()
    if is_taken(folder, name, ending) and not (mine.admin and may_replace):
        st.error(plain(text("templates.exists" if mine.admin else "templates.taken", lang, name=name)))
        return
    try:
        if mine.publishes:
            keep_template(folder, name, ending, file.getvalue())
    except UserError as error:
        st.error(plain(error.message(lang)))
        return
    uploaded.let_go()
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.session_state[KEPT], st.session_state[TO_CHOOSE] = text("templates.kept", lang, name=name), name
    st.rerun()


def _name_of(file: str) -> str:
    """A name for the template that is allowed, from that of the file."""
    stem = Path(file.replace("\\", "/")).stem.lower()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        stem = stem.replace(umlaut, letters)
    ascii_only = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9_]+", "-", ascii_only).strip("-_")[:60]
