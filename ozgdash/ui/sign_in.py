"""Who has signed in, for how long that holds, and what the roles allow.

The sign-in itself is Streamlit's (OpenID Connect through Authlib): it checks the provider's signature and keeps the
claims in a signed cookie for 30 days, whatever they say. How long they count, and for what, is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from ozgdash.errors import SettingsError
from ozgdash.model.rights import Rights
from ozgdash.settings import Settings
from ozgdash.ui import ended

REQUIRED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
MIN_SECRET_LENGTH = 32
"""Whoever guesses the secret of the cookie can write any role into it."""
CLOCKS_DIFFER_S = 120
"""Seconds by which the provider's clock may be ahead of this one."""
NAMES = ("preferred_username", "email", "sub")
"""The claims that may name somebody, the first one there is counts."""
NOTHING = Rights()


class Standing(StrEnum):
    """Where a reader stands with the sign-in."""

    SIGNED_OUT = "signed_out"
    EXPIRED = "expired"
    SIGNED_IN = "signed_in"


@dataclass(frozen=True)
class SignIn:
    """A reader's standing and rights; signed out and expired go with no rights at all."""

    standing: Standing
    rights: Rights = NOTHING


def present(settings: Settings) -> SignIn:
    """The sign-in of the reader of this run.

    Raises SettingsError where the sign-in is asked for and not set up.
    """
    return checked(dict(st.user), settings, now=datetime.now(UTC))


def checked(claims: Mapping[str, object], settings: Settings, *, now: datetime) -> SignIn:
    """Like ``judged`` where the sign-in is set up as it must be, and for nothing where somebody signed out with these.

    Raises SettingsError as ``check_setup``.
    """
    check_setup()
    if claims.get("is_logged_in") is True and ended.has_ended(claims, settings.signed_out_dir):
        return SignIn(Standing.SIGNED_OUT)
    return judged(claims, settings, now=now)


def judged(claims: Mapping[str, object], settings: Settings, *, now: datetime) -> SignIn:
    """What the claims of a session are worth at that moment.

    Claims without a time of issue, or from the future, are worth nothing: nobody could say when they end.
    """
    if claims.get("is_logged_in") is not True:
        return SignIn(Standing.SIGNED_OUT)
    issued = claims.get("iat")
    if isinstance(issued, bool) or not isinstance(issued, int | float):
        return SignIn(Standing.EXPIRED)
    oldest = now.timestamp() - settings.session_hours * 3600
    if not oldest < issued <= now.timestamp() + CLOCKS_DIFFER_S:
        return SignIn(Standing.EXPIRED)
    who = next((name for name in map(claims.get, NAMES) if isinstance(name, str) and name), "")
    return SignIn(Standing.SIGNED_IN, Rights.of_roles(_roles(claims, settings.role_claim), who=who))


def _roles(claims: Mapping[str, object], claim: str) -> list[object]:
    """The words behind a claim, which may be nested (``realm_access.roles``); none where there is anything else."""
    found: object = claims.get(claim)
    if found is None:
        found = claims
        for part in claim.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return [found]
    return list(found) if isinstance(found, list) else []


def check_setup() -> None:
    """Raises SettingsError that names what is missing from ``[auth]`` in .streamlit/secrets.toml, or is too weak."""
    try:
        auth = dict(st.secrets.get("auth") or {})
    except StreamlitSecretNotFoundError as error:
        raise SettingsError("account.setup_unreadable") from error
    missing = [name for name in REQUIRED if not str(auth.get(name, "")).strip()]
    if missing:
        raise SettingsError("account.setup_missing", names=", ".join(missing))
    if len(str(auth["cookie_secret"])) < MIN_SECRET_LENGTH:
        raise SettingsError("account.setup_weak_secret", characters=MIN_SECRET_LENGTH)
    address = urlsplit(str(auth["redirect_uri"]))
    if not address.path.endswith("/oauth2callback"):
        raise SettingsError("account.setup_redirect", received=str(auth["redirect_uri"]))
    if address.scheme != "https" and address.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise SettingsError("account.setup_insecure", received=str(auth["redirect_uri"]))
