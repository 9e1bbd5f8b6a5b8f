"""The same status sheet as XLSX and as ODS, each read in a process of its own, so that time and memory are its own.

Linux only: the peak of the memory comes from ``/proc``.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from ozgdash.model.observation import Observation, Stage
from ozgdash.model.service import Service
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.catalogue import read_catalogue
from ozgdash.sources.cooperation import read_cooperation
from ozgdash.sources.template import FORMATS, TemplateRow, write_template

ROWS, ROUNDS = 5_000, 3
STAND = date(2026, 10, 31)
READER = """
import gc, sys, time
from datetime import date
from pathlib import Path
from bench.sheets import ROWS, services
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.cooperation import read_cooperation
from ozgdash.sources.detect import look_into
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.status_sheet import read_status_sheet
cooperation, index = read_cooperation(PROJECT_DIR / "data" / "cooperation.toml"), ServiceIndex(services())
def memory(name):
    status = Path("/proc/self/status").read_text()
    return int(status.split(f"{name}:")[1].split()[0]) / 1024
gc.collect()
Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here on
before, begin = memory("VmRSS"), time.process_time()
source, today = look_into(Path(sys.argv[1])), date(2026, 11, 28)
sheet = read_status_sheet(source, cooperation=cooperation, services=index, today=today)
assert len(sheet.observations) == ROWS
print(time.process_time() - begin, memory("VmHWM") - before)
"""


def services() -> tuple[Service, ...]:
    """As many services as the sheet has rows, each a copy of one of the catalogue under a key of its own."""
    known = read_catalogue(PROJECT_DIR / "data" / "catalogue" / "leistungen.csv").services
    return tuple(_copy(known[number % len(known)], number) for number in range(ROWS))


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        files = _files(Path(folder))
        figures: dict[str, list[tuple[float, float]]] = {name: [] for name in files}
        for _ in range(ROUNDS):
            for name, path in files.items():
                figures[name].append(_read(path))
        print(f"\n### Status sheet of {ROWS:,} rows × 16 columns, read\n")
        print("| file | KB | CPU s, median | peak memory, MB | times the time of XLSX | times its memory |")
        print("|---|---:|---:|---:|---:|---:|")
        floor = [statistics.median(values) for values in zip(*figures["XLSX"], strict=True)]
        for name, found in figures.items():
            seconds, megabytes = (statistics.median(values) for values in zip(*found, strict=True))
            size = files[name].stat().st_size / 1_000
            ratios = f"{seconds / floor[0]:.2f} | {megabytes / floor[1]:.2f}"
            print(f"| {name} | {size:,.0f} | {seconds:.2f} | {megabytes:.0f} | {ratios} |", flush=True)


def _files(folder: Path) -> dict[str, Path]:
    partner = read_cooperation(PROJECT_DIR / "data" / "cooperation.toml").partners[0]
    rows = [TemplateRow(service, _observation(service, number)) for number, service in enumerate(services())]
    for ending in FORMATS:
        write_template(
            folder / f"s.{ending}",
            partner=partner,
            as_of=STAND,
            rows=rows,
            example=False,
            lang="de",
            file_format=ending,
        )
    files = {ending.upper(): folder / f"s.{ending}" for ending in FORMATS}
    if shutil.which("soffice"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        for ending in FORMATS:
            command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(folder / "saved")]
            subprocess.run([*command, str(files["ODS"])], check=True, capture_output=True)
            files[f"{ending.upper()} saved by LibreOffice"] = folder / "saved" / f"s.{ending}"
    return files


def _copy(service: Service, number: int) -> Service:
    key = f"99{number:09}000"
    return replace(service, leika_key=key, name=f"{service.name} {number}")


def _observation(service: Service, number: int) -> Observation:
    return Observation(
        service.id, maturity=number % 5, maturity_model="1.1", stage=Stage.ONLINE,
        planned_on=date(2027, 1 + number % 12, 1),
        department=f"Fachbereich {number % 40}", url=f"https://dienste.example/{number}", remark=f"Vermerk {number}",
        cases_per_year=number, responsible=True,
    )  # fmt: skip


def _read(path: Path) -> tuple[float, float]:
    """Seconds of processor time and megabytes on top of what the process had."""
    found = subprocess.run(
        [sys.executable, "-c", READER, str(path)], cwd=PROJECT_DIR, check=True, capture_output=True, text=True
    )
    seconds, megabytes = map(float, found.stdout.split())
    return seconds, megabytes


if __name__ == "__main__":
    main()
