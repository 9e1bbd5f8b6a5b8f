"""A cooperation of two partners and two services, and snapshots of it."""

from __future__ import annotations

from datetime import date, datetime

from ozgdash.model.cooperation import Cooperation, Deadline, Partner, PartnerKind
from ozgdash.model.observation import Observation, Stage
from ozgdash.model.service import Addressee, Service
from ozgdash.store import described, load
from ozgdash.store.folder import SnapshotFile
from ozgdash.store.records import ImportKind, ImportRecord
from ozgdash.store.snapshots import Store

COOPERATION = Cooperation(
    name="Testbund",
    start=date(2020, 9, 1),
    partners=(
        Partner("stadt", "Stadt Au", "Au", PartnerKind.CITY, "990010000000", date(2020, 9, 1), "#123456"),
        Partner("kreis", "Landkreis Bau", "LK Bau", PartnerKind.DISTRICT, "990020000000", date(2021, 4, 23)),
    ),
    deadlines=(
        Deadline("ozg", "OZG-Frist", date(2022, 12, 31)),
        Deadline("sdg", "SDG", date(2023, 12, 12), "sdg", 0.5),
    ),
)
DOG_TAX = Service(
    leika_key="99001001001000",
    name="Hundesteuer",
    ozg_id="10001",
    ozg_name="Hundesteuer",
    topic="Hobby",
    life_situation="Tierhaltung",
    leika_type="5",
    addressee=Addressee.CITIZENS,
    executed_by=((PartnerKind.CITY, True), (PartnerKind.DISTRICT, False)),
)
FESTIVAL = Service(
    leika_key=None,
    name="Straßenfest Erlaubnis",
    ozg_id="10004",
    ozg_name="Feste",
    topic="Hobby",
    life_situation="Feste",
    leika_type="5",
    addressee=None,
    executed_by=(),
    sdg=True,
)
SERVICES = (DOG_TAX, FESTIVAL)


def a_sheet(*observations: Observation, as_of: date = date(2022, 1, 31), partner: str = "stadt", example: bool = False):
    """An import of these observations, as ``load.add_imports`` takes it."""
    record = ImportRecord(
        kind=ImportKind.STATUS_SHEET,
        file_name="blatt.csv",
        sha256="0" * 64,
        imported_at=datetime(2022, 2, 1, 9, 30),  # noqa: DTZ001 - UTC without a zone, as the store keeps it
        imported_by="test",
        row_count=len(observations),
        partner_id=partner,
        as_of=as_of,
        example=example,
    )
    return record, observations, ()


def online(maturity: int = 3) -> Observation:
    """The dog tax is online."""
    return Observation(DOG_TAX.id, maturity=maturity, maturity_model="1.1", stage=Stage.ONLINE, row=2)


def publish_base(store: Store) -> SnapshotFile:
    """The first snapshot: cooperation and catalogue, nothing reported."""
    with store.draft(note="Anfang", empty=True) as draft:
        described.write_cooperation(draft.connection, COOPERATION)
        load.add_services(draft.connection, SERVICES, origin="data")
    return draft.result()


def publish_sheet(store: Store, *observations: Observation, **values) -> SnapshotFile:
    """One more snapshot with one more sheet."""
    with store.draft(note="Meldung") as draft:
        load.add_imports(draft.connection, [a_sheet(*observations, **values)])
    return draft.result()
