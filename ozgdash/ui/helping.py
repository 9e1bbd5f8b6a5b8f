"""What helps a reader along beside the numbers: the first visit, news of newer data, and what their scripts say.

Nothing is kept of a reader but, in their own browser, that the first line was read (``assets/news.js``).
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from ozgdash import formats
from ozgdash.model.filters import View
from ozgdash.texts import LANGS, Lang, text
from ozgdash.ui import returning, terms
from ozgdash.ui.markdown import plain

SAID = ("copied", "by_hand", "address", "more", "close", "new_data", "reload", "later")
"""Sentences of scripts."""
DRAWN_FROM = "drawn-from"
"""In the session: the id of the snapshot that the last run drew from."""
FIRST_VISIT = "try{localStorage.getItem('ozgdash-welcomed')||(document.documentElement.dataset.firstVisit='')}catch{}"
"""Whether the first line is shown, said before anything is drawn. Whose browser keeps nothing is spared it."""
PLACES = (
    '<div class="note" role="status"></div>'
    '<div class="news" role="status" hidden><p></p>'
    '<button type="button" class="reload"></button><button type="button" class="later"></button></div>'
)
"""Where scripts say something: in the document from the start, since a screen reader says what is written into it."""


def for_browser() -> dict[str, Any]:
    """What scripts say, and the terms with what is meant, by language."""
    said = {lang: {name: _pattern(name, lang) for name in SAID} for lang in LANGS}
    return {"says": said, "terms": {lang: terms.for_browser(lang) for lang in LANGS}}


def _pattern(name: str, lang: Lang) -> str:
    return text(f"helping.{name}", lang, published="{published}")


def top(view: View) -> None:
    """What stands above every page: what it was drawn from, the way to share it, and on a first visit what it is."""
    returning.tell(view.lang)
    terms.begin()
    news(view)
    with st.container(key="share"):
        copy_link(view.lang)
    first_visit(view.lang)


def first_visit(lang: Lang) -> None:
    """What this is, where to choose and where to download, in a line that is hidden once it was read."""
    with st.container(key="first-visit", horizontal=True, vertical_alignment="center"):
        st.caption(text("helping.first_visit", lang))
        st.button(text("helping.first_visit_seen", lang), key="first-visit-seen", type="tertiary")


def copy_link(lang: Lang, name: str = "view") -> None:
    """A button that copies the address of this view, or of the chart of that name in it (``assets/links.js``)."""
    st.button(text("helping.copy", lang), key=f"copy-{name}", type="tertiary" if name == "view" else "secondary")


def knows(snapshot_id: str) -> None:
    """Who has just published needs no word that there is something new."""
    st.session_state[DRAWN_FROM] = snapshot_id


def news(view: View) -> None:
    """What this run drew from, for the script that looks for newer data; and that it is newer than a run before."""
    snapshot = view.snapshot
    before = st.session_state.get(DRAWN_FROM)
    st.session_state[DRAWN_FROM] = snapshot.id
    asked = st.session_state.get("news-reload", False)
    if before not in (None, snapshot.id) and not asked:
        published = formats.moment(snapshot.published_at, view.lang)
        st.toast(plain(text("helping.changed", view.lang, published=published)), duration="infinite")
    with st.container(key=f"from-{snapshot.id}"):
        st.button(text("helping.reload", view.lang), key="news-reload")
