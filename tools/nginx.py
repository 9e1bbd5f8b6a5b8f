"""Which nginx the tests and measurements run."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent.parent
UNPACKED = PROJECT_DIR / "build" / "nginx" / "usr" / "sbin" / "nginx"
"""Where tools/ensure_nginx.sh puts it if the machine has none."""


def nginx() -> Path | None:
    """The nginx to run: OZGDASH_NGINX, else the one of the machine, else the unpacked one; None: none that starts."""
    named = os.environ.get("OZGDASH_NGINX")
    if named:
        return Path(named) if _starts(named) else None
    of_the_machine = shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"]))
    return next((Path(one) for one in (of_the_machine, str(UNPACKED)) if one and _starts(one)), None)


def _starts(program: str) -> bool:
    try:
        return subprocess.run([program, "-v"], capture_output=True, check=False, timeout=60).returncode == 0
    except OSError:
        return False
