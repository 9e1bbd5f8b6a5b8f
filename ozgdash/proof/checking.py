"""The whole check of a package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ozgdash.proof.papers import paper_differences
from ozgdash.proof.reading import read_package
from ozgdash.proof.sentences import sentence_differences
from ozgdash.proof.services import services
from ozgdash.proof.stands import stand_differences
from ozgdash.proof.tables import Difference, recomputed, table_differences


@dataclass(frozen=True)
class Proof:
    """What was looked at, and what differs.

    ``tables``: how many there are; ``recomputed``: charts whose table was worked out from the list of services, none
    where the package has no such list; ``documents``: read; ``unread``: files that nobody could read here.
    """

    differences: tuple[Difference, ...]
    tables: int
    recomputed: tuple[str, ...]
    documents: tuple[str, ...]
    unread: tuple[str, ...]


def proof(path: Path) -> Proof:
    """Raises UserError where the file is no package."""
    package = read_package(path)
    listed = services(package)
    found = [
        *(table_differences(package, listed) if listed else ()),
        *sentence_differences(package, listed),
        *paper_differences(package),
        *stand_differences(package),
    ]
    return Proof(
        tuple(dict.fromkeys(found)),
        len(package.sheets),
        recomputed(package) if listed else (),
        tuple(document.name for document in package.documents),
        package.unread,
    )
