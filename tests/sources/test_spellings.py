"""Names that look alike are one name, words for nothing are nothing, and both are said."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheets import COLUMNS, HEAD, TODAY, cooperation, csv_sheet, read, row, services

from ozgdash.errors import SourceFormatError
from ozgdash.model.names import KnownNames
from ozgdash.model.observation import Priority, Stage
from ozgdash.sources.cell_words import blank_vocabulary
from ozgdash.sources.components import read_component_list
from ozgdash.sources.detect import look_into
from ozgdash.sources.initiatives import read_initiatives
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.vocabulary import component_vocabulary, initiative_vocabulary, vocabulary

KEYS = [service.leika_key for service in services() if service.leika_key]
SPELLINGS = [
    "Bürgerbüro", "Bu\u0308rgerbu\u0308ro", "FB 1 Zentrale Dienste", "FB\u00a01 Zentrale Dienste", "FB 1  Zentrale Dienste",
    "FB 1 Zentrale \u200bDienste", "fb 1 zentrale dienste", "FB 1 Zentrale\u00ad Dienste",
]  # fmt: skip
NOTHING = ["k. A.", "k.A.", "K. A.", "keine Angabe", "-", "–", "—", "n/a", "N/A", "n. a.", "NA", "?", "??", "unbekannt", "nicht bekannt",
           "#NV", "#N/A", "none", "NaN", "leer", "\u200b", " \u00a0 ", "."]  # fmt: skip
OPTIONAL = [c for c in COLUMNS.split(";") if c not in ("leika_schluessel",)]


def found(sheet, key: str) -> list[str]:
    return [finding.message("de") for finding in sheet.file.findings if finding.key == f"sources.{key}"]


def rows_of(departments: list[str]) -> list[str]:
    return [row(key, fachbereich=name) for key, name in zip(KEYS, departments, strict=False)]


def test_seven_spellings_are_the_two_departments_that_a_person_sees(tmp_path: Path) -> None:
    sheet = read(csv_sheet(tmp_path, *rows_of(SPELLINGS)))
    assert [item.department for item in sheet.observations] == ["Bürgerbüro"] * 2 + ["FB 1 Zentrale Dienste"] * 6
    (notice,) = found(sheet, "spellings_joined")
    assert "2 Namen" in notice
    assert "Bürgerbüro (2); FB 1 Zentrale Dienste (6)" in notice


def test_the_most_frequent_spelling_counts_and_of_equals_the_first(tmp_path: Path) -> None:
    first = read(csv_sheet(tmp_path, *rows_of(["amt 1", "Amt 1"])))
    assert {item.department for item in first.observations} == {"amt 1"}
    most = read(csv_sheet(tmp_path, *rows_of(["amt 1", "Amt 1", "Amt 1"])))
    assert {item.department for item in most.observations} == {"Amt 1"}


def test_a_name_that_looks_like_a_known_one_is_spelled_like_it(tmp_path: Path) -> None:
    known = KnownNames(departments=("FB\u00a01 – Bürger", "fb 1 – bürger"))
    sheet = read(csv_sheet(tmp_path, *rows_of(["FB 1 - Bürger", "FB  1 - Bürger"])), names=known)
    assert {item.department for item in sheet.observations} == {"FB\u00a01 – Bürger"}
    assert "(2)" in found(sheet, "spellings_joined")[0]


def test_upper_and_lower_case_are_those_of_the_sheet_and_the_other_spelling_is_said(tmp_path: Path) -> None:
    sheet = read(
        csv_sheet(tmp_path, *rows_of(["Bürgeramt", "Bürgeramt"])), names=KnownNames(departments=("BÜRGERAMT",))
    )
    assert {item.department for item in sheet.observations} == {"Bürgeramt"}
    (notice,) = found(sheet, "spellings_joined")
    assert "Bürgeramt (2)" in notice
    assert "Schreibweise der neuesten Meldung" in notice


def test_one_spelling_is_nothing_to_speak_of(tmp_path: Path) -> None:
    sheet = read(csv_sheet(tmp_path, *rows_of(["FB 1", "FB 1", "FB 2"])), names=KnownNames(departments=("FB 1",)))
    assert found(sheet, "spellings_joined") == []


@st.composite
def look_alike(draw: st.DrawFn, name: str) -> str:
    """The name with another case, form or blank, or with a sign that nobody sees."""
    plain = unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])), name)
    plain = draw(st.sampled_from([plain, plain.upper(), plain.lower(), plain.title()]))
    blanks = draw(st.sampled_from([" ", "  ", "\u00a0", "\u202f", "\t", " \u00a0", "\u2003"]))
    at = draw(st.integers(0, len(plain)))
    unseen = draw(st.sampled_from(["", "\u200b", "\u00ad", "\u2060", "\ufeff", "\u200e", "\ufe0f"]))
    return (plain[:at] + unseen + plain[at:]).replace(" ", blanks)


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_spellings_of_three_departments_are_three_departments(tmp_path: Path, data: st.DataObject) -> None:
    wanted = ["FB 1 Bürgerbüro", "FB 11 Bürgerbüro", "Straßen- und Grünflächenamt"]
    written = [data.draw(look_alike(wanted[number % 3])) for number in range(len(KEYS))]
    sheet = read(csv_sheet(tmp_path, *rows_of(written)))
    departments = [item.department for item in sheet.observations]
    assert [len(set(departments[start::3])) for start in range(3)] == [1, 1, 1]
    assert len(set(departments)) == 3


@pytest.mark.parametrize("word", NOTHING)
def test_a_word_for_nothing_is_empty_in_every_optional_column(tmp_path: Path, word: str) -> None:
    empty = read(csv_sheet(tmp_path, row())).observations
    filled = row(**dict.fromkeys(OPTIONAL, word))
    sheet = read(csv_sheet(tmp_path, filled))
    assert sheet.observations == empty
    notices = found(sheet, "read_as_empty")
    assert len(notices) == (len(OPTIONAL) if word.strip("\u200b \u00a0") else 0)


def test_one_notice_per_column_counts_the_cells_and_names_the_words(tmp_path: Path) -> None:
    sheet = read(csv_sheet(tmp_path, *rows_of(["k. A.", "-", "n/a", "unbekannt", "?", "?", "Amt 1"])))
    assert [item.department for item in sheet.observations] == [None] * 6 + ["Amt 1"]
    (notice,) = found(sheet, "read_as_empty")
    assert "fachbereich" in notice
    assert "6 Zellen" in notice
    assert "k. A.; -; n/a; unbekannt; ?" in notice


@given(
    st.sampled_from(sorted(blank_vocabulary().everywhere)),
    st.sampled_from(["", " ", "\u00a0", "\u200b"]),
    st.booleans(),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_spelling_of_a_word_for_nothing_is_nothing(tmp_path: Path, word: str, blank: str, upper: bool) -> None:
    written = f"{blank}{word.upper() if upper else word}{blank}"
    assert read(csv_sheet(tmp_path, row(fachbereich=f'"{written}"'))).observations[0].department is None


def test_a_word_with_a_meaning_of_its_own_is_no_word_for_nothing(tmp_path: Path) -> None:
    sheet = read(csv_sheet(tmp_path, row(stufe="offen", prioritaet="gering", fachbereich="Offen")))
    assert (sheet.observations[0].stage, sheet.observations[0].priority) == (Stage.NOT_STARTED, Priority.LOW)
    assert sheet.observations[0].department == "Offen"
    with pytest.raises(SourceFormatError, match="null"):
        read(csv_sheet(tmp_path, row(reifegrad="null")))
    with pytest.raises(SourceFormatError, match="entfällt"):
        read(csv_sheet(tmp_path, row(zustaendig="entfällt")))


def test_no_word_for_nothing_is_a_word_of_a_choice() -> None:
    words, items, joint = vocabulary(), component_vocabulary(), initiative_vocabulary()
    choices = {
        "zustaendig": words.yes_no, "digitalisierbar": words.yes_no, "hindernis": words.obstacles, "stufe": words.stages,
        "prioritaet": words.priorities.values, "bereich": items.areas.values, "status": items.statuses.values | joint.states.values,
        "adressat": joint.addressees.values,
    }  # fmt: skip
    for column, allowed in choices.items():
        assert [word for word in allowed if blank_vocabulary().means_nothing(word, column)] == []


def test_a_row_of_words_for_nothing_in_a_mandatory_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceFormatError, match="nennt keine Leistung"):
        read(csv_sheet(tmp_path, row("k. A.", reifegrad="3")))


def components(folder: Path, *rows: str, names: KnownNames = KnownNames()):  # noqa: B008 - frozen
    path = csv_sheet(folder, *rows, columns=";".join(component_vocabulary().columns), name="komponenten.csv")
    return read_component_list(
        look_into(path), cooperation=cooperation(), services=ServiceIndex(services()), today=TODAY, names=names
    )


def test_components_products_and_providers_have_one_spelling_each(tmp_path: Path) -> None:
    given_list = components(
        tmp_path,
        "Fachverfahren;Einwohnerwesen;MESO;1.1;HSH;31.12.2027;in Betrieb;themenfeld a",
        "Fachverfahren;Kfz-Wesen;meso;-;HSH\u00a0;unbefristet;k. A.;",
        names=KnownNames(components=("EINWOHNERWESEN",), providers=("Hsh",)),
    )
    first, second = given_list.components
    assert (first.name, first.product, first.provider) == ("Einwohnerwesen", "MESO", "HSH")
    assert (second.product, second.version, second.provider) == ("MESO", None, "HSH")
    assert (second.contract_end, second.status) == (None, None)


@pytest.mark.parametrize("end", ["31.12.9999", "31.12.1899"])
def test_a_contract_ends_within_the_range_of_days(tmp_path: Path, end: str) -> None:
    with pytest.raises(SourceFormatError, match="lassen Sie das Feld leer"):
        components(tmp_path, f"Fachverfahren;Einwohnerwesen;MESO;;;{end};;")


def test_a_topic_of_a_domain_is_spelled_as_in_the_catalogue(tmp_path: Path) -> None:
    topic = services()[0].topic
    (item,) = components(tmp_path, f"Fachverfahren;Wesen;MESO;;;;;{topic.upper()}, 10001").components
    assert item.domain == f"{topic}, 10001"


def test_words_for_nothing_are_empty_in_the_list_of_initiatives(tmp_path: Path) -> None:
    path = tmp_path / "initiativen.csv"
    columns = "id;titel;bereich;federfuehrung;mitglieder;status;seit;ziel;adressat;bitte;beispiel"
    path.write_text(f"{columns}\nI1;Austausch;-;k. A.;?;Idee;n/a;-;-;-;-\n", encoding="utf-8")
    (item,) = read_initiatives(path, cooperation=cooperation())
    assert (item.area, item.lead, item.members, item.since, item.goal, item.ask) == (None, None, (), None, None, None)


HEADERS = [
    "LeiKa-Schlüssel;OZG-ID;Leistung;Zuständig;Digitalisierbar;Hindernis;Reifegrad;Reifegradmodell;Stufe;geplant am;"
    "Fachbereich;Online-Dienst-URL;EfA-Stufe;Bemerkung;Fälle pro Jahr;Priorität",
    "Leika Schluessel;ozg id;LEISTUNG;ZUSTÄNDIG;digitalisierbar;hindernis;reifegrad;reifegrad modell;stufe;Geplant am (TT.MM.JJJJ);"
    "fachbereich;onlinedienst url;efa stufe;bemerkung;Fa\u0308lle pro Jahr (Anzahl);Priorita\u0308t *",
    "leika\u00a0schlüssel;ozg\u00adid;leistung [Name];zustaendig;digitalisierbar;hindernis;reifegrad;reifegradmodell;stufe;geplant-am;"
    "fach-bereich;onlinedienst-url;efa-stufe;bemerkung;faelle-pro-jahr;prioritaet",
]


@pytest.mark.parametrize("columns", HEADERS)
def test_columns_are_found_by_their_letters(tmp_path: Path, columns: str) -> None:
    line = row(
        zustaendig="nein", digitalisierbar="ja", geplant_am="31.12.2026", faelle_pro_jahr="12", prioritaet="hoch"
    )
    sheet = read(csv_sheet(tmp_path, line, columns=columns))
    assert sheet.observations == read(csv_sheet(tmp_path, line)).observations
    assert sheet.file.findings == ()


@pytest.mark.parametrize("name", ["Zuständigkeit", "zustandig", "Zuständige", "zusätndig"])
def test_a_misspelled_column_is_refused_rather_than_lost(tmp_path: Path, name: str) -> None:
    path = tmp_path / "status.csv"
    path.write_text(f"{HEAD}leika_schluessel;reifegrad;{name}\n{KEYS[0]};3;nein\n", encoding="utf-8")
    with pytest.raises(SourceFormatError) as caught:
        read(path)
    assert f"Spalte „{name}“" in caught.value.message("de")
    assert "„zustaendig“ gemeint" in caught.value.message("de")


def test_a_further_column_beside_the_known_one_is_a_notice(tmp_path: Path) -> None:
    sheet = read(csv_sheet(tmp_path, row() + ";2", columns=COLUMNS + ";Reifegrad alt"))
    assert [finding.key for finding in sheet.file.findings] == ["sources.columns_ignored"]


@pytest.mark.parametrize(
    ("column", "written", "plain"),
    [("stufe", "Nicht-begonnen", "nicht begonnen"), ("stufe", "zurueckgestellt", "zurückgestellt"), ("stufe", "Zuru\u0308ckgestellt", "zurückgestellt"),
     ("stufe", "in\u00a0Umsetzung", "in Umsetzung"), ("stufe", "InPlanung", "in Planung"), ("zustaendig", "JA", "ja"), ("zustaendig", "J", "ja"),
     ("zustaendig", "x", "ja"), ("zustaendig", "N\u200bein.", "nein"), ("hindernis", "Schriftform Signatur", "Schriftform/Signatur"),
     ("hindernis", "wartet auf Land / IT Dienstleister", "wartet auf Land/IT-Dienstleister")],
)  # fmt: skip
def test_a_word_of_a_choice_is_read_in_each_spelling(tmp_path: Path, column: str, written: str, plain: str) -> None:
    one, other = (read(csv_sheet(tmp_path, row(**{column: word}))).observations for word in (written, plain))
    assert one == other


def test_a_sheet_lands_equally_as_csv_and_as_workbook(tmp_path: Path) -> None:
    lines = [
        row(KEYS[0], zustaendig="JA", reifegrad="3,0", reifegradmodell="Modell 1.1", stufe="in-Umsetzung", geplant_am="31.12.26",
            fachbereich="FB\u00a01", onlinedienst_url="-", efa_stufe="entfällt", bemerkung="NA", faelle_pro_jahr="120.0", prioritaet="k. A."),
        row(f"'{KEYS[1]}", reifegrad="RG 2", reifegradmodell="2", fachbereich="fb 1", geplant_am="2026-12-31 00:00:00"),
    ]  # fmt: skip
    book = openpyxl.Workbook()
    for line in [*HEAD.splitlines(), COLUMNS, *lines]:
        book.active.append(line.split(";"))
    book.save(tmp_path / "status.xlsx")
    one, other = read(csv_sheet(tmp_path, *lines)), read(tmp_path / "status.xlsx")
    assert one.observations == other.observations
    assert [(f.key, f.values, f.column) for f in one.file.findings] == [
        (f.key, f.values, f.column) for f in other.file.findings
    ]
    assert one.observations[0].efa_stage is None
    assert [item.maturity_model for item in one.observations] == ["1.1", "2.0"]
