"""The door and the name plate: signing in, who is signed in, signing out."""

from __future__ import annotations

from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ozgdash import formats
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.rights import Rights
from ozgdash.texts import Lang, text
from ozgdash.ui import data, frame, permissions, sign_in
from ozgdash.ui.markdown import plain
from ozgdash.ui.sign_in import SignIn, Standing


def door(lang: Lang, about: StreamlitPage, asked: StreamlitPage) -> None:
    """Ends the run of a reader who may not see the numbers, and says how to come in.

    ``about``: the accessibility statement, which everybody may read; ``asked``: the page of this run.
    """
    if permissions.rights().reads:
        return
    if asked.url_path == about.url_path:
        asked.run()
        st.stop()
    settings = data.settings()
    present = sign_in.present(settings)
    with st.container(key="sign-in"):
        st.title(text("app.title", lang), anchor=False)
        if present.standing is Standing.SIGNED_IN:
            st.warning(plain(text("account.no_role", lang, who=present.rights.who, claim=settings.role_claim)))
            _sign_out(lang)
        else:
            st.markdown(text(f"account.{present.standing}", lang, hours=_hours(lang)))
            _sign_in(lang)
    frame.foot(lang, about)
    st.stop()


def menu() -> Literal["sidebar", "hidden"]:
    """Where the list of pages stands: whoever sees none of them needs none."""
    return "sidebar" if permissions.rights().reads else "hidden"


def name_plate(cooperation: Cooperation, lang: Lang) -> None:
    """Who is signed in and may do what, below the filters; nothing where nobody signs in at all."""
    settings = data.settings()
    if settings.edit != "oidc":
        return
    present = sign_in.present(settings)
    with st.sidebar, st.container(key="account"):
        st.divider()
        if present.standing is Standing.SIGNED_IN:
            who, may = text("account.who", lang, who=present.rights.who), _may(present, cooperation, lang)
            st.caption(f"{plain(who)}  \n{plain(may)}")
            _sign_out(lang)
        else:
            st.caption(text(f"account.{present.standing}_reading", lang, hours=_hours(lang)))
            _sign_in(lang)


def _may(present: SignIn, cooperation: Cooperation, lang: Lang) -> str:
    rights = present.rights
    if rights.admin:
        return text("account.may_everything", lang)
    if not rights.publishes:
        return text("account.may_read", lang)
    return text("account.may_publish", lang, partners=names_of(rights, cooperation, lang))


def names_of(rights: Rights, cooperation: Cooperation, lang: Lang) -> str:
    """The partners of an editor by name; one that the cooperation does not know by its id, so that a typo is seen."""
    known = {partner.id: partner.name for partner in cooperation.partners}
    mine = [name for key, name in known.items() if key in rights.partners]
    strange = [text("account.unknown_partner", lang, id=key) for key in sorted(rights.partners - known.keys())]
    return formats.enumeration([*mine, *strange], lang)


def _hours(lang: Lang) -> str:
    hours = data.settings().session_hours
    return formats.number(hours, lang, 0 if hours.is_integer() else 1)


def _sign_in(lang: Lang) -> None:
    if st.button(text("account.sign_in", lang), key="sign-in-button", type="primary"):
        st.login()


def _sign_out(lang: Lang) -> None:
    if st.button(text("account.sign_out", lang), key="sign-out-button"):
        st.logout()
