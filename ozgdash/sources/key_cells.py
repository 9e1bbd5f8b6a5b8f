"""Cells that hold a LeiKa key or an OZG-ID, as people copy them and spreadsheet programs spoil them."""

from __future__ import annotations

import re
import unicodedata

from ozgdash.model.names import cleaned, folded
from ozgdash.model.service import LEIKA_KEY
from ozgdash.sources.cell_error import CellError
from ozgdash.sources.tabular import Value

BETWEEN = re.compile(r"[\s.\-/_']+")
"""What people put between the groups of a key."""
DECIMALS = re.compile(r"[.,]0{1,2}$")
EXPONENT = re.compile(r"\d([.,]\d+)?e\+?\d{1,2}", re.IGNORECASE)
URN = "urn:de:fim:leika:leistung:"
LABEL = re.compile(r"leika[ -]?(?:id|nr|key|schl\w{1,2}ssel)?[.: -]*(?=\d)")
"""What people write before a key, in folded form."""
WORD = re.compile(r"[^\W\d_]{3}")
BEGINNING = re.compile(r"99\d{8}")
"""Ten digits that begin like a key: whoever wrote them meant one, whatever stands around them."""
OZG_ID = re.compile(r"(?:ozg[ -]?(?:id)?[ :-]*)?(\d{5})", re.IGNORECASE)


def leika_key(value: Value) -> str | None:
    """The 14 digits as text; None for an empty cell.

    Blanks, points, hyphens, slashes and apostrophes around and between the groups may stand there, as may the name of
    the namespace before. Raises CellError where that leaves no key; where a spreadsheet program rounded it, it says so.
    """
    received = _written(value)
    if not received:
        return None
    if EXPONENT.fullmatch(received):
        raise CellError("sources.key_rounded", received=received)
    key = BETWEEN.sub("", LABEL.sub("", _digits(received).removeprefix(URN), count=1))
    if not LEIKA_KEY.fullmatch(key):
        digits = len(key) if key.isdigit() else 0
        raise CellError("sources.key_digits" if digits else "sources.key_shape", received=received, digits=digits)
    return key


def ozg_id(value: Value) -> str | None:
    """The five digits as text, or whatever else stands there; None for an empty cell."""
    received = _written(value)
    found = OZG_ID.fullmatch(DECIMALS.sub("", received))
    return found[1] if found else received or None


def looks_like_key(value: Value) -> bool:
    """True where the cell holds a key, whole, broken or rounded, whatever words stand around it."""
    received = _written(value)
    return bool(EXPONENT.fullmatch(received) or BEGINNING.search(BETWEEN.sub("", received)))


def may_be_key(value: Value) -> bool:
    """True for a cell that holds letters or digits, but no word: somebody may have meant a key."""
    received = folded(_written(value)).removeprefix(URN)
    return any(map(str.isalnum, received)) and not WORD.search(received)


def _written(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else cleaned(unicodedata.normalize("NFKC", str(value)))


def _digits(received: str) -> str:
    """A whole number that was written with decimals is the number."""
    plain = folded(received).strip("' ")
    return DECIMALS.sub("", plain) if re.fullmatch(r"\d{14}[.,]0{1,2}", plain) else plain
