"""The sections of the council package as one list: which ones, in which order, and what the one looked at says.

The list belongs to the browser (``assets/sections.js``), which reports it whole with every click; the server answers
with texts. Only a list of another epoch is the server's: the first one of a session, and what a recipe says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from secrets import token_hex
from typing import Any

import streamlit as st

from ozgdash.drawing.lettering import one_line
from ozgdash.export.council.sections import DEFAULT_SECTIONS, PARTS, Part
from ozgdash.figures import wording
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.texts import Lang, text
from ozgdash.ui import data, returning

KEY, CHOICE = "council-sections-list", "council-sections-choice"
"""The component; in the session: what it said last."""
STATE = "sections"
SCRIPT = """
const script = import(window.__ozgdash.assets["sections.js"]);
export default (list) => { script.then(({ show }) => show(list)); };
"""


@dataclass(frozen=True)
class Choice:
    """``order``: all sections; ``wanted``: those that are ticked, in that order; ``shown``: the one that is looked at.

    ``epoch``: the browser keeps what the reader ticks as long as this stays the same.
    """

    order: tuple[str, ...] = tuple(PARTS)
    wanted: tuple[str, ...] = DEFAULT_SECTIONS
    shown: str = DEFAULT_SECTIONS[0]
    epoch: str = field(default_factory=lambda: token_hex(4))


def _component() -> Any:
    return st.components.v2.component("ozgdash.council_sections", js=SCRIPT, isolate_styles=False)


_mount = _component()


def choice() -> Choice:
    """What the reader's list says; of one who comes back to a server that has forgotten it, what the browser shows."""
    if CHOICE not in st.session_state:
        st.session_state[CHOICE] = understood(returning.said_as_json(KEY)) or Choice()
    found: Choice = st.session_state[CHOICE]
    return found


def adopt(sections: tuple[str, ...]) -> None:
    """Begin a list with these ticked and on top; for the callback of a widget."""
    order = tuple(dict.fromkeys((*sections, *PARTS)))
    st.session_state[CHOICE] = Choice(order, sections, sections[0] if sections else order[0])


def shown(view: View) -> None:
    """The list, with what each wanted section says, and the charts of the one that is looked at."""
    chosen = choice()
    parts = {key: _said(part, view, chosen) for key, part in PARTS.items()}
    preview = {"key": chosen.shown, "html": _preview(PARTS[chosen.shown], view)}
    ours = {"epoch": chosen.epoch, "order": chosen.order, "wanted": chosen.wanted, "shown": chosen.shown}
    with st.container(key="council-sections"):
        _mount(
            key=KEY,
            data={**ours, "parts": parts, "preview": preview, "words": _words(view.lang)},
            on_sections_change=_follow,
        )


def _follow() -> None:
    """What happens before the page runs anew because the list says something else."""
    said = understood(st.session_state[KEY])
    if said is not None and said.epoch == choice().epoch:
        st.session_state[CHOICE] = said


def understood(state: object) -> Choice | None:
    """What a browser says, which may be anything; None where it says nothing that a list can say."""
    said = state.get(STATE) if isinstance(state, Mapping) else None
    if not isinstance(said, Mapping):
        return None
    order, wanted = (_known(said.get(name)) for name in ("order", "wanted"))
    order = (*order, *(key for key in PARTS if key not in order))
    shown, epoch = str(said.get("shown")), str(said.get("epoch"))[:40]
    return Choice(
        order, tuple(key for key in order if key in wanted), shown if shown in PARTS else DEFAULT_SECTIONS[0], epoch
    )


def _known(keys: object) -> tuple[str, ...]:
    several = keys if isinstance(keys, (list, tuple)) else ()
    return tuple(dict.fromkeys(key for key in several if isinstance(key, str) and key in PARTS))


def _said(part: Part, view: View, chosen: Choice) -> dict[str, str]:
    """The name of a section and, where somebody wants it, what its first chart says of those whom the page names."""
    said = ""
    if part.key in chosen.wanted:
        first = next(_charts(part, view), None)
        said = wording.without_subject(first[1].finding, view) if first else text("council.nothing_there", view.lang)
    return {"title": part.title(view.lang), "said": one_line(said)}


def _charts(part: Part, view: View) -> Iterator[tuple[str, ChartSpec]]:
    """The charts of a section by their names, without those that a package leaves out."""
    for name in part.charts_of(view):
        spec = data.chart(name, view)
        if name not in part.if_any or not spec.empty:
            yield name, spec


def _preview(part: Part, view: View) -> str:
    """What a section says and shows, as HTML."""
    lang = view.lang
    note = "" if part.on_slides else f'<p class="quiet">{escape(text("council.not_on_slides", lang))}</p>'
    charts = "".join(_chart(name, spec, view) for name, spec in _charts(part, view))
    nothing = f'<p class="quiet">{escape(text("council.nothing_there", lang))}</p>'
    return f"<h4>{escape(part.title(lang))}</h4>{note}{charts or nothing}"


def _chart(name: str, spec: ChartSpec, view: View) -> str:
    said = f"<h5>{escape(spec.title)}</h5><p>{escape(spec.finding)}</p>"
    if spec.empty or not spec.series:
        return said
    return f'{said}<div class="chart">{data.picture(name, view).html}</div>'


def _words(lang: Lang) -> dict[str, str]:
    return {key: text(f"council.{key}", lang) for key in ("list", "look", "preview", "up", "down", "drag")} | {
        "moved": text("council.moved", lang, title="{title}", place="{place}", count="{count}")
    }
