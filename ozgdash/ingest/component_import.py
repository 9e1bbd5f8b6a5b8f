"""The way of a list of components into a snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from ozgdash.ingest.partner_files import begin, report_of
from ozgdash.ingest.plan import Plan, Request
from ozgdash.model.component import Component
from ozgdash.model.names import folded
from ozgdash.sources.components import ComponentList, read_component_list
from ozgdash.sources.detect import SourceKind
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.store import load, read
from ozgdash.store.spellings import known_names


def plan_components(request: Request, cursor: duckdb.DuckDBPyConnection) -> Plan:
    """Reads the list against the snapshot behind ``cursor``; the plan appends it as the partner's inventory of its day.

    The first real list removes all example data, like the first real status sheet. Raises UserError for a list marked
    as example data where real data is, SourceFormatError for a faulty one.
    """
    given = read_component_list(
        request.source,
        cooperation=read.cooperation(cursor),
        services=ServiceIndex(read.services(cursor)),
        today=request.today,
        partner=request.partner,
        as_of=request.as_of,
        names=known_names(cursor),
    )
    report = report_of(given.file, SourceKind.COMPONENTS, len(given.components), cursor)
    former = read.latest_components(cursor, partner_id=given.file.partner_id, as_of=given.file.as_of)
    changed = changed_components(given.components, former)
    report = replace(
        report,
        changed=len(given.components) if report.examples_removed else changed,
        components=len(given.components),
        components_changed=changed,
    )
    return Plan(report, lambda connection: _add(connection, given, request))


def changed_components(given: Sequence[Component], former: Sequence[Component]) -> int:
    """How many rows differ from the former list, other than by spelling; a component that is gone counts, too."""
    now, then = set(map(_compared, given)), set(map(_compared, former))
    return len(now - then) + len({(item.area, item.name) for item in then} - {(item.area, item.name) for item in now})


def _compared(item: Component) -> Component:
    product, provider = (folded(name) if name else None for name in (item.product, item.provider))
    return replace(item, row=None, name=folded(item.name), product=product, provider=provider)


def _add(connection: duckdb.DuckDBPyConnection, given: ComponentList, request: Request) -> None:
    record = begin(connection, given.file, SourceKind.COMPONENTS, len(given.components), request)
    load.add_imports(connection, [(record, (), given.components)])
