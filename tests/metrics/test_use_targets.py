"""Targets about use against the numbers counted by hand in tests/golden_targets."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime

import duckdb
import pandas as pd
import pytest
from expected import as_text
from golden_use import STAND, Line, lines, published

from ozgdash.metrics.targets import target_states, targets
from ozgdash.model.filters import Filters
from ozgdash.settings import PROJECT_DIR

Cursor = duckdb.DuckDBPyConnection
OWN = PROJECT_DIR / "tests" / "golden_targets"
NORD = [
    {"id": "X", "wer": "nord", "was": "nutzung", "themenfeld": "", "bis": "31.12.2026", "beschluss_vom": "20.01.2026"}
]


def rows_of(name: str, delimiter: str) -> list[Line]:
    with (OWN / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def day(written: str) -> date:
    return datetime.strptime(written, "%d.%m.%Y").date()  # noqa: DTZ007


def with_targets(connection: Cursor, rows: Sequence[Line]) -> Cursor:
    connection.execute("INSERT INTO partner_group VALUES ('land', 'Auf dem Land', 'own', ['nord', 'sued'], 0)")
    for position, row in enumerate(rows):
        who = row["wer"]
        connection.execute(
            "INSERT INTO target VALUES ($1, $2, $3, $4, $5, NULL, false, $6, $7, 'Rat', $8, NULL, false, $9)",
            [
                *(row["id"], None if who in ("alle", "land") else who, "land" if who == "land" else None, row["was"]),
                *(row["themenfeld"] or None, int(row["ziel"].rstrip(" %")) / 100),
                *(day(row["bis"]), day(row["beschluss_vom"]), position),
            ],
        )
    return connection


@pytest.fixture(scope="module")
def cursor() -> Iterator[Cursor]:
    with closing(with_targets(published(lines("reports"), lines("months")), rows_of("use.csv", ";"))) as connection:
        yield connection


def test_targets_about_use_are_what_was_counted_by_hand(cursor: Cursor) -> None:
    expected = rows_of("expected_use_2026-01-30.csv", ",")
    rows = targets(cursor, Filters(as_of=STAND), window=12)
    for column in ("path", "needed"):
        rows[column] = rows[column].astype(float).round(5)
    assert as_text(rows, list(expected[0])) == expected


def test_before_anything_was_known_and_for_whom_nothing_is_known_a_target_is_not_judged(cursor: Cursor) -> None:
    states = target_states(cursor, Filters(as_of=date(2025, 11, 30))).set_index("target_id")["state"]
    assert states.to_dict() == {
        **{"N5": "unreported", "N6": "behind", "N1": "behind", "N2": "unreported", "N8": "behind"},
    }


@pytest.mark.parametrize(
    ("kept", "few"),
    [
        (("nord", "u6"), ("7", "4")),  # too few cases to be split
        (("nord", "u3"), ("200", "2")),  # few digital ones
        (("nord", "u2"), ("400", "398")),  # few others
    ],
)
@pytest.mark.parametrize("share", range(1, 101, 9))
def test_a_target_does_not_tell_what_is_hidden(kept: tuple[str, str], few: tuple[str, str], share: int) -> None:
    line = next(line for line in lines("reports") if (line["partner"], line["service"]) == kept)
    alone = line | {"day": "2026-01-15", "cases": few[0], "digital": few[1]}
    with closing(with_targets(published([alone], []), [NORD[0] | {"ziel": f"{share} %"}])) as connection:
        row = targets(connection, Filters(as_of=STAND), window=12).iloc[0]
    assert row["state"] == "hidden"
    told = ["done", "total", "goal", "remaining", "path", "pace", "needed", "chance", "planned", "undated"]
    assert row[told].isna().all()


def test_other_small_numbers_leave_every_target_as_it_is(cursor: Cursor) -> None:
    small = {("nord", "u3"): "4", ("nord", "u5"): "4", ("nord", "u6"): "0", ("west", "u2"): "46"}
    reports = [
        line | {"digital": small.get((line["partner"], line["service"]), line["digital"])} for line in lines("reports")
    ]
    with closing(with_targets(published(reports, lines("months")), rows_of("use.csv", ";"))) as connection:
        for stand in (STAND, date(2025, 10, 20)):
            filters = Filters(as_of=stand)
            pd.testing.assert_frame_equal(targets(connection, filters, window=12), targets(cursor, filters, window=12))


def test_the_path_of_use_begins_with_the_first_month_that_tells_a_share(cursor: Cursor) -> None:
    # nord reported on 30.09.2025, 203 of 1100; decided before, with nothing known on 01.09.
    early = NORD[0] | {"ziel": "30 %", "bis": "30.09.2026", "beschluss_vom": "01.09.2025"}
    with closing(with_targets(published(lines("reports"), lines("months")), [early])) as connection:
        path = targets(connection, Filters(as_of=date(2026, 1, 30)), window=12).iloc[0]["path"]
    assert path == pytest.approx(203 / 1100 + (0.3 - 203 / 1100) * 122 / 365)
