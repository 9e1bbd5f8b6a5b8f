"""Which files of the data folder a snapshot is built from, and a hash of their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from ozgdash.store.connection import SCHEMA_VERSION

COOPERATION = "cooperation.toml"
CATALOGUE = "catalogue/leistungen.csv"
SYNONYMS = "catalogue/synonyme.csv"
MATURITY_LEVELS = "reifegrad.csv"
BENCHMARKS = "benchmarks.csv"
INITIATIVES = "initiativen.csv"
TARGETS = "ziele.csv"
EVENTS = "ereignisse.csv"
ALERTS = "hinweise.toml"
EXAMPLES = "demo"
SHEET_ENDINGS = (".csv", ".xlsx", ".ods")


def fingerprint(data_dir: Path) -> str:
    """SHA-256 over the names and contents of the files and over the version of the tables."""
    whole = hashlib.sha256(f"schema {SCHEMA_VERSION}\n".encode())
    for file in _files(data_dir):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        whole.update(f"{file.relative_to(data_dir).as_posix()} {content}\n".encode())
    return whole.hexdigest()


def example_files(data_dir: Path) -> tuple[Path, ...]:
    """The example sheets in the order of their paths; empty where there is no folder ``demo``."""
    found = (data_dir / EXAMPLES).rglob("*")
    return tuple(sorted(path for path in found if path.suffix in SHEET_ENDINGS and not _is_editor_file(path)))


def _files(data_dir: Path) -> Iterator[Path]:
    for name in (COOPERATION, CATALOGUE, SYNONYMS, MATURITY_LEVELS, BENCHMARKS, INITIATIVES, TARGETS, EVENTS, ALERTS):
        if (data_dir / name).is_file():
            yield data_dir / name
    yield from example_files(data_dir)


def _is_editor_file(path: Path) -> bool:
    """LibreOffice and Excel keep such files beside an open workbook."""
    return path.name.startswith((".", "~$"))
