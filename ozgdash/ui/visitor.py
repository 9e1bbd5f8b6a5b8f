"""Who stands behind an HTTP request, and what they may do: as ``permissions`` says it of the reader of a run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

import streamlit as st
from starlette.requests import cookie_parser
from starlette.types import Scope
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri, get_signing_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from ozgdash.errors import UserError
from ozgdash.model.rights import Rights
from ozgdash.ui import data, permissions, sign_in

Claims = Mapping[str, object]
NOBODY = Rights()


def rights_of(scope: Scope) -> Rights:
    """What whoever sent this request may do; nothing at all where the settings or the sign-in cannot be used."""
    headers = headers_of(scope)
    try:
        return permissions.given(
            signed_in=lambda: sign_in.checked(claims_of(headers), data.settings(), now=datetime.now(UTC)).rights,
            at_the_machine=lambda: permissions.allowed(
                listens_on=str(st.get_option("server.address") or ""),
                called_as=urlsplit(f"//{headers.get('host', '')}").hostname or "",
                headers=headers,
            ),
        )
    except (UserError, ValueError):  # ValueError: a Host or Origin that is no address
        return NOBODY


def headers_of(scope: Scope) -> dict[str, str]:
    """The headers of a request, names in lower case; of several of one name the last, cookies all of them."""
    found: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        found[name] = f"{found[name]}; {value}" if name == "cookie" and name in found else value
    return found


def claims_of(headers: Mapping[str, str]) -> Claims:
    """The claims in the cookie of the sign-in, checked as Streamlit checks them for a page; empty where none count."""
    cookies = cookie_parser(headers.get("cookie", ""))
    secret = get_signing_secret()

    def signed(name: str) -> bytes | None:
        value = cookies.get(name)
        return decode_signed_value(secret, name, value.encode("latin-1", "replace")) if value and secret else None

    try:
        claims = json.loads(get_cookie_with_chunks(signed, USER_COOKIE_NAME) or b"{}")
    except (ValueError, RecursionError):
        return {}
    own = get_origin_from_redirect_uri()
    return claims if isinstance(claims, dict) and own is not None and claims.get("origin") == own else {}
