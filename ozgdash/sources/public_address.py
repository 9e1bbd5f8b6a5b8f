"""Connections to public addresses only: the addresses come from strangers, our own network is not for them to ask.

The check and the connection use the same resolved address, so that a name which resolves anew does not slip through.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddressError(Exception):
    """The host is, or resolves to, an address that is not public."""


class UnknownHostError(Exception):
    """The name of the host does not exist."""


def is_public(address: Address) -> bool:
    """True for a unicast address of the public internet; one that carries another inside counts as that one."""
    inner = _embedded(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast


def _embedded(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address within a mapped, 6to4 or NAT64 one."""
    if not isinstance(address, ipaddress.IPv6Address):
        return None
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


class PublicBackend(httpcore.NetworkBackend):
    """Opens connections as httpcore does, after looking the host up and checking every address it has."""

    def __init__(self, *, lifetime_s: float, allow_private: bool = False) -> None:
        self._lifetime_s = lifetime_s
        self._allow_private = allow_private
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of the host that answers, of limited life.

        Raises PrivateAddressError where one of the addresses is not public.
        """
        addresses = _resolved(host, port)
        if not self._allow_private and not all(map(is_public, addresses)):
            raise PrivateAddressError(host)
        deadline = time.monotonic() + self._lifetime_s
        failure: Exception = httpcore.ConnectError(host)
        for address in addresses:
            try:
                stream = self._plain.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _MortalStream(stream, deadline)
        raise failure


class _MortalStream(httpcore.NetworkStream):
    """A stream that ends at its deadline: a server that sends a byte now and then would hold it for ever."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def _within(self, timeout: float | None) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(left, timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most ``max_bytes``."""
        return self._stream.read(max_bytes, self._within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of ``buffer``."""
        self._stream.write(buffer, self._within(timeout))

    def close(self) -> None:
        """Ends the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted."""
        encrypted = self._stream.start_tls(ssl_context, server_hostname, self._within(timeout))
        return _MortalStream(encrypted, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the stream beneath knows."""
        return self._stream.get_extra_info(info)


def _resolved(host: str, port: int) -> list[Address]:
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise UnknownHostError(host) from error
    # A scope (fe80::1%eth0) belongs to the link, not to the address.
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
