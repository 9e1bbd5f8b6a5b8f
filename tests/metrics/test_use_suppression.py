"""What is small cannot be worked out: whatever it is within its width, every number that is published stays the same.

That is stronger than an attack by subtraction that fails: an attacker who knows all frames under all filters, and how
they were made, sees no difference between a small number and any other one that would be small in its place.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date

import duckdb
import pandas as pd
import pytest
from golden_use import COMPARED, PARTNERS, STAND, Line, published
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdash.metrics.behind import sheets_behind
from ozgdash.metrics.demand import demand
from ozgdash.metrics.targets import targets
from ozgdash.metrics.use import Group, digital_share, digital_shares, raised, unused, use_over_time, used
from ozgdash.model.demand import SHOWN_FROM, SPLIT_FROM
from ozgdash.model.filters import Filters
from ozgdash.store.derived import derive

Pair = tuple[int, int]
"""All cases and the digital ones of them."""


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    cases = draw(st.one_of(st.integers(0, 12), st.integers(10, 120)))
    digital = draw(
        st.one_of(st.integers(0, cases), st.integers(max(cases - 5, 0), cases), st.integers(0, min(cases, 5)))
    )
    return cases, digital


def unseen(pair: Pair) -> list[Pair]:
    """Every pair that nobody may be able to tell from this one."""
    cases, digital = pair
    if cases < SHOWN_FROM:
        return [(c, d) for c in range(SHOWN_FROM) for d in range(c + 1)]
    if cases < SPLIT_FROM:
        return [(cases, d) for d in range(cases + 1)]
    if digital < SHOWN_FROM:
        return [(cases, d) for d in range(SHOWN_FROM)]
    if cases - digital < SHOWN_FROM:
        return [(cases, cases - rest) for rest in range(SHOWN_FROM)]
    return [pair]


@dataclass(frozen=True)
class Sheet:
    maturity: int
    year: Pair | None
    months: tuple[Pair, ...]
    backlog: int


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    months = draw(st.one_of(st.just([]), st.lists(pairs(), min_size=12, max_size=12)))
    year = draw(st.one_of(st.none(), pairs()))
    return Sheet(draw(st.integers(1, 4)), year, tuple(months), draw(st.integers(0, 9)))


def other(draw: st.DrawFn, sheet: Sheet) -> Sheet:
    """The same sheet with other small numbers."""
    year = sheet.year and draw(st.sampled_from(unseen(sheet.year)))
    backlog = draw(st.integers(0, SHOWN_FROM - 1)) if sheet.backlog < SHOWN_FROM else sheet.backlog
    return Sheet(sheet.maturity, year, tuple(draw(st.sampled_from(unseen(pair))) for pair in sheet.months), backlog)


@st.composite
def twins(draw: st.DrawFn) -> tuple[list[Sheet], list[Sheet]]:
    first = draw(st.lists(sheets(), min_size=1, max_size=8))
    return first, [other(draw, sheet) for sheet in first]


def database(contents: list[Sheet], decided: Sequence[Sequence[object]] = ()) -> duckdb.DuckDBPyConnection:
    reports: list[Line] = []
    months: list[Line] = []
    for place, sheet in enumerate(contents):
        base = {"partner": PARTNERS[place % 3], "service": f"u{place // 3 + 1}"}
        year = sheet.year or ("", "")
        numbers = {"cases": str(year[0]), "digital": str(year[1]), "handling": "7", "backlog": str(sheet.backlog)}
        reports += [
            base | {"day": day, "maturity": str(sheet.maturity)} | numbers for day in ("2024-01-01", "2026-01-15")
        ]
        for month, pair in enumerate(sheet.months, start=1):
            values = {"month": f"2025-{month:02}-01", "cases": str(pair[0]), "digital": str(pair[1])}
            months.append(base | values)
    cursor = published(reports, months)
    cursor.execute("INSERT INTO partner_group VALUES ('land', 'Auf dem Land', 'own', ['nord', 'sued'], 0)")
    for target in decided:
        cursor.execute(
            "INSERT INTO target VALUES ($1, $2, $3, 'nutzung', $4, $5, false, $6, $7, 'Rat', $8, NULL, false, $9)",
            list(target),
        )
    for number, line in enumerate(reports):
        # A file with other numbers in it has another checksum; the months are in the first one.
        content = repr((line, months if number == 0 else ()))
        cursor.execute(
            """
            INSERT INTO import BY NAME
            SELECT
                $1 AS import_id, 'status_sheet' AS kind, 'blatt.csv' AS file_name, $2 AS sha256, $3 AS partner_id,
                TIMESTAMP '2026-01-15' AS imported_at, 'test' AS imported_by, 1 AS row_count, false AS example, '' AS note
            """,
            [number, hashlib.sha256(content.encode()).hexdigest(), line["partner"]],
        )
    return cursor


TARGETS = [
    [f"Z{number}", *who, *part, share / 100, date(2026, 12, 31), decided, number]
    for number, (who, part, (share, decided)) in enumerate(
        itertools.product(
            ((None, None), ("nord", None), (None, "land")),
            ((None, None), ("Bauen", None), (None, "Amt sued")),
            ((3, date(2025, 9, 1)), (40, date(2026, 1, 20)), (97, date(2025, 12, 15))),
        )
    )
]
"""Limits of one's own choice, of which each would tell on which side of it a number lies."""
PARTNER_CHOICES: tuple[tuple[str, ...], ...] = ((), ("nord",), ("nord", "sued"))
EVERY = [
    Filters(as_of=day, partners=chosen, topics=topics)
    for chosen, topics, day in itertools.product(PARTNER_CHOICES, ((), ("Bauen",)), (STAND, date(2025, 12, 30)))
]
"""Filters that differ by one partner, one Themenfeld and a month."""


def frames(cursor: duckdb.DuckDBPyConnection, asked: list[Filters]) -> Iterator[pd.DataFrame]:
    """All that is published."""
    for filters in asked:
        yield demand(cursor, filters)
        yield targets(cursor, filters, ("land",), window=12)
        yield sheets_behind(cursor, filters)
        yield from (digital_share(cursor, filters, by) for by in Group)
        yield digital_share(cursor, filters, together=True)
        yield from digital_shares(cursor, filters, Group.TOPIC)
        yield use_over_time(cursor, filters)
        yield use_over_time(cursor, filters, together=True)
        yield unused(cursor, filters, below=20, compared=COMPARED).rows
        yield raised(cursor, filters, compared=COMPARED).rows
        yield used(cursor, filters, compared=COMPARED).rows
        yield used(cursor, filters, compared=COMPARED).together
        yield cursor.sql("FROM told_month ORDER BY ALL").df()


def same(pair: tuple[list[Sheet], list[Sheet]], asked: list[Filters], decided: Sequence[Sequence[object]] = ()) -> None:
    with closing(database(pair[0], decided)) as one, closing(database(pair[1], decided)) as two:
        for mine, its in zip(frames(one, asked), frames(two, asked), strict=True):
            pd.testing.assert_frame_equal(mine, its)


@settings(max_examples=3, deadline=None)
@given(twins())
def test_other_small_numbers_change_nothing_that_is_published(pair: tuple[list[Sheet], list[Sheet]]) -> None:
    same(pair, EVERY[:1], TARGETS[::9])


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(twins())
def test_other_small_numbers_change_nothing_under_any_filter(pair: tuple[list[Sheet], list[Sheet]]) -> None:
    same(pair, EVERY, TARGETS[::4])


@settings(max_examples=3, deadline=None)
@given(st.lists(sheets(), min_size=1, max_size=8))
def test_services_partners_and_topics_add_up_to_the_same_sum(contents: list[Sheet]) -> None:
    names = ["digital", "cases"]
    with closing(database(contents)) as cursor:
        filters = Filters(as_of=STAND)
        sums = [
            [int(frame[name].sum()) for name in names]
            for frame in (
                digital_share(cursor, filters, together=True),
                *(digital_share(cursor, filters, by) for by in Group),
                used(cursor, filters, compared=COMPARED).rows,
            )
        ]
        assert all(found == sums[0] for found in sums)
        counted = digital_share(cursor, filters)
        assert (counted["services"] == counted[["known", "few", "cases_only", "silent"]].sum(axis=1)).all()
        assert (counted["digital"].fillna(0) <= counted["cases"].fillna(0)).all()


def test_every_number_that_is_hidden_could_be_at_least_five_others() -> None:
    hidden = [(cases, digital) for cases in range(30) for digital in range(cases + 1)]
    for pair in hidden:
        cases, digital = pair
        small = cases < SPLIT_FROM or min(digital, cases - digital) < SHOWN_FROM
        assert len(unseen(pair)) >= SHOWN_FROM if small else unseen(pair) == [pair]


def told_by_both(months: list[Pair], *, day: str) -> duckdb.DuckDBPyConnection:
    """One service of which a sheet tells the year, and a file the months that it is the sum of."""
    cases, digital = (str(sum(pair[part] for pair in months)) for part in (0, 1))
    sheet = {"partner": "nord", "service": "u1", "day": day, "maturity": "3", "handling": "", "backlog": ""}
    lines = [
        {"partner": "nord", "service": "u1", "month": f"2025-{month:02}-01", "cases": str(c), "digital": str(d)}
        for month, (c, d) in enumerate(months, start=1)
    ]
    return published([sheet | {"cases": cases, "digital": digital}], lines)


def test_a_year_less_the_other_months_is_no_small_month() -> None:
    now = Filters(as_of=STAND)
    with closing(told_by_both([(40, 20)] * 11 + [(3, 1)], day="2026-01-15")) as cursor:
        # The year is shown with all its cases, so none of the months is.
        assert demand(cursor, now)["cases"].tolist()[0] == 443
        over_time = use_over_time(cursor, now)
        assert over_time["known"].sum() == 0
        assert over_time["cases"].isna().all()
        assert digital_share(cursor, now)["digital"].isna().all()


def test_a_sheet_s_digital_year_counts_only_where_no_month_of_it_was_given() -> None:
    now, months = Filters(as_of=STAND), [(40, 20)] * 10 + [(40, 2)]
    with closing(told_by_both(months, day="2026-01-15")) as cursor:
        # Eleven months are no year, and the year of the sheet less ten of them would be the small eleventh.
        assert digital_share(cursor, now).iloc[0][["known", "cases_only"]].tolist() == [0, 1]
    with closing(told_by_both(months, day="2025-01-15")) as cursor:
        cursor.execute("DELETE FROM use_month WHERE month = DATE '2025-01-01'")
        derive(cursor)
        # The year of a sheet of January is over: the months are those after it.
        assert digital_share(cursor, now).iloc[0]["digital"] == 202
    with closing(told_by_both([*months, (40, 20)], day="2026-01-15")) as cursor:
        assert digital_share(cursor, now).iloc[0][["digital", "monthly"]].tolist() == [220, 1]
