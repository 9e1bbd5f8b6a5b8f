"""What formulas of spreadsheets count with: their values, and the few functions that are known."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ozgdash.sources.values import serial

Result = str | float | bool | None
"""None is an empty cell."""


class UnknownError(Exception):
    """The formula is more than can be worked out here."""


def call(name: str, given: list[list[Result]]) -> Result:
    """What a function gives for its arguments, each the values of a range or one; raises UnknownError for others."""
    numbers = [float(value) for values in given for value in values if isinstance(value, float)]
    single = [values[0] for values in given if len(values) == 1]
    if name == "SUM":
        return float(sum(numbers))
    if name in ("MIN", "MAX"):
        return float((min if name == "MIN" else max)(numbers, default=0.0))
    if len(single) < len(given):
        raise UnknownError
    if name == "IF" and len(single) in (2, 3):
        return single[1] if as_number(single[0]) else single[2] if len(single) > 2 else False
    if name == "ROUND" and len(single) == 2:
        step = Decimal(1).scaleb(-int(as_number(single[1])))
        return float(Decimal(repr(as_number(single[0]))).quantize(step, ROUND_HALF_UP))
    if name == "DATE" and len(single) == 3:
        year, month, day = (int(as_number(value)) for value in single)
        return serial(date(year, month, day))
    raise UnknownError


def as_number(value: Result) -> float:
    """The value to count with, an empty cell as 0; raises UnknownError for text."""
    if isinstance(value, str):
        raise UnknownError
    return float(value or 0)


def as_words(value: Result) -> str:
    """The value joined to a text, an empty cell as nothing."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return "" if value is None else str(value)
