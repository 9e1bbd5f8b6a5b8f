"""The whole check of a package."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ozgdash.proof.aims import aims
from ozgdash.proof.claims import Claim, Difference, named
from ozgdash.proof.common import common
from ozgdash.proof.facts import Facts
from ozgdash.proof.groups import groups
from ozgdash.proof.history import history
from ozgdash.proof.listings import listings
from ozgdash.proof.papers import paper_differences
from ozgdash.proof.reach import Reach, reach
from ozgdash.proof.reading import read_package
from ozgdash.proof.sentences import sentence_differences
from ozgdash.proof.services import services, unread
from ozgdash.proof.shares import differences, shares
from ozgdash.proof.stands import stand_differences
from ozgdash.proof.tables import tables, widths
from ozgdash.proof.use import used


@dataclass(frozen=True)
class Proof:
    """What was looked at, and what differs.

    ``tables``: how many there are; ``has_services``: whether there is a list of services with a column for each
    partner; ``reach``: chart by chart how far its table was worked out; ``documents``: read; ``unread``: files that
    nobody could read here.
    """

    differences: tuple[Difference, ...]
    tables: int
    has_services: bool
    reach: tuple[Reach, ...]
    documents: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def recomputed(self) -> tuple[str, ...]:
        """Charts of whose table every number was worked out."""
        return tuple(one.chart for one in self.reach if one.bound and not one.open)


def proof(path: Path) -> Proof:
    """Raises UserError where the file is no package."""
    package = read_package(path)
    facts = Facts(package, services(package))
    claims = list(claimed(facts))
    found = [
        *named(claims),
        *sentence_differences(facts),
        *paper_differences(facts),
        *stand_differences(package),
    ]
    return Proof(
        tuple(dict.fromkeys(found)),
        len(package.sheets),
        facts.listed is not None,
        tuple(reach(package, claims)),
        tuple(document.name for document in package.documents),
        package.unread,
    )


def claimed(facts: Facts) -> Iterable[Claim]:
    """Everything that a table of the package has to be."""
    for check in (tables, widths, groups, listings, used, history, aims, common):
        yield from check(facts)
    yield from unread(facts.package)
    yield from shares(facts.package)
    yield from differences(facts.package)
