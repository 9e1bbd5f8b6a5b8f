"""XZuFi is read as a stream: whole rows, and nothing that a hostile file may use."""

from __future__ import annotations

import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from ozgdash.errors import SourceFormatError
from ozgdash.model.outside import OutsideEntry
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.detect import SourceKind, detect
from ozgdash.sources.xzufi import read_xzufi

FIXTURE = PROJECT_DIR / "tests" / "fixtures" / "xzufi" / "auenstadt.xml"
HEAD = '<x:m xmlns:x="http://xoev.de/schemata/xzufi/2_2_0" xzufiVersion="{version}">'
SERVICE = (
    "<x:schreibe><x:leistung><x:id>L-{n}</x:id><x:referenzLeiKa><code>99{n:012}</code></x:referenzLeiKa>"
    "<x:modulText><x:leikaTextmodul><code>02</code></x:leikaTextmodul><x:inhalt>{name}</x:inhalt></x:modulText>"
    "</x:leistung></x:schreibe>"
)
ONLINE = (
    "<x:schreibe><x:onlinedienst><x:id>O-{n}</x:id><x:leistungID>L-{n}</x:leistungID>"
    "<x:link><x:link>{url}</x:link></x:link></x:onlinedienst></x:schreibe>"
)


def message(*parts: str, version: str = "2.2.0") -> str:
    return HEAD.format(version=version) + "".join(parts) + "</x:m>"


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "nachricht.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refused(folder: Path, content: str | bytes, nordheide) -> str:
    path = written(folder, content)
    with pytest.raises(SourceFormatError) as caught:
        read_xzufi(path, partner=nordheide.partners[0])
    return caught.value.message("de")


def test_whole_rows(nordheide):
    assert detect(FIXTURE) is SourceKind.XZUFI
    found, sha256 = read_xzufi(FIXTURE, partner=nordheide.partners[0])
    assert found.entries == (
        OutsideEntry("99001001001000", 1, "Hundesteuer & Marke anmelden", None, "https://portal.example/hund", True),
        OutsideEntry("99001003001000", 2, "Gewerbeanmeldung"),
    )
    assert (found.partner_id, found.as_of, found.left_out, len(sha256)) == ("auenstadt", date(2026, 1, 31), 1, 64)
    assert [finding.message("de") for finding in found.findings] == [
        "„zukuenftiges“ (1 Mal) ist nicht verstanden worden und bleibt ungelesen.",
        "Ein Onlinedienst verweist auf keine Leistung dieser Datei; seine Adressen sind nicht zugeordnet.",
        "Zeile 51: „Ferienpass“ hat keinen LeiKa-Schlüssel oder keine Kennung und ist ausgelassen.",
    ]


def test_several_online_services_are_several_entries_and_one_that_is_no_address_is_reported(tmp_path, nordheide):
    path = written(
        tmp_path,
        message(
            SERVICE.format(n=7, name="Hund"),
            *(
                ONLINE.format(n=7, url=url).replace("O-7", f"O-{number}")
                for number, url in enumerate(("https://a.example", "https://b.example", "https://a.example", "x:y"))
            ),
        ),
    )
    found, _ = read_xzufi(path, partner=nordheide.partners[0])
    assert [(entry.url, entry.online) for entry in found.entries] == [
        ("https://a.example", True),
        ("https://b.example", True),
    ]
    assert ["x:y" in finding.message("de") for finding in found.findings] == [True]


def test_another_version_of_the_same_namespace_is_read_with_a_warning(tmp_path, nordheide):
    path = written(tmp_path, message(SERVICE.format(n=1, name="Hund"), version="2.3.0"))
    found, _ = read_xzufi(path, partner=nordheide.partners[0])
    assert [(finding.severity, "2.3.0" in finding.message("de")) for finding in found.findings] == [("warning", True)]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(9))
    + "]>"
    + message(SERVICE.format(n=1, name="&a8;"))
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BOMB, "DTD"),
        ('<!DOCTYPE m [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + message(SERVICE.format(n=1, name="&f;")), "DTD"),
        ('<!DOCTYPE m SYSTEM "http://127.0.0.1:9/x.dtd">' + message(), "DTD"),
        (message(SERVICE.format(n=1, name="Hund"))[:-30], "nicht lesbar"),
        ("<a/>", "keine XZuFi-Nachricht"),
        ('<m xmlns="http://xoev.de/schemata/xzufi/2_1_0"/>', "2_1_0"),
        (message(), "mindestens 1"),
        (message("<x:schreibe>" + "<x:a>" * 100 + "</x:a>" * 100 + "</x:schreibe>"), "60 Ebenen"),
        (message(SERVICE.format(n=1, name="\x01")), "nicht lesbar"),
        ("<x:m xmlns:x='http://xoev.de/schemata/xzufi/2_2_0'>".encode("utf-16")[:-3], "nicht lesbar"),
    ],
)
def test_what_is_no_sound_message_is_refused(tmp_path, nordheide, content, said):
    assert said in refused(tmp_path, content, nordheide)


def test_memory_does_not_grow_with_the_texts(tmp_path, nordheide):
    path = tmp_path / "gross.xml"
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD.format(version="2.2.0"))
        for number in range(200):
            file.write(SERVICE.format(n=number, name="Leistung " * 10_000))
        file.write("</x:m>")
    assert path.stat().st_size > 15_000_000
    tracemalloc.start()
    try:
        found, _ = read_xzufi(path, partner=nordheide.partners[0])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(found.entries) == 200
    assert max(len(entry.name or "") for entry in found.entries) <= 300
    assert peak < 5_000_000


@pytest.mark.parametrize("start", ["<!DOCTYPE html><html>", "  <HTML><body>"])
def test_a_saved_web_page_is_named_as_one(tmp_path, start):
    with pytest.raises(SourceFormatError) as caught:
        detect(written(tmp_path, start))
    assert "Webseite" in caught.value.message("de")


def export(folder: Path, *, index: str = "eins.xml\r\nzwei.xml\r\n") -> Path:
    """An export of two messages: the services in one, their online service in the other."""
    (folder / "eins.xml").write_text(
        message(SERVICE.format(n=1, name="Hund"), SERVICE.format(n=2, name="Gewerbe")), encoding="utf-8"
    )
    (folder / "zwei.xml").write_text(
        message(SERVICE.format(n=3, name="Fest"), ONLINE.format(n=1, url="https://portal.example/hund")),
        encoding="utf-8",
    )
    path = folder / "index.txt"
    path.write_bytes(index.encode())
    return path


WHOLE = (
    OutsideEntry("99000000000001", 1, "Hund", None, "https://portal.example/hund", True),
    OutsideEntry("99000000000002", 2, "Gewerbe"),
    OutsideEntry("99000000000003", 3, "Fest"),
)


def test_the_files_that_an_index_lists_are_one_export(tmp_path, nordheide):
    path = export(tmp_path, index="\ufeffeins.xml\r\n\r\nzwei.xml\r\neins.xml\r\n")
    assert detect(path) is SourceKind.XZUFI
    found, sha256 = read_xzufi(path, partner=nordheide.partners[0])
    assert (found.entries, found.findings, found.left_out) == (WHOLE, (), 0)
    together, other = read_xzufi(tmp_path / "zwei.xml", tmp_path / "eins.xml", partner=nordheide.partners[0])
    assert {entry.url for entry in together.entries} == {entry.url for entry in WHOLE}
    assert other != sha256
    _, same = read_xzufi(tmp_path / "eins.xml", tmp_path / "zwei.xml", partner=nordheide.partners[0])
    assert same == sha256


def test_an_index_finds_the_files_that_were_given_with_it(tmp_path, nordheide):
    elsewhere = tmp_path / "woanders"
    elsewhere.mkdir()
    path = export(tmp_path)
    (tmp_path / "zwei.xml").rename(elsewhere / "zwei.xml")
    found, _ = read_xzufi(path, elsewhere / "zwei.xml", partner=nordheide.partners[0])
    assert found.entries == WHOLE


@pytest.mark.parametrize(
    ("index", "said"),
    [
        (
            "eins.xml\ndrei.xml\nvier.xml\n",
            ["Zeile 2", "„drei.xml“ steht in der Liste und fehlt", "Zeile 3", "vier.xml"],
        ),
        ("eins.xml\n../zwei.xml\n", ["Zeile 2", "„../zwei.xml“ ist kein bloßer Dateiname"]),
        ("eins.xml\n..\\zwei.xml\n", ["kein bloßer Dateiname"]),
        ("/etc/zwei.xml\n", ["kein bloßer Dateiname"]),
    ],
)
def test_an_index_that_cannot_be_followed_is_refused(tmp_path, nordheide, index, said):
    with pytest.raises(SourceFormatError) as caught:
        read_xzufi(export(tmp_path, index=index), partner=nordheide.partners[0])
    assert all(words in caught.value.message("de") for words in said)


def test_a_broken_file_of_an_export_is_named_and_different_days_are_pointed_out(tmp_path, nordheide):
    path = export(tmp_path)
    head = "<x:nachrichtenkopf><x:erstellungszeitpunkt>{day}T02:00:00</x:erstellungszeitpunkt></x:nachrichtenkopf>"
    for name, day in (("eins.xml", "2026-01-31"), ("zwei.xml", "2026-02-28")):
        part = tmp_path / name
        part.write_text(
            message(head.format(day=day), part.read_text(encoding="utf-8")[len(HEAD.format(version="2.2.0")) : -6]),
            encoding="utf-8",
        )
    found, _ = read_xzufi(path, partner=nordheide.partners[0])
    assert found.as_of == date(2026, 2, 28)
    assert ["2026-01-31, 2026-02-28" in finding.message("de") for finding in found.findings] == [True]
    (tmp_path / "zwei.xml").write_text(message()[:-3], encoding="utf-8")
    with pytest.raises(SourceFormatError) as caught:
        read_xzufi(path, partner=nordheide.partners[0])
    assert "„zwei.xml“" in caught.value.message("de")
