"""``marts``: a snapshot from Parquet files, its derived tables worked out by DuckDB or by Apache Spark."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from ozgdash import formats
from ozgdash.cli.command import Call
from ozgdash.cli.parser import add_json
from ozgdash.errors import UsageError
from ozgdash.texts import Lang, text

if TYPE_CHECKING:
    from ozgdash.marts import MartsReport

ENGINES = ("duckdb", "spark")


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """What of, by whom, and where to."""
    observations = text("cli.help_marts_observations", lang)
    parser.add_argument("--observations", nargs="+", metavar="PARQUET", required=True, help=observations)
    parser.add_argument("--out", type=Path, metavar="FOLDER", required=True, help=text("cli.help_marts_out", lang))
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help=text("cli.help_marts_engine", lang))
    parser.add_argument("--master", metavar="URL", help=text("cli.help_marts_master", lang))
    parser.add_argument("--staging", metavar="FOLDER", help=text("cli.help_marts_staging", lang))
    parser.add_argument("--replace", action="store_true", help=text("cli.help_marts_replace", lang))
    add_json(parser, lang)


def run(call: Call) -> int:
    """Makes and publishes it, tells what it holds."""
    from ozgdash.marts import Engine, Order, make

    given = call.arguments
    of_spark = {name: getattr(given, name) for name in ("master", "staging") if getattr(given, name) is not None}
    if of_spark and given.engine != Engine.SPARK:
        raise UsageError("marts.option_of_spark", option=f"--{next(iter(of_spark))}")
    order = Order(
        observations=tuple(given.observations),
        out=given.out.expanduser().absolute(),
        engine=Engine(given.engine),
        replace=given.replace,
        keep=call.settings.keep_snapshots,
        **of_spark,
    )
    report = make(order)
    call.print_result(_json(report) if given.json else _sentence(report, call.lang))
    return 0


def _json(report: MartsReport) -> str:
    return json.dumps({"snapshot": report.snapshot.id, "file": str(report.snapshot.path), "rows": report.rows})


def _sentence(report: MartsReport, lang: Lang) -> str:
    counted = {f"{table}s": formats.number(report.rows[table], lang) for table in ("partner", "observation")}
    return text(
        "marts.made", lang, file=report.snapshot.path, states=formats.number(report.rows["state"], lang), **counted
    )
