"""One sheet of eight rows published several times by the importer, in a process of its own: prints the cost as JSON.

python -m bench.publishing FOLDER RUNS
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path

from ozgdash.ingest.files import import_files
from ozgdash.model.observation import Observation
from ozgdash.model.rights import everything
from ozgdash.settings import Settings
from ozgdash.sources.template import TemplateRow, write_status_csv
from ozgdash.store import read
from ozgdash.store.snapshots import Store

ROWS = 8
AS_OF = date(2026, 11, 1)
SETTLED = 2.5
"""Seconds between two publishes: a snapshot that is younger is not taken for one that was read before."""


def main(folder: Path, runs: int) -> None:
    """Publish, and print the costs of each run: wall and CPU in ms; and the peak of memory in MB."""
    settings = Settings(data_dir=folder, keep_snapshots=2)
    costs = []
    for number in range(runs + 1):
        sheet = _sheet(settings, folder / "blatt.csv", number)
        time.sleep(SETTLED)
        begin, cpu = time.perf_counter(), time.process_time()
        (report,) = import_files(settings, [sheet], by=everything("bench"), today=AS_OF, reason="bench")
        assert report.published, "the same sheet once more"
        costs.append(((time.perf_counter() - begin) * 1000, (time.process_time() - cpu) * 1000))
    # ru_maxrss would go on from the peak of the process that started this one.
    peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    print(json.dumps({"wall": [wall for wall, _ in costs[1:]], "cpu": [cpu for _, cpu in costs[1:]], "peak": peak}))


def _sheet(settings: Settings, path: Path, number: int) -> Path:
    """Other values in every run and on every day that the same folder is measured."""
    with closing(Store(settings.snapshots_dir).open_current()[1]) as connection:
        partners, catalogue = read.cooperation(connection).partners, read.services(connection)
    partner = partners[len(partners) // 2]
    own = [item for item in catalogue if dict(item.executed_by).get(partner.kind)][:ROWS]
    remark = f"{time.time_ns()}"
    rows = [
        TemplateRow(item, Observation(item.id, maturity=number % 4, maturity_model="1.1", remark=remark))
        for item in own
    ]
    write_status_csv(path, partner=partner, as_of=AS_OF, rows=rows, example=True, optional=())
    return path


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
