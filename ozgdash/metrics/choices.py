"""What a reader can choose from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from ozgdash.metrics.query import frame
from ozgdash.model.names import distinct
from ozgdash.model.synonym import WordGroup


@dataclass(frozen=True)
class Choices:
    """The values of the filters, each in the order in which it is offered.

    ``stands``: the days on which a partner reported, newest first; ``departments``: of all partners, by name;
    ``services``: (id, name), with the id behind names that meet; ``word_groups``: what the search takes for the same.
    """

    topics: tuple[str, ...]
    departments: tuple[str, ...]
    stands: tuple[date, ...]
    services: tuple[tuple[str, str], ...] = ()
    word_groups: tuple[WordGroup, ...] = ()


def choices(cursor: duckdb.DuckDBPyConnection) -> Choices:
    """What the snapshot offers to choose from; empty where nothing was reported yet."""
    services = frame(cursor, "service_names")
    ids = list(services["service_id"])
    names = distinct([(name, f"{name} ({key})") for key, name in zip(ids, services["name"], strict=True)])
    groups = frame(cursor, "word_groups")
    return Choices(
        topics=tuple(frame(cursor, "topics")["topic"]),
        departments=tuple(frame(cursor, "departments")["department"]),
        stands=tuple(frame(cursor, "stands")["stand"]),
        services=tuple(zip(ids, names, strict=True)),
        word_groups=tuple(
            WordGroup(tuple(everyday), tuple(official))
            for everyday, official in zip(groups["everyday"], groups["official"], strict=True)
        ),
    )
