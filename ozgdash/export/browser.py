"""One headless Chromium with Kaleido's page in it, driven from a thread of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import threading
from collections.abc import Coroutine, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import suppress
from pathlib import Path
from typing import Any

from choreographer.browsers.chromium import Chromium
from kaleido import Kaleido

QUIET_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-quic",
    "--disable-sync",
    "--disable-translate",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
"""The browser draws what it is given and asks nobody anything, not even for a name."""

END_TIMEOUT_S = 10.0


class QuietChromium(Chromium):
    """Chromium that stays off the network."""

    def get_cli(self) -> Sequence[str]:
        """The command line with the flags that keep the browser silent."""
        return [*super().get_cli(), *QUIET_FLAGS]


class Browser:
    """A running browser. Not for several threads at a time; after an error it is to be killed, not used again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="ozgdash-pictures", daemon=True)
        self._kaleido: Kaleido | None = None

    def start(self, timeout_s: float) -> None:
        """Opens the browser and Kaleido's page; TimeoutError where that takes longer than ``timeout_s``."""
        self._thread.start()
        self._await(self._open(), timeout_s)

    def draw(self, figure: dict[str, Any], options: dict[str, Any], timeout_s: float) -> bytes:
        """The picture as bytes; TimeoutError where it is not done in time."""
        if self._kaleido is None:
            raise RuntimeError("The browser was not started.")
        picture: bytes = self._await(self._kaleido.calc_fig(figure, opts=options), timeout_s)
        return picture

    @property
    def process_id(self) -> int | None:
        """The process group of the browser; None before it was started."""
        process = getattr(self._kaleido, "subprocess", None)
        return process.pid if process else None

    def end(self, *, at_once: bool) -> None:
        """Ends the browser with everything it started, whatever state it is in; leaves no process behind.

        ``at_once`` does not wait for a browser that may no longer listen.
        """
        process: subprocess.Popen[bytes] | None = getattr(self._kaleido, "subprocess", None)
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._dismiss_watchdog)
            if at_once and process is not None:
                _kill_group(process)
            with suppress(Exception):  # what a dying browser complains about no longer matters
                self._await(self._close(), END_TIMEOUT_S)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(END_TIMEOUT_S)
        if process is not None:
            _kill_group(process)
        if not self._thread.is_alive():
            self._loop.close()

    def _dismiss_watchdog(self) -> None:
        """Two that tidy up after one browser leave half of it behind."""
        watchdog = getattr(self._kaleido, "_watch_dog_task", None)
        if watchdog is not None:
            watchdog.cancel()

    async def _open(self) -> None:
        sandboxed = hasattr(os, "geteuid") and os.geteuid() != 0  # Chromium refuses its sandbox to root
        self._kaleido = Kaleido(
            path=self.path, browser_cls=QuietChromium, enable_sandbox=sandboxed, mathjax=False, timeout=None
        )
        await self._kaleido.open()

    async def _close(self) -> None:
        if self._kaleido is not None:
            await self._kaleido.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _await(self, coroutine: Coroutine[Any, Any, Any], timeout_s: float) -> Any:
        future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        try:
            return future.result(timeout_s)
        except FutureTimeoutError as error:
            future.cancel()
            raise TimeoutError from error


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    with suppress(subprocess.TimeoutExpired):
        process.wait(END_TIMEOUT_S)
