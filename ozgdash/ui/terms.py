"""Terms of the field, explained where they stand: a page marks each once, and a click says what is meant.

A marked word is a link to ``#begriff-<term>``, which ``assets/meanings.js`` opens; the method page has that anchor.
What is meant is said in the words of the glossary.
"""

from __future__ import annotations

import re
from functools import cache

import streamlit as st

from ozgdash.texts import Lang, catalogue, text
from ozgdash.ui.markdown import plain

OF_GLOSSARY = {
    "reifegrad": "maturity",
    "zaehlweise": "rule",
    "stand": "as_of",
    "frist": "deadline",
    "leistung": "service",
    "ozg-leistung": "bundle",
    "nicht-zustaendig": "not_responsible",
    "efa": "efa",
    "basisdienst": "base_service",
}
"""Term -> its entry in the glossary."""
LEVELS = ("reifegrad-0", "reifegrad-1", "reifegrad-2", "reifegrad-3", "reifegrad-4", "modell-2")
"""The levels of Reifegrad model 1.1, and model 2.0."""
ALL_LEVELS = "stufen"
IN_A_TEXT = (
    "reifegrad-2", "reifegrad-3", "reifegrad", "zaehlweise", "stand", "frist", "ozg-leistung", "leistung",
    "nicht-zustaendig", "efa", "basisdienst",
)  # fmt: skip
"""Terms that are marked in a text; where two begin at the same letter the first of these counts."""
OF_LEVELS = frozenset({"maturity", "services", "matrix", "service_partners", "service_history"})
"""Charts whose legend or cells are levels."""
METHOD = "methodik"
MARKED = "terms-marked"
"""In the session: what this run has marked."""


def begin() -> None:
    """A page begins: nothing is marked yet."""
    st.session_state[MARKED] = set()


def for_browser(lang: Lang) -> dict[str, list[str]]:
    """Term -> its title, what is meant, and the page with the whole definition."""
    return {name: [title(name, lang), meaning(name, lang), METHOD] for name in (*OF_GLOSSARY, *LEVELS, ALL_LEVELS)}


def title(name: str, lang: Lang) -> str:
    """What a term is called."""
    return text(f"glossary.{OF_GLOSSARY[name]}" if name in OF_GLOSSARY else f"terms.title_{name}", lang)


def meaning(name: str, lang: Lang) -> str:
    """What is meant, as whole sentences; of all levels one line each."""
    if name == ALL_LEVELS:
        return "\n".join(f"{title(level, lang)}. {meaning(level, lang)}" for level in LEVELS)
    if name in OF_GLOSSARY:
        return f"{title(name, lang)}: {text(f'glossary.meaning_{OF_GLOSSARY[name]}', lang)}."
    return text(f"terms.meaning_{name}", lang)


def marked(sentence: str, lang: Lang) -> str:
    """The sentence as Markdown that shows its characters, with each term marked that the page has not marked yet."""
    done: set[str] = st.session_state.setdefault(MARKED, set())
    parts, at = [], 0
    for found in _words(lang).finditer(sentence):
        name = IN_A_TEXT[next(i for i, group in enumerate(found.groups()) if group is not None)]
        if name not in done:
            done.add(name)
            parts += [plain(sentence[at : found.start()]), f"[{plain(found[0])}](#begriff-{name})"]
            at = found.end()
    return "".join([*parts, plain(sentence[at:])])


def levels(chart: str, lang: Lang) -> None:
    """Under a chart of levels: what they mean; once for a page."""
    done: set[str] = st.session_state.setdefault(MARKED, set())
    if chart in OF_LEVELS and ALL_LEVELS not in done:
        done.add(ALL_LEVELS)
        with st.container(key="levels"):
            st.caption(f"[{plain(text('terms.levels', lang))}](#begriff-{ALL_LEVELS})")


@cache
def _words(lang: Lang) -> re.Pattern[str]:
    words = (catalogue()[f"terms.word_{name}"][lang] for name in IN_A_TEXT)
    return re.compile(r"(?<![\w-])(?:" + "|".join(f"({one})" for one in words) + r")(?![\w-])")
