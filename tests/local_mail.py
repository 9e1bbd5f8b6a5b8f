"""A real mail server on loopback, with a certificate of a made-up authority, that misbehaves as it is told."""

# ruff: noqa: ARG002 - hooks of aiosmtpd, which passes all of it
from __future__ import annotations

import asyncio
import email
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "ozg-bericht", "G3heim-Kennwort"


@dataclass
class Mailbox:
    """What the server was told to do, and what it took: (recipient, raw mail)."""

    refused: frozenset[str] = frozenset()
    ends: str = ""
    """``within``: the connection ends in the middle of the text; ``after``: before the text is confirmed."""
    answer: str = "250 OK"
    """What it says to a text."""
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    passwords: list[bytes] = field(default_factory=list)
    texts_begun: int = 0
    got: threading.Event = field(default_factory=threading.Event)

    def mails(self) -> list[tuple[str, EmailMessage]]:
        """What was taken, parsed as a mail program does."""
        found = []
        for recipient, raw in self.taken:
            mail = email.message_from_bytes(raw, policy=default)
            assert isinstance(mail, EmailMessage)
            found.append((recipient, mail))
        return found

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802 - aiosmtpd's
        if address in self.refused:
            return "550 5.1.1 no such mailbox\x1b[31m here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's
        self.got.set()
        if self.ends == "never answers":
            await asyncio.Event().wait()
        if self.ends == "after":
            server.transport.close()
            await asyncio.Event().wait()
        if self.answer.startswith("250"):
            self.taken += [(one, bytes(envelope.content)) for one in envelope.rcpt_tos]
        return self.answer

    def checked(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        """Whether somebody may sign in."""
        assert isinstance(data, LoginPassword)
        self.passwords.append(data.password)
        known = data.login.decode() == USER and data.password.decode() in {PASSWORD, "Käfer-Ö1"}
        return AuthResult(success=known, handled=False)


class Server(SMTP):
    """With the faults that no setting of the library has."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's
        self.event_handler.texts_begun += 1
        if self.event_handler.ends != "within":
            await super().smtp_DATA(arg)
            return
        await self.push("354 go on")
        await self._reader.read(10)
        self.transport.close()
        await asyncio.Event().wait()


class AnyPort(Controller):
    """A server on a port that the system chose."""

    def factory(self) -> SMTP:
        return Server(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(
    mailbox: Mailbox, certificate: Path | None = None, *, at_once: bool = False, **options: Any
) -> Iterator[int]:
    """The port of a server that signs in and encrypts (``at_once``: from the first byte) with that certificate."""
    context = None
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        options |= {"authenticator": mailbox.checked}
        # The library does not see the encryption around it, and warns who asks for a sign-in then.
        if at_once:
            options |= {"auth_require_tls": False}
        else:
            options |= {"auth_required": True, "tls_context": context, "require_starttls": True}
    server = AnyPort(
        mailbox, "127.0.0.1", 0, ssl_context=context if at_once else None, server_hostname="localhost", **options
    )
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


def authority_and_certificate(folder: Path, name: str = "localhost") -> tuple[Path, Path]:
    """The file of an authority, and one with a certificate that it gave to ``name`` and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(own, own, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    signed = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    pem = signed.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    authority, both = folder / f"{name}-authority.pem", folder / f"{name}.pem"
    authority.write_bytes(pem)
    both.write_bytes(plain + pem)
    return authority, both
