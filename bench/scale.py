"""The targets of "from four partners to the nation", measured and said as ratios of one run.

    python -m bench.scale [SIZE …]        default: 4 400 11000; OZGDASH_BENCH_DIR keeps the cooperations that are made

CPU of the process, so that others on the machine disturb little; wall times stand beside it where somebody waits.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ozgdash.charts import by_name, overview
from ozgdash.drawing.picture import picture
from ozgdash.metrics.once import Lasting, keep
from ozgdash.model.chart import Kind
from ozgdash.model.filters import Filters, View
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.store import read
from ozgdash.store.snapshots import Store
from tools.make_scale import write_folder
from tools.scale_parquet import PARQUET
from tools.scale_region import END

SIZES = (4, 400, 11_000)
PUBLISHES = 5
CLICKS = 5
SLOW_MS = 1_000
"""What takes longer is not measured again."""
MOST_CHARTS = 400
"""All charts of the registry are asked up to so many partners."""
BUILD = "import sys, pathlib; from tools.scale_parquet import publish; publish(pathlib.Path(sys.argv[1]))"


@dataclass(frozen=True)
class Measured:
    """What one size costs: times in ms, sizes in MB. ``charts``: name -> CPU of query and specification."""

    publish_cpu: float
    publish_wall: float
    publish_peak: float
    build_seconds: float | None
    build_peak: float | None
    snapshot: float
    observations: float
    click: float
    charts: Mapping[str, float]


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print the figures of each size, then the targets."""
    kept = os.environ.get("OZGDASH_BENCH_DIR")
    with tempfile.TemporaryDirectory() as folder:
        found = {size: _measured(Path(kept or folder) / f"scale-{size}", size) for size in sizes}
    _print_figures(found)
    _print_targets(found)
    _print_charts(found)


def _measured(folder: Path, size: int) -> Measured:
    seconds, peak = None, None
    if not (folder / PARQUET).is_dir():
        write_folder(folder, size, seed=1, parquet=True)
    store = Store(Settings(data_dir=folder).snapshots_dir)
    if size == SIZES[-1] or store.current() is None:
        seconds, peak = _build(folder)
    current, connection = store.open_current()
    with closing(connection):
        click, charts = _clicks(connection, current.path), _charts(connection, current.path, size)
    snapshot = current.path.stat().st_size / 1e6
    given = sum(path.stat().st_size for path in (folder / PARQUET).glob("observations-*.parquet")) / 1e6
    cost = json.loads(_run("-m", "bench.publishing", str(folder), str(PUBLISHES)))
    cpu, wall = (statistics.median(cost[name]) for name in ("cpu", "wall"))
    return Measured(cpu, wall, cost["peak"], seconds, peak, snapshot, given, click, charts)


def _build(folder: Path) -> tuple[float, float]:
    """Seconds that a snapshot of the Parquet files takes, and the peak of memory in MB."""
    begin = time.perf_counter()
    said = _run(
        "-c", f"{BUILD}; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)", str(folder)
    )
    return time.perf_counter() - begin, float(said)


def _run(*words: str) -> str:
    done = subprocess.run([sys.executable, *words], cwd=PROJECT_DIR, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.splitlines()[-1]


def _view(connection: duckdb.DuckDBPyConnection, path: Path, filters: Filters) -> View:
    return View(filters, "de", read.cooperation(connection), read.snapshot_info(connection, path))


def _clicks(connection: duckdb.DuckDBPyConnection, path: Path) -> float:
    """All charts of the overview for a Themenfeld that nobody asked for before, as one click asks for them."""
    topics, answers, times = read.topics(connection), Lasting(), []
    views = [_view(connection, path, Filters(END, topics=(topic,))) for topic in topics[: CLICKS + 1]]
    for view in views:
        begin, cursor = time.process_time(), keep(connection.cursor(), answers)
        for name in overview.CHARTS:
            spec = by_name.chart(name, cursor, view)
            if spec.kind is not Kind.TABLE and not spec.empty:
                picture(spec)
        times.append((time.process_time() - begin) * 1000)
    return statistics.median(times[1:])


def _charts(connection: duckdb.DuckDBPyConnection, path: Path, size: int) -> dict[str, float]:
    view = _view(connection, path, Filters(END))
    return {name: _chart(name, connection, view) for name in by_name.CHARTS} if size <= MOST_CHARTS else {}


def _chart(name: str, connection: duckdb.DuckDBPyConnection, view: View) -> float:
    times: list[float] = []
    while len(times) < 4 and not (times and times[-1] > SLOW_MS):
        begin = time.process_time()
        by_name.chart(name, connection.cursor(), view)
        times.append((time.process_time() - begin) * 1000)
    return statistics.median(times[1:] or times)


def _print_figures(found: Mapping[int, Measured]) -> None:
    rows = {
        "publish of one sheet, CPU ms": [f"{item.publish_cpu:,.0f}" for item in found.values()],
        "publish of one sheet, wall ms": [f"{item.publish_wall:,.0f}" for item in found.values()],
        "publish of one sheet, peak MB": [f"{item.publish_peak:,.0f}" for item in found.values()],
        "build from Parquet, s": [f"{item.build_seconds or 0:,.0f}" for item in found.values()],
        "build from Parquet, peak MB": [f"{item.build_peak or 0:,.0f}" for item in found.values()],
        "snapshot, MB": [f"{item.snapshot:,.1f}" for item in found.values()],
        "Parquet of the observations, MB": [f"{item.observations:,.1f}" for item in found.values()],
        "filter click on the overview, CPU ms": [f"{item.click:,.0f}" for item in found.values()],
    }
    head = " | ".join(f"{size:,} partners" for size in found)
    print(f"\n### By number of partners\n\n| what | {head} |\n|---|{'---:|' * len(found)}")
    for name, cells in rows.items():
        print(f"| {name} | " + " | ".join(cells) + " |")


def _print_targets(found: Mapping[int, Measured]) -> None:
    small, *others = found
    print("\n### Targets\n\n| figure | measured | target | |\n|---|---:|---:|---|")
    for size, click, publish in zip(others, (1.3, 2.0), (2.0, 6.0), strict=False):
        _target(f"filter click on the overview at {size:,} / at {small}", found[size].click / found[small].click, click)
        _target(
            f"publish of one sheet at {size:,} / at {small}",
            found[size].publish_cpu / found[small].publish_cpu,
            publish,
        )
    largest = found[others[-1]] if others else found[small]
    _target("peak memory of that publish, GiB", largest.publish_peak / 1024, 2.0)
    if largest.build_peak:
        _target("peak memory of the build, GiB", largest.build_peak / 1024, 2.0)
    _target("snapshot / Parquet of its observations", largest.snapshot / largest.observations, 3.0)
    for size in others:
        if found[size].charts:
            worst = max(found[size].charts.values())
            ratio = max(found[size].charts[name] / found[small].charts[name] for name in found[size].charts)
            _target(f"slowest chart at {size:,}, ms", worst, 150)
            _target(f"most that a chart at {size:,} takes of its time at {small}", ratio, 10)


def _target(name: str, measured: float, target: float) -> None:
    print(f"| {name} | {measured:,.2f} | {target:,.2f} | {'met' if measured <= target else 'not met'} |", flush=True)


def _print_charts(found: Mapping[int, Measured]) -> None:
    asked = {size: item.charts for size, item in found.items() if item.charts}
    print(f"\n### Charts, CPU ms\n\n| chart | {' | '.join(map(str, asked))} |\n|---|{'---:|' * len(asked)}")
    for name in next(iter(asked.values()), {}):
        print(f"| {name} | " + " | ".join(f"{charts[name]:,.0f}" for charts in asked.values()) + " |")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
