"""The kinds of files that can be imported."""

from __future__ import annotations

from enum import StrEnum


class SourceKind(StrEnum):
    """The files that can be imported."""

    STATUS_SHEET = "status_sheet"
    COMPONENTS = "components"
    USE = "use"
    CATALOGUE = "catalogue"
    OFFICIAL_LIST = "official_list"
    FIM = "fim"
    PVOG = "pvog"
    XZUFI = "xzufi"

    @property
    def is_outside_view(self) -> bool:
        """True for what a portal shows of one partner."""
        return self in (SourceKind.PVOG, SourceKind.XZUFI)
