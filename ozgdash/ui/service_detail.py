"""One service: who has it, what each partner reports of it, and how it came there."""

from __future__ import annotations

import streamlit as st

from ozgdash import formats
from ozgdash.figures.service_partners import PartnerCard
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many
from ozgdash.model.many import SEVERAL
from ozgdash.texts import text
from ozgdash.ui import components, data, heading, provenance
from ozgdash.ui.markdown import plain

PARTNERS, HISTORY = "service_partners", "service_history"
CARD_WIDTH = 220


def answering(view: View) -> str:
    """The chart whose finding answers the page: that of the open service, else that of all of them."""
    return PARTNERS if view.service else "services"


def chosen(view: View) -> None:
    """The open service; nothing while none is open."""
    if view.service is None:
        return
    spec = data.chart(PARTNERS, view)
    with st.container(key="service-detail", border=True):
        wanted = heading.row(PARTNERS, spec, view, as_table=not are_many(view))
        st.caption(plain(data.service_identity(view)))
        if are_many(view):
            n = formats.number(len(view.partners), view.lang)
            components.note(text("services.partners_many", view.lang, n=n, most=SEVERAL))
        else:
            with st.container(horizontal=True, key="service-cards"):
                for card in data.partner_cards(view):
                    _card(card, view)
        provenance.under(spec)
        if wanted or are_many(view):
            with st.container(key=f"table-{PARTNERS}"):
                components.table(spec.table, view.lang, name=spec.name, label=components.alt(spec))
        components.chart(HISTORY, view)


def _card(card: PartnerCard, view: View) -> None:
    """What one partner reports, a line each; what it does not say has no line."""
    lang = view.lang
    with st.container(key=f"service-card-{card.partner_id}", width=CARD_WIDTH, border=True, gap="small"):
        st.markdown(f"{plain(card.name)}  \n**{plain(card.maturity)}**")
        values = {
            "stage": card.stage,
            "planned_on": formats.day(card.planned_on, lang) if card.planned_on else "",
            "department": card.department,
            "obstacle": card.obstacle,
            "efa_stage": card.efa_stage,
            "remark": card.remark,
            "observed_on": formats.day(card.observed_on, lang) if card.observed_on else "",
        }
        lines = [
            text("services.line", lang, name=text(f"services.column_{key}", lang), value=value)
            for key, value in values.items()
            if value
        ]
        st.caption("  \n".join(map(plain, lines or [text("services.nothing_reported", lang)])))
        if card.link:
            st.link_button(text("services.open_link", lang), card.link, width="stretch")
