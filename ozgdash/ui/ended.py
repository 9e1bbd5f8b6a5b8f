"""Sign-ins that ended before their time.

Streamlit keeps a sign-in in a signed cookie and knows no list of them: whoever copied the cookie could use it until its
hours are over. What was signed out is remembered as long as it could still count: in memory, and as an empty file in a
folder that every server over the same data looks into, so that it counts for all of them and after a restart.
"""

from __future__ import annotations

import hashlib
import json
import logging
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

log = logging.getLogger("ozgdash")

IDENTIFYING = ("iss", "sub", "aud", "iat", "exp", "nonce", "at_hash", "sid", "jti")
"""The claims that tell one sign-in from the next of the same person."""
SPARE_S = 600

_ended: dict[str, float] = {}
_lock = threading.Lock()


def end(claims: Mapping[str, object], folder: Path, *, hours: float) -> None:
    """From now on these claims count for nothing; forgotten after as many hours as they could have counted.

    ``folder``: where other servers learn of it; where it cannot be written, only this one knows.
    """
    now, lasts_s = time.time(), hours * 3600 + SPARE_S
    with _lock:
        for key in [key for key, until in _ended.items() if until < now]:
            del _ended[key]
        _ended[_fingerprint(claims)] = now + lasts_s
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _fingerprint(claims)).touch()
    except OSError as error:
        log.warning("Other servers do not learn that somebody signed out: %s", error)
    _forget(folder, before=now - lasts_s)


def has_ended(claims: Mapping[str, object], folder: Path) -> bool:
    """Whether somebody signed out with these claims, here or at another server that uses the folder."""
    key = _fingerprint(claims)
    with _lock:
        if key in _ended:
            return True
    return (folder / key).exists()


def _forget(folder: Path, *, before: float) -> None:
    with suppress(OSError):  # another server may be doing the same
        for path in folder.iterdir():
            with suppress(OSError):
                if path.stat().st_mtime < before:
                    path.unlink()


def _fingerprint(claims: Mapping[str, object]) -> str:
    facts = json.dumps([str(claims.get(name)) for name in IDENTIFYING])
    return hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()
