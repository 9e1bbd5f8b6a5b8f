"""``report``: makes the package of a recipe and mails it where the data is newer, or the alerts alone that are new."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
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
    from ozgdash.export.mail.letter import Enclosure, Letter
    from ozgdash.export.mail.standing import Delivered, Report
    from ozgdash.model.alert import Alert
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
class _Job:
    """What is to be sent to whom."""

    report: Report
    recipients: tuple[str, ...]
    order: Order
    package: CouncilPackage


def run(call: Call) -> int:
    """Sends what is due; 0 where everybody has it, else 1 or 3."""
    from ozgdash.export.mail.addresses import addresses

    if call.arguments.again and call.arguments.arrived:
        raise UsageError("mail.again_or_arrived")
    if call.arguments.out is not None:
        refuse_other_ending(call.arguments.out, "zip")
    recipients = addresses(call.arguments.mail)
    # What stands is looked at when nobody else sends any more: who waited must not take a new alert for one that ended.
    with opened_order(by_recipe_alone(call)) as (cursor, order), _ledgers(call) as folder:
        job = _job(call, cursor, order, recipients, folder)
        if call.arguments.dry_run:
            return _rehearsed(call, job)
        return _settled(call, job) if call.arguments.arrived else _sent(call, job)


def _ledgers(call: Call) -> AbstractContextManager[Path]:
    """Their folder; nobody else sends meanwhile, unless this call only says what would be sent."""
    from ozgdash.export.mail.ledger import FOLDER, opened_ledgers

    snapshots = call.settings.snapshots_dir
    return nullcontext(snapshots / FOLDER) if call.arguments.dry_run else opened_ledgers(snapshots)


def _job(call: Call, cursor: Cursor, order: Order, recipients: tuple[str, ...], folder: Path) -> _Job:
    from ozgdash.export.council.order import assembled_from
    from ozgdash.export.mail.mark import data_mark
    from ozgdash.export.mail.standing import Report

    report = Report(folder, call.arguments.recipe, data_mark(cursor), _alerts(cursor, order.view))
    return _Job(report, recipients, order, assembled_from(cursor, order))


def _alerts(cursor: Cursor, view: View) -> tuple[Alert, ...]:
    """What the rules say on the day of sending: that nobody reports any more no report can say."""
    from ozgdash.figures.alerts import alerts_to_tell
    from ozgdash.metrics.alerts import alert_rules, alerts

    today = replace(view, filters=view.filters.at(max(view.filters.as_of, days.today())))
    return alerts_to_tell(alerts(cursor, today.filters, alert_rules(cursor)), today)


def _rehearsed(call: Call, job: _Job) -> int:
    """Says what would be done; nothing is written and nobody is asked."""
    from ozgdash.export.mail.server import mail_server
    from ozgdash.export.mail.standing import standing

    mail_server()
    found = standing(job.report, job.recipients, again=call.arguments.again)
    code = _told(call, job, found)
    if not call.arguments.json:
        for letter in _drafts(job, found):
            call.print_result(_draft(letter))
    return code


def _settled(call: Call, job: _Job) -> int:
    from ozgdash.export.mail.standing import forget_ended, settled

    forget_ended(job.report, job.recipients)
    return _told(call, job, settled(job.report, job.recipients))


def _sent(call: Call, job: _Job) -> int:
    from ozgdash.export.mail.deliveries import deliver
    from ozgdash.export.mail.server import mail_server
    from ozgdash.export.mail.standing import Content, Outcome, forget_ended, standing

    server = mail_server()
    forget_ended(job.report, job.recipients)
    found = standing(job.report, job.recipients, again=call.arguments.again)
    due = [item for item in found if item.outcome is Outcome.DUE]
    if not due:
        return _told(call, job, found)
    enclosure = _enclosure(call, job) if any(item.content is Content.PACKAGE for item in due) else None
    letters = {item.recipient: _letter(job, item, enclosure) for item in due}
    done = {item.recipient: item for item in deliver(server, job.report, letters)}
    place = Path(enclosure.place) if enclosure else None
    return _told(call, job, [done[item.recipient] if item in due else item for item in found], place)


def _letter(job: _Job, item: Delivered, enclosure: Enclosure | None) -> Letter:
    """What goes to this recipient: the package, or the alerts alone."""
    from ozgdash.export.mail.letter import Letter
    from ozgdash.export.mail.standing import Content

    with_package = enclosure if item.content is Content.PACKAGE else None
    return Letter(job.report.recipe, job.report.mark, job.package, item.alerts, with_package)


def _enclosure(call: Call, job: _Job) -> Enclosure:
    """The package, which is on the disk when this returns."""
    from ozgdash.export.council import documents
    from ozgdash.export.mail.letter import Enclosure

    content = documents.write(job.package, PACKAGE)
    path = _place(call, job)
    write_whole(path, content)
    return Enclosure(path.name, content, str(path))


def _place(call: Call, job: _Job) -> Path:
    asked: Path | None = call.arguments.out
    if asked is not None:
        return asked / _file_name(job) if asked.is_dir() else asked
    folder = call.settings.snapshots_dir / REPORTS / job.report.recipe
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("cli.not_written", file=folder, reason=error.strerror or str(error)) from error
    return folder / _file_name(job)


def _file_name(job: _Job) -> str:
    from ozgdash.export.council import documents

    return documents.file_name(PACKAGE, job.order.view, job.order.occasion.paper)


def _told(call: Call, job: _Job, found: Sequence[Delivered], place: Path | None = None) -> int:
    """Prints what became of each mail; the exit code."""
    if call.arguments.json:
        call.print_result(json.dumps(_object(call, job, found, place), ensure_ascii=False))
    for item in found:
        is_bad = _code(item) or item.error
        say = call.print_message if is_bad else call.print_result
        if is_bad or not call.arguments.json:
            say(_sentence(call, item))
    if place is not None and not call.arguments.json:
        call.print_result(text("cli.exported", call.lang, file=place))
    return max(map(_code, found), default=0)


def _drafts(job: _Job, found: Sequence[Delivered]) -> list[Letter]:
    """Each mail that would be sent, once whoever gets it; where none is due the one with the package."""
    from ozgdash.export.mail.letter import Enclosure
    from ozgdash.export.mail.standing import Delivered, Outcome

    due = [replace(item, recipient="") for item in found if item.outcome is Outcome.DUE]
    whole = Delivered("", Outcome.DUE, alerts=job.report.alerts)
    enclosure = Enclosure(_file_name(job), b"", "")
    return [_letter(job, item, enclosure) for item in dict.fromkeys(due or [whole])]


def _draft(letter: Letter) -> str:
    from ozgdash.export.mail.letter import about_package, body

    file = letter.enclosure and letter.enclosure.file_name
    said = text("mail.would_enclose", letter.lang, file=file) if file else about_package(letter)
    return f"\n{letter.subject}\n\n{body(letter, said)}"


def _sentence(call: Call, item: Delivered) -> str:
    from ozgdash.export.mail.standing import Content

    since = formats.moment(item.since, call.lang) if item.since else ""
    reason = item.error.message(call.lang) if item.error else text("mail.ended_then", call.lang, since=since)
    said = {"to": item.recipient, "since": since, "reason": reason}
    if item.content is Content.ALERTS:
        return text(f"mail.alerts_{item.outcome}", call.lang, count=len(item.alerts), **said)
    return text(f"mail.outcome_{item.outcome}", call.lang, **said)


def _code(item: Delivered) -> int:
    from ozgdash.export.mail.standing import Outcome

    return {Outcome.FAILED: NOT_SENT, Outcome.UNKNOWN: NOBODY_KNOWS}.get(item.outcome, 0)


def _object(call: Call, job: _Job, found: Sequence[Delivered], place: Path | None) -> dict[str, Any]:
    view = job.order.view
    return {
        "recipe": job.report.recipe,
        "snapshot": view.snapshot.id,
        "as_of": view.filters.as_of.isoformat(),
        "package": str(place) if place else None,
        "alerts": [alert.sentence for alert in job.report.alerts],
        "recipients": [
            {
                "to": item.recipient,
                "mail": item.content,
                "outcome": item.outcome,
                "alerts": [alert.sentence for alert in item.alerts],
                "since": item.since.isoformat() if item.since else None,
                "error": item.error.message(call.lang) if item.error else None,
            }
            for item in found
        ],
    }
