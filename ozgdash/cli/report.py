"""``report``: makes the package of a recipe and mails it, when the data is newer than the last time."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ozgdash import formats
from ozgdash.cli.command import Call
from ozgdash.cli.council import by_recipe_alone, opened_order
from ozgdash.cli.files import refuse_other_ending, write_whole
from ozgdash.cli.parser import add_json
from ozgdash.errors import UsageError, UserError
from ozgdash.model import days
from ozgdash.texts import Lang, text

if TYPE_CHECKING:
    from ozgdash.charts.recipe import Cursor
    from ozgdash.export.council.order import Order
    from ozgdash.export.council.package import CouncilPackage
    from ozgdash.export.mail.deliveries import Delivered
    from ozgdash.model.filters import View

NOT_SENT, NOBODY_KNOWS = 1, 3
"""Exit codes: for certain not sent, so the next call tries again; it may have arrived, so a person has to say."""
REPORTS = "reports"
PACKAGE = "package"


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Which recipe, to whom, and what to do where it is not clear what happened."""
    parser.add_argument("--recipe", metavar="NAME", required=True, help=text("cli.help_recipe", lang))
    parser.add_argument(
        "--mail", metavar="TO", nargs="+", action="extend", required=True, help=text("cli.help_mail", lang)
    )
    parser.add_argument("--out", type=Path, metavar="PATH", help=text("cli.help_report_out", lang))
    parser.add_argument("--dry-run", action="store_true", help=text("cli.help_report_dry_run", lang))
    parser.add_argument("--again", action="store_true", help=text("cli.help_again", lang))
    parser.add_argument("--arrived", action="store_true", help=text("cli.help_arrived", lang))
    add_json(parser, lang)


@dataclass(frozen=True)
class _Report:
    """What is to be sent to whom."""

    recipe: str
    mark: str
    recipients: tuple[str, ...]
    order: Order
    package: CouncilPackage
    alerts: tuple[str, ...]


def run(call: Call) -> int:
    """Sends what is due; 0 where everybody has it, else 1 or 3."""
    from ozgdash.export.mail.addresses import addresses

    if call.arguments.again and call.arguments.arrived:
        raise UsageError("mail.again_or_arrived")
    if call.arguments.out is not None:
        refuse_other_ending(call.arguments.out, "zip")
    recipients = addresses(call.arguments.mail)
    with opened_order(by_recipe_alone(call)) as (connection, order):
        report = _report(call, connection, order, recipients)
    if call.arguments.dry_run:
        return _rehearsed(call, report)
    return _settled(call, report) if call.arguments.arrived else _sent(call, report)


def _report(call: Call, cursor: Cursor, order: Order, recipients: tuple[str, ...]) -> _Report:
    from ozgdash.export.council.order import assembled_from
    from ozgdash.export.mail.mark import data_mark

    package = assembled_from(cursor, order)
    return _Report(call.arguments.recipe, data_mark(cursor), recipients, order, package, _alerts(cursor, order.view))


def _alerts(cursor: Cursor, view: View) -> tuple[str, ...]:
    """What the rules say on the day of sending: that nobody reports any more no report can say."""
    from ozgdash.figures.alerts import alert_sentences
    from ozgdash.metrics.alerts import alert_rules, alerts

    today = replace(view, filters=view.filters.at(max(view.filters.as_of, days.today())))
    return alert_sentences(alerts(cursor, today.filters, alert_rules(cursor)), today)


def _rehearsed(call: Call, report: _Report) -> int:
    """Says what would be done; nothing is written and nobody is asked."""
    from ozgdash.export.mail.deliveries import standing
    from ozgdash.export.mail.ledger import FOLDER
    from ozgdash.export.mail.server import mail_server

    mail_server()
    folder = call.settings.snapshots_dir / FOLDER
    found = standing(folder, report.recipe, report.mark, report.recipients, again=call.arguments.again)
    return _told(call, report, found)


def _settled(call: Call, report: _Report) -> int:
    from ozgdash.export.mail.deliveries import settled
    from ozgdash.export.mail.ledger import opened_ledgers

    with opened_ledgers(call.settings.snapshots_dir) as folder:
        return _told(call, report, settled(folder, report.recipe, report.mark, report.recipients))


def _sent(call: Call, report: _Report) -> int:
    from ozgdash.export.mail.deliveries import Outcome, deliver, standing
    from ozgdash.export.mail.ledger import opened_ledgers
    from ozgdash.export.mail.server import mail_server

    server = mail_server()
    with opened_ledgers(call.settings.snapshots_dir) as folder:
        found = standing(folder, report.recipe, report.mark, report.recipients, again=call.arguments.again)
        due = [item.recipient for item in found if item.outcome is Outcome.DUE]
        if not due:
            return _told(call, report, found)
        letter = _letter(call, report)
        done = {item.recipient: item for item in deliver(server, folder, letter, due)}
    return _told(call, report, [done.get(item.recipient, item) for item in found], Path(letter.place))


def _letter(call: Call, report: _Report) -> Any:
    """The report with its package, which is on the disk when this returns."""
    from ozgdash.export.council import documents
    from ozgdash.export.mail.letter import Letter

    content = documents.write(report.package, PACKAGE)
    path = _place(call, report)
    write_whole(path, content)
    return Letter(report.recipe, report.mark, report.package, report.alerts, path.name, content, str(path))


def _place(call: Call, report: _Report) -> Path:
    from ozgdash.export.council import documents

    name = documents.file_name(PACKAGE, report.order.view, report.order.occasion.paper)
    asked: Path | None = call.arguments.out
    if asked is not None:
        return asked / name if asked.is_dir() else asked
    folder = call.settings.snapshots_dir / REPORTS / report.recipe
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("cli.not_written", file=folder, reason=error.strerror or str(error)) from error
    return folder / name


def _told(call: Call, report: _Report, found: Any, place: Path | None = None) -> int:
    """Prints what became of each mail; the exit code."""
    if call.arguments.json:
        call.print_result(json.dumps(_object(call, report, found, place), ensure_ascii=False))
    for item in found:
        is_bad = _code(item) or item.error
        say = call.print_message if is_bad else call.print_result
        if is_bad or not call.arguments.json:
            say(_sentence(call, item))
    if place is not None and not call.arguments.json:
        call.print_result(text("cli.exported", call.lang, file=place))
    if call.arguments.dry_run and not call.arguments.json:
        call.print_result(_draft(report))
    return max(map(_code, found), default=0)


def _draft(report: _Report) -> str:
    from ozgdash.export.council import documents
    from ozgdash.export.mail.letter import Letter, body

    name = documents.file_name(PACKAGE, report.order.view, report.order.occasion.paper)
    letter = Letter(report.recipe, report.mark, report.package, report.alerts, name, b"", "")
    return f"\n{letter.subject}\n\n{body(letter, text('mail.would_enclose', letter.lang, file=name))}"


def _sentence(call: Call, item: Delivered) -> str:
    since = formats.moment(item.since, call.lang) if item.since else ""
    reason = item.error.message(call.lang) if item.error else text("mail.ended_then", call.lang, since=since)
    return text(f"mail.outcome_{item.outcome}", call.lang, to=item.recipient, since=since, reason=reason)


def _code(item: Delivered) -> int:
    from ozgdash.export.mail.deliveries import Outcome

    return {Outcome.FAILED: NOT_SENT, Outcome.UNKNOWN: NOBODY_KNOWS}.get(item.outcome, 0)


def _object(call: Call, report: _Report, found: Any, place: Path | None) -> dict[str, Any]:
    view = report.order.view
    return {
        "recipe": report.recipe,
        "snapshot": view.snapshot.id,
        "as_of": view.filters.as_of.isoformat(),
        "package": str(place) if place else None,
        "alerts": list(report.alerts),
        "recipients": [
            {
                "to": item.recipient,
                "outcome": item.outcome,
                "since": item.since.isoformat() if item.since else None,
                "error": item.error.message(call.lang) if item.error else None,
            }
            for item in found
        ],
    }
