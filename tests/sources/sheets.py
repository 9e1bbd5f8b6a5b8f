"""Status sheets as files, and a small catalogue that they refer to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ozgdash.errors import SourceFormatError
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.observation import Observation
from ozgdash.model.service import Service
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.catalogue import read_catalogue
from ozgdash.sources.cooperation import read_cooperation
from ozgdash.sources.detect import look_into
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.status_sheet import StatusSheet, read_status_sheet

GOLDEN = PROJECT_DIR / "tests" / "golden" / "data"
TODAY = date(2026, 11, 23)
COLUMNS = (
    "leika_schluessel;ozg_id;leistung;zustaendig;digitalisierbar;hindernis;reifegrad;reifegradmodell;stufe;geplant_am;"
    "fachbereich;onlinedienst_url;efa_stufe;bemerkung;faelle_pro_jahr;prioritaet"
)
HEAD = "Partner;stadt\nStand;31.10.2026\n"
A1, A2, B1 = "99000000000101", "99000000000102", "99000000000201"


def services() -> tuple[Service, ...]:
    return read_catalogue(GOLDEN / "catalogue" / "leistungen.csv").services


def cooperation() -> Cooperation:
    return read_cooperation(GOLDEN / "cooperation.toml")


def row(key: str = A1, **cells: str) -> str:
    """One row; cells by column name."""
    values = dict.fromkeys(COLUMNS.split(";"), "") | {"leika_schluessel": key} | cells
    return ";".join(values.values())


def csv_sheet(folder: Path, *rows: str, head: str = HEAD, columns: str = COLUMNS, name: str = "status.csv") -> Path:
    path = folder / name
    path.write_text(head + columns + "\n" + "".join(f"{line}\n" for line in rows), encoding="utf-8")
    return path


def read(path: Path, **options) -> StatusSheet:
    return read_status_sheet(
        look_into(path), cooperation=cooperation(), services=ServiceIndex(services()), today=TODAY, **options
    )


def refused(path: Path, **options) -> str:
    """The German sentences that refuse a status sheet; the English ones are others."""
    with pytest.raises(SourceFormatError) as caught:
        read(path, **options)
    assert caught.value.message("en") != caught.value.message("de")
    return caught.value.message("de")


def read_or_refused(path: Path) -> object:
    """Its observations, or the sentence that refuses it; any other exception is a fault."""
    try:
        return read(path).observations
    except SourceFormatError as error:
        return error.message("de") and error.message("en")


def only(path: Path) -> Observation:
    """The one observation of a status sheet."""
    (found,) = read(path).observations
    return found


def said(path: Path) -> dict[str, str]:
    """The findings of a status sheet: key without its area -> German sentence."""
    return {found.key.removeprefix("sources."): found.message("de") for found in read(path).file.findings}
