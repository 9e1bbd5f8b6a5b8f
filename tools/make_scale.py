"""Makes up a cooperation of any size that reports the way authorities do: same seed, same bytes.

    python -m tools.make_scale --partners 400 --seed 1 --out FOLDER [--months 12] [--parquet]

FOLDER becomes a data folder with a snapshot: up to 400 partners of status sheets that the importer reads, beyond that
(or with --parquet) of the Parquet files in FOLDER/parquet. docs/SCALE.md says what is in them.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from ozgdash.errors import UserError
from ozgdash.ingest.data_folder import build
from ozgdash.ingest.fingerprint import BENCHMARKS, CATALOGUE, COOPERATION, EXAMPLES, MATURITY_LEVELS, SYNONYMS
from ozgdash.model.cooperation import Cooperation, Partner
from ozgdash.model.observation import Observation, Obstacle, Priority, Stage
from ozgdash.model.service import Service
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.sources.catalogue import read_catalogue
from ozgdash.sources.template import TemplateRow, write_component_csv, write_status_csv
from tools.scale_parquet import PARQUET, publish, write_tables
from tools.scale_region import END, MONTHS, cooperation, written
from tools.scale_reports import components, observations

AS_SHEETS = 400
"""Up to so many partners the importer reads sheets; 30 ms a sheet make more of them a matter of hours."""
MOST = 20_000
"""There are 24,000 names."""
TAKEN = (CATALOGUE, SYNONYMS, MATURITY_LEVELS, BENCHMARKS)
"""Files of the project's own data folder that hold for every cooperation."""
DEMAND_COLUMNS = ("faelle_pro_jahr", "prioritaet")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the folder and publish its snapshot; the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        write_folder(asked.out, asked.partners, seed=asked.seed, months=asked.months, parquet=asked.parquet)
    except UserError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.make_scale", description=__doc__)
    parser.add_argument("--partners", type=_up_to(MOST), required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--months", type=_up_to(len(MONTHS)), default=len(MONTHS))
    parser.add_argument("--parquet", action="store_true")
    return parser


def _up_to(most: int) -> Callable[[str], int]:
    def number(word: str) -> int:
        if not word.isdecimal() or not 1 <= int(word) <= most:
            raise argparse.ArgumentTypeError(f"{word}: allowed is 1 to {most}")
        return int(word)

    return number


def write_folder(folder: Path, partners: int, *, seed: int, months: int = len(MONTHS), parquet: bool = False) -> None:
    """A data folder of so many partners with a published snapshot; sheets and Parquet files of a former run go."""
    whole = cooperation(partners, seed=seed)
    _write_common(folder, whole)
    services = read_catalogue(folder / CATALOGUE).services
    for former in (EXAMPLES, PARQUET):
        shutil.rmtree(folder / former, ignore_errors=True)
    if parquet or partners > AS_SHEETS:
        write_tables(folder, whole, services, seed=seed, months=months)
        publish(folder)
        return
    for place, partner in enumerate(whole.partners):
        _write_partner(folder / EXAMPLES / partner.id, partner, services, np.random.default_rng([seed, place]), months)
    build(Settings(data_dir=folder), today=date.today())


def _write_common(folder: Path, whole: Cooperation) -> None:
    for name in TAKEN:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROJECT_DIR / "data" / name, folder / name)
    (folder / COOPERATION).write_text(written(whole), encoding="utf-8")


def _write_partner(
    folder: Path, partner: Partner, services: Sequence[Service], random: np.random.Generator, months: int
) -> None:
    folder.mkdir(parents=True)
    for day, rows in _sheets(partner, services, random, months):
        has_demand = rows[0].observation is not None and rows[0].observation.cases_given
        optional = DEMAND_COLUMNS if has_demand else ()
        path = folder / f"{day:%Y-%m}.csv"
        write_status_csv(path, partner=partner, as_of=day, rows=rows, example=True, optional=optional)
    path = folder / f"komponenten-{END:%Y-%m}.csv"
    write_component_csv(path, partner=partner, as_of=END, components=components(services, random), example=True)


def _sheets(
    partner: Partner, services: Sequence[Service], random: np.random.Generator, months: int
) -> Iterator[tuple[date, list[TemplateRow]]]:
    known = {service.id: service for service in services}
    sheets: dict[date, list[TemplateRow]] = {}
    for row in observations(partner, services, random, months=months).to_pylist():
        day = row.pop("observed_on")
        del row["partner_id"]
        of_kind = {"obstacle": Obstacle, "stage": Stage, "priority": Priority}
        row |= {name: kind(row[name]) for name, kind in of_kind.items() if row[name]}
        observation = Observation(row=row.pop("row_number"), **row)
        sheets.setdefault(day, []).append(TemplateRow(known[observation.service_id], observation))
    yield from sheets.items()


if __name__ == "__main__":
    sys.exit(main())
