"""All measurements: ``python -m bench [NAME …]``; one alone: ``python -m bench charts``.

``page`` and ``readers`` compare with the commit that ``--before`` names (``--before ''``: with none).
"""

from __future__ import annotations

import argparse
import importlib
import platform
import signal
import sys
from importlib import metadata
from pathlib import Path

HELPERS = {"__init__", "__main__", "enriched", "made", "places", "timing"}
COMPARED = {"page", "readers"}
NAMES = sorted({path.stem for path in Path(__file__).parent.glob("*.py")} - HELPERS)
ROUNDS = 7


def main(arguments: list[str]) -> None:
    """Measure what is named, else everything."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--before", default="HEAD~1", help="the commit to compare with")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.names if name not in NAMES]
    if unknown:
        parser.error(f"There is no measurement {', '.join(unknown)}; there are: {', '.join(NAMES)}.")
    # Servers and browsers are ended when the blocks that started them are left; a mere signal would not leave them.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("streamlit", "duckdb", "plotly", "pandas"))
    print(f"Python {platform.python_version()}, {versions}, {platform.machine()}", flush=True)
    for name in asked.names or NAMES:
        options = {"before": asked.before, "rounds": asked.rounds} if name in COMPARED else {}
        importlib.import_module(f"bench.{name}").main(**options)


main(sys.argv[1:])
