"""What the store keeps about an imported file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ImportKind(StrEnum):
    """What an imported file was."""

    STATUS_SHEET = "status_sheet"
    COMPONENTS = "components"
    CATALOGUE = "catalogue"
    OFFICIAL_LIST = "official_list"


@dataclass(frozen=True)
class ImportRecord:
    """One imported file. ``imported_at`` is in UTC without a zone; partner and ``as_of`` only of a status sheet
    and of a list of components.

    ``row_count`` is the number of observations of a status sheet, of components of their list, of services of a
    catalogue.
    """

    kind: ImportKind
    file_name: str
    sha256: str
    imported_at: datetime
    imported_by: str
    row_count: int
    partner_id: str | None = None
    as_of: date | None = None
    example: bool = False
    note: str = ""
    override_reason: str | None = None
