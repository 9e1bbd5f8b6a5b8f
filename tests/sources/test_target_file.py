"""data/ziele.csv and data/ereignisse.csv are read whole or refused with every fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sheets import cooperation, services

from ozgdash.errors import SourceFormatError
from ozgdash.model.event import EventKind, Happening
from ozgdash.model.target import Measure, Target
from ozgdash.sources.events import read_events
from ozgdash.sources.targets import read_targets

COLUMNS = "id;wer;was;themenfeld;fachbereich;sdg;ziel;bis;gremium;beschluss_vom;vorlage;beispiel"
EVENT_COLUMNS = "tag;art;partner;text_de;text_en;quelle;beispiel"


def targets(folder: Path, *rows: str, columns: str = COLUMNS) -> tuple[Target, ...]:
    path = folder / "ziele.csv"
    path.write_text("\n".join([columns, *rows]) + "\n", encoding="utf-8")
    return read_targets(path, cooperation=cooperation(), topics={service.topic for service in services()})


def events(folder: Path, *rows: str, columns: str = EVENT_COLUMNS) -> tuple[Happening, ...]:
    path = folder / "ereignisse.csv"
    path.write_text("\n".join([columns, *rows]) + "\n", encoding="utf-8")
    return read_events(path, cooperation=cooperation())


def test_a_row_becomes_a_target(tmp_path: Path) -> None:
    rows = [
        "Z1;Stadt Zählheim;leistung_rg3;Wohnen;Bürgeramt;ja;62,5 %;31.12.2021;Rat;01.02.2021;Vorlage 26-12345;",
        "Z2;alle;buendel_rg2;;;;60;31.12.2022;Lenkungskreis;15.03.2021;;ja",
    ]
    first, second = targets(tmp_path, *rows)
    assert first == Target(
        "Z1", "stadt", None, Measure.SERVICE_RG3, "Wohnen", "Bürgeramt", True, 0.625, date(2021, 12, 31), "Rat",
        date(2021, 2, 1), "26-12345",
    )  # fmt: skip
    assert second == Target(
        "Z2", None, None, Measure.BUNDLE_RG2, None, None, False, 0.6, date(2022, 12, 31), "Lenkungskreis",
        date(2021, 3, 15), None, example=True,
    )  # fmt: skip


@pytest.mark.parametrize("mark", [",", "\t"])
def test_the_files_may_be_separated_as_other_programs_do(tmp_path: Path, mark: str) -> None:
    row = f"Z1;alle;leistung_rg3;;;;{'62,5 %' if mark != ',' else '62.5 %'};31.12.2021;Rat;01.02.2021;;"
    (target,) = targets(tmp_path, row.replace(";", mark), columns=COLUMNS.replace(";", mark))
    assert (target.share, target.due_on) == (0.625, date(2021, 12, 31))
    row = "24.07.2024;Gesetz;alle;In Kraft;In force;BGBl.;"
    (event,) = events(tmp_path, row.replace(";", mark), columns=EVENT_COLUMNS.replace(";", mark))
    assert (event.on, event.source) == (date(2024, 7, 24), "BGBl.")


def test_a_target_may_be_about_use(tmp_path: Path) -> None:
    (found,) = targets(tmp_path, "Z1;kreis;Nutzung;Wohnen;;;40 %;31.12.2021;Kreistag;01.02.2021;;")
    assert (found.measure, found.partner_id, found.topic, found.share) == (Measure.USE, "kreis", "Wohnen", 0.4)


def test_files_with_only_a_header_hold_nothing(tmp_path: Path) -> None:
    assert targets(tmp_path) == ()
    assert events(tmp_path) == ()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"id": ""}, ["Zeile 2", "id", "Pflichtfeld"]),
        ({"gremium": ""}, ["gremium", "Pflichtfeld"]),
        ({"wer": "Goslar"}, ["wer", "Goslar", "alle, stadt, kreis, dorf"]),
        ({"was": "rg4"}, ["was", "rg4", "leistung_rg3, buendel_rg2, buendel_alle_rg3, nutzung"]),
        ({"themenfeld": "Weltraum"}, ["themenfeld", "Weltraum", "Verkehr, Wirtschaft, Wohnen"]),
        ({"sdg": "vielleicht"}, ["sdg", "ja, nein"]),
        ({"ziel": "0,6"}, ["ziel", "0,6", "1 bis 100", "60 %"]),
        ({"ziel": "1"}, ["ziel", "„1“", "1 %, wenn ein Prozent gemeint ist"]),
        ({"ziel": "101"}, ["ziel", "101", "1 bis 100"]),
        ({"ziel": "viel"}, ["ziel", "viel"]),
        ({"bis": "bald"}, ["bis", "bald"]),
        ({"bis": "01.02.2021"}, ["bis", "01.02.2021", "späterer Tag"]),
        ({"vorlage": "ohne Nummer"}, ["vorlage", "ohne Nummer", "26-12345"]),
    ],
)
def test_a_bad_target_is_refused(tmp_path: Path, changed: dict[str, str], said: list[str]) -> None:
    given = {"id": "Z1", "wer": "stadt", "was": "leistung_rg3", "ziel": "60 %", "bis": "31.12.2021", "gremium": "Rat"}
    good = dict.fromkeys(COLUMNS.split(";"), "") | given | {"beschluss_vom": "01.02.2021"}
    with pytest.raises(SourceFormatError) as caught:
        targets(tmp_path, ";".join((good | changed).values()))
    for part in said:
        assert part in caught.value.message("de")


def test_an_id_stands_once_and_every_column_is_known(tmp_path: Path) -> None:
    row = "Z1;stadt;leistung_rg3;;;;60 %;31.12.2021;Rat;01.02.2021;;"
    with pytest.raises(SourceFormatError, match=r"Zeile 3.*„Z1“.*Zeile 2"):
        targets(tmp_path, row, row)
    with pytest.raises(SourceFormatError, match=r"(?s)Spalte „frist“.*Spalte „bis“"):
        targets(tmp_path, columns=COLUMNS.replace("bis", "frist"))


def test_events_stand_in_the_order_of_their_days(tmp_path: Path) -> None:
    rows = [
        "24.07.2024;Gesetz;alle;OZG-Änderungsgesetz in Kraft;OZG amendment in force;BGBl. 2024 I Nr. 245;",
        "23.04.2021;Beschluss;kreis;Tritt bei;Joins;;ja",
    ]
    assert events(tmp_path, *rows) == (
        Happening(date(2021, 4, 23), EventKind.DECISION, "kreis", "Tritt bei", "Joins", None, example=True),
        Happening(
            date(2024, 7, 24), EventKind.LAW, None, "OZG-Änderungsgesetz in Kraft", "OZG amendment in force",
            "BGBl. 2024 I Nr. 245",
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (";Gesetz;alle;a;b;;", ["Zeile 2", "tag", "Pflichtfeld"]),
        ("gestern;Gesetz;alle;a;b;;", ["tag", "gestern"]),
        (
            "01.02.2021;Wunder;alle;a;b;;",
            ["art", "Wunder", "Gesetz, Beschluss, Systemwechsel, Ausfall, Meldevorschrift"],
        ),
        ("01.02.2021;Gesetz;;a;b;;", ["partner", "Pflichtfeld"]),
        ("01.02.2021;Gesetz;Goslar;a;b;;", ["partner", "Goslar", "alle, stadt, kreis, dorf"]),
        ("01.02.2021;Gesetz;alle;a;;;", ["text_en", "Pflichtfeld"]),
        (f"01.02.2021;Gesetz;alle;{'a' * 121};b;;", ["text_de", "121", "120"]),
        ("01.02.2021;Gesetz;alle;a;b;;vielleicht", ["beispiel", "ja, nein"]),
    ],
)
def test_a_bad_event_is_refused(tmp_path: Path, row: str, said: list[str]) -> None:
    with pytest.raises(SourceFormatError) as caught:
        events(tmp_path, row)
    for part in said:
        assert part in caught.value.message("de")
