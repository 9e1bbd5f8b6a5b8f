"""Is there all that Spark needs? Asked before anything is read: Spark itself would answer after minutes, or never."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

from ozgdash.errors import UsageError, UserError

THIS_MACHINE = "local[*]"
MASTER = re.compile(
    r"local(\[[^\]]+\])?|local-cluster\[\s*\d+\s*,\s*\d+\s*,\s*\d+\s*\]|spark://[^,/]+:\d+(,[^,/]+:\d+)*|k8s://.+|yarn"
)
FORMS = "local[N], local-cluster[N,C,MB], spark://HOST:PORT, k8s://https://HOST:PORT, yarn"
OLDEST_JAVA = 17
JAVA_VERSION = re.compile(r'version "(?:1\.)?(\d+)')
SECONDS_TO_ANSWER = 5.0


def check(master: str) -> None:
    """Raises UsageError for a master that is none, UserError where it, Java or PySpark is missing."""
    if not MASTER.fullmatch(master):
        raise UsageError("marts.master", received=master, allowed=FORMS)
    try:
        asked = _addresses(master)
    except ValueError as error:  # a port that is none
        raise UsageError("marts.master", received=master, allowed=FORMS) from error
    if asked and not any(_answers(host, port) for host, port in asked):
        raise UserError("marts.no_answer", master=master, seconds=int(SECONDS_TO_ANSWER))
    _refuse_without_java()
    _refuse_without_pyspark()


def _addresses(master: str) -> list[tuple[str, int]]:
    """Where the master listens; empty where that is not in its name."""
    if master.startswith("spark://"):
        parts = [urlsplit(f"//{address}") for address in master.removeprefix("spark://").split(",")]
    elif master.startswith("k8s://"):
        server = master.removeprefix("k8s://")
        parts = [urlsplit(server if "://" in server else f"https://{server}")]
    else:
        parts = []
    return [(part.hostname or "", part.port or (80 if part.scheme == "http" else 443)) for part in parts]


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=SECONDS_TO_ANSWER).close()
    except OSError:
        return False
    return True


def _refuse_without_java() -> None:
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if java is None or not Path(java).is_file():
        raise UserError("marts.no_java", place=java or "PATH", oldest=OLDEST_JAVA)
    found = JAVA_VERSION.search(_said_by(java))
    if found is None or int(found[1]) < OLDEST_JAVA:
        raise UserError("marts.old_java", place=java, received=found[1] if found else "–", oldest=OLDEST_JAVA)


def _said_by(java: str) -> str:
    try:
        return subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=False).stderr
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)


def _refuse_without_pyspark() -> None:
    try:
        import_module("pyspark")
    except ImportError as error:
        raise UserError("marts.no_pyspark") from error
