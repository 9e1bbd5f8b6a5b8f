"""Documents in both families of formats, in a house's template and refreshed, each beside what it is compared with.

What is written from finished charts runs in a process of its own, so that time and memory are its own; rounds take
turns, and what counts are the ratios. Linux only: the peak of the memory comes from ``/proc``.
"""

from __future__ import annotations

import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import duckdb

from bench.office import SLIDES, council_package
from bench.places import example
from ozgdash.export.council.order import Order, assembled_from
from ozgdash.export.council.package import CouncilPackage, Occasion
from ozgdash.export.council.reading import on_slides
from ozgdash.export.powerpoint import refresh
from ozgdash.export.powerpoint.deck import pptx_file
from ozgdash.export.refresh.renewed import Today, renewed
from ozgdash.export.slides.deck import deck_pages
from ozgdash.model.filters import View
from ozgdash.settings import PROJECT_DIR

ROUNDS = 5
SESSION = date(2026, 12, 8)
PPTX, ODP = "ozgdash.export.powerpoint.deck:pptx_file", "ozgdash.export.odf.deck:odp_file"
XLSX, ODS = "ozgdash.export.workbooks.workbook:xlsx_file", "ozgdash.export.odf.workbook:ods_file"
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


@dataclass(frozen=True)
class Written:
    """A document: its name, by which function it is written, and from which package."""

    name: str
    writer: str
    package: Path


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder, example() as (cursor, view, _):
        made = council_package(cursor, view)
        assert len(deck_pages(made)) == SLIDES
        package, house = Path(folder) / "package.pickle", Path(folder) / "house.pickle"
        template = Path(folder) / "house.pptx"
        template.write_bytes(pptx_file(made))
        package.write_bytes(pickle.dumps(made))
        house.write_bytes(pickle.dumps(replace(made, template=str(template))))
        print("\n### Council package in both families of formats, from finished charts\n")
        print("| what | KB | CPU ms, median | peak memory, MB | times the time | times the memory | asked |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        _pair(Written(f"deck of {SLIDES} slides, PPTX", PPTX, package), Written("ODP", ODP, package), "≤ 1.2")
        _pair(Written("workbook, XLSX", XLSX, package), Written("ODS", ODS, package), "≤ 1.5")
        _pair(Written("deck, our look", PPTX, package), Written("a house's template", PPTX, house), "–")
        _refresh(cursor, view)


def _pair(usual: Written, other: Written, asked: str) -> None:
    runs = [(_figures(usual), _figures(other)) for _ in range(ROUNDS)]
    first, second = ([statistics.median(values) for values in zip(*of, strict=True)] for of in zip(*runs, strict=True))
    for item, (seconds, megabytes, size), limit in ((usual, first, ""), (other, second, asked)):
        ratios = f"{seconds / first[0]:.2f} | {megabytes / first[1]:.2f}"
        print(f"| {item.name} | {size / 1000:,.0f} | {seconds * 1000:,.0f} | {megabytes:.1f} | {ratios} | {limit} |")


def _figures(item: Written) -> tuple[float, float, float]:
    """Seconds of processor time, megabytes on top of what the process had, bytes of the file."""
    found = subprocess.run(
        [sys.executable, "-c", WRITER, item.writer, str(item.package)],
        cwd=PROJECT_DIR, check=True, capture_output=True, text=True,
    )  # fmt: skip
    seconds, megabytes, size = map(float, found.stdout.split())
    return seconds, megabytes, size


def ordered_deck(cursor: duckdb.DuckDBPyConnection, view: View) -> CouncilPackage:
    """What stands on the slides of a deck as it is ordered, with all sections."""
    return on_slides(assembled_from(cursor, Order(Occasion("Sachstand", "Ausschuss", SESSION), view)))


def half_a_year_before(view: View) -> View:
    """The same view half a year earlier."""
    return replace(view, filters=view.filters.at(view.filters.as_of - timedelta(days=182)))


def _refresh(cursor: duckdb.DuckDBPyConnection, view: View) -> None:
    """A deck of half a year ago brought up to date beside one that is made anew, both from the snapshot."""
    old = pptx_file(ordered_deck(cursor, half_a_year_before(view)))
    today = Today(cursor, view.cooperation, view.snapshot, view.filters.as_of)

    def anew() -> object:
        return pptx_file(ordered_deck(cursor, view))

    def refreshed() -> object:
        return refresh.refreshed(old, "deck.pptx", lambda origins, design: renewed(today, origins, design))

    runs = [(_seconds(anew), _seconds(refreshed)) for _ in range(ROUNDS + 1)][1:]
    first, second = (statistics.median(of) for of in zip(*runs, strict=True))
    print("\n### A deck refreshed and made anew, from the snapshot\n")
    print("| what | CPU ms, median | times the time |")
    print("|---|---:|---:|")
    print(f"| made anew | {first * 1000:,.0f} | 1.00 |")
    print(f"| refreshed | {second * 1000:,.0f} | {second / first:.2f} |")


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


if __name__ == "__main__":
    main()
