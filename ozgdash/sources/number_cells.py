"""Cells that hold a whole number: a Reifegrad, the model it belongs to, how many cases."""

from __future__ import annotations

import re
from datetime import date

from ozgdash.model.names import cleaned
from ozgdash.model.observation import MATURITY_LEVELS
from ozgdash.sources.cell_error import CellError
from ozgdash.sources.number_format import general, shown
from ozgdash.sources.values import ShownNumber, Value

LEVEL = re.compile(r"(?:(?:rg|reifegrad|stufe|level)[ .:=-]*)?(\d{1,9})(?:[.,]0+)?", re.IGNORECASE)
MODEL = re.compile(
    r"(?:(?:rgm|rg-modell|reifegradmodell|reifegrad-modell|modell|version|v)[ .:=-]*)?(\d)(?:[.,](\d)0*)?",
    re.IGNORECASE,
)
THOUSANDS = re.compile(r"(\d{1,3}(?:([.' ])\d{3}(?:\2\d{3})*)?)(?:,0{1,2})?")
WHOLE = re.compile(r"(\d{1,9})(?:[.,]0{1,2})?")
DECIMAL = re.compile(r"(\d{1,5})(?:[.,](\d+))?")
MAX_DIGITS = 9
MAX_DAYS = 10_000
"""Of a median; what is more is a slip of the pen."""
BECAME_A_DAY = re.compile(
    r"""\d{1,2}\.\ ?\d{1,2}(\.\ ?(\d{2,4})?)?  # 01.01., 1.1.2026
    | \d{1,2}[. -]\ ?[^\W\d_]{3,9}\.?([ -]\d{2,4})?  # 01. Jan, 1-Jan
    | [^\W\d_]{3,9}[ -]\d{1,4}  # Jan 01
    | \d{4}-\d{2}-\d{2}.*""",
    re.VERBOSE,
)
"""What a spreadsheet program makes of 1.1."""


def level(value: Value) -> int | None:
    """A whole number from a number cell or from text such as ``3``, ``3,0``, ``RG 3``; None for an empty cell."""
    _refuse_day(value, allowed="0, 1, 2, 3, 4")
    written = _written(value)
    if not written:
        return None
    found = LEVEL.fullmatch(written)
    if found is None or isinstance(value, bool):
        raise CellError("sources.not_a_number", received=_received(value))
    return int(found[1])


def model(value: Value) -> str | None:
    """A known model from ``1.1``, ``1,1``, ``Modell 2.0``, ``2``; None for an empty cell.

    Raises CellError for anything else; where a spreadsheet program took the model for a day, it says so.
    """
    written = _written(value)
    if not written:
        return None
    found = MODEL.fullmatch(written)
    name = f"{found[1]}.{found[2] or 0}" if found else ""
    if name in MATURITY_LEVELS and not isinstance(value, bool):
        return name
    became_a_day = isinstance(value, date) or (found is None and BECAME_A_DAY.fullmatch(written))
    key = "sources.model_became_a_day" if became_a_day else "sources.not_allowed"
    raise CellError(key, received=written, allowed=", ".join(MATURITY_LEVELS))


def count(value: Value) -> int | None:
    """A whole number from 0 on; ``1.200`` and ``1 200`` are a German twelve hundred. None for an empty cell."""
    _refuse_day(value, allowed="1200")
    written = _written(value)
    if not written:
        return None
    grouped = THOUSANDS.fullmatch(written) if isinstance(value, str) else None
    found = grouped or WHOLE.fullmatch(written)
    digits = re.sub(r"\D", "", found[1]) if found else ""
    if not digits or len(digits) > MAX_DIGITS or isinstance(value, bool):
        raise CellError("sources.not_a_count", received=_received(value))
    return int(digits)


def amount(value: Value) -> float | None:
    """A number of days from 0 on, also a part of one: ``12``, ``12,5``, ``12.5``, to two digits; None for empty.

    ``1.200`` is refused: twelve hundred, or a little more than one.
    """
    _refuse_day(value, allowed="12,5")
    written = _written(value)
    if not written:
        return None
    found = DECIMAL.fullmatch(written)
    days = float(f"{found[1]}.{found[2] or 0}") if found and not isinstance(value, bool) else None
    if days is None or days > MAX_DAYS or (found and isinstance(value, str) and len(found[2] or "") == 3):
        raise CellError("sources.not_days", received=_received(value))
    return round(days, 2)


def _refuse_day(value: Value, *, allowed: str) -> None:
    if isinstance(value, date):
        raise CellError("sources.became_a_day", received=_written(value), allowed=allowed)


def _received(value: Value) -> str:
    """What stands there; the number itself where its format rounds it to one that would be right."""
    is_rounded = isinstance(value, ShownNumber) and not value.percent and not value.is_integer()
    return general(value) if is_rounded and isinstance(value, float) else shown(value)


def _written(value: Value) -> str:
    if isinstance(value, date):
        return f"{value.day:02}.{value.month:02}.{value.year}"
    return "" if value is None else cleaned(str(value))
