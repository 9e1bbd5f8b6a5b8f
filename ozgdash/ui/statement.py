"""The accessibility statement: how far, what not and why, since when, whom to tell, and who decides in the end."""

from __future__ import annotations

from datetime import date

import streamlit as st

from ozgdash import formats
from ozgdash.errors import UserError
from ozgdash.model.statement import Feedback
from ozgdash.sources.feedback import read_feedback
from ozgdash.texts import Lang, text
from ozgdash.ui import data, provenance
from ozgdash.ui.markdown import plain

WRITTEN_ON = date(2026, 11, 29)
"""When what stands here of the program was last held against it."""
BARRIERS = ("tables", "colours", "office", "plain_language", "people")
"""What is not accessible, each with its reason and the way around it."""


def shown(lang: Lang) -> None:
    """The whole statement; anybody may read it, signed in or not."""
    said = _feedback()
    provenance.forget()
    with st.container(key="answer"):
        st.title(text("statement.title", lang), anchor=False)
        st.header(text("statement.conformity", lang), anchor=False)
        st.caption(text("statement.written_on", lang, day=formats.day(said.checked_on or WRITTEN_ON, lang)))
    _part("checked", [text("statement.checked", lang)], lang)
    _part("barriers", [f"- {text(f'statement.barrier_{name}', lang)}" for name in BARRIERS], lang)
    _part("feedback", [_whom_to_tell(said, lang)], lang)
    _part("enforcement", [_who_decides(said, lang)], lang)


def _part(name: str, lines: list[str], lang: Lang) -> None:
    with st.container(key=f"statement-{name}"):
        st.subheader(text(f"statement.{name}_title", lang), anchor=False)
        st.markdown("\n".join(lines))


def _feedback() -> Feedback:
    """What the house says; nothing where it said it wrongly: ``build`` has refused the file by then."""
    try:
        return read_feedback(data.settings().data_dir / "cooperation.toml")
    except UserError:
        return Feedback()


def _whom_to_tell(said: Feedback, lang: Lang) -> str:
    if not said.reachable:
        return text("statement.nobody_named", lang)
    ways = [f"[{plain(said.email)}](mailto:{said.email})"] if said.email else []
    ways += [text("statement.phone", lang, number=plain(said.phone))] if said.phone else []
    who = plain(said.contact) if said.contact else text("statement.whoever", lang)
    return text("statement.tell", lang, who=who, ways=", ".join(ways))


def _who_decides(said: Feedback, lang: Lang) -> str:
    if not said.enforcement:
        return text("statement.no_body_named", lang)
    return text("statement.body", lang, body=plain(said.enforcement))
