"""The numbers that were counted by hand, and the frames to compare with them."""

from __future__ import annotations

import csv
from datetime import date

import pandas as pd

from ozgdash.settings import PROJECT_DIR

GOLDEN = PROJECT_DIR / "tests" / "golden"
JANUARY, FEBRUARY, MARCH, APRIL = date(2021, 1, 31), date(2021, 2, 28), date(2021, 3, 31), date(2021, 4, 30)


def expected(name: str, **chosen: str) -> list[dict[str, str]]:
    """The rows of ``expected_<name>.csv`` in which the chosen columns have the given value, without those columns."""
    with (GOLDEN / f"expected_{name}.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if all(row[key] == value for key, value in chosen.items())]
    assert rows, f"no expectation for {name} {chosen}"
    return [{key: value for key, value in row.items() if key not in chosen} for row in rows]


def as_text(frame: pd.DataFrame, columns: list[str]) -> list[dict[str, str]]:
    """The frame's rows as they would stand in a CSV file; missing values are empty."""
    return [{column: _text(row[column]) for column in columns} for row in frame.to_dict("records")]


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """Those columns of the frame as tuples; missing values are None."""
    plain = frame[list(columns)].astype(object)
    return [tuple(row) for row in plain.where(plain.notna(), None).to_numpy().tolist()]


def _text(value: object) -> str:
    if value is None or value != value:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
