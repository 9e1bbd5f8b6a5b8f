"""Sign-ins that ended before their time.

Streamlit keeps a sign-in in a signed cookie and knows no list of them: whoever copied the cookie could use it until its
hours are over. What was signed out is remembered here as long as it could still count. A restart forgets it.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Mapping

IDENTIFYING = ("iss", "sub", "aud", "iat", "exp", "nonce", "at_hash", "sid", "jti")
"""The claims that tell one sign-in from the next of the same person."""

_ended: dict[str, float] = {}
_lock = threading.Lock()


def end(claims: Mapping[str, object], *, hours: float) -> None:
    """From now on these claims count for nothing; forgotten after as many hours as they could have counted."""
    now = time.monotonic()
    with _lock:
        for key in [key for key, until in _ended.items() if until < now]:
            del _ended[key]
        _ended[_fingerprint(claims)] = now + hours * 3600 + 600


def has_ended(claims: Mapping[str, object]) -> bool:
    """Whether somebody signed out with these claims."""
    with _lock:
        return bool(_ended) and _fingerprint(claims) in _ended


def _fingerprint(claims: Mapping[str, object]) -> str:
    facts = json.dumps([str(claims.get(name)) for name in IDENTIFYING])
    return hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()
