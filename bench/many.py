"""What every chart and every page costs, sends and covers by the number of partners. CPU of this process."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from bench.made import END, publish
from ozgdash.charts import by_name
from ozgdash.drawing.picture import picture
from ozgdash.model.chart import ChartSpec, Kind
from ozgdash.model.filters import Filters, View
from ozgdash.settings import Settings
from ozgdash.store import read
from ozgdash.store.snapshots import Store
from ozgdash.ui import data
from ozgdash.ui.page_list import PAGES, PageEntry
from tools.one_view import one_view

SIZES = (4, 40, 400)
SLOW_MS = 600
"""What takes longer is not measured again."""
RUNS = 5
KEPT = "OZGDASH_BENCH_DIR"
"""A folder in which cooperations that were made stay for the next time; else they are removed."""


@dataclass(frozen=True)
class Cost:
    """CPU in ms, bytes of the picture (of the table's text where there is none), rows, columns, height in pixels."""

    cpu: float
    sent: int
    rows: int
    columns: int
    height: int


def main(sizes: tuple[int, ...] = SIZES, names: tuple[str, ...] = ()) -> None:
    """Print the figures of the charts, then those of the pages; ``names``: of these alone."""
    kept = os.environ.get(KEPT)
    with tempfile.TemporaryDirectory() as folder:
        stores = {size: made(Path(kept or folder) / str(size), size) for size in sizes}
        charts = {size: _charts(store, names) for size, store in stores.items()}
        _print_charts(sizes, charts)
        if not names:
            pages = {size: _pages(Path(kept or folder) / str(size)) for size in sizes}
            _print_pages(sizes, pages)


def made(folder: Path, size: int) -> Store:
    """The store of a cooperation of that size; one that lies there already is taken."""
    store = Store(Settings(data_dir=folder).snapshots_dir)
    if store.current() is None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "cooperation.toml").touch()
        publish(Settings(data_dir=folder).snapshots_dir, size, rich=True)
    return store


def _charts(store: Store, names: tuple[str, ...]) -> dict[str, Cost]:
    current, connection = store.open_current()
    with closing(connection):
        info = read.snapshot_info(connection, current.path)
        view = View(Filters(END), "de", read.cooperation(connection), info, compare_on=date(2026, 7, 31))
        return {name: _cost(name, connection, view) for name in names or by_name.CHARTS}


def _cost(name: str, connection: object, view: View) -> Cost:
    times: list[float] = []
    while len(times) < RUNS + 1 and not (times and times[-1] > SLOW_MS):
        begin = time.process_time()
        spec = by_name.chart(name, connection.cursor(), view)  # type: ignore[attr-defined]
        times.append((time.process_time() - begin) * 1000)
    warm = sorted(times[1:] or times)
    sent, height = _drawn(spec)
    return Cost(warm[len(warm) // 2], sent, len(spec.table.rows), len(spec.table.columns), height)


def _drawn(spec: ChartSpec) -> tuple[int, int]:
    if spec.kind is Kind.TABLE or spec.empty:
        return len(repr(spec.table.rows)), 0
    shown = picture(spec)
    return len(shown.html.encode()), shown.height


def _pages(folder: Path) -> dict[str, tuple[float, int, int, str]]:
    """Page -> CPU ms of its first view, bytes, elements, and what is largest."""
    os.environ["OZGDASH_DATA_DIR"] = str(folder)
    data.settings.cache_clear()
    found = {}
    for name, entry, parameters in _views():
        st.cache_data.clear()
        st.cache_resource.clear()
        begin = time.process_time()
        seen = one_view(entry, parameters)
        cpu = (time.process_time() - begin) * 1000
        failed = "; ".join(str(error.value) for error in seen.app.exception)
        largest = ", ".join(f"{kind[:40]} {size / 1000:,.0f} kB" for size, kind in seen.largest[:3])
        found[name] = (cpu, seen.sent, seen.elements, failed or largest)
    return found


def _views() -> Iterator[tuple[str, PageEntry, dict[str, str | list[str]]]]:
    for entry in PAGES:
        for tab in entry.tab_ids or (None,):
            parameters: dict[str, str | list[str]] = {"reiter": tab} if tab else {}
            yield f"{entry.key} {tab or ''}".strip(), entry, parameters
        if "service" in entry.options:
            yield f"{entry.key}, one", entry, {"leistung": "99107023017001"}


def _print_charts(sizes: tuple[int, ...], charts: dict[int, dict[str, Cost]]) -> None:
    heads = " | ".join(f"{size}: ms | kB | rows | cols | px" for size in sizes)
    print(f"\n### Charts by number of partners\n\n| chart | {heads} |\n|---|{'---:|' * 5 * len(sizes)}")
    for name in charts[sizes[0]]:
        costs = [charts[size][name] for size in sizes]
        cells = [f"{c.cpu:,.0f} | {c.sent / 1000:,.0f} | {c.rows:,} | {c.columns} | {c.height:,}" for c in costs]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def _print_pages(sizes: tuple[int, ...], pages: dict[int, dict[str, tuple[float, int, int, str]]]) -> None:
    heads = " | ".join(f"{size}: ms | kB | elements" for size in sizes)
    print(f"\n### Pages, first view\n\n| page | {heads} | largest |\n|---|{'---:|' * 3 * len(sizes)}---|")
    for name in pages[sizes[0]]:
        views = [pages[size][name] for size in sizes]
        cells = [f"{cpu:,.0f} | {sent / 1000:,.0f} | {elements}" for cpu, sent, elements, _ in views]
        print(f"| {name} | " + " | ".join(cells) + f" | {views[-1][3]} |", flush=True)


if __name__ == "__main__":
    asked = sys.argv[1:]
    main(
        tuple(int(word) for word in asked if word.isdigit()) or SIZES,
        tuple(word for word in asked if not word.isdigit()),
    )
