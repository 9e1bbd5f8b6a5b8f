"""Where a Chromium is: the tests, the pictures of the documentation and the measurements drive one.

Chromium's headless shell has the same engine without what shows windows: tests take a fifth less time in it.
Measurements take the whole browser, as readers do.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
QUICKEST = ("chromium-headless-shell", *WHOLE)


def chromium(environment: Mapping[str, str] = os.environ, names: Sequence[str] = QUICKEST) -> Path | None:
    """The browser that OZGDASH_CHROMIUM names, else the first of ``names`` on the PATH; None: there is none."""
    configured = environment.get("OZGDASH_CHROMIUM")
    if configured is not None:
        return Path(configured) if configured and Path(configured).is_file() else None
    found = next(filter(None, map(shutil.which, names)), None)
    return Path(found) if found else None
