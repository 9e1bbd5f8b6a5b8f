"""Hands one mail to a server, and tells apart what was for certain not taken from what may have been."""

from __future__ import annotations

import base64
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from ozgdash.drawing.lettering import one_line
from ozgdash.errors import UserError
from ozgdash.export.mail.server import MailServer

TAKEN = range(200, 300)
GO_ON = 354
SIGNED_IN = 235
TOO_LARGE = (552, 523)
"""What servers answer to a mail beyond their limit (RFC 5321, RFC 1870)."""
LINE_START = re.compile(rb"^\.", re.MULTILINE)
SHOWN = 200


class NotTakenError(UserError):
    """The server said no to this mail; another one may go."""


class TooLargeError(NotTakenError):
    """The server said no because of the size."""


class ServerGoneError(UserError):
    """The mail was for certain not taken, and nothing more can be handed to this server now."""


class UnclearError(UserError):
    """The server got the text and did not say whether it took it."""


@contextmanager
def signed_in(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection that is encrypted and signed in as the settings say.

    Raises ServerGoneError where it cannot be reached, its certificate is not good, it offers no encryption or refuses
    the password.
    """
    with _said(server):
        connection = _connected(server)
    try:
        with _said(server):
            _encrypted(connection, server)
            _sign_in(connection, server)
        yield connection
    finally:
        with suppress(smtplib.SMTPException, OSError):
            connection.quit()
        connection.close()


def size_limit(connection: smtplib.SMTP) -> int | None:
    """How many bytes the server takes; None where it does not say so."""
    said = connection.esmtp_features.get("size", "")
    return int(said) or None if said.isdecimal() else None


def hand_over(
    connection: smtplib.SMTP, sender: str, recipient: str, content: bytes, *, begins: Callable[[], None]
) -> None:
    """Returns where the server took the mail. ``begins`` is called before the first byte of the text leaves.

    Raises NotTakenError, TooLargeError, ServerGoneError or UnclearError.
    """
    try:
        _envelope(connection, sender, recipient, len(content))
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        raise ServerGoneError("mail.gone_before") from error
    begins()
    try:
        connection.send(LINE_START.sub(b"..", content) + b".\r\n")  # each of our mails ends with a line
        code, words = connection.getreply()
    except (smtplib.SMTPException, OSError) as error:
        raise UnclearError("mail.gone_after", reason=_words(str(error))) from error
    _judge(code, words, "mail.text_refused")


def _envelope(connection: smtplib.SMTP, sender: str, recipient: str, size: int) -> None:
    options = [f"size={size}"] if connection.has_extn("size") else []
    _judge(*connection.mail(sender, options), "mail.sender_refused")
    _judge(*connection.rcpt(recipient), "mail.recipient_refused", connection)
    code, words = connection.docmd("data")
    if code != GO_ON:
        _judge(code if code not in TAKEN else -1, words, "mail.text_refused", connection)


def _judge(code: int, words: bytes, key: str, connection: smtplib.SMTP | None = None) -> None:
    """Nothing where the server agrees. ``connection``: there the begun mail is dropped, so that another one can go."""
    if code in TAKEN:
        return
    if connection is not None:
        connection.docmd("rset")
    said = f"{code} {_words(words)}"
    if code < 0:
        raise UnclearError("mail.gone_after", reason=_words(words))
    if code in TOO_LARGE:
        raise TooLargeError("mail.text_refused", said=said)
    raise NotTakenError(key, said=said)


@contextmanager
def _said(server: MailServer) -> Iterator[None]:
    """What goes wrong before any mail, as a sentence; words of the server about the password are left out."""
    place = {"host": server.host, "port": server.port}
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise ServerGoneError("mail.certificate", reason=error.verify_message, **place) from error
    except ssl.SSLError as error:
        raise ServerGoneError("mail.no_tls", reason=_words(error.reason or str(error)), **place) from error
    except smtplib.SMTPAuthenticationError as error:
        raise ServerGoneError("mail.password_refused", code=error.smtp_code, user=server.user, **place) from None
    except smtplib.SMTPNotSupportedError as error:
        raise ServerGoneError("mail.not_offered", reason=_words(str(error)), **place) from None
    except smtplib.SMTPResponseException as error:
        reason = f"{error.smtp_code} {_words(error.smtp_error)}"
        raise ServerGoneError("mail.not_reached", reason=reason, **place) from None
    except (smtplib.SMTPException, OSError) as error:
        raise ServerGoneError("mail.not_reached", reason=_words(str(error)), **place) from None


def _connected(server: MailServer) -> smtplib.SMTP:
    if server.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout_s, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=server.timeout_s)


def _encrypted(connection: smtplib.SMTP, server: MailServer) -> None:
    connection.ehlo_or_helo_if_needed()
    if server.security == "starttls":
        connection.starttls(context=ssl.create_default_context())
        connection.ehlo()


def _sign_in(connection: smtplib.SMTP, server: MailServer) -> None:
    if not server.user:
        return
    if (server.user + server.password).isascii():
        connection.login(server.user, server.password)
        return
    # smtplib signs in with ASCII alone; PLAIN is UTF-8 (RFC 4616).
    if "PLAIN" not in connection.esmtp_features.get("auth", "").upper().split():
        raise smtplib.SMTPNotSupportedError("AUTH PLAIN")
    secret = base64.b64encode(f"\0{server.user}\0{server.password}".encode()).decode("ascii")
    code, _ = connection.docmd("AUTH", f"PLAIN {secret}")
    if code != SIGNED_IN:
        raise smtplib.SMTPAuthenticationError(code, b"")


def _words(said: bytes | str) -> str:
    """What a server says, short and without anything that a terminal takes for a command."""
    return one_line(said.decode("utf-8", "replace") if isinstance(said, bytes) else said)[:SHOWN].rstrip(".")
