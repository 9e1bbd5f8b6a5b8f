"""Where a page's numbers come from: once for the page, in a quiet line that opens; under a chart only what differs.

What leaves the program carries all of it (``Provenance.lines``), and so does a page on paper (``ui/paper.py``).
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ozgdash.model.chart import ChartSpec, Provenance
from ozgdash.model.filters import View
from ozgdash.texts import text
from ozgdash.ui import asking
from ozgdash.ui.markdown import plain

ANSWERED, SAID_UNDER = "answered", "said-under"
"""In the session: the provenance of the page's answer; below which chart of the page a long line stands."""
LONG = 120
"""A line of more letters stands below the first chart that it holds for; the others name that chart."""


def of_answer() -> Provenance | None:
    """What the answer of this page rests on; None where the page has none."""
    found: Provenance | None = st.session_state.get(ANSWERED)
    return found


def forget() -> None:
    """This page has no answer."""
    st.session_state[ANSWERED] = None


def of_page(spec: ChartSpec, view: View) -> None:
    """Stand, Zählweise and filter in one line that opens to the rest; said before the charts of the page are drawn.

    What is in there: the count, the source, and how it was counted. Beside it a button leads to the rows and files.
    """
    facts = st.session_state[ANSWERED] = replace(spec.provenance, events="")
    st.session_state[SAID_UNDER] = {}
    with st.container(key="provenance", horizontal=True):
        with st.expander(plain(in_short(facts)), type="compact"):
            rest = (facts.n_of_m, facts.source, facts.example_label, spec.method)
            st.caption("  \n".join(plain(part) for part in rest if part))
        asking.button(asking.ANSWER, spec.name, view)


def in_short(facts: Provenance) -> str:
    """What decides every number of a page: ``Stand 31.12.2022 · Zählweise: … · Filter: …``."""
    return " · ".join(part for part in (facts.as_of, facts.rule, facts.filters) if part)


def under(spec: ChartSpec) -> None:
    """Under a chart or list: what of its provenance the page's own does not say; nothing for none."""
    ours = of_answer()
    said = _parts(ours) if ours else ()
    own = [part for part in _parts(spec.provenance) if part not in said]
    # The place is always there: what stands below it must not be taken for something else.
    with st.container(key=f"provenance-{spec.name}"):
        if own:
            st.caption(plain(_once(" · ".join(own), spec)))


def _once(line: str, spec: ChartSpec) -> str:
    """The line, or where it is long and stands below a chart further up, the heading of that."""
    lines: dict[str, str] = st.session_state.setdefault(SAID_UNDER, {})
    first = next((title for before, title in lines.items() if line in before), spec.title)
    lines.setdefault(line, first)
    if len(line) <= LONG or first == spec.title:
        return line
    return text("ui.counted_as_under", spec.lang, title=first)


def _parts(facts: Provenance) -> tuple[str, ...]:
    parts = (facts.as_of, facts.rule, facts.n_of_m, facts.filters, facts.source)
    return tuple(part for part in parts if part)
