"""The filters of ``status`` and ``export`` and the view they make of the current snapshot."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from functools import partial

import duckdb

from ozgdash import formats
from ozgdash.cli.command import Call
from ozgdash.cli.days import day
from ozgdash.errors import UsageError, UserError
from ozgdash.metrics.choices import choices
from ozgdash.model import days
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.filters import (
    ADDRESSEES,
    DEFAULT_PACE,
    DEFAULT_USE_LIMIT,
    PACES,
    USE_LIMITS,
    Filters,
    Rule,
    SnapshotInfo,
    View,
)
from ozgdash.model.names import known_as
from ozgdash.store import read
from ozgdash.store.snapshots import Store
from ozgdash.texts import Lang, text


def add_filters(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The filters; the repeatable ones may be given several times."""
    rules = ", ".join(Rule)
    several = partial(parser.add_argument, action="append", default=[])
    several("--partner", metavar="P", help=text("cli.help_partner", lang))
    several("--group", metavar="G", help=text("cli.help_group", lang))
    parser.add_argument("--as-of", metavar="D", help=text("cli.help_as_of", lang))
    parser.add_argument("--rule", metavar="R", help=text("cli.help_rule", lang, rules=rules))
    parser.add_argument("--topic", action="append", default=[], metavar="T", help=text("cli.help_topic", lang))
    parser.add_argument(
        "--department", action="append", default=[], metavar="D", help=text("cli.help_department", lang)
    )
    several("--addressee", metavar="A", help=text("cli.help_addressee", lang))
    parser.add_argument("--deadline", metavar="KEY", help=text("cli.help_deadline", lang))


def add_options(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """What only some charts look at."""
    parser.add_argument("--compare", metavar="D", help=text("cli.help_compare", lang))
    parser.add_argument("--target", metavar="D", help=text("cli.help_target", lang))
    parser.add_argument("--pace", metavar="N", help=text("cli.help_pace", lang))
    parser.add_argument("--use-below", metavar="N", help=text("cli.help_use_below", lang))
    parser.add_argument("--service", metavar="KEY", help=text("cli.help_service", lang))
    parser.add_argument("--takeover", action="append", default=[], metavar="KEY", help=text("cli.help_takeover", lang))


@contextmanager
def opened_view(call: Call, *, today: date | None = None) -> Iterator[tuple[duckdb.DuckDBPyConnection, View]]:
    """A connection to the current snapshot and the view that the arguments ask for.

    Raises UserError for a partner, group, topic, department, addressee, deadline, service or day that the snapshot does
    not have.
    """
    rule = _rule(call.arguments.rule)
    as_of = day(call.arguments.as_of)
    current, connection = Store(call.settings.snapshots_dir).open_current()
    with closing(connection):
        cooperation = read.cooperation(connection)
        info = read.snapshot_info(connection, current.path)
        filters = Filters(
            as_of=stand(as_of, info, today or days.today(), call.lang),
            rule=rule,
            partners=partner_ids(cooperation, call.arguments.partner),
            topics=_known("topic", call.arguments.topic, read.topics(connection)),
            departments=_known("department", call.arguments.department, choices(connection).departments),
            addressees=_known("addressee", call.arguments.addressee, ADDRESSEES),
            deadline=_deadline(call.arguments.deadline, cooperation),
            groups=group_keys(cooperation, call.arguments.group),
        )
        view = _with_options(call, View(filters, call.lang, cooperation, info))
        asked = vars(call.arguments)
        yield (
            connection,
            replace(
                view,
                service=_service(asked.get("service"), connection),
                takeover=_takeover(asked.get("takeover") or [], connection),
            ),
        )


def _with_options(call: Call, view: View) -> View:
    given = vars(call.arguments)
    compare_on, target_on = day(given.get("compare")), day(given.get("target"))
    shown = formats.day(view.filters.as_of, call.lang)
    if compare_on is not None and compare_on >= view.filters.as_of:
        raise UserError("cli.compare_not_before", received=formats.day(compare_on, call.lang), stand=shown)
    if target_on is not None and target_on <= view.filters.as_of:
        raise UserError("cli.target_not_after", received=formats.day(target_on, call.lang), stand=shown)
    pace = given.get("pace") or str(DEFAULT_PACE)
    if pace not in map(str, PACES):
        raise UsageError("cli.unknown_pace", received=pace, allowed=", ".join(map(str, PACES)))
    below = given.get("use_below") or str(DEFAULT_USE_LIMIT)
    if below not in map(str, USE_LIMITS):
        raise UsageError("cli.unknown_use_limit", received=below, allowed=", ".join(map(str, USE_LIMITS)))
    return replace(view, compare_on=compare_on, target_on=target_on, pace_months=int(pace), use_below=int(below))


def partner_ids(cooperation: Cooperation, names: Sequence[str]) -> tuple[str, ...]:
    """The ids of the named partners in the cooperation's order; raises UserError for one that is none."""
    chosen = set()
    for name in names:
        partner = cooperation.named(name)
        if partner is None:
            raise UserError("cli.unknown_partner", received=name, allowed=cooperation.known_ids())
        chosen.add(partner.id)
    return tuple(partner.id for partner in cooperation.partners if partner.id in chosen)


def group_keys(cooperation: Cooperation, names: Sequence[str]) -> tuple[str, ...]:
    """The keys of the named groups in the order in which they are offered; raises UserError for one that is none."""
    chosen = set()
    for name in names:
        group = cooperation.group_named(name)
        if group is None:
            fault = "cli.no_such_group" if cooperation.groups else "cli.no_groups"
            raise UserError(fault, received=name, allowed=cooperation.known_groups())
        chosen.add(group.key)
    return tuple(group.key for group in cooperation.groups if group.key in chosen)


def _rule(received: str | None) -> Rule:
    if received is None:
        return Rule.SERVICE_RG3
    if received not in tuple(Rule):
        raise UsageError("cli.unknown_rule", received=received, allowed=", ".join(Rule))
    return Rule(received)


def stand(asked: date | None, info: SnapshotInfo, today: date, lang: Lang) -> date:
    """The day asked for, else that of the newest observation; raises UserError for a day that is yet to come."""
    latest = max(today, info.newest_observation or today)
    if asked is not None and asked > latest:
        raise UserError("cli.future", received=formats.day(asked, lang), latest=formats.day(latest, lang))
    return asked or info.newest_observation or today


def _known(kind: str, names: Sequence[str], allowed: Sequence[str]) -> tuple[str, ...]:
    found = []
    for name in names:
        spelled = known_as(name, allowed)
        if spelled is None:
            raise UserError(f"cli.unknown_{kind}", received=name, allowed="; ".join(allowed))
        found.append(spelled)
    return tuple(dict.fromkeys(found))


def _service(key: str | None, connection: duckdb.DuckDBPyConnection) -> str | None:
    if key is not None and key not in dict(choices(connection).services):
        raise UserError("cli.unknown_service", received=key)
    return key


def _takeover(keys: Sequence[str], connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    for key in keys:
        _service(key, connection)
    return tuple(dict.fromkeys(keys))


def _deadline(key: str | None, cooperation: Cooperation) -> str | None:
    keys = [deadline.key for deadline in cooperation.deadlines]
    if key is not None and key not in keys:
        raise UserError("cli.unknown_deadline", received=key, allowed=", ".join(keys))
    return key
