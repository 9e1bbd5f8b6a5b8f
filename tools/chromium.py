"""Where a Chromium is: the tests, the pictures of the documentation and the measurements drive one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def chromium(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The browser that OZGDASH_CHROMIUM names, else the first one on the PATH; None: there is none."""
    configured = environment.get("OZGDASH_CHROMIUM")
    if configured is not None:
        return Path(configured) if configured and Path(configured).is_file() else None
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else None
