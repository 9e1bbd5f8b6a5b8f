"""Dashboards behind the nginx that is shipped: processes that a test can kill and start anew, and a certificate."""

from __future__ import annotations

import os
import signal
import ssl
import sys
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from raw_requests import eventually
from sign_in_fixtures import COOKIE_SECRET, SECRETS

from ozgdash.settings import PROJECT_DIR
from tools.proxying import Asked, Proxy
from tools.serving import free_port, running

READER = "ozgdash_reader"
CERTIFICATE = "fullchain.pem"


class Dashboard:
    """A process over ``data`` that listens on a port of its own, alike before and after it was killed."""

    def __init__(self, data: Path, folder: Path, **environment: str) -> None:
        self.port = free_port()
        self._log = folder / f"server-{self.port}.log"
        self._environment = {"OZGDASH_DATA_DIR": str(data)} | environment
        self._open = ExitStack()
        self._pid = 0

    def start(self) -> None:
        """Returns when it answers."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]
        url = f"http://localhost:{self.port}/_stcore/health"
        server = running(command, url, self._log, folder=PROJECT_DIR, **self._environment)
        self._pid = self._open.enter_context(server)

    def kill(self) -> None:
        """As a machine without memory does it."""
        os.kill(self._pid, signal.SIGKILL)
        self._open.close()

    def stop(self) -> None:
        """The usual end."""
        self._open.close()


def secrets_for(address: str, provider: str, path: Path) -> dict[str, str]:
    """The environment of dashboards that readers see at ``address`` and sign in to at ``provider``."""
    path.write_text(SECRETS.format(dashboard=address, secret=COOKIE_SECRET, provider=provider), encoding="utf-8")
    return {"OZGDASH_EDIT": "oidc", "OZGDASH_READ": "all", "STREAMLIT_SECRETS_FILES": str(path)}


def asked_by(proxy: Proxy, reader: str) -> list[Asked]:
    """The requests of a reader that reached a process."""
    return [one for one in proxy.asked() if one.reader == reader and one.processes]


def reader_at(proxy: Proxy, address: str, port: int) -> str:
    """A name for the cookie of a reader whom nginx sends to the process at that port."""
    trusted = ssl.create_default_context(cafile=proxy.folder / CERTIFICATE)
    for number in count():
        name = f"reader-{port}-{number}"
        httpx.get(f"{address}/_stcore/health", headers={"Cookie": f"{READER}={name}"}, verify=trusted)
        assert eventually(lambda name=name: bool(asked_by(proxy, name)))
        if asked_by(proxy, name)[0].processes == (port,):
            return name
    raise AssertionError


def certificate(folder: Path) -> None:
    """The two files that the configuration names, for localhost."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    signed = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    pem = serialization.Encoding.PEM
    (folder / CERTIFICATE).write_bytes(signed.sign(key, hashes.SHA256()).public_bytes(pem))
    plain = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "privkey.pem").write_bytes(plain)
