"""Fills the empty tables of a draft with what the files of the data folder describe."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

import duckdb

from ozgdash.model.alert import AlertRule
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.event import Happening
from ozgdash.model.initiative import Initiative
from ozgdash.model.reference import Benchmark, MaturityLevel
from ozgdash.model.synonym import WordGroup
from ozgdash.model.target import Target
from ozgdash.store.inserting import insert, without


def write_cooperation(connection: duckdb.DuckDBPyConnection, cooperation: Cooperation) -> None:
    """Fills the empty tables cooperation, partner, peer, partner_group and deadline."""
    insert(connection, "insert_cooperation", [{"name": cooperation.name, "start": cooperation.start}])
    partners = [
        without(asdict(partner), "id") | {"partner_id": partner.id, "kind": partner.kind.value, "position": position}
        for position, partner in enumerate(cooperation.partners)
    ]
    deadlines = [asdict(item) | {"position": position} for position, item in enumerate(cooperation.deadlines)]
    groups = [
        without(asdict(group), "partners")
        | {"kind": group.kind.value, "partner_ids": list(group.partners), "position": position}
        for position, group in enumerate(cooperation.own_groups)
    ]
    insert(connection, "insert_partner", partners)
    peers = [
        without(asdict(peer), "id") | {"peer_id": peer.id, "kind": peer.kind.value, "position": position}
        for position, peer in enumerate(cooperation.peers)
    ]
    insert(connection, "insert_peer", peers)
    insert(connection, "insert_partner_group", groups)
    insert(connection, "insert_deadline", deadlines)


def write_reference(
    connection: duckdb.DuckDBPyConnection, *, maturity_levels: Iterable[MaturityLevel], benchmarks: Iterable[Benchmark]
) -> None:
    """Fills the empty tables maturity_level and benchmark."""
    insert(connection, "insert_maturity_level", [asdict(level) for level in maturity_levels])
    rows = [asdict(item) | {"position": position} for position, item in enumerate(benchmarks)]
    insert(connection, "insert_benchmark", rows)


def write_initiatives(connection: duckdb.DuckDBPyConnection, initiatives: Iterable[Initiative]) -> None:
    """Fills the empty table initiative."""
    rows = [
        without(asdict(item), "id")
        | {
            "initiative_id": item.id,
            "area": item.area.value if item.area else None,
            "members": ", ".join(item.members),
            "state": item.state.value,
            "addressee": item.addressee.value if item.addressee else None,
            "position": position,
        }
        for position, item in enumerate(initiatives)
    ]
    insert(connection, "insert_initiative", rows)


def write_targets(connection: duckdb.DuckDBPyConnection, targets: Iterable[Target]) -> None:
    """Fills the empty table target."""
    rows = [
        without(asdict(item), "id") | {"target_id": item.id, "measure": item.measure.value, "position": position}
        for position, item in enumerate(targets)
    ]
    insert(connection, "insert_target", rows)


def write_events(connection: duckdb.DuckDBPyConnection, events: Iterable[Happening]) -> None:
    """Fills the empty table event."""
    rows = [
        without(asdict(item), "on") | {"happened_on": item.on, "kind": item.kind.value, "position": position}
        for position, item in enumerate(events)
    ]
    insert(connection, "insert_event", rows)


def write_alert_rules(connection: duckdb.DuckDBPyConnection, rules: Iterable[AlertRule]) -> None:
    """Fills the empty table alert_rule."""
    rows = [
        without(asdict(rule), "partners")
        | {"kind": rule.kind.value, "partner_ids": list(rule.partners), "position": position}
        for position, rule in enumerate(rules)
    ]
    insert(connection, "insert_alert_rule", rows)


def write_word_groups(connection: duckdb.DuckDBPyConnection, groups: Iterable[WordGroup]) -> None:
    """Fills the empty table word_group."""
    rows = [
        {"position": position, "everyday": list(group.everyday), "official": list(group.official)}
        for position, group in enumerate(groups)
    ]
    insert(connection, "insert_word_group", rows)
