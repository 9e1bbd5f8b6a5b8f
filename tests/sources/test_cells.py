"""A cell is taken where it has one meaning; else the sentence says what to write."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdash.model.days import FIRST_DAY, LAST_DAY
from ozgdash.sources import cells
from ozgdash.sources.cells import CellError
from ozgdash.texts import text

NEW_YEARS_EVE = date(2026, 12, 31)
MOMENT = datetime(2026, 12, 31)  # noqa: DTZ001 - a cell of Excel has no zone
KEY = "99107023017001"


def said(read, value) -> str:
    with pytest.raises(CellError) as caught:
        read(value)
    return text(caught.value.key, "de", **caught.value.values)


ONE_DAY = [
    NEW_YEARS_EVE, MOMENT, "31.12.2026", "31. 12. 2026", "31.12.26", "31.12.2026.", "2026-12-31", "2026/12/31",
    "2026.12.31", "20261231", 20261231, "31/12/2026", "12/31/2026", "31-12-2026", "2026-12-31 00:00:00", "2026-12-31T00:00:00",
    "2026-12-31T00:00:00.000Z", "2026-12-31T00:00:00+00:00", "31.12.2026 00:00", "31.12.2026 0:00:00", "31.12.2026, 00:00 Uhr",
    "31. Dezember 2026", "31. Dez. 2026", "31. Dez 26", "31-Dec-2026", "31-Dez-26", "December 31, 2026", "Do., 31.12.2026",
    "Donnerstag, 31. Dezember 2026", "\u200e31\u200e.12\u200e.2026", "31.12.2026\u00a0",
]  # fmt: skip


@pytest.mark.parametrize("written", ONE_DAY, ids=repr)
def test_a_day_with_one_meaning_is_taken(written) -> None:
    assert cells.day(written) == NEW_YEARS_EVE


@pytest.mark.parametrize(
    "written",
    ["2026", "12/2026", "12.2026", "2026-12", "Dezember 2026", "Dez. 2026", "Q4 2026", "4. Quartal 2026", "IV/2026",
     "IV. Quartal 2026", "Q4/2026", "H2 2026", "2. Halbjahr 2026", "Ende 2026", "bis Ende Dezember 2026", "vsl. 12/2026", 2026],
)  # fmt: skip
def test_a_period_is_refused_with_the_day_on_which_it_ends(written) -> None:
    assert "schreiben Sie 31.12.2026" in said(cells.day, written)


@pytest.mark.parametrize(
    ("written", "allowed"),
    [("01/02/2026", "02.01.2026 / 01.02.2026"), ("3-4-2026", "04.03.2026 / 03.04.2026"),
     ("31.12.99", "31.12.1999 / 31.12.2099"), ("01.05.00", "01.05.2000 / 01.05.2100")],
)  # fmt: skip
def test_a_day_with_two_meanings_is_refused_and_both_are_named(written: str, allowed: str) -> None:
    assert allowed in said(cells.day, written)


@pytest.mark.parametrize(
    "written",
    ["31.02.2026", "32.12.2026", "31/04/2026", "bald", "KW 50", True, "00:00", "31.12.", "2026-W53-4", "31.13.2026"],
)
def test_what_is_no_day_is_refused(written) -> None:
    assert "ist kein Tag" in said(cells.day, written)


def test_a_time_of_day_is_refused() -> None:
    assert "Uhrzeit" in said(cells.day, "30.12.2026 23:00")
    assert "Uhrzeit" in said(cells.day, "2026-12-30T23:00:00.000Z")


@pytest.mark.parametrize("written", ["31.12.9999", "9999-12-31", date(9999, 12, 31), "01.01.2101"])
def test_a_day_for_without_an_end_is_refused_with_the_cure(written) -> None:
    assert "„unbefristet“" in said(cells.day, written)
    assert "lassen Sie das Feld leer" in said(cells.day, written)


@pytest.mark.parametrize("written", ["31.12.1899", date(1899, 12, 31), "01.01.1900", "30.12.1899", "31.12.1989"])
def test_a_day_made_from_nothing_is_refused_with_the_cure(written) -> None:
    assert "aus einer 0" in said(cells.day, written)


@given(st.dates())
def test_exactly_the_days_of_the_range_are_taken_in_every_way_of_writing(day: date) -> None:
    ways = [day, day.isoformat(), f"{day.day}.{day.month}.{day.year:04}", f"{day.isoformat()} 00:00:00"]
    for way in ways:
        if FIRST_DAY <= day <= LAST_DAY:
            assert cells.day(way) == day
        else:
            assert "Erlaubt sind Tage vom 01.01.1990 bis zum 31.12.2100" in said(cells.day, way)


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_two_digits_of_a_year_are_never_taken_for_another_century(day: date) -> None:
    written = f"{day:%d.%m.%y}"
    if 1990 + 10 <= day.year < 2090 and day.year != 2000:
        assert cells.day(written) == day
    elif day.month != 2 or day.day != 29:
        assert "mehrere Tage" in said(cells.day, written)


@given(st.text())
def test_a_cell_of_days_is_read_or_refused(written: str) -> None:
    try:
        found = cells.day(written)
    except CellError:
        return
    assert found is None or FIRST_DAY <= found <= LAST_DAY


@pytest.mark.parametrize(
    "written",
    [KEY, int(KEY), float(KEY), f"{KEY}.0", f"{KEY},0", "99 107 023 017 001", "99\u00a0107\u00a0023\u00a0017\u00a0001",
     f"'{KEY}", f"’{KEY}’", f"\u200b{KEY}", "99.107.023.017.001", "99-107-023-017-001", "99–107–023–017–001", "99/107/023/017/001",
     f"{KEY}\u00a0", f"\ufeff{KEY}", "991070\u00ad23017001", f"urn:de:fim:leika:leistung:{KEY}", "９９１０７０２３０１７００１", f"`{KEY}"],
)  # fmt: skip
def test_a_key_is_read_through_what_stands_between_its_digits(written) -> None:
    assert cells.leika_key(written) == KEY


@given(
    st.from_regex(r"99[0-9]{12}", fullmatch=True),
    st.lists(st.sampled_from(" .-/'\u00a0\u200b\u00ad"), min_size=15, max_size=15),
)
def test_no_mark_between_the_digits_changes_a_key(key: str, marks: list[str]) -> None:
    written = "".join(mark + digit for mark, digit in zip(marks, key, strict=False)) + marks[-1]
    assert cells.leika_key(written) == key


@pytest.mark.parametrize("written", ["9,9107E+13", "9.9107E+13", "9,91E13", "9.91070230170E+13", "1E+14"])
def test_a_rounded_key_is_refused_with_cause_and_cure(written: str) -> None:
    sentence = said(cells.leika_key, written)
    assert "Tabellenprogramm" in sentence
    assert "Aus Text/CSV" in sentence


@pytest.mark.parametrize(
    "written", ["9910702301700", "9910702301700l", "12345678901234", "99107023017001 99107023011000", "keiner"]
)
def test_what_is_no_key_is_refused(written: str) -> None:
    assert written in said(cells.leika_key, written)


@pytest.mark.parametrize("written", ["10294", 10294, 10294.0, "10294.0", "OZG-ID 10294", "OZG-10294", " 10294\u00a0"])
def test_an_ozg_id_is_five_digits(written) -> None:
    assert cells.ozg_id(written) == "10294"


@pytest.mark.parametrize(
    "written",
    [
        "3",
        3,
        3.0,
        "3.0",
        "3,0",
        "3.00",
        "RG 3",
        "RG3",
        "rg-3",
        "RG: 3",
        "Reifegrad 3",
        "Reifegrad: 3",
        "Stufe 3",
        "RG\u00a03",
    ],
)
def test_a_level_is_a_whole_number_with_or_without_its_name(written) -> None:
    assert cells.level(written) == 3


@pytest.mark.parametrize("written", ["drei", "3,5", 3.5, True, "-3", "3-4", "3 bis 4", "50 %"])
def test_what_is_no_level_is_refused(written) -> None:
    assert "kein Reifegrad" in said(cells.level, written)


@pytest.mark.parametrize(
    ("written", "model"),
    [("1.1", "1.1"), ("1,1", "1.1"), (1.1, "1.1"), ("Modell 1.1", "1.1"), ("Reifegradmodell 1.1", "1.1"), ("V 1.1", "1.1"),
     ("v1.1", "1.1"), ("1.10", "1.1"), ("2", "2.0"), (2, "2.0"), (2.0, "2.0"), ("2,0", "2.0"), ("Version 2.0", "2.0"),
     ("Modell 2", "2.0"), ("RGM 2.0", "2.0")],
)  # fmt: skip
def test_a_model_is_read_in_each_spelling(written, model: str) -> None:
    assert cells.model(written) == model


@pytest.mark.parametrize(
    "written",
    [date(2026, 1, 1), "01. Jan", "1. Jan", "01.Jan", "1.1.2026", "01.01.2026", "01.01.", "1-Jan", "Jan 01", "Jan-01", "01. Jan 26",
     "2026-01-01 00:00:00"],
)  # fmt: skip
def test_a_model_that_became_a_day_is_refused_with_cause_and_cure(written) -> None:
    sentence = said(cells.model, written)
    assert "1.1 als Datum" in sentence
    assert "als Text" in sentence


@pytest.mark.parametrize("written", ["3.0", "1", "11", True, "neu", 1.2])
def test_a_model_that_there_is_not_is_refused(written) -> None:
    assert "Erlaubt: 1.1, 2.0" in said(cells.model, written)


@pytest.mark.parametrize(
    ("written", "count"),
    [("120", 120), (120, 120), (120.0, 120), ("120.0", 120), ("120,0", 120), ("120,00", 120), ("1.200", 1200), ("1 200", 1200),
     ("1\u00a0200", 1200), ("1\u202f200", 1200), ("1'200", 1200), ("1.200,00", 1200), ("1.234.567", 1234567), ("0", 0), ("2.0", 2)],
)  # fmt: skip
def test_a_number_of_cases_is_a_whole_number(written, count: int) -> None:
    assert cells.count(written) == count


@pytest.mark.parametrize(
    "written", ["1,200", "12,5", 12.5, "-1", "1e3", "ca. 120", "1.20", "1.2000", True, "1.200.00", "9999999999"]
)
def test_what_is_no_whole_number_of_cases_is_refused(written) -> None:
    assert "keine Fallzahl" in said(cells.count, written)


def test_a_text_keeps_its_lines_and_loses_what_nobody_sees() -> None:
    assert cells.text("eins\x07\nzw\u00adei\u200b\u202e ") == "eins\nzwei"
    assert cells.text("\u200b\ufeff \x00") is None
    assert cells.text("👩\u200d💻") == "👩\u200d💻"


def test_a_name_stands_on_one_line() -> None:
    assert cells.name("FB\u00a01\nBu\u0308rger\u00adbüro ") == "FB 1 Bürgerbüro"
    assert cells.name("\u00ad") is None


def test_an_address_is_read_without_what_nobody_sees() -> None:
    assert cells.web_address("\u200bhttps://stadt.example/dienst\ufeff") == "https://stadt.example/dienst"
