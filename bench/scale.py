"""What counts and publishing cost by the number of partners: CPU of this process, so that others disturb little."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

from bench.made import END, IMPORTED_AT, publish
from bench.timing import Figure
from ozgdash.metrics import maturity, plan, progress, synergies, work
from ozgdash.model.filters import Filters, Rule
from ozgdash.model.observation import Observation
from ozgdash.store import load, read
from ozgdash.store.records import ImportKind, ImportRecord
from ozgdash.store.snapshots import Store

SIZES = (4, 40, 400)
ASKED = Filters(as_of=END)
BUNDLES = Filters(as_of=END, rule=Rule.BUNDLE_RG2)
COUNTS: dict[str, Callable[..., object]] = {
    "progress over time": lambda cursor: progress.progress_over_time(cursor, ASKED),
    "progress over time, bundles": lambda cursor: progress.progress_over_time(cursor, BUNDLES),
    "topics": lambda cursor: progress.progress_by(cursor, ASKED, progress.Dimension.TOPIC, together=True),
    "levels": lambda cursor: maturity.maturity(cursor, ASKED),
    "plan": lambda cursor: plan.planned_over_time(cursor, ASKED),
    "one partner over time": lambda cursor: progress.progress_over_time(
        cursor, Filters(as_of=END, partners=("p00001",))
    ),
    "opportunities": lambda cursor: synergies.opportunities(cursor, ASKED),
    "opportunity counts": lambda cursor: synergies.opportunity_counts(cursor, ASKED),
    "what if": lambda cursor: synergies.what_if(cursor, ASKED),
    "late": lambda cursor: work.late(cursor, ASKED),
}


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        columns = {size: _measured(Path(folder) / str(size), size) for size in sizes}
    head = " | ".join(f"{size} partners" for size in sizes)
    print(f"\n### By number of partners, CPU ms\n\n| what | {head} |\n|---|{'---:|' * len(sizes)}")
    for name in columns[sizes[0]]:
        print(f"| {name} | " + " | ".join(f"{columns[size][name].median:,.0f}" for size in sizes) + " |", flush=True)


def _measured(folder: Path, size: int) -> dict[str, Figure]:
    begin = time.process_time()
    store = publish(folder, size)
    found = {"full publish, made rows included": Figure("", [(time.process_time() - begin) * 1000])}
    current, connection = store.open_current()
    with closing(connection):
        for name, count in COUNTS.items():
            found[name] = _cpu(partial(count, connection.cursor()), runs=5 if size < SIZES[-1] else 2)
    found["publish of one sheet of 8 rows"] = _cpu(partial(_one_sheet, store), runs=3)
    found["size of the snapshot, kB"] = Figure("", [current.path.stat().st_size / 1000])
    return found


def _cpu(work: Callable[[], object], *, runs: int) -> Figure:
    work()
    times = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        times.append((time.process_time() - begin) * 1000)
    return Figure("", times)


def _one_sheet(store: Store) -> None:
    """Eight services of one partner, one day later than all others."""
    with store.draft(note="bench") as draft:
        chosen = read.services(draft.connection)[:8]
        rows = tuple(Observation(item.id, maturity=3, maturity_model="1.1", row=2) for item in chosen)
        record = ImportRecord(
            kind=ImportKind.STATUS_SHEET,
            file_name="blatt.csv",
            sha256="1" * 64,
            imported_at=IMPORTED_AT,
            imported_by="bench",
            row_count=len(rows),
            partner_id="p00001",
            as_of=date(2026, 11, 1),
            example=False,
        )
        load.add_imports(draft.connection, [(record, rows, ())])


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
