"""What a build or an import did, for the page and the command line to tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ozgdash.errors import Finding
from ozgdash.ingest.difference import Difference
from ozgdash.ingest.use_difference import UseDifference
from ozgdash.sources.detect import SourceKind


@dataclass(frozen=True)
class BuildReport:
    """A build. ``published`` is False where the current snapshot already had the content of the data folder.

    ``real_sheets`` counts the imported status sheets that were carried over, ``example_sheets`` those of data/demo.
    """

    published: bool
    snapshot_id: str
    partners: int
    services: int
    real_sheets: int
    example_sheets: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class ImportReport:
    """An import. ``snapshot_id`` is the new snapshot, or the current one where nothing was published; empty in a plan.

    ``rows`` is the number of observations, components, services, entries or months in the file; ``components`` of
    those in the list of a status workbook (0: it says nothing about them). ``components_changed`` counts those that are
    new, changed or gone against the former list. ``rows_left_out`` counts the rows of a list or a feed that cannot be
    used. ``changed`` counts the observations that differ from what was known for that day (an empty row of a service
    never reported does not): those that ``difference`` names; the
    ``services_…`` fields belong to a list of services, the others to what is of one partner.
    ``difference``: what the sheet changes; ``use``: what a file of cases by month does; ``breaches``: what is
    implausible about it as a whole.
    """

    kind: SourceKind
    file_name: str
    rows: int
    dry_run: bool = False
    published: bool = False
    snapshot_id: str = ""
    partner_id: str | None = None
    as_of: date | None = None
    example: bool = False
    already_imported: bool = False
    changed: int = 0
    components: int = 0
    components_changed: int = 0
    examples_removed: int = 0
    rows_left_out: int = 0
    services_added: int = 0
    services_updated: int = 0
    services_kept: int = 0
    findings: tuple[Finding, ...] = ()
    difference: Difference | None = None
    use: UseDifference | None = None
    breaches: tuple[Finding, ...] = ()
