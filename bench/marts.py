"""What a snapshot costs that is made from Parquet files: by DuckDB, and by Spark on this machine, in turns."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from ozgdash.errors import UserError
from ozgdash.marts import cluster
from ozgdash.settings import PROJECT_DIR
from tools.make_scale import write_folder
from tools.scale_parquet import PARQUET

SIZES = (4, 400)
ROUNDS = 3
WAYS = {
    "DuckDB": ["--engine", "duckdb"],
    "Spark, local[2]": ["--engine", "spark", "--master", "local[2]"],
    "Spark, local-cluster[2,1,1024]": ["--engine", "spark", "--master", "local-cluster[2,1,1024]"],
}


@dataclass(frozen=True)
class Run:
    """One call: seconds from its start to its end, and the memory of the process that publishes (not Java's)."""

    seconds: float
    peak_mb: float


def main(sizes: tuple[int, ...] = SIZES, rounds: int = ROUNDS) -> None:
    """Print the figures; where Spark cannot run, why."""
    ways = dict(WAYS)
    try:
        cluster.check("local[2]")
    except UserError as error:
        print(f"Spark is not measured: {error.message('en')}", flush=True)
        ways = {name: options for name, options in WAYS.items() if "spark" not in options}
    print("\n### A snapshot from Parquet files\n\n| partners | by | s | x DuckDB | memory of the publisher, MB |")
    print("|---:|---|---:|---:|---:|", flush=True)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_folder(Path(folder) / "data", size, seed=1, parquet=True)
            _print(size, _measured(Path(folder), ways, rounds))


def _measured(folder: Path, ways: dict[str, list[str]], rounds: int) -> dict[str, list[Run]]:
    runs: dict[str, list[Run]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, options in ways.items():
            runs[name].append(_once(folder, options))
            print(f"{name}: {runs[name][-1].seconds:,.1f} s", file=sys.stderr, flush=True)
    return runs


def _once(folder: Path, options: list[str]) -> Run:
    out = folder / "out"
    call = [sys.executable, "-m", "ozgdash", "marts", *options, "--out", str(out)]
    call += ["--observations", str(folder / "data" / PARQUET)]
    begin = time.perf_counter()
    process = subprocess.Popen(call, cwd=PROJECT_DIR, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, " ".join(call)
    shutil.rmtree(out)
    return Run(seconds, used.ru_maxrss / 1000)


def _print(size: int, runs: dict[str, list[Run]]) -> None:
    floor = [run.seconds for run in runs["DuckDB"]]
    for name, found in runs.items():
        seconds = statistics.median(run.seconds for run in found)
        ratio = statistics.median(run.seconds / base for run, base in zip(found, floor, strict=True))
        peak = max(run.peak_mb for run in found)
        print(f"| {size:,} | {name} | {seconds:,.1f} | {ratio:,.1f} | {peak:,.0f} |", flush=True)
