"""``status``: the figures of the overview page, as a table or as JSON."""

from __future__ import annotations

import argparse
import json
from typing import Any

from ozgdash import formats
from ozgdash.cli import target_status, use_status
from ozgdash.cli.breakdown import BREAKDOWNS, rows_by
from ozgdash.cli.command import Call
from ozgdash.cli.parser import add_json
from ozgdash.cli.table import table
from ozgdash.cli.view import add_filters, opened_view
from ozgdash.model.filters import View
from ozgdash.texts import Lang, text


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The filters, the breakdown and ``--json``."""
    add_filters(parser, lang)
    parser.add_argument(
        "--by",
        choices=(*BREAKDOWNS, target_status.KEY, use_status.KEY),
        default="partner",
        help=text("cli.help_by", lang),
    )
    add_json(parser, lang)


def run(call: Call) -> int:
    """Prints the figures of one view."""
    with opened_view(call) as (connection, view):
        if call.arguments.by == target_status.KEY:
            target_status.run(call, connection, view)
            return 0
        if call.arguments.by == use_status.KEY:
            use_status.run(call, connection, view)
            return 0
        rows = rows_by(call.arguments.by, connection, view)
        if call.arguments.json:
            call.print_result(json.dumps(_object(view, rows), ensure_ascii=False))
        else:
            for line in _lines(view, rows, call.arguments.by):
                call.print_result(line)
    return 0


def _object(view: View, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "snapshot": view.snapshot.id,
        "as_of": view.filters.as_of.isoformat(),
        "rule": view.filters.rule.value,
        "example_data": view.snapshot.example_data,
        "deadline": {
            "key": view.deadline.key,
            "date": view.deadline.date.isoformat(),
            "days_past": view.days_past_deadline,
        },
        "rows": rows,
    }


def _lines(view: View, rows: list[dict[str, Any]], by: str) -> list[str]:
    from ozgdash.figures.wording import provenance

    done, total, unknown = (sum(row[key] for row in rows) for key in ("done", "total", "unknown"))
    facts = provenance(view, done, total, unknown=unknown)
    head = [facts.as_of, facts.rule, facts.filters, facts.source, facts.example_label]
    lines = [line for line in head if line]
    if not rows:
        return [*lines, "", text("charts.no_data" if view.partners else "cli.no_partner_yet", view.lang)]
    return [*lines, "", _answer(view, rows, by), "", _table(view, rows, by)]


def _answer(view: View, rows: list[dict[str, Any]], by: str) -> str:
    from ozgdash.figures import wording
    from ozgdash.figures.frames import Count

    count = Count.summed(rows)
    if not count.total:
        return text("charts.no_data", view.lang)
    if by == "department" and view.filters.rule.unit == "bundle":
        return text("cli.departments_overlap", view.lang)
    core = wording.with_subject(wording.core_sentence(count, view), view)
    return wording.deadline_sentence(core, view, None, now=count)


def _table(view: View, rows: list[dict[str, Any]], by: str) -> str:
    from ozgdash.figures import wording
    from ozgdash.figures.frames import Count

    lang = view.lang
    group = [] if by == "partner" else [by]
    names = ["partner", *group, "done", "not_responsible", "not_digitisable", "unknown"]
    header = [text(f"cli.column_{name}", lang) for name in names]
    lines = [
        [
            view.cooperation.partner(row["partner"]).short_name,
            *(_group_name(row, by, lang) for _ in group),
            wording.n_of_m(Count.of(row), lang),
            *(formats.number(row[name], lang) for name in ("not_responsible", "not_digitisable", "unknown")),
        ]
        for row in rows
    ]
    return table(header, lines, right=range(1 + len(group), len(names)))


def _group_name(row: dict[str, Any], by: str, lang: Lang) -> str:
    value = row[by]
    if value is None:
        return text("cli.unknown_group", lang)
    return str(value) if by != "maturity" else text("cli.level", lang, level=value, model=row["maturity_model"])
