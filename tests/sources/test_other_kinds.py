"""What people drop by mistake is called by its name, whatever it is named, and never a list of services."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import duckdb
import pytest

from ozgdash.errors import SourceFormatError
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.detect import SourceKind, detect

OPARL = "https://schema.oparl.org/1.1/"
PAPER = {
    "id": "https://rat.example/papers/1",
    "type": f"{OPARL}Paper",
    "name": "Sachstand",
    "mainFile": {},
    "auxiliaryFile": [],
}
JSON = {
    "OParl (Paper)": [PAPER, [PAPER, PAPER], {"data": [PAPER], "pagination": {"totalElements": 1}, "links": {}}],
    "OParl (System)": [{"type": f"{OPARL}System", "body": "https://rat.example/bodies"}],
    "OpenAPI (JSON)": [{"openapi": "3.0.2", "info": {}, "paths": {}}, {"swagger": "2.0", "paths": {}}],
    "GeoJSON": [{"type": "FeatureCollection", "features": []}, {"type": "Feature", "geometry": None}],
    "XRepository (JSON)": [{"metadaten": {}, "spalten": [], "daten": [["99107023000000", "Wohngeld"]]}],
    "JSON Schema": [{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}],
    "JSON-LD": [{"@context": "https://www.w3.org/ns/dcat.jsonld", "@graph": []}],
}
EMAIL = "Return-Path: <a@example.org>\r\nReceived: from mail.example.org\r\nSubject: Statusblatt\r\n\r\nHallo\r\n"
TEXTS = {
    "OpenAPI (YAML)": ["openapi: 3.0.2\ninfo:\n  title: x\n", "# Beispiel\n---\nswagger: '2.0'\n"],
    "E-Mail (EML)": [EMAIL, "From: a@example.org\nTo: b@example.org\nSubject: x\n\nText\n"],
    "iCalendar": ["BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"],
    "vCard": ["BEGIN:VCARD\r\nVERSION:4.0\r\n"],
    "RSS": ['<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>'],
    "Atom": ['<feed xmlns="http://www.w3.org/2005/Atom"/>'],
    "SVG": [
        '<!-- Bild --><svg xmlns="http://www.w3.org/2000/svg"/>',
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "a" "b"><svg/>',
    ],
    "Genericode (XRepository)": [
        '<gc:CodeList xmlns:gc="http://docs.oasis-open.org/codelist/ns/genericode/1.0/"><Identification/></gc:CodeList>'
    ],
    "XDatenfelder": ['<xdf:xdatenfelder.x xmlns:xdf="urn:xoev-de:fim:standard:xdatenfelder_3.0.0"/>'],
    "XProzess": ['<p:x xmlns:p="http://www.regierung-mv.de/xprozess/2"/>'],
    "OpenDocument (XML)": ['<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'],
    "Excel 2003 (XML)": ['<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'],
}
BYTES = {
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "RTF": rb"{\rtf1\ansi Text}",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "JPEG": b"\xff\xd8\xff\xe0",
    "gzip": b"\x1f\x8b\x08\x00",
    "SQLite": b"SQLite format 3\x00",
    "Outlook (MSG)": b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "__properties_version1.0".encode("utf-16-le"),
    "Word (DOC)": b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "WordDocument".encode("utf-16-le"),
}
ZIPS = {
    "Word (DOCX)": {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"},
    "PowerPoint (PPTX)": {"[Content_Types].xml": "<Types/>", "ppt\\presentation.xml": "<p/>"},
    "Writer (ODT)": {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"},
    "ZIP-Archiv mit 3 Dateien (index.txt, eins.xml, zwei.xml)": {
        "index.txt": "eins.xml",
        "eins.xml": "<a/>",
        "zwei.xml": "",
    },
    "ZIP-Archiv mit einer Datei (blatt.csv)": {"blatt.csv": "a;b"},
    "Sicherung dieses Programms": {"ozgdash-backup.json": "{}", "data/cooperation.toml": ""},
}


def refusal(path: Path) -> str:
    with pytest.raises(SourceFormatError) as caught:
        detect(path)
    message = caught.value.message("de")
    assert not any(ours in message for ours in ("Die Datei enthält keine Liste", "Partner”", "--partner"))
    assert caught.value.message("en") != message
    return message


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("name", "parsed"), [(name, parsed) for name, all_of in JSON.items() for parsed in all_of])
def test_json_of_others_is_named(tmp_path, name, parsed):
    for file_name in ("liste.json", "liste.txt"):
        assert f"anscheinend: {name}." in refusal(written(tmp_path / file_name, json.dumps(parsed, indent=1).encode()))


@pytest.mark.parametrize(
    ("parsed", "fields"),
    [
        ({"a": 1, "b": []}, "a, b"),
        ([{"x": 1}, {"y": 2}], "x, y"),
        ([1, 2], "int"),
        ({"items": [{"name": "a"}]}, "items"),
    ],
)
def test_json_that_nobody_knows_is_said_to_be_unknown_with_its_fields(tmp_path, parsed, fields):
    message = refusal(written(tmp_path / "x.json", json.dumps(parsed).encode()))
    assert "nicht bekannt" in message
    assert f"Felder: {fields}" in message


@pytest.mark.parametrize(("name", "content"), [(name, text) for name, all_of in TEXTS.items() for text in all_of])
def test_texts_of_others_are_named(tmp_path, name, content):
    assert f"anscheinend: {name}." in refusal(written(tmp_path / "datei.xml", content.encode()))
    if content.startswith("<"):
        assert f"anscheinend: {name}." in refusal(written(tmp_path / "utf16.xml", content.encode("utf-16")))


@pytest.mark.parametrize(("name", "content"), list(BYTES.items()))
def test_files_that_are_no_text_are_named(tmp_path, name, content):
    assert f"anscheinend: {name}." in refusal(written(tmp_path / "statusblatt.xlsx", content))


@pytest.mark.parametrize(("said", "entries"), list(ZIPS.items()))
def test_archives_are_named(tmp_path, said, entries):
    path = tmp_path / "statusblatt.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    assert said in refusal(path)


def test_a_snapshot_is_a_database_and_an_xhtml_page_a_web_page(tmp_path):
    with duckdb.connect(str(tmp_path / "x.duckdb")) as connection:
        connection.execute("CREATE TABLE a (b INTEGER)")
    assert "anscheinend: DuckDB." in refusal(tmp_path / "x.duckdb")
    page = '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html xmlns="http://www.w3.org/1999/xhtml"/>'
    assert "Webseite" in refusal(written(tmp_path / "x.xml", page.encode()))


def test_what_is_ours_is_still_taken(tmp_path):
    fixtures = PROJECT_DIR / "tests" / "fixtures"
    assert detect(fixtures / "fim" / "steckbriefe.json") is SourceKind.FIM
    assert detect(fixtures / "xzufi" / "operationen.xml") is SourceKind.XZUFI
    assert detect(fixtures / "pvog" / "auenstadt.csv") is SourceKind.PVOG
    message = (fixtures / "xzufi" / "operationen.xml").read_text(encoding="utf-8").replace("UTF-8", "UTF-16")
    assert detect(written(tmp_path / "a.xml", message.encode("utf-16"))) is SourceKind.XZUFI
    steckbriefe = (fixtures / "fim" / "steckbriefe.json").read_bytes()
    pages = b"[" + steckbriefe + b"," + steckbriefe + b"]"
    assert detect(written(tmp_path / "b.json", b"\xef\xbb\xbf" + pages)) is SourceKind.FIM
