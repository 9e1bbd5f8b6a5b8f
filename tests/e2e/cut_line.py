"""A line between browser and server that a test can cut and mend, or make slow."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

CHUNK = 65_536


class Line:
    """Passes on what comes, on a port of its own; ``cut`` ends every connection and takes no new one.

    ``delay_s``: how long each piece of what the server answers waits.
    """

    def __init__(self, address: str) -> None:
        self.delay_s = 0.0
        self._server = ("127.0.0.1", urlsplit(address).port or 0)
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = self._listening(0)
        self._port: int = self._listener.getsockname()[1]

    @property
    def address(self) -> str:
        """Where the browser finds the server."""
        return f"http://localhost:{self._port}"

    def cut(self) -> None:
        """Nothing passes any more."""
        _end(self._listener)
        with self._lock:
            ends, self._open = self._open, set()
        for end in ends:
            _end(end)

    def mend(self) -> None:
        """New connections pass again."""
        self._listener = self._listening(self._port)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.cut()

    def _listening(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port), backlog=64)
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(self._server)
                with self._lock:
                    self._open |= {near, far}
                for source, target, delay in ((near, far, lambda: 0.0), (far, near, lambda: self.delay_s)):
                    threading.Thread(target=_pass_on, args=(source, target, delay), daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket, delay: Callable[[], float]) -> None:
    with suppress(OSError):
        while content := source.recv(CHUNK):
            time.sleep(delay())
            target.sendall(content)
    _end(source)
    _end(target)


def _end(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        end.close()
