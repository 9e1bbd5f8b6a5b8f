"""A data folder to build from and status sheets to import, as files."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from ozgdash.ingest import BuildReport, ImportReport, build, import_files
from ozgdash.model.rights import everything
from ozgdash.model.service import service_id
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.store.snapshots import Store

TODAY = date(2026, 11, 23)
COOPERATION_B = PROJECT_DIR / "tests" / "fixtures" / "cooperation_b"
DOG_TAX, DOG_TAX_END, LICENCE, TRADE = "99001001001000", "99001001002000", "99001002001000", "99001003001000"
FESTIVAL = service_id(None, "10004", "Straßenfest Erlaubnis")
COLUMNS = (
    "leika_schluessel;ozg_id;leistung;zustaendig;digitalisierbar;hindernis;reifegrad;reifegradmodell;stufe;geplant_am;"
    "fachbereich;onlinedienst_url;efa_stufe;bemerkung;faelle_pro_jahr;prioritaet"
)


class Folder:
    """A data folder with its store; every action is the real one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.settings = Settings(data_dir=path)
        self.store = Store(self.settings.snapshots_dir)

    def build(self) -> BuildReport:
        return build(self.settings, today=TODAY)

    def bring_in(self, path: Path, **options) -> ImportReport:
        return import_files(self.settings, [path], by=everything("test"), today=TODAY, **options)[0]

    def rows(self, query: str) -> list[tuple]:
        _, connection = self.store.open_current()
        with connection:
            return connection.execute(query).fetchall()

    def maturities(self, partner: str = "auenstadt") -> dict[str, int | None]:
        """Service id -> the maturity that holds today, of the services that were ever reported."""
        query = "SELECT service_id, maturity, partner_id FROM state WHERE valid_to = DATE '9999-12-31'"
        return {
            service: maturity
            for service, maturity, who in self.rows(f"{query} AND observed_on IS NOT NULL")
            if who == partner
        }

    def content(self) -> tuple:
        """Everything that the current snapshot says, to compare before and after."""
        tables = (
            "meta", "cooperation", "partner", "deadline", "service", "import", "observation", "state", "component", "initiative",
            "word_group", "partner_group", "target", "event",
        )  # fmt: skip
        current, connection = self.store.open_current()
        with connection:
            read = [connection.execute(f"FROM {name}").fetchall() for name in tables]
        return (current, *(tuple(sorted(map(repr, rows))) for rows in read))

    def files(self) -> list[str]:
        return sorted(path.name for path in self.settings.snapshots_dir.iterdir())


def folder_b(target: Path, source: Path = COOPERATION_B) -> Folder:
    """A data folder of the second cooperation to write into: not built yet, or a copy of the built ``source``."""
    shutil.copytree(source, target)
    return Folder(target)


def sheet(
    path: Path,
    *rows: str,
    partner: str = "auenstadt",
    as_of: str = "31.01.2026",
    example: str = "nein",
    columns: str = COLUMNS,
) -> Path:
    """A status sheet as CSV with a head block."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = [f"Partner;{partner}", f"Stand;{as_of}", f"Beispieldaten;{example}", columns]
    path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")
    return path


COMPONENT_COLUMNS = "bereich;name;produkt;version;anbieter;vertragsende;status;domaene"


def component_file(path: Path, *rows: str, **head: str) -> Path:
    """A list of components as CSV with a head block."""
    return sheet(path, *rows, columns=COMPONENT_COLUMNS, **head)


def row(service: str = DOG_TAX, maturity: int | str = 3, **columns: str) -> str:
    """One row of a status sheet."""
    values = dict.fromkeys(COLUMNS.split(";"), "")
    if ":" in service:
        values |= {"ozg_id": service.split(":")[0], "leistung": service.split(":")[1]}
    else:
        values["leika_schluessel"] = service
    values |= {"reifegrad": str(maturity), "reifegradmodell": "1.1" if maturity != "" else ""} | columns
    return ";".join(values.values())
