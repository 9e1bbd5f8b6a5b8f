"""What an XZuFi export says in the end: the last of what it writes and deletes, each id under its own Redaktion."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdash.errors import SourceFormatError
from ozgdash.model.outside import OutsideEntry
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.cooperation import read_cooperation
from ozgdash.sources.xzufi import read_xzufi

PARTNER = read_cooperation(PROJECT_DIR / "tests" / "fixtures" / "cooperation_b" / "cooperation.toml").partners[0]
FIXTURES = PROJECT_DIR / "tests" / "fixtures" / "xzufi"
NAMESPACE = "http://xoev.de/schemata/xzufi/2_2_0"
HEADER = "<x:nachrichtenkopf><x:erstellungszeitpunkt>2026-10-31T{time}</x:erstellungszeitpunkt></x:nachrichtenkopf>"
Ident = tuple[str, str]


def ident(name: str, who: Ident, **attributes: str) -> str:
    named = "".join(f' {key}="{value}"' for key, value in attributes.items())
    agency = f' schemeAgencyID="{who[0]}"' if who[0] else ""
    return f"<x:{name}{agency}{named}>{who[1]}</x:{name}>"


def service(who: Ident, *keys: str, name: str = "Leistung", more: str = "") -> str:
    references = "".join(f"<x:referenzLeiKa><code>{key}</code></x:referenzLeiKa>" for key in keys)
    text = f"<x:modulText><x:leikaTextmodul><code>02</code></x:leikaTextmodul><x:inhalt>{name}</x:inhalt></x:modulText>"
    return f"<x:schreibe><x:leistung>{ident('id', who)}{references}{text}{more}</x:leistung></x:schreibe>"


def online(who: Ident, url: str, *services: Ident, link: Ident | None = None, more: str = "") -> str:
    named = "".join(ident("leistungID", service) for service in services)
    inside = f"<x:zustaendigkeit>{ident('id', link) if link else ''}{named}</x:zustaendigkeit>" if named else ""
    shown = f"<x:link><x:link>{url}</x:link></x:link>"
    return f"<x:schreibe><x:onlinedienst>{ident('id', who)}{shown}{inside}{more}</x:onlinedienst></x:schreibe>"


def link(who: Ident, parent: Ident, of: Ident, scheme: str = "ZustaendigkeitOnlinedienst") -> str:
    inside = f"<x:zustaendigkeit>{ident('id', who, schemeID=scheme)}{ident('leistungID', of)}</x:zustaendigkeit>"
    whole = f"{ident('uebergeordnetesObjektID', parent)}{inside}"
    return f"<x:schreibe><x:zustaendigkeitTransferObjekt>{whole}</x:zustaendigkeitTransferObjekt></x:schreibe>"


def delete(kind: str, who: Ident) -> str:
    return f'<x:loesche klasse="{kind}">{ident("id", who)}</x:loesche>'


def message(*parts: str, namespace: str = NAMESPACE, version: str = "2.2.0", root: str = "m", time: str = "") -> str:
    head = HEADER.format(time=time) if time else ""
    return f'<x:{root} xmlns:x="{namespace}" xzufiVersion="{version}">{head}{"".join(parts)}</x:{root}>'


def written(folder: Path, content: str, name: str = "nachricht.xml") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def read(folder: Path, *parts: str, **options: str):
    return read_xzufi(written(folder, message(*parts, **options)), partner=PARTNER)[0]


def shown(entries: tuple[OutsideEntry, ...]) -> list[tuple[str, str | None]]:
    return sorted(((entry.leika_key, entry.url) for entry in entries), key=str)


def said(view) -> str:
    return "\n".join(finding.message("de") for finding in view.findings)


K1, K2, K3 = "99107023000000", "99102013002000", "99001003001000"
WOHNGELD, HUND = "https://www.example.org/wohngeld", "https://www.example.org/hund"


def test_a_whole_export_as_portals_write_it():
    found, _ = read_xzufi(FIXTURES / "operationen.xml", partner=PARTNER)
    assert found.entries == (
        OutsideEntry("99107023000000", 1, "Wohngeld", None, "https://portal.example/wohngeld-neu", True),
        OutsideEntry("99107023001000", 2, "Wohngeld", None, "https://portal.example/wohngeld-neu", True),
        OutsideEntry("99050012001000", 3, "Gewerbe anmelden", None, "https://portal.example/gewerbe", True),
    )
    assert (found.as_of, found.left_out) == (date(2026, 10, 31), 0)
    assert [finding.message("de") for finding in found.findings] == [
        "Mehrfach geschrieben, es gilt die letzte Fassung: Leistungen 0, Onlinedienste 1.",
        "Von der Nachricht gelöscht und deshalb nicht gezählt: Leistungen 1, Onlinedienste 1, Zuständigkeiten 1.",
        "Eine Löschung nennt eine Leistung oder einen Onlinedienst, den diese Lieferung davor nicht enthält; sie ändert nichts.",
    ]


def test_every_key_of_a_service_has_an_entry_and_a_bad_one_hides_no_other(tmp_path):
    found = read(tmp_path, service(("T", "1"), K1, K2, K1, "12"), online(("T", "9"), HUND, ("T", "1")))
    assert shown(found.entries) == [(K2, HUND), (K1, HUND)]
    assert found.left_out == 1
    assert "12" in said(found)


def test_the_keys_of_2_3_are_read_with_a_warning(tmp_path):
    keys = f"<x:referenzLeistungsschluessel><code>{K1}</code></x:referenzLeistungsschluessel>"
    keys += f"<x:referenzLeistungsschluessel>{K2}</x:referenzLeistungsschluessel>"
    found = read(
        tmp_path,
        service(("T", "1"), more=keys),
        namespace="http://xoev.de/schemata/xzufi/2_3_1",
        version="2.3.1",
    )
    assert shown(found.entries) == [(K2, None), (K1, None)]
    assert "Version 2.3.1, gelesen wird 2.2" in said(found)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (message(namespace="http://xoev.de/schemata/xzufi/2_1_0"), ["XZuFi 2.1", "2.2, 2.3", "2_1_0"]),
        (message(namespace="http://xoev.de/schemata/xzufi/3_0_0"), ["XZuFi 3.0", "2.2, 2.3"]),
        (message(namespace="urn:xoev-de:fim:standard:xzufi_4.1.0"), ["XZuFi 4.1"]),
        (message(namespace="urn:xoev-de:fim:standard:xprozess_2.2"), ["keine XZuFi-Nachricht"]),
        (
            message(
                "<x:antwort><x:ergebnisLeistung><x:id>1</x:id></x:ergebnisLeistung></x:antwort>",
                root="leistungsverzeichnis.antwort.leistungsbericht.030108",
            ),
            ["leistungsverzeichnis.antwort.leistungsbericht.030108", "antwort", "Antworten auf eine Abfrage"],
        ),
    ],
)
def test_what_is_not_read_is_refused_by_its_name(tmp_path, content, words):
    with pytest.raises(SourceFormatError) as caught:
        read_xzufi(written(tmp_path, content), partner=PARTNER)
    assert [word for word in words if word not in caught.value.message("de")] == []


def test_equal_ids_of_two_redaktionen_do_not_meet(tmp_path):
    found = read(
        tmp_path,
        service(("A", "1"), K1),
        service(("B", "1"), K2),
        online(("A", "7"), WOHNGELD, ("A", "1")),
        online(("B", "7"), HUND, ("B", "1")),
        delete("Onlinedienst", ("B", "7")),
    )
    assert shown(found.entries) == [(K2, None), (K1, WOHNGELD)]


def test_a_reference_that_does_not_say_whose_means_its_own_redaktion_else_the_only_one(tmp_path):
    found = read(
        tmp_path,
        service(("A", "1"), K1),
        service(("B", "1"), K2),
        service(("B", "2"), K3),
        online(("A", "7"), WOHNGELD, ("", "1")),
        online(("A", "8"), HUND, ("", "2")),
        online(("C", "9"), "https://www.example.org/wer", ("", "1")),
    )
    assert shown(found.entries) == [(K3, HUND), (K2, None), (K1, WOHNGELD)]
    assert "Ein Onlinedienst verweist auf keine Leistung" in said(found)


def test_a_link_of_an_organisational_unit_with_the_same_id_is_none_of_the_online_service(tmp_path):
    found = read(
        tmp_path,
        service(("A", "1"), K1),
        online(("A", "7"), WOHNGELD),
        link(("A", "z"), ("A", "7"), ("A", "1"), scheme="ZustaendigkeitOrganisationseinheit"),
    )
    assert shown(found.entries) == [(K1, None)]


def test_a_later_version_without_a_key_takes_the_service_away_and_is_reported(tmp_path):
    found = read(tmp_path, service(("A", "1"), K1), service(("A", "2"), K2), service(("A", "1"), name="Ohne Schlüssel"))
    assert shown(found.entries) == [(K2, None)]
    assert (found.left_out, "„Ohne Schlüssel“ hat keinen LeiKa-Schlüssel" in said(found)) == (1, True)
    found = read(tmp_path, service(("A", "1"), "unlesbar"), service(("A", "1"), K1))
    assert (shown(found.entries), found.left_out) == ([(K1, None)], 0)


@pytest.mark.parametrize("kind", ["leistung", "LEISTUNG", "Leistung"])
def test_the_kind_of_a_deletion_is_compared_without_regard_to_case(tmp_path, kind):
    found = read(tmp_path, service(("A", "1"), K1), service(("A", "2"), K2), delete(kind, ("A", "1")))
    assert shown(found.entries) == [(K2, None)]


def test_a_deletion_that_is_not_understood_is_named_and_one_of_an_object_inside_is(tmp_path):
    inside = f"<x:loesche><x:leistung>{ident('id', ('A', '1'))}</x:leistung></x:loesche>"
    found = read(tmp_path, service(("A", "1"), K1), service(("A", "2"), K2), inside)
    assert shown(found.entries) == [(K2, None)]
    found = read(
        tmp_path,
        service(("A", "2"), K2),
        delete("Zukunft", ("A", "2")),
        f"<x:loesche>{ident('id', ('A', '2'))}</x:loesche>",
    )
    assert shown(found.entries) == [(K2, None)]
    assert ("„loesche Zukunft“ (1 Mal)" in said(found), "„loesche“ (" in said(found)) == (True, True)


def period(begin: str, end: str) -> str:
    ends = f"<x:ende>{end}</x:ende>" if end else ""
    return f"<x:gueltigkeit><x:beginn>{begin}</x:beginn>{ends}</x:gueltigkeit>"


@pytest.mark.parametrize(
    ("begin", "end", "counts"),
    [
        ("2026-01-01", "", True),
        ("2026-01-01", "2026-10-31", True),
        ("2026-10-31", "2026-10-31T00:00:00", True),
        ("2026-01-01", "2026-10-30", False),
        ("2026-11-01", "", False),
        ("bald", "", True),
    ],
)
def test_what_does_not_hold_on_the_day_of_the_message_is_left_out(tmp_path, begin, end, counts):
    parts = (service(("A", "1"), K1), service(("A", "2"), K2, more=period(begin, end)))
    parts += (online(("A", "7"), WOHNGELD, ("A", "1"), more=period(begin, end)),)
    found = read(tmp_path, *parts, time="02:00:00")
    assert shown(found.entries) == ([(K2, None), (K1, WOHNGELD)] if counts else [(K1, None)])
    assert ("2 Leistungen und Onlinedienste gelten am 2026-10-31 nicht" in said(found)) is not counts
    assert len(read(tmp_path, *parts).entries) == 2


def test_the_message_that_was_made_later_counts_whatever_the_order_of_the_files(tmp_path):
    early = written(tmp_path, message(service(("A", "1"), K1), service(("A", "2"), K2), time="01:00:00"), "z.xml")
    late = written(tmp_path, message(delete("Leistung", ("A", "1")), time="02:00:00+00:00"), "a.xml")
    one, hash_one = read_xzufi(early, late, partner=PARTNER)
    other, hash_other = read_xzufi(late, early, partner=PARTNER)
    assert shown(one.entries) == shown(other.entries) == [(K2, None)]
    assert hash_one == hash_other


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "irgendwann"])
def test_a_day_that_no_message_can_be_made_on_counts_as_none(tmp_path, day):
    content = message(service(("A", "1"), K1, more=period("2026-01-01", "9999-12-31")), time="02:00:00")
    found, _ = read_xzufi(written(tmp_path, content.replace("2026-10-31", day)), partner=PARTNER)
    assert (found.as_of, len(found.entries)) == (None, 1)


def test_an_index_says_the_order_even_against_the_moments(tmp_path):
    written(tmp_path, message(service(("A", "1"), K1), service(("A", "2"), K2), time="01:00:00"), "schreibt.xml")
    written(tmp_path, message(delete("Leistung", ("A", "1")), time="02:00:00"), "loescht.xml")
    index = written(tmp_path, "loescht.xml\nschreibt.xml\n", "index.txt")
    assert len(read_xzufi(index, partner=PARTNER)[0].entries) == 2


@dataclass(frozen=True)
class Step:
    """One operation; what of it counts depends on ``what``."""

    what: Literal["service", "online", "link", "delete_service", "delete_online", "delete_link"]
    who: Ident
    keys: tuple[str, ...] = ()
    url: str = ""
    services: tuple[Ident, ...] = ()
    parent: Ident = ("", "")
    link_id: Ident | None = None

    def as_xml(self) -> str:
        if self.what == "service":
            return service(self.who, *self.keys)
        if self.what == "online":
            return online(self.who, self.url, *self.services, link=self.link_id)
        if self.what == "link":
            return link(self.who, self.parent, self.services[0])
        kinds = {"delete_service": "Leistung", "delete_online": "Onlinedienst", "delete_link": "Zustaendigkeit"}
        return delete(kinds[self.what], self.who)


def simple_model(steps: list[Step]) -> set[tuple[str, str | None]]:
    """Which key is shown with which address, by replaying the steps on four plain tables."""
    services: dict[Ident, tuple[str, ...]] = {}
    urls: dict[Ident, str] = {}
    unnamed: dict[Ident, tuple[Ident, ...]] = {}
    links: dict[Ident, tuple[Ident, tuple[Ident, ...], bool]] = {}
    for step in steps:
        if step.what in ("online", "delete_online"):
            links = {key: held for key, held in links.items() if not (held[2] and held[0] == step.who)}
            urls.pop(step.who, None)
            unnamed.pop(step.who, None)
        if step.what == "service":
            services[step.who] = step.keys
        elif step.what == "online":
            urls[step.who] = step.url
            if step.link_id and step.services:
                links[step.link_id] = (step.who, step.services, True)
            else:
                unnamed[step.who] = step.services
        elif step.what == "link":
            links[step.who] = (step.parent, step.services[:1], False)
        elif step.what == "delete_service":
            services.pop(step.who, None)
        elif step.what == "delete_link":
            links.pop(step.who, None)
    pairs = [(parent, named) for parent, all_named, _ in links.values() for named in all_named]
    pairs += [(parent, named) for parent, all_named in unnamed.items() for named in all_named]
    found: set[tuple[str, str | None]] = set()
    for who, keys in services.items():
        addresses = {urls[parent] for parent, named in pairs if named == who and parent in urls}
        found |= {(key, url) for key in keys for url in (addresses or {None})}
    return found


IDENTS = st.tuples(st.sampled_from("AB"), st.sampled_from("12"))
KEYS = st.lists(st.sampled_from([K1, K2, K3]), min_size=1, max_size=3, unique=True).map(tuple)
STEPS = st.one_of(
    st.builds(Step, st.just("service"), IDENTS, keys=KEYS),
    st.builds(
        Step,
        st.just("online"),
        IDENTS,
        url=st.sampled_from([WOHNGELD, HUND]),
        services=st.lists(IDENTS, max_size=2).map(tuple),
        link_id=st.none() | IDENTS,
    ),
    st.builds(Step, st.just("link"), IDENTS, parent=IDENTS, services=st.tuples(IDENTS)),
    st.builds(Step, st.sampled_from(["delete_service", "delete_online", "delete_link"]), IDENTS),
)
ALWAYS = Step("service", ("Z", "0"), keys=("99999999999999",))
"""An export without any service is refused."""


@settings(deadline=None, max_examples=150)
@given(st.lists(STEPS, max_size=14), st.data())
def test_any_sequence_gives_what_a_simple_model_gives_wherever_it_is_split_over_files(steps, data):
    steps = [ALWAYS, *steps]
    folder = Path(tempfile.mkdtemp())
    try:
        cuts = sorted(data.draw(st.sets(st.integers(1, len(steps)), max_size=3)))
        names = []
        for number, (begin, end) in enumerate(zip([0, *cuts], [*cuts, len(steps)], strict=True)):
            names.append(f"teil-{9 - number}.xml")
            written(folder, message(*(step.as_xml() for step in steps[begin:end])), names[-1])
        index = written(folder, "\n".join(names), "index.txt")
        whole = written(folder, message(*(step.as_xml() for step in steps)))
        split, _ = read_xzufi(index, partner=PARTNER)
        together, _ = read_xzufi(whole, partner=PARTNER)
    finally:
        shutil.rmtree(folder)
    assert split.entries == together.entries
    assert {(entry.leika_key, entry.url) for entry in together.entries} == simple_model(steps)


@settings(deadline=None, max_examples=50)
@given(st.lists(STEPS, max_size=10, unique_by=lambda step: (step.what, step.who)), st.randoms())
def test_objects_that_are_written_once_may_come_in_any_order(steps, random):
    steps = [ALWAYS, *(step for step in steps if not step.what.startswith("delete") and step.link_id is None)]
    mixed = random.sample(steps, len(steps))
    with tempfile.TemporaryDirectory() as name:
        in_order = shown(read(Path(name), *(step.as_xml() for step in steps)).entries)
        assert shown(read(Path(name), *(step.as_xml() for step in mixed)).entries) == in_order
