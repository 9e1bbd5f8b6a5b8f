"""PNG, SVG and PDF of a chart, drawn by one Chromium per process.

Kaleido hands pictures to the wrong caller when threads call it at the same time, waits for ever for a browser that is
missing or stopped, and does not get over one that died. Hence: one picture at a time behind a lock, a check before the
first start, a time limit, and a fresh browser after every failure.
"""

from __future__ import annotations

import atexit
import subprocess
import threading
from functools import cache
from pathlib import Path
from typing import Literal

import plotly.graph_objects as go

from ozgdash.errors import ChromiumMissingError, OzgError, PictureError
from ozgdash.export.browser import Browser
from ozgdash.settings import Settings

PictureFormat = Literal["png", "svg", "pdf"]

CHECK_TIMEOUT_S = 15.0
"""How long a browser may take to say its version."""
ATTEMPTS = 2
BEGINNINGS = (b"\x89PNG", b"<svg", b"%PDF-")
"""What a picture begins with; a browser short of memory hands over nothing at all, and calls it a success."""

_lock = threading.Lock()
_browser: Browser | None = None


def draw(figure: go.Figure, picture_format: PictureFormat, settings: Settings) -> bytes:
    """The picture of a figure that has its size in its layout; PNG with twice the pixels.

    Waits for its turn. A browser that died is replaced once. Raises ChromiumMissingError where there is no browser that
    starts, PictureError where the picture was not done in ``settings.picture_timeout_s``; the next call then gets a
    fresh browser.
    """
    timeout_s = settings.picture_timeout_s
    path = _existing(settings.chromium)
    options: dict[str, object] = {"format": picture_format, "scale": 2 if picture_format == "png" else 1}
    if not _lock.acquire(timeout=2 * timeout_s):
        raise PictureError("export.picture_busy")
    try:
        return _drawn(figure.to_dict(), options, path, timeout_s)
    finally:
        _lock.release()


def shutdown() -> None:
    """Ends the browser; the next picture starts another one. Called at the end of the process."""
    with _lock:
        _discard(at_once=False)


def _drawn(figure: dict[str, object], options: dict[str, object], path: Path, timeout_s: float) -> bytes:
    failure = ""
    for _ in range(ATTEMPTS):
        try:
            picture = _running(path, timeout_s).draw(figure, options, timeout_s)
            if not picture.startswith(BEGINNINGS):
                raise PictureError("export.picture_failed", reason="no picture")
            return picture
        except TimeoutError as error:
            _discard()
            raise PictureError("export.picture_timeout", seconds=round(timeout_s)) from error
        except OzgError:
            _discard()
            raise
        except Exception as error:  # Kaleido and its browser layer raise a dozen unrelated types
            _discard()
            failure = f"{type(error).__name__}: {error}"
    raise PictureError("export.picture_failed", reason=failure)


def _running(path: Path, timeout_s: float) -> Browser:
    global _browser
    if _browser is None or _browser.path != path:
        _discard()
        _check(path)
        _browser = Browser(path)
        _browser.start(timeout_s)
        _end_with_process()
    return _browser


def _discard(*, at_once: bool = True) -> None:
    global _browser
    browser, _browser = _browser, None
    if browser is not None:
        browser.end(at_once=at_once)


def _existing(path: Path | None) -> Path:
    if path is None:
        raise ChromiumMissingError("export.chromium_missing")
    if not path.is_file():
        raise ChromiumMissingError("export.chromium_not_starting", path=path, reason="not found")
    return path


def _check(path: Path) -> None:
    """Raises ChromiumMissingError unless the program says its version: Kaleido would wait for ever."""
    try:
        said = subprocess.run(
            [path, "--version"], capture_output=True, timeout=CHECK_TIMEOUT_S, check=True, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError) as error:
        reason = type(error).__name__
        raise ChromiumMissingError("export.chromium_not_starting", path=path, reason=reason) from error
    if not said.stdout.strip():
        raise ChromiumMissingError("export.chromium_not_starting", path=path, reason="no version")


@cache
def _end_with_process() -> None:
    """Registered after the first start: what is registered last runs first, before Python removes temporary folders."""
    atexit.register(shutdown)
