"""The filters of ``status`` and ``export`` and the view they make of the current snapshot."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date

import duckdb

from ozgdash import formats
from ozgdash.cli.command import Call
from ozgdash.cli.days import day
from ozgdash.errors import UsageError, UserError
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.filters import Filters, Rule, SnapshotInfo, View
from ozgdash.store import read
from ozgdash.store.snapshots import Store
from ozgdash.texts import Lang, text


def add_filters(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The filters; the repeatable ones may be given several times."""
    rules = ", ".join(Rule)
    parser.add_argument("--partner", action="append", default=[], metavar="P", help=text("cli.help_partner", lang))
    parser.add_argument("--as-of", metavar="D", help=text("cli.help_as_of", lang))
    parser.add_argument("--rule", metavar="R", help=text("cli.help_rule", lang, rules=rules))
    parser.add_argument("--topic", action="append", default=[], metavar="T", help=text("cli.help_topic", lang))
    parser.add_argument("--deadline", metavar="KEY", help=text("cli.help_deadline", lang))


@contextmanager
def opened_view(call: Call, *, today: date | None = None) -> Iterator[tuple[duckdb.DuckDBPyConnection, View]]:
    """A connection to the current snapshot and the view that the arguments ask for.

    Raises UserError for a partner, topic, deadline or day that the snapshot does not have.
    """
    rule = _rule(call.arguments.rule)
    as_of = day(call.arguments.as_of)
    current, connection = Store(call.settings.snapshots_dir).open_current()
    with closing(connection):
        cooperation = read.cooperation(connection)
        info = read.snapshot_info(connection, current.path)
        filters = Filters(
            as_of=_as_of(as_of, info, today or date.today(), call.lang),
            rule=rule,
            partners=partner_ids(cooperation, call.arguments.partner),
            topics=_known("topic", call.arguments.topic, read.topics(connection)),
            deadline=_deadline(call.arguments.deadline, cooperation),
        )
        yield connection, View(filters=filters, lang=call.lang, cooperation=cooperation, snapshot=info)


def partner_ids(cooperation: Cooperation, names: Sequence[str]) -> tuple[str, ...]:
    """The ids of the named partners in the cooperation's order; raises UserError for one that is none."""
    chosen = set()
    for name in names:
        partner = cooperation.named(name)
        if partner is None:
            allowed = ", ".join(item.id for item in cooperation.partners)
            raise UserError("cli.unknown_partner", received=name, allowed=allowed)
        chosen.add(partner.id)
    return tuple(partner.id for partner in cooperation.partners if partner.id in chosen)


def _rule(received: str | None) -> Rule:
    if received is None:
        return Rule.SERVICE_RG3
    if received not in tuple(Rule):
        raise UsageError("cli.unknown_rule", received=received, allowed=", ".join(Rule))
    return Rule(received)


def _as_of(asked: date | None, info: SnapshotInfo, today: date, lang: Lang) -> date:
    latest = max(today, info.newest_observation or today)
    if asked is not None and asked > latest:
        raise UserError("cli.future", received=formats.day(asked, lang), latest=formats.day(latest, lang))
    return asked or info.newest_observation or today


def _known(kind: str, names: Sequence[str], allowed: Sequence[str]) -> tuple[str, ...]:
    for name in names:
        if name not in allowed:
            raise UserError(f"cli.unknown_{kind}", received=name, allowed="; ".join(allowed))
    return tuple(dict.fromkeys(names))


def _deadline(key: str | None, cooperation: Cooperation) -> str | None:
    keys = [deadline.key for deadline in cooperation.deadlines]
    if key is not None and key not in keys:
        raise UserError("cli.unknown_deadline", received=key, allowed=", ".join(keys))
    return key
