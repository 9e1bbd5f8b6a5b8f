"""Our catalogue is read strictly; of the official list every row is accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from ozgdash.errors import SourceFormatError
from ozgdash.model.cooperation import PartnerKind
from ozgdash.model.service import Addressee
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.catalogue import read_catalogue, read_official_list
from ozgdash.sources.detect import SourceKind, detect
from ozgdash.sources.tabular import read_sheet

OURS = PROJECT_DIR / "data" / "catalogue" / "leistungen.csv"
OFFICIAL = PROJECT_DIR.parent / "shared" / "data" / "leika_2019_12.csv"
HEADER = "leika_schluessel;leistung;ozg_id;ozg_leistung;themenfeld;lage;leika_typ;adressat;vollzug_kreisfreie_stadt;vollzug_landkreis;vollzug_gemeinde"
GOOD = "99000000000101;Wohngeld;10001;Wohngeld;Wohnen;Umzug;2/3;buerger;ja;nein;ja"
OFFICIAL_HEADER = "leika_schluessel;leistung;leika_typ;ozg_id;ozg_leistung;lage;themenfeld"


def ours(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "leistungen.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_the_catalogue_of_the_project_is_sound() -> None:
    catalogue = read_catalogue(OURS)
    assert catalogue.findings == ()
    assert 580 <= len(catalogue.services) <= 640
    assert len({service.ozg_id for service in catalogue.services}) == 197
    assert len({service.topic for service in catalogue.services}) == 14
    assert any(service.leika_key is None for service in catalogue.services)
    assert all(len(service.executed_by) == 3 for service in catalogue.services)


def test_a_row_becomes_a_service(tmp_path: Path) -> None:
    (service,) = read_catalogue(ours(tmp_path, GOOD)).services
    assert (service.id, service.name, service.topic, service.addressee, service.sdg) == (
        "99000000000101",
        "Wohngeld",
        "Wohnen",
        Addressee.CITIZENS,
        None,
    )
    assert dict(service.executed_by) == {
        PartnerKind.CITY: True,
        PartnerKind.DISTRICT: False,
        PartnerKind.MUNICIPALITY: True,
    }


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((GOOD, GOOD), ["Zeile 3", "Zeile 2"]),
        ((GOOD.replace("99000000000101", "990000000001"),), ["Zeile 2", "12 Stellen", "14 Ziffern"]),
        ((GOOD.replace("10001", "1001"),), ["Zeile 2", "1001", "fünf Ziffern"]),
        ((GOOD.replace("buerger", "alle"),), ["Zeile 2", "alle", "buerger, unternehmen, beide"]),
        ((GOOD.replace(";ja;nein;ja", ";ja;jein;ja"),), ["Zeile 2", "jein", "ja, nein"]),
        ((GOOD.replace(";Wohngeld;10001", ";;10001"),), ["Zeile 2", "leistung", "leer"]),
        ((GOOD, GOOD.replace("0101", "0102").replace("Wohnen", "Bauen")), ["Zeile 3", "10001", "Zeile 2"]),
        ((), ["mindestens eine Zeile"]),
    ],
)
def test_a_faulty_catalogue_is_refused(tmp_path: Path, rows: tuple[str, ...], said: list[str]) -> None:
    with pytest.raises(SourceFormatError) as caught:
        read_catalogue(ours(tmp_path, *rows))
    for part in said:
        assert part in caught.value.message("de")


def test_a_catalogue_without_a_judged_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceFormatError, match="vollzug_gemeinde"):
        read_catalogue(ours(tmp_path, GOOD, header=HEADER.replace("vollzug_gemeinde", "gemeinde")))


def official(folder: Path, *rows: str) -> Path:
    path = folder / "liste.csv"
    path.write_bytes("\r\n".join([OFFICIAL_HEADER, *rows, ""]).encode())
    return path


def test_of_the_official_list_every_row_is_accounted_for(tmp_path: Path) -> None:
    path = official(
        tmp_path,
        "99000000000101;Wohngeld  neu;2/3;10001;Wohngeld;Umzug;Wohnen",
        "nicht im LeiKa;Mängelmelder;5;10004;Mängel;Straße;Verkehr",
        "nicht im LeiKa;Mängelmelder;5;10004;Mängel;Straße;Verkehr",
        "3233;test;44;10009;test;aaaa;Verkehr",
        "99000000000901;Bundessache;1;10009;Bund;Reise;Verkehr",
        "99000000000902;Beides;1, 2/3;10009;Bund;Reise;Verkehr",
        "99000000000102;Wohngeld Änderung;2/3;10001;Wohngeld;Umzug;Wohnen",
    )
    known = {service.id: service for service in read_catalogue(ours(tmp_path, GOOD)).services}
    found = read_official_list(read_sheet(path), known=known)
    assert len(found.services) + found.left_out == 7
    assert [(f.severity, f.key, f.row) for f in found.findings] == [
        ("notice", "sources.without_key", 3),
        ("notice", "sources.without_key", 4),
        ("warning", "sources.listed_twice", 4),
        ("warning", "sources.key_digits", 5),
        ("notice", "sources.type_unclear", 7),
        ("notice", "sources.not_judged", None),
    ]
    by_name = {service.name: service for service in found.services}
    assert by_name["Wohngeld neu"].addressee is Addressee.CITIZENS
    assert dict(by_name["Wohngeld Änderung"].executed_by)[PartnerKind.CITY] is True
    assert not any(dict(by_name["Bundessache"].executed_by).values())
    assert by_name["Beides"].executed_by == ()
    assert by_name["Mängelmelder"].leika_key is None


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official list is public but not part of the project")
def test_the_real_official_list_is_taken_whole() -> None:
    assert detect(OFFICIAL) is SourceKind.OFFICIAL_LIST
    found = read_official_list(
        read_sheet(OFFICIAL), known={service.id: service for service in read_catalogue(OURS).services}
    )
    assert (len(found.services), found.left_out) == (5222, 3)
    without_key = [finding for finding in found.findings if finding.key == "sources.without_key"]
    assert len(without_key) == 426


def test_the_kind_of_a_file_is_told_by_its_content(tmp_path: Path) -> None:
    assert detect(OURS) is SourceKind.CATALOGUE
    assert detect(official(tmp_path, "99000000000101;W;2/3;10001;W;U;W")) is SourceKind.OFFICIAL_LIST
    assert detect(PROJECT_DIR / "tests" / "golden" / "sheets" / "1-stadt-2021-01-31.csv") is SourceKind.STATUS_SHEET
    other = tmp_path / "anderes.csv"
    other.write_text("name;telefon\nx;y\n", encoding="utf-8")
    with pytest.raises(SourceFormatError, match="zu keiner bekannten Datei"):
        detect(other)


def test_our_catalogue_is_told_by_column_names_in_any_spelling(tmp_path: Path) -> None:
    head, *rows = OURS.read_text(encoding="utf-8-sig").splitlines()
    spelled = head.replace("_", "-").upper().replace("LEIKA-SCHLUESSEL", "LeiKa-Schlüssel\u00a0")
    path = tmp_path / "liste.csv"
    path.write_text("\n".join([spelled, *rows[:5]]) + "\n", encoding="utf-8")
    assert detect(path) is SourceKind.CATALOGUE
    assert read_catalogue(path).services == read_catalogue(OURS).services[:5]
