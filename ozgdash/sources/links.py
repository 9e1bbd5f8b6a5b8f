"""Asks the addresses of online services whether anything is there, bounded in number, time and parallelism."""

from __future__ import annotations

import ssl
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from urllib.parse import SplitResult, urljoin, urlsplit

import certifi
import httpcore

from ozgdash.model.outside import Link, LinkCheck, LinkOutcome
from ozgdash.sources.download import USER_AGENT
from ozgdash.sources.public_address import PrivateAddressError, PublicBackend, UnknownHostError

HEAD_REFUSED = frozenset({400, 403, 404, 405, 406, 410, 500, 501, 503})
"""Some servers answer HEAD wrongly: such an answer is asked for again with GET."""
GONE = frozenset({404, 410})
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class LinkLimits:
    """How much and how long. What is left when ``whole_s`` is over stays unchecked."""

    timeout_s: float = 10.0
    whole_s: float = 600.0
    parallel: int = 4
    max_addresses: int = 2_000
    max_redirects: int = 5


@dataclass(frozen=True)
class LinkReport:
    """The checks in the order of the links, and how many links were not asked for want of time or number."""

    checks: tuple[LinkCheck, ...]
    left_out: int


def check_links(
    links: Sequence[Link], *, on: date, allow_private: bool = False, limits: LinkLimits | None = None
) -> LinkReport:
    """What came of asking each address once. Nothing of an answer is read but its status.

    An address that is no http(s) address, carries a user name or leads (also by redirect) to an address that is not
    public is not asked; ``allow_private`` lifts only the last of these.
    """
    bounds = limits or LinkLimits()
    addresses = list(dict.fromkeys(link.url for link in links))[: bounds.max_addresses]
    deadline = time.monotonic() + bounds.whole_s
    backend = PublicBackend(lifetime_s=bounds.timeout_s, allow_private=allow_private)
    with (
        httpcore.ConnectionPool(_ssl_context(), network_backend=backend, max_connections=bounds.parallel) as pool,
        ThreadPoolExecutor(bounds.parallel) as threads,
    ):
        checker = _Checker(pool, bounds, deadline)
        found = dict(zip(addresses, threads.map(checker.outcome, addresses), strict=True))
    results = [(link, found.get(link.url)) for link in links]
    checks = tuple(LinkCheck(link, on, *result) for link, result in results if result is not None)
    return LinkReport(checks, len(links) - len(checks))


def _ssl_context() -> ssl.SSLContext:
    """Trusts the authorities of this machine, as a browser here would, and the usual ones."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class _Checker:
    """Asks one address after the other; safe to share between threads."""

    def __init__(self, pool: httpcore.ConnectionPool, limits: LinkLimits, deadline: float) -> None:
        self.pool, self.limits, self.deadline = pool, limits, deadline

    def outcome(self, url: str) -> tuple[LinkOutcome, int | None] | None:
        """Outcome and status; None where the time is over."""
        if time.monotonic() > self.deadline:
            return None
        try:
            status = self._status(url)
        except (PrivateAddressError, _NotAnAddressError):
            return LinkOutcome.REFUSED, None
        except UnknownHostError:
            return LinkOutcome.GONE, None
        except (OSError, httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError):
            return LinkOutcome.UNREACHABLE, None
        return _meaning(status), status

    def _status(self, url: str) -> int:
        """The status at the end of the redirects; that of the last redirect where there are too many."""
        status = 0
        for _ in range(self.limits.max_redirects + 1):
            status, location = self._ask("HEAD", url)
            if status in HEAD_REFUSED:
                status, location = self._ask("GET", url)
            if status not in REDIRECTS or location is None:
                return status
            url = urljoin(url, location)
        return status

    def _ask(self, method: str, url: str) -> tuple[int, str | None]:
        address = _address(url)
        remaining = max(0.1, min(self.limits.timeout_s, self.deadline - time.monotonic()))
        timeout = dict.fromkeys(("connect", "read", "write", "pool"), remaining)
        headers = [("User-Agent", USER_AGENT), ("Accept", "*/*"), ("Connection", "close")]
        with self.pool.stream(method, _target(address), headers=headers, extensions={"timeout": timeout}) as response:
            location = {name.lower(): value for name, value in response.headers}.get(b"location")
            return response.status, location.decode("latin-1") if location else None


class _NotAnAddressError(Exception):
    """No http or https address of a host, or one with a user name."""


def _address(url: str) -> SplitResult:
    try:
        address = urlsplit(url)
        port_is_fine = address.port is None or 0 < address.port < 65536
    except ValueError as error:
        raise _NotAnAddressError(url) from error
    if address.scheme not in ("http", "https") or not address.hostname or not port_is_fine or "@" in address.netloc:
        raise _NotAnAddressError(url)
    return address


def _target(address: SplitResult) -> httpcore.URL:
    """Host and path in the form in which they are sent: the host in its ASCII form, the path escaped."""
    try:
        host = str(address.hostname).encode("idna") if not str(address.hostname).isascii() else address.hostname
    except UnicodeError as error:
        raise _NotAnAddressError(address.geturl()) from error
    path = address.path or "/"
    whole = f"{path}?{address.query}" if address.query else path
    return httpcore.URL(
        scheme=address.scheme.encode(),
        host=host if isinstance(host, bytes) else str(host).encode(),
        port=address.port,
        target=_escaped(whole),
    )


def _escaped(target: str) -> bytes:
    return b"".join(
        bytes([byte]) if 0x21 <= byte <= 0x7E else b"%" + f"{byte:02X}".encode() for byte in target.encode("utf-8")
    )


def _meaning(status: int) -> LinkOutcome:
    if 200 <= status < 300:
        return LinkOutcome.OK
    if status in GONE:
        return LinkOutcome.GONE
    return LinkOutcome.FAULTY if status >= 500 else LinkOutcome.UNCLEAR
