"""Cells that hold an amount in euros, as people write it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from ozgdash.model.names import cleaned
from ozgdash.sources.cell_error import CellError
from ozgdash.sources.values import Value

AMOUNT = re.compile(
    r"""(?:(?:€|EUR|Euro)\s*)?
    (?:(?P<grouped>\d{1,3}(?:(?P<between>[.'\ ])\d{3})(?:(?P=between)\d{3})*) | (?P<whole>\d{1,12}))
    (?:,(?P<cents>\d{1,6}|-{1,2}|–) | (?P<point>\.)(?P<decimals>\d{1,2}))?
    \s*(?P<times>Tsd\.?|Mio\.?|T(?=\s*(?:€|EUR)))?
    \s*(?:€|EUR|Euro)?""",
    re.VERBOSE | re.IGNORECASE,
)
"""A point or a blank before three digits groups thousands; a comma, or a point before one or two, begins cents."""
THOUSAND_OR_ONE = re.compile(r"\D*\d{1,3},\d{3}\D*")
"""A whole number in English, a fraction in German; only with a word like "Tsd." it is a fraction."""
TIMES = {"tsd": 1_000, "t": 1_000, "mio": 1_000_000}
HIGHEST = Decimal("999999999.99")


def euros(value: Value) -> float | None:
    """The amount, exact to the cent: ``12.500,00 €``, ``12500``, ``12,5 Tsd. €``; None for an empty cell.

    Raises CellError for anything else: another currency, "about", a sign, a range, less than a cent, a billion, and
    ``1,000``, which may be one or a thousand.
    """
    if value is None:
        return None
    written = cleaned(_plain(value))
    amount = None if isinstance(value, bool | date) else _amount(written)
    if amount is None or amount > HIGHEST or amount != amount.quantize(Decimal("0.01")):
        raise CellError("sources.not_an_amount", received=written)
    return float(amount)


def _plain(value: Value) -> str:
    """A number from a number cell with a decimal comma, so that it is read by the same rule."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        exact = Decimal(repr(float(value)))
        return f"{exact:f}".removesuffix(".0").replace(".", ",")
    return str(value)


def _amount(written: str) -> Decimal | None:
    found = AMOUNT.fullmatch(written)
    if found is None or (found["point"] and found["between"] == "."):
        return None
    if not found["times"] and THOUSAND_OR_ONE.fullmatch(written):
        return None
    whole = re.sub(r"\D", "", found["grouped"] or found["whole"])
    cents = (found["cents"] or found["decimals"] or "").strip("-–")
    times = TIMES.get((found["times"] or "").lower().rstrip("."), 1)
    return Decimal(f"{whole}.{cents or 0}") * times
