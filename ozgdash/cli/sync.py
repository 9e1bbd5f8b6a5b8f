"""``sync``: asks other systems over the network, now and only now."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ozgdash import formats
from ozgdash.cli.command import Call
from ozgdash.cli.findings import print_findings
from ozgdash.cli.import_ import import_facts, import_lines
from ozgdash.cli.parser import add_json
from ozgdash.errors import UsageError
from ozgdash.model import days
from ozgdash.model.rights import at_the_machine
from ozgdash.texts import Lang, text

if TYPE_CHECKING:
    from ozgdash.ingest.feed_sync import Asked, PartnerResult, SyncReport
    from ozgdash.ingest.link_sync import LinkSyncReport
    from ozgdash.model.outside import Link

WHAT = ("pvog", "fim", "links")
OPTIONS = {"pvog": ("base_url", "partner", "vergleich"), "fim": ("base_url",), "links": ("partner", "allow_private")}
"""Which of the options that not all have goes with what."""


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """What, from where, of whom, whether to publish."""
    parser.add_argument("what", choices=WHAT, help=text("cli.help_sync_what", lang))
    parser.add_argument("--base-url", metavar="URL", help=text("cli.help_base_url", lang))
    parser.add_argument("--partner", action="append", default=[], metavar="P", help=text("cli.help_partner", lang))
    parser.add_argument("--vergleich", action="store_true", help=text("cli.help_vergleich", lang))
    parser.add_argument("--allow-private", action="store_true", help=text("cli.help_allow_private", lang))
    parser.add_argument("--note", default="", metavar="TEXT", help=text("cli.help_note", lang))
    parser.add_argument("--dry-run", action="store_true", help=text("cli.help_dry_run", lang))
    add_json(parser, lang)


def run(call: Call) -> int:
    """Asks, tells what came of it. Exit code 1 where nothing came."""
    from ozgdash.ingest.feed_sync import Asked

    arguments = call.arguments
    _check_options(arguments)
    asked = Asked(at_the_machine().who, days.today(), dry_run=arguments.dry_run, note=arguments.note)
    return {"pvog": _pvog, "fim": _fim, "links": _links}[arguments.what](call, asked)


def _check_options(arguments: argparse.Namespace) -> None:
    allowed = OPTIONS[arguments.what]
    for name in ("base_url", "partner", "vergleich", "allow_private"):
        if getattr(arguments, name) and name not in allowed:
            option = f"--{name.replace('_', '-')}"
            raise UsageError("cli.option_of_another", option=option, what=arguments.what)


def _pvog(call: Call, asked: Asked) -> int:
    from ozgdash.ingest.feed_sync import sync_pvog

    given = call.arguments
    report = sync_pvog(call.settings, asked, base_url=given.base_url, partners=given.partner, compared=given.vergleich)
    if call.arguments.json:
        call.print_result(json.dumps(_facts(report, call.lang), ensure_ascii=False))
        return 0 if report.came else 1
    for result in report.results:
        _tell(call, result)
    call.print_result(_outcome(report, call.lang))
    return 0 if report.came else 1


def _tell(call: Call, result: PartnerResult) -> None:
    if result.report is None:
        reason = result.error.message(call.lang) if result.error else ""
        call.print_message(text("cli.sync_failed", call.lang, partner=result.partner_id, reason=reason))
        return
    print_findings(call, result.report.findings)
    call.print_result(import_lines(result.report, call.lang)[0])


def _outcome(report: SyncReport, lang: Lang) -> str:
    key = "imported" if report.published else "sync_dry_run" if report.dry_run else "sync_nothing_new"
    return text(f"cli.{key if report.came else 'sync_nothing_came'}", lang, snapshot=report.snapshot_id)


def _facts(report: SyncReport, lang: Lang) -> dict[str, Any]:
    partners = [
        import_facts(result.report, lang)
        if result.report
        else {"partner": result.partner_id, "error": result.error.message(lang) if result.error else None}
        for result in report.results
    ]
    return {
        "snapshot": report.snapshot_id,
        "published": report.published,
        "dry_run": report.dry_run,
        "partners": partners,
    }


def _fim(call: Call, asked: Asked) -> int:
    from ozgdash.ingest.feed_sync import sync_fim

    report = sync_fim(call.settings, asked, base_url=call.arguments.base_url)
    if call.arguments.json:
        call.print_result(json.dumps(import_facts(report, call.lang), ensure_ascii=False))
        return 0
    print_findings(call, report.findings)
    for line in import_lines(report, call.lang):
        call.print_result(line)
    return 0


def _links(call: Call, asked: Asked) -> int:
    from ozgdash.ingest.link_sync import sync_links

    report = sync_links(
        call.settings, asked, partners=call.arguments.partner, allow_private=call.arguments.allow_private
    )
    outcomes = Counter(check.outcome for check in report.checks)
    if call.arguments.json:
        facts = {
            "snapshot": report.snapshot_id,
            "published": report.published,
            "dry_run": report.dry_run,
            "left_out": report.left_out,
            "outcomes": {outcome.value: count for outcome, count in sorted(outcomes.items())},
            "links": [asdict(check.link) | _answer(check) for check in report.checks],
        }
        call.print_result(json.dumps(facts, ensure_ascii=False))
        return 0
    for line in _link_lines(report, outcomes, call.lang):
        call.print_result(line)
    return 0


def _answer(check: Any) -> dict[str, Any]:
    return {"checked_on": check.checked_on.isoformat(), "outcome": check.outcome.value, "status": check.status}


def _service(link: Link) -> str:
    """The service, or the LeiKa key of an entry of a portal."""
    return link.service_id if link.source == "report" else link.service_id.split(":")[1]


def _link_lines(report: LinkSyncReport, outcomes: Counter[Any], lang: Lang) -> list[str]:
    bad = [check for check in report.checks if check.outcome.value != "ok"]
    lines = [
        text(
            "cli.link_line",
            lang,
            partner=check.link.partner_id,
            service=_service(check.link),
            source=text(f"cli.link_from_{check.link.source}", lang),
            url=check.link.url,
            outcome=text(f"cli.link_{check.outcome.value}", lang),
            status="" if check.status is None else f" ({check.status})",
        )
        for check in bad
    ]
    checked = formats.number(len(report.checks), lang)
    fine = formats.number(outcomes["ok"], lang)
    lines.append(text("cli.links_checked", lang, checked=checked, fine=fine, left_out=report.left_out))
    key = "imported" if report.published else "sync_dry_run" if report.dry_run else "sync_no_links"
    return [*lines, text(f"cli.{key}", lang, snapshot=report.snapshot_id)]
