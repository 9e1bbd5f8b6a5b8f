"""What a page says on paper only, hidden on the screen (``assets/page.css``, ``assets/print.css``).

On paper nobody scrolls back to a chart's small print and nobody follows a link: the whole provenance and the address
stand once, at the end; under a chart stands what differs from them, as on the screen (``ui/provenance.py``).
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode, urlsplit

import streamlit as st

from ozgdash.texts import Lang, text
from ozgdash.ui import filter_state, front_end, provenance
from ozgdash.ui.markdown import plain


def end(entry_path: str | None, lang: Lang) -> None:
    """The end of a page: the provenance of its answer, where this view lives, and that tables are cut.

    ``entry_path``: the page's address below the root. Nothing where the page has no answer.
    """
    answered = provenance.of_answer()
    if answered is None:
        return
    where = text("ui.printed_from", lang, address=address(entry_path or ""))
    with st.container(key="paper-end"):
        _said("paper-tables", [text("ui.printed_tables", lang)])
        st.caption("  \n".join(map(plain, (*replace(answered, address="").lines, where))))


def address(path: str) -> str:
    """The whole address of the present view; without its host where the browser has not said it."""
    seen = urlsplit(st.context.url or "")
    root = f"{seen.scheme}://{seen.netloc}" if seen.netloc else ""
    said: dict[str, list[str]] = st.session_state.get(filter_state.WRITTEN, {})
    return f"{root}{_start(seen.path, path)}{path}" + (f"?{urlencode(said, doseq=True)}" if said else "")


def _start(seen: str, path: str) -> str:
    """Where the start page is in the browser, which is at ``seen`` with the page ``path``.

    A proxy may have taken away how the path begins.
    """
    named = front_end.base_path()
    return named if named != "/" else seen.rstrip("/").removesuffix(f"/{path}" if path else "") + "/"


def _said(key: str, parts: list[str]) -> None:
    with st.container(key=key):
        st.caption(plain(" · ".join(parts)))
