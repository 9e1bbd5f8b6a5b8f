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
    FIM = "fim"
    PVOG = "pvog"
    XZUFI = "xzufi"
    LINK_CHECK = "link_check"
    USE = "use"
    PEER_VIEW = "pvog_vergleich"
    """An export of Open-PVOG of an administration that is compared."""


@dataclass(frozen=True)
class ImportRecord:
    """One imported file. ``imported_at`` is in UTC without a zone; a list of services has no partner and ``as_of``.

    ``row_count`` is the number of observations of a status sheet, of components of their list, of services of a list,
    of entries of an outside view, of addresses of a check, of months in a file of use.
    ``left_out`` counts the rows that could not be read.
    ``peer_id``: of whom the export is where it is of one who is no partner.
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
    left_out: int = 0
    peer_id: str | None = None
