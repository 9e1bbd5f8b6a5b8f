"""Whole processes on the command line against the floor of the interpreter and its libraries."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from bench.places import data_folder
from bench.timing import Figure, measure, table
from ozgdash.settings import PROJECT_DIR


def main() -> None:
    """Print the figures."""
    with data_folder() as folder:
        begin = time.perf_counter()
        _run("-m", "ozgdash", "--data-dir", str(folder), "build")
        built = Figure("`build` of 278 example sheets, nothing there before", [(time.perf_counter() - begin) * 1000])
        figures = [
            measure("floor: `python -c pass`", lambda: _run("-c", "pass")),
            measure("floor: `import duckdb, pyarrow, pandas`", lambda: _run("-c", "import duckdb, pyarrow, pandas")),
            measure("`status`", lambda: _ozgdash(folder, "status")),
            measure("`status --by topic --json`", lambda: _ozgdash(folder, "status", "--by", "topic", "--json")),
            measure("`build`, nothing to do", lambda: _ozgdash(folder, "build")),
            measure("`export chart` as pptx", lambda: _export(folder, "pptx"), runs=3),
            measure("`export chart` as png", lambda: _export(folder, "png"), runs=3),
            measure(
                "`export package`",
                lambda: _ozgdash(folder, "export", "package", "--out", str(folder / "x.zip")),
                runs=3,
            ),
            measure("`template`", lambda: _template(folder), runs=3),
            measure("`import --dry-run` of that template", lambda: _import(folder), runs=3),
            built,
        ]
    table("Command line, whole processes", figures)


def _export(folder: Path, form: str) -> None:
    _ozgdash(folder, "export", "chart", "--chart", "progress", "--format", form, "--out", str(folder / f"x.{form}"))


def _template(folder: Path) -> None:
    _ozgdash(folder, "template", str(folder / "blatt.xlsx"), "--partner", "wolfsburg")


def _import(folder: Path) -> None:
    _ozgdash(folder, "import", str(folder / "blatt.xlsx"), "--dry-run")


def _ozgdash(folder: Path, *arguments: str) -> None:
    _run("-m", "ozgdash", "--data-dir", str(folder), *arguments)


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], cwd=PROJECT_DIR, check=True, capture_output=True)


if __name__ == "__main__":
    main()
