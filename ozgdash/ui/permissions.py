"""What the reader of this run may do."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from ozgdash.model.rights import Rights
from ozgdash.model.rights import at_the_machine as everything_here
from ozgdash.ui import data, sign_in

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")
"""A request with one of these has come through a proxy, from who knows where."""
READING = Rights(reads=True)


def rights() -> Rights:
    """What this reader may do now: by the roles of the sign-in, or everything at the machine itself.

    A program behind a proxy can claim to sit at the machine: whoever puts a proxy in front sets OZGDASH_EDIT to off or
    oidc. Raises SettingsError where the sign-in is asked for and not set up.
    """
    return given(signed_in=lambda: sign_in.present(data.settings()).rights, at_the_machine=_at_the_machine)


def checksums(files: pd.DataFrame) -> list[str | None]:
    """Those of the files of ``metrics.published.import_history``, as far as this reader may see them.

    That of a file with hidden numbers is for whoever may report for its partner: small numbers can be found by it.
    """
    mine = rights()
    telling = zip(files["sha256"], files["telling"], files["partner_id"], strict=True)
    return [None if hides and not mine.may_publish(partner) else str(sha256) for sha256, hides, partner in telling]


def given(*, signed_in: Callable[[], Rights], at_the_machine: Callable[[], bool]) -> Rights:
    """What the settings give to somebody, for a page's run and for a request alike; only what counts is asked."""
    settings = data.settings()
    if settings.edit == "oidc":
        found = signed_in()
        return READING if settings.read == "all" and not found.reads else found
    return everything_here() if settings.edit == "local" and at_the_machine() else READING


def _at_the_machine() -> bool:
    return allowed(
        listens_on=str(st.get_option("server.address") or ""),
        called_as=urlsplit(str(st.context.url or "")).hostname or "",
        headers=dict(st.context.headers),
    )


def allowed(*, listens_on: str, called_as: str, headers: dict[str, str]) -> bool:
    """True where server and reader meet on loopback, with nothing in between."""
    sent = {name.lower(): value for name, value in headers.items()}
    is_direct = not any(name.lower() in sent for name in FORWARDED)
    hosts = [listens_on, called_as]
    hosts += [urlsplit(f"//{sent['host']}").hostname or ""] if "host" in sent else []
    hosts += [urlsplit(sent["origin"]).hostname or ""] if "origin" in sent else []
    return is_direct and all(map(_is_loopback, hosts))


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
