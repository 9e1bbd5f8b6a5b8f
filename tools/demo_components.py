"""Components of the example data: products as they occur in the field, spread over the partners by invention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ozgdash.model.component import Component, ComponentArea, ComponentStatus
from ozgdash.model.cooperation import Partner
from ozgdash.model.service import Service

FIRST_LIST, SECOND_LIST = date(2025, 6, 30), date(2026, 9, 30)
BASE, ONLINE = ComponentArea.BASE_SERVICE, ComponentArea.ONLINE_SERVICE
SPECIALIST, INTERFACE = ComponentArea.SPECIALIST, ComponentArea.INTERFACE
W, B, S, G = "wolfsburg", "braunschweig", "salzgitter", "gifhorn"
NEW = frozenset({(W, "Unternehmenskonto"), (S, "Antragsmanagement"), (G, "Digitaler Bauantrag"), (B, "Terminbuchung")})
"""What was being introduced at the second list and only planned at the first."""


@dataclass(frozen=True)
class Use:
    """One product and who uses it until when; None: the end of the contract is not known."""

    product: str | None
    version: str | None
    provider: str | None
    ends: Mapping[str, date | None]


@dataclass(frozen=True)
class Entry:
    """One component. ``bundles``: names of the OZG-Leistungen that it serves."""

    area: ComponentArea
    name: str
    uses: tuple[Use, ...]
    bundles: tuple[str, ...] = ()


REGISTER = (
    "Wohnsitzmeldungen",
    "Meldebescheinigung und -registerauskunft",
    "Personalausweis",
    "Reisepass",
    "Führungszeugnis",
    "Auskunfts- und Übermittlungssperren im Melderegister, Adressbuchsperre",
    "Lebensbescheinigung",
)
CIVIL = (
    "Eheschließung und -beurkundung",
    "Ehefähigkeitszeugnis",
    "Geburtsurkunde und -bescheinigung",
    "Geburtsanzeige",
    "Sterbeurkunde",
    "Sterbefallanzeige",
    "Namensänderung",
    "Kirchenaustritt",
    "Lebenspartnerschaftsurkunde",
)
VEHICLES = (
    "Kraftfahrzeugzulassung, -um- und Abmeldung",
    "Kraftfahrzeugkennzeichen",
    "Zulassungsbescheinigung",
    "Führerschein",
    "Fahrerlaubnis zur Fahrgastbeförderung",
    "Fahrzeugregistereintragung und -auskunft",
    "Feinstaubplakette/Umweltplakette",
)
TRADE = (
    "Unternehmensanmeldung und -genehmigung",
    "Gewerberegisterauszug",
    "Gewerbelegitimationskarte",
    "Tätigkeitsanzeige und -erlaubnis",
)
SOCIAL = (
    "Hilfe zum Lebensunterhalt",
    "Grundsicherung im Alter und bei Erwerbsminderung",
    "Hilfe zur Pflege",
    "Eingliederungshilfe",
    "Bedarf für Bildung und Teilhabe",
    "Hilfe zur Gesundheit",
    "Leistungen nach Asylbewerberleistungsgesetz",
    "Blindenhilfe",
)
YOUTH = (
    "Unterhaltsvorschuss",
    "Kindesunterhalt und Beistandschaft",
    "Gewährung von Hilfen zur Erziehung",
    "Vormundschaft",
)
FOREIGNERS = (
    "Aufenthaltstitel",
    "Aufenthaltskarten und aufenthaltsrelevante Bescheinigungen",
    "Verpflichtungserklärung",
    "Beschäftigungserlaubnis",
    "Reiseausweise für Ausländer, Flüchtlinge und Staatenlose",
    "Einbürgerung",
)
BUILDING = (
    "Bauvorbescheid und Baugenehmigung",
    "Genehmigungsfreistellungsverfahren",
    "Abbruchgenehmigung",
    "Baulastenverzeichnis",
    "Bauvorhabensabnahme",
    "Bauvorhabensankündigung",
    "Abgeschlossenheitsbescheinigung für Wohnraum",
    "Denkmalrechtliche Genehmigung",
)
TAXES = ("Gewerbesteuer", "Grundsteuer", "Hundehaltung", "Zweitwohnungssteuer", "Vergnügungsteuer")
DAY_CARE = ("Kindertagesbetreuung", "Hortbetreuung")

ENTRIES = (
    Entry(BASE, "Bürgerkonto", (Use("BundID", None, "Bund", {W: None, B: None, S: None, G: None}),)),
    Entry(BASE, "Unternehmenskonto", (Use("Mein Unternehmenskonto", None, "ELSTER", {W: None, B: None}),)),
    Entry(
        BASE,
        "Servicekonto des Landes",
        (Use("Servicekonto Niedersachsen", None, "Land Niedersachsen", {W: None, S: None}),),
    ),
    Entry(
        BASE,
        "Bezahldienst",
        (
            Use("pmPayment", None, "GovConnect", {W: date(2027, 12, 31), B: date(2027, 6, 30), G: date(2028, 3, 31)}),
            Use("ePayBL", None, "Bund-Länder-Entwicklergemeinschaft", {S: date(2028, 12, 31)}),
        ),
    ),
    Entry(
        BASE,
        "Antragsmanagement",
        (
            Use("OpenR@thaus", None, "ITEBO", {W: date(2027, 9, 30), B: date(2028, 6, 30)}),
            Use("NAVO", None, None, {S: None, G: None}),
        ),
    ),
    Entry(
        BASE,
        "Zuständigkeitsfinder",
        (Use("BUS Niedersachsen", None, "Land Niedersachsen", {W: None, B: None, S: None, G: None}),),
    ),
    Entry(
        BASE,
        "eAkte und Dokumentenmanagement",
        (Use(None, None, None, {W: date(2029, 12, 31), B: date(2027, 3, 31), G: None}),),
    ),
    Entry(BASE, "Terminbuchung", (Use(None, None, None, {W: date(2027, 6, 30), B: None, S: date(2027, 12, 31)}),)),
    Entry(
        ONLINE,
        "i-Kfz",
        (
            Use("OK.VERKEHR", None, "AKDB", {W: date(2028, 6, 30), G: date(2028, 12, 31)}),
            Use("IKOL-KFZ", None, "Telecomputer", {B: date(2027, 12, 31), S: date(2028, 9, 30)}),
        ),
        VEHICLES[:3],
    ),
    Entry(
        ONLINE,
        "Digitaler Bauantrag",
        (Use("ProBAUG", None, "PROSOZ", {W: date(2028, 12, 31), B: date(2029, 6, 30), G: date(2028, 3, 31)}),),
        BUILDING[:2],
    ),
    Entry(
        ONLINE,
        "Kita-Anmeldung",
        (
            Use("Little Bird", None, "Little Bird", {W: date(2027, 7, 31), B: date(2028, 7, 31)}),
            Use("webKITA", None, None, {S: date(2027, 7, 31)}),
        ),
        DAY_CARE,
    ),
    Entry(
        SPECIALIST,
        "Einwohnerwesen",
        (Use("VOIS|MESO", "2026.1", "HSH", {W: date(2027, 12, 31), B: date(2028, 3, 31), S: date(2027, 12, 31)}),),
        REGISTER,
    ),
    Entry(
        SPECIALIST,
        "Personenstandswesen",
        (Use("AutiSta", "12", "Verlag für Standesamtswesen", {W: None, B: None, S: None}),),
        CIVIL,
    ),
    Entry(
        SPECIALIST,
        "Kfz-Zulassung und Fahrerlaubnis",
        (
            Use("OK.VERKEHR", "5.2", "AKDB", {W: date(2028, 6, 30), G: date(2028, 12, 31)}),
            Use("IKOL-KFZ", "9", "Telecomputer", {B: date(2027, 12, 31), S: date(2028, 9, 30)}),
        ),
        VEHICLES,
    ),
    Entry(
        SPECIALIST,
        "Gewerbewesen",
        (
            Use("migewa", "3", "naviga", {W: date(2027, 3, 31), S: date(2027, 9, 30)}),
            Use("GEWAN", "7", "NewConn.", {B: date(2029, 12, 31), G: date(2027, 12, 31)}),
        ),
        TRADE,
    ),
    Entry(
        SPECIALIST,
        "Sozialwesen",
        (
            Use("OPEN/PROSOZ", "4", "PROSOZ", {B: date(2029, 3, 31), G: date(2028, 12, 31)}),
            Use("LÄMMkom", "6", None, {W: date(2028, 6, 30), S: date(2030, 12, 31)}),
        ),
        SOCIAL,
    ),
    Entry(
        SPECIALIST,
        "Jugendwesen",
        (
            Use("OK.JUS", "4.1", "AKDB", {W: date(2028, 12, 31), B: date(2028, 9, 30)}),
            Use("SoPart", "2", None, {S: date(2028, 6, 30), G: date(2030, 6, 30)}),
        ),
        YOUTH,
    ),
    Entry(
        SPECIALIST,
        "Wohngeld",
        (
            Use("DiWo", "8", None, {W: None, B: None}),
            Use("KDO/Wohngeld", "3", "KDO", {S: date(2027, 12, 31), G: date(2027, 6, 30)}),
        ),
        ("Wohngeld",),
    ),
    Entry(
        SPECIALIST,
        "Ausländerwesen",
        (
            Use("ADVIS", "5", None, {W: date(2028, 12, 31), B: date(2029, 6, 30), S: date(2028, 12, 31)}),
            Use("LaDiVA", "3", None, {G: date(2027, 12, 31)}),
        ),
        FOREIGNERS,
    ),
    Entry(
        SPECIALIST,
        "Bauwesen",
        (
            Use("ProBAUG", "14", "PROSOZ", {W: date(2028, 12, 31), B: date(2029, 6, 30), G: date(2028, 3, 31)}),
            Use("ProBauG web", "2", None, {S: date(2031, 12, 31)}),
        ),
        BUILDING,
    ),
    Entry(
        SPECIALIST,
        "Ordnungswidrigkeiten",
        (
            Use(
                "pmOWI",
                "6",
                "GovConnect",
                {W: date(2027, 12, 31), B: date(2028, 12, 31), S: date(2028, 6, 30), G: date(2028, 3, 31)},
            ),
        ),
        ("Bußgeldverfahren und Ordnungswidrigkeiten",),
    ),
    Entry(
        SPECIALIST,
        "Steuern und Abgaben",
        (
            Use("newsystem", "22", None, {B: date(2030, 12, 31), S: date(2029, 12, 31)}),
            Use("SAP", None, "SAP", {W: date(2031, 12, 31)}),
            Use("H&H proDoppik", "10", "H&H", {G: None}),
        ),
        TAXES,
    ),
    Entry(
        SPECIALIST,
        "Kindertagesbetreuung",
        (
            Use("Little Bird", None, "Little Bird", {W: date(2027, 7, 31), B: date(2028, 7, 31)}),
            Use("webKITA", None, None, {S: date(2027, 7, 31)}),
        ),
        DAY_CARE,
    ),
    Entry(
        SPECIALIST,
        "Waffenwesen",
        (Use("Condition", "5", None, {W: None, B: None, G: date(2027, 12, 31)}),),
        ("Waffenerlaubnis",),
    ),
    Entry(INTERFACE, "Meldewesen", (Use("XMeld", None, None, {W: None, B: None, S: None}),), REGISTER[:2]),
    Entry(INTERFACE, "Personenstand", (Use("XPersonenstand", None, None, {W: None, B: None, S: None}),), CIVIL),
    Entry(
        INTERFACE,
        "Gewerbeanzeigen",
        (Use("XGewerbeanzeige", None, None, {W: None, B: None, S: None, G: None}),),
        TRADE[:2],
    ),
    Entry(INTERFACE, "Bauanträge", (Use("XBau", None, None, {W: None, B: None, G: None}),), BUILDING[:1]),
    Entry(
        INTERFACE,
        "Antragsübermittlung",
        (Use("FIT-Connect", None, "FITKO", {W: None, B: None, G: None}), Use("OSCI", None, None, {S: None})),
    ),
    Entry(INTERFACE, "Leistungsbeschreibungen", (Use("XZuFi", "2.2", None, {W: None, B: None, S: None, G: None}),)),
)


def component_lists(partner: Partner, services: Iterable[Service]) -> Iterator[tuple[date, list[Component]]]:
    """The lists of one partner by day: the first without interfaces and with plans, the second whole."""
    ids = {service.ozg_name: service.ozg_id for service in services}
    whole = [item for entry in ENTRIES for item in _components(entry, partner, ids)]
    yield FIRST_LIST, [_before(item) for item in whole if item.area is not INTERFACE]
    yield SECOND_LIST, whole


def _before(component: Component) -> Component:
    introduced = component.status is ComponentStatus.INTRODUCING
    return replace(component, status=ComponentStatus.PLANNED) if introduced else component


def _components(entry: Entry, partner: Partner, ids: Mapping[str, str]) -> Iterator[Component]:
    for use in entry.uses:
        if partner.id in use.ends:
            new = (partner.id, entry.name) in NEW
            yield Component(
                area=entry.area,
                name=entry.name,
                product=use.product,
                version=use.version,
                provider=use.provider,
                contract_end=use.ends[partner.id],
                status=ComponentStatus.INTRODUCING if new else ComponentStatus.IN_USE,
                domain=", ".join(sorted({ids[name] for name in entry.bundles})) or None,
            )
