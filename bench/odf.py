"""The same documents in both families of formats, each in a process of its own, so that time and memory are its own.

Rounds take turns, and what counts are the ratios. Linux only: the peak of the memory comes from ``/proc``.
"""

from __future__ import annotations

import pickle
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.office import SLIDES, council_package
from bench.places import example
from ozgdash.export.slides.deck import deck_pages
from ozgdash.settings import PROJECT_DIR

ROUNDS = 5
PAIRS = {
    f"deck of {SLIDES} slides": (
        ("PPTX", "ozgdash.export.powerpoint.deck:pptx_file"),
        ("ODP", "ozgdash.export.odf.deck:odp_file"),
        1.2,
    ),
    "workbook": (
        ("XLSX", "ozgdash.export.workbooks.workbook:xlsx_file"),
        ("ODS", "ozgdash.export.odf.workbook:ods_file"),
        1.5,
    ),
}
"""What is written -> the format to compare with, the other one, and how many times its time and memory are allowed."""
WRITER = """
import gc, importlib, pickle, sys, time
from pathlib import Path
module, _, name = sys.argv[1].partition(":")
write = getattr(importlib.import_module(module), name)
package = pickle.loads(Path(sys.argv[2]).read_bytes())
def memory(name):
    status = Path("/proc/self/status").read_text()
    return int(status.split(f"{name}:")[1].split()[0]) / 1024
gc.collect()
Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here on
before = memory("VmRSS")
size = len(write(package))  # the first time needs the memory, the second is warm
grown, begin = memory("VmHWM") - before, time.process_time()
write(package)
print(time.process_time() - begin, grown, size)
"""
Measured = tuple[float, float, float]


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder, example() as (cursor, view, _):
        made = council_package(cursor, view)
        assert len(deck_pages(made)) == SLIDES
        path = Path(folder) / "package.pickle"
        path.write_bytes(pickle.dumps(made))
        print("\n### The council package in both families of formats, from finished charts\n")
        print("| what | KB | CPU ms, median | peak memory, MB | times the time | times the memory | allowed |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        for what, (usual, other, allowed) in PAIRS.items():
            _print_pair(what, usual, other, allowed, path)


def _print_pair(what: str, usual: tuple[str, str], other: tuple[str, str], allowed: float, path: Path) -> None:
    found: dict[str, list[Measured]] = {usual[0]: [], other[0]: []}
    for _ in range(ROUNDS):
        for name, writer in (usual, other):
            found[name].append(_written(writer, path))
    floor = [statistics.median(values) for values in zip(*found[usual[0]], strict=True)]
    for name, runs in found.items():
        seconds, megabytes, size = (statistics.median(values) for values in zip(*runs, strict=True))
        ratios = f"{seconds / floor[0]:.2f} | {megabytes / floor[1]:.2f}"
        limit = f"{allowed}" if name == other[0] else ""
        print(f"| {what}, {name} | {size / 1000:,.0f} | {seconds * 1000:,.0f} | {megabytes:.1f} | {ratios} | {limit} |")


def _written(writer: str, path: Path) -> Measured:
    """Seconds of processor time, megabytes on top of what the process had, bytes of the file."""
    found = subprocess.run(
        [sys.executable, "-c", WRITER, writer, str(path)], cwd=PROJECT_DIR, check=True, capture_output=True, text=True
    )
    seconds, megabytes, size = map(float, found.stdout.split())
    return seconds, megabytes, size


if __name__ == "__main__":
    main()
