"""Who may change the data folder from the dashboard."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

import streamlit as st

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")
"""A request with one of these has come through a proxy, from who knows where."""


def may_edit() -> bool:
    """Whether this reader may write: on the machine itself, where the server listens on nothing else."""
    return allowed(
        listens_on=str(st.get_option("server.address") or ""),
        called_as=urlsplit(str(st.context.url or "")).hostname or "localhost",
        headers=dict(st.context.headers),
    )


def allowed(*, listens_on: str, called_as: str, headers: dict[str, str]) -> bool:
    """True where server and reader meet on loopback, with nothing in between."""
    names = {name.lower() for name in headers}
    is_direct = not any(name.lower() in names for name in FORWARDED)
    return is_direct and _is_loopback(listens_on) and _is_loopback(called_as)


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
