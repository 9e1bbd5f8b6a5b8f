"""data/initiativen.csv is read whole or refused with every fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sheets import cooperation

from ozgdash.errors import SourceFormatError
from ozgdash.model.component import ComponentArea
from ozgdash.model.initiative import AskAddressee, Initiative, InitiativeState
from ozgdash.sources.initiatives import read_initiatives

COLUMNS = "id;titel;bereich;federfuehrung;mitglieder;status;seit;ziel;adressat;bitte;beispiel"


def listed(folder: Path, *rows: str, columns: str = COLUMNS) -> tuple[Initiative, ...]:
    path = folder / "initiativen.csv"
    path.write_text("\n".join([columns, *rows]) + "\n", encoding="utf-8")
    return read_initiatives(path, cooperation=cooperation())


def test_a_row_becomes_an_initiative(tmp_path: Path) -> None:
    rows = [
        "I1;Kita gemeinsam;Online-Dienst;Stadt Zählheim;dorf, Stadt Zählheim;läuft;01.02.2021;Ein Portal;Land;Bitte um Mittel;",
        "I2;Austausch;;;;Idee;;;;;ja",
    ]
    first, second = listed(tmp_path, *rows)
    assert first == Initiative(
        "I1", "Kita gemeinsam", ComponentArea.ONLINE_SERVICE, "stadt", ("stadt", "dorf"), InitiativeState.RUNNING,
        date(2021, 2, 1), "Ein Portal", AskAddressee.STATE, "Bitte um Mittel",
    )  # fmt: skip
    assert second == Initiative(
        "I2", "Austausch", None, None, (), InitiativeState.IDEA, None, None, None, None, example=True
    )


def test_a_file_with_only_a_header_holds_nothing(tmp_path: Path) -> None:
    assert listed(tmp_path) == ()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([";Titel;;;;Idee;;;;;"], ["Zeile 2", "id", "Pflichtfeld"]),
        (["I1;;;;;Idee;;;;;"], ["titel", "Pflichtfeld"]),
        (["I1;T;;;;;;;;;"], ["status", "Pflichtfeld"]),
        (["I1;T;;;;fertig;;;;;"], ["status", "fertig", "Idee, geplant, läuft, ruht, abgeschlossen"]),
        (["I1;T;Dienst;;;Idee;;;;;"], ["bereich", "Dienst", "Basisdienst"]),
        (["I1;T;;Goslar;;Idee;;;;;"], ["federfuehrung", "Goslar", "stadt, kreis, dorf"]),
        (["I1;T;;stadt, dorf;;Idee;;;;;"], ["federfuehrung", "Mehr als ein Partner"]),
        (["I1;T;;;stadt, Goslar;Idee;;;;;"], ["mitglieder", "Goslar"]),
        (["I1;T;;;;Idee;gestern;;;;"], ["seit", "gestern"]),
        (["I1;T;;;;Idee;;;EU;Bitte;"], ["adressat", "EU", "Land, IT-Dienstleister, Bund, intern"]),
        (["I1;T;;;;Idee;;;;Bitte;"], ["adressat", "an den sie geht"]),
        (["I1;T;;;;Idee;;;;;", "I1;U;;;;Idee;;;;;"], ["Zeile 3", "I1", "Zeile 2"]),
        (["I1;T;;;;Idee;;;;;vielleicht"], ["beispiel", "ja, nein"]),
    ],
)
def test_a_bad_row_is_refused(tmp_path: Path, rows: list[str], said: list[str]) -> None:
    with pytest.raises(SourceFormatError) as caught:
        listed(tmp_path, *rows)
    for part in said:
        assert part in caught.value.message("de")


DECIDED = f"{COLUMNS};beschluss;status_vom;frist;kosten_plan;kosten_ist"


def test_a_row_may_say_what_was_decided(tmp_path: Path) -> None:
    decided, silent = listed(
        tmp_path,
        "I1;T;;;;läuft;;;;;;Rat 18.03.2025, Vorlage 25-01234;01.05.2025;31.12.2027;12.500,00 €;12,5 Tsd. €",
        "I2;U;;;;Idee;;;;;;;;;;",
        columns=DECIDED,
    )
    assert (decided.resolution, decided.status_on, decided.due_on) == (
        "Rat 18.03.2025, Vorlage 25-01234", date(2025, 5, 1), date(2027, 12, 31),
    )  # fmt: skip
    assert (decided.cost_planned, decided.cost_actual) == (12_500.0, 12_500.0)
    assert (silent.resolution, silent.due_on, silent.cost_planned) == (None, None, None)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (";;;ca. 5000;", ["Zeile 2", "kosten_plan", "ca. 5000", "12,5 Tsd. €", "Bitte berichtigen"]),
        (";;;;-5", ["kosten_ist", "-5", "von 0 bis"]),
        (";;bald;;", ["frist", "bald"]),
        (";vorgestern;;;", ["status_vom", "vorgestern"]),
    ],
)
def test_what_was_decided_is_refused_where_it_cannot_be_read(tmp_path: Path, cells: str, said: list[str]) -> None:
    with pytest.raises(SourceFormatError) as caught:
        listed(tmp_path, f"I1;T;;;;Idee;;;;;;{cells}", columns=DECIDED)
    for part in said:
        assert part in caught.value.message("de")


def test_missing_and_unknown_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceFormatError, match=r"(?s)Spalte „frage“.*Spalte „bitte“"):
        listed(tmp_path, columns=COLUMNS.replace("bitte", "frage"))
    with pytest.raises(SourceFormatError, match="Keine Kopfzeile"):
        listed(tmp_path, columns="a;b")


@pytest.mark.parametrize("since", ["31.12.9999", "31.12.1899"])
def test_a_day_out_of_range_is_refused(tmp_path: Path, since: str) -> None:
    with pytest.raises(SourceFormatError, match="lassen Sie das Feld leer"):
        listed(tmp_path, f"I1;Austausch;;;;Idee;{since};;;;")
