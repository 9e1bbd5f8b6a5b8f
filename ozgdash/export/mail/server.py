"""Which mail server sends, as the environment says it (``OZGDASH_SMTP_*``)."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from ozgdash.errors import SettingsError, UserError
from ozgdash.export.mail.addresses import address

Security = Literal["starttls", "tls", "none"]
PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
HIGHEST_PORT = 65_535
CREDENTIAL = "ozgdash-smtp-password"
"""Under this name systemd hands the password over; on the disk it lies encrypted."""


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in. ``password`` is never shown, also not in a trace.

    ``security``: ``starttls`` and ``tls`` check the server's certificate; ``none`` is for a relay on the same machine
    and takes no password.
    """

    host: str
    port: int
    security: Security
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    timeout_s: float = 60.0


def mail_server(environment: Mapping[str, str] | None = None) -> MailServer:
    """The server that the environment names.

    Raises SettingsError naming the variable that is missing or cannot be used; never the password.
    """
    env = os.environ if environment is None else environment
    security = _security(env.get("OZGDASH_SMTP_SECURITY"))
    user, password = env.get("OZGDASH_SMTP_USER", ""), _password(env)
    if bool(user) != bool(password):
        raise SettingsError("mail.half_a_sign_in", missing="OZGDASH_SMTP_PASSWORD" if user else "OZGDASH_SMTP_USER")
    if password and security == "none":
        raise SettingsError("mail.password_in_the_open")
    return MailServer(
        host=_host(env.get("OZGDASH_SMTP_HOST")),
        port=_port(env.get("OZGDASH_SMTP_PORT"), PORTS[security]),
        security=security,
        sender=_sender(env.get("OZGDASH_SMTP_FROM")),
        user=user,
        password=password,
        timeout_s=_seconds(env.get("OZGDASH_SMTP_TIMEOUT")),
    )


def _password(env: Mapping[str, str]) -> str:
    """That of the variable, else the credential that systemd hands over; empty where there is neither."""
    if env.get("OZGDASH_SMTP_PASSWORD"):
        return env["OZGDASH_SMTP_PASSWORD"]
    folder = env.get("CREDENTIALS_DIRECTORY")
    path = Path(folder) / CREDENTIAL if folder else None
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n") if path and path.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("mail.credential_unreadable", name=CREDENTIAL) from error


def _security(received: str | None) -> Security:
    if not received:
        return "starttls"
    for allowed in PORTS:
        if received == allowed:
            return allowed
    allowed_words = ", ".join(get_args(Security))
    raise SettingsError("errors.setting_choice", name="OZGDASH_SMTP_SECURITY", received=received, allowed=allowed_words)


def _host(received: str | None) -> str:
    if not received:
        raise SettingsError("mail.setting_missing", name="OZGDASH_SMTP_HOST", example="mail.example.org")
    if not received.isascii() or not received.isprintable() or any(sign in received for sign in " /@"):
        raise SettingsError("mail.setting_host", name="OZGDASH_SMTP_HOST", received=repr(received))
    return received


def _port(received: str | None, default: int) -> int:
    if not received:
        return default
    if not received.isdecimal() or not 1 <= int(received) <= HIGHEST_PORT:
        raise SettingsError("mail.setting_port", name="OZGDASH_SMTP_PORT", received=received)
    return int(received)


def _sender(received: str | None) -> str:
    if not received:
        raise SettingsError("mail.setting_missing", name="OZGDASH_SMTP_FROM", example="ozg-bericht@example.org")
    try:
        return address(received)
    except UserError as error:
        raise SettingsError("mail.setting_from", name="OZGDASH_SMTP_FROM", received=repr(received)) from error


def _seconds(received: str | None) -> float:
    if not received:
        return 60.0
    try:
        value = float(received)
    except ValueError:
        value = -1.0
    if not 0 < value < math.inf:
        raise SettingsError("errors.setting_positive", name="OZGDASH_SMTP_TIMEOUT", received=received)
    return value
