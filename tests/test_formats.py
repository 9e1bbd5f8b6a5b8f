"""Days where there is room for them, and where there is little; numbers rounded by one rule; moments in one zone."""

from __future__ import annotations

import math
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdash import formats
from ozgdash.settings import PROJECT_DIR


@pytest.mark.parametrize(
    ("lang", "whole", "short"), [("de", "31.12.2022", "31.12.2022"), ("en", "31 December 2022", "31 Dec 2022")]
)
def test_a_day_is_shorter_where_there_is_little_room(lang, whole, short):
    assert formats.day(date(2022, 12, 31), lang) == whole
    assert formats.short_day(date(2022, 12, 31), lang) == short


def half_up(value: Fraction, digits: int) -> Fraction:
    """The value at that many digits, a half away from zero: the rule once more, in whole numbers."""
    scaled = abs(value) * 10**digits
    units = scaled.numerator // scaled.denominator
    if scaled - units >= Fraction(1, 2):
        units += 1
    return Fraction(-units if value < 0 else units, 10**digits)


def read_back(shown: str, lang: str) -> Fraction:
    """The number that a reader sees."""
    plain = shown.removesuffix("%").rstrip(formats.NBSP).replace(formats.MINUS, "-").lstrip("±+")
    return Fraction(plain.replace(".", "").replace(",", ".") if lang == "de" else plain.replace(",", ""))


SHARES = st.integers(1, 10_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))
LANG = st.sampled_from(["de", "en"])


@given(SHARES, LANG, st.integers(0, 2))
def test_a_share_reads_as_its_counts_say_rounded_half_up(counts, lang, digits):
    done, total = counts
    exact = half_up(Fraction(100 * done, total), digits)
    step = Fraction(1, 10**digits)
    expected = 100 - step if done < total and exact >= 100 else step if done and not exact else exact
    for share in (Fraction(done, total), done / total, np.float64(done / total)):
        assert read_back(formats.percent(share, lang, digits), lang) == expected


@given(st.integers(-(10**9), 10**9), st.integers(0, 6), st.integers(0, 3), LANG)
def test_a_decimal_number_is_rounded_half_up_also_as_a_float(units, places, digits, lang):
    value = Fraction(units, 10**places)
    expected = half_up(value, digits)
    for given_ in (value, Decimal(units).scaleb(-places), units / 10**places):
        assert read_back(formats.number(given_, lang, digits), lang) == expected
        assert formats.signed(given_, lang, digits)[0] == ("±" if not expected else formats.MINUS if value < 0 else "+")
    assert formats.whole(units / 10**places) == half_up(value, 0)


@given(SHARES, SHARES, LANG)
def test_a_difference_of_two_shares_is_rounded_half_up(first, second, lang):
    (done, total), (before, all_before) = first, second
    expected = half_up(100 * (Fraction(done, total) - Fraction(before, all_before)), 1)
    shown = formats.points(done / total - before / all_before, lang)
    assert read_back(shown.split(" ")[0].split(formats.NBSP)[0], lang) == abs(expected) * (1 if expected >= 0 else -1)


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [(0.285 * 100, 0, "29"), (2.675, 2, "2,68"), (-2.5, 0, "−3"), (0.5, 0, "1"), (-0.04, 1, "0,0"), (1.005, 2, "1,01")],
)
def test_what_floats_leave_over_does_not_decide(value, digits, shown):
    assert formats.number(value, "de", digits) == shown


def test_one_of_sixteen_is_six_point_three_per_cent():
    assert formats.n_of_m(1, 16, "de").endswith(f"(6,3{formats.NBSP}%)")


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_not_rounded(value):
    with pytest.raises(ValueError, match="cannot be rounded"):
        formats.number(value, "de")


@pytest.mark.parametrize(
    ("moment", "german", "english"),
    [
        (datetime(2026, 7, 31, 22, 30, tzinfo=UTC), "01.08.2026, 00:30 Uhr", "1 August 2026, 00:30"),
        (datetime(2026, 12, 31, 23, 30), "01.01.2027, 00:30 Uhr", "1 January 2027, 00:30"),  # noqa: DTZ001 - in UTC
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29.03.2026, 03:00 Uhr", "29 March 2026, 03:00"),
        (
            datetime(2026, 1, 1, 1, 0, tzinfo=timezone(timedelta(hours=9))),
            "31.12.2025, 17:00 Uhr",
            "31 December 2025, 17:00",
        ),
    ],
)
def test_a_moment_is_shown_in_the_time_of_its_readers(moment, german, english):
    assert formats.moment(moment, "de") == german
    assert formats.moment(moment, "en") == english
    assert formats.day_of_moment(moment, "de") == german.split(",")[0]


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati"])
def test_the_zone_of_the_machine_changes_no_moment_and_no_day(zone):
    program = (
        "from datetime import UTC, datetime; from ozgdash import formats; from ozgdash.model.days import today;"
        "print(formats.moment(datetime(2026, 7, 31, 22, 30, tzinfo=UTC), 'de'), '|', today() == "
        "datetime.now(formats.zone()).date())"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | {"TZ": zone}, cwd=PROJECT_DIR, capture_output=True, check=True
    )
    assert run.stdout.decode().strip() == "01.08.2026, 00:30 Uhr | True"


def test_nothing_else_asks_the_machine_for_its_day_or_its_zone():
    asked = re.compile(r"date\.today\(|\.astimezone\((?!UTC\))|datetime\.now\(\)")
    owners = {
        path.relative_to(PROJECT_DIR).as_posix()
        for path in [PROJECT_DIR / "app.py", *PROJECT_DIR.glob("pages/*.py"), *PROJECT_DIR.glob("ozgdash/**/*.py")]
        if asked.search(path.read_text(encoding="utf-8"))
    }
    assert owners == {"ozgdash/formats.py"}


def test_times_are_those_of_the_zone_that_is_set():
    program = (
        "from datetime import UTC, datetime; from ozgdash import formats;"
        "print(formats.moment(datetime(2026, 7, 31, 22, 30, tzinfo=UTC), 'de'))"
    )
    said = {}
    for zone in ("Europe/Lisbon", "", "Nirgendwo"):
        run = subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"OZGDASH_TIMEZONE": zone},
            cwd=PROJECT_DIR,
            capture_output=True,
            check=True,
        )
        said[zone] = run.stdout.decode().strip()
    assert said == {
        "Europe/Lisbon": "31.07.2026, 23:30 Uhr",
        "": "01.08.2026, 00:30 Uhr",
        "Nirgendwo": "01.08.2026, 00:30 Uhr",
    }


def test_names_are_sorted_as_a_german_directory_does():
    directory = ["Abfall", "ärztlich", "Arztpraxis", "Bau 2", "Bau 10", "Öffentlichkeit", "Ost", "Straße", "Strassen"]
    assert sorted([*directory[4:], *directory[:4]], key=formats.by_name) == directory
    assert sorted(["a", "A", "ä"], key=formats.by_name) == ["A", "a", "ä"]
    assert sorted(["99 4", "99 012", "99 0003"], key=formats.by_name) == ["99 0003", "99 4", "99 012"]
