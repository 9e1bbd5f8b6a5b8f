"""All measurements: ``python -m bench [NAME …]``; one alone: ``python -m bench charts``."""

from __future__ import annotations

import importlib
import platform
import sys
from importlib import metadata
from pathlib import Path

HELPERS = {"__init__", "__main__", "places", "timing"}
NAMES = sorted({path.stem for path in Path(__file__).parent.glob("*.py")} - HELPERS)


def main(names: list[str]) -> None:
    """Measure what is named, else everything."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        sys.exit(f"There is no measurement {', '.join(unknown)}; there are: {', '.join(NAMES)}.")
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("streamlit", "duckdb", "plotly", "pandas"))
    print(f"Python {platform.python_version()}, {versions}, {platform.machine()}")
    for name in names or NAMES:
        importlib.import_module(f"bench.{name}").main()


main(sys.argv[1:])
