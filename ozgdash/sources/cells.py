"""Single cells as values of the model; each raises CellError saying what was received and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from ozgdash.model.service import LEIKA_KEY
from ozgdash.sources.findings import Findings
from ozgdash.sources.tabular import Value

T = TypeVar("T")

MAX_TEXT = 2_000
MAX_SHOWN = 120
GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
WEB_ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


class CellError(Exception):
    """A cell that cannot be read; ``key`` and ``values`` name the sentence for the reader.

    What was received is shortened and rid of control characters: it may be anything.
    """

    def __init__(self, key: str, /, **values: Any) -> None:
        self.key, self.values = key, values
        received = values.get("received")
        if isinstance(received, str):
            plain = CONTROL.sub("", received)
            values["received"] = plain if len(plain) <= MAX_SHOWN else f"{plain[:MAX_SHOWN]}…"
        super().__init__(key)


def text(value: Value) -> str | None:
    """The cell as text without control characters; None for an empty one. A whole number has no decimals."""
    if value is None:
        return None
    plain = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    plain = CONTROL.sub("", plain).strip()
    if len(plain) > MAX_TEXT:
        raise CellError("sources.text_too_long", received=len(plain), allowed=MAX_TEXT)
    return plain or None


def leika_key(value: Value) -> str | None:
    """The 14 digits as text; spaces between the groups are allowed. None for an empty cell."""
    received = text(value)
    if received is None:
        return None
    key = re.sub(r"\s+", "", received)
    if not LEIKA_KEY.fullmatch(key):
        digits = len(key) if key.isdigit() else 0
        raise CellError("sources.key_digits" if digits else "sources.key_shape", received=received, digits=digits)
    return key


def day(value: Value) -> date | None:
    """A day from a date cell, from ``31.12.2022`` or from ``2022-12-31``; None for an empty cell."""
    if value is None or isinstance(value, date):
        return value
    received = str(value)
    try:
        german = GERMAN_DAY.fullmatch(received)
        if german:
            return date(int(german[3]), int(german[2]), int(german[1]))
        return date.fromisoformat(received[:10] if received.endswith(" 00:00:00") else received)
    except ValueError as error:
        raise CellError("sources.not_a_day", received=received) from error


def whole_number(value: Value) -> int | None:
    """A whole number from a number cell or from text such as ``3`` or ``RG 3``; None for an empty cell."""
    if value is None:
        return None
    written = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    plain = re.sub(r"^(RG|Reifegrad)\s*", "", written, flags=re.IGNORECASE)
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,9}", plain):
        raise CellError("sources.not_a_number", received=str(value))
    return int(plain)


def count(value: Value) -> int | None:
    """A whole number from 0 on; ``1.200`` is a German twelve hundred. None for an empty cell."""
    if value is None:
        return None
    plain = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    if isinstance(value, str) and THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "")
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,9}", plain):
        raise CellError("sources.not_a_count", received=str(value))
    return int(plain)


def choice(value: Value, allowed: Mapping[str, T], *, shown: str) -> T | None:
    """The value that the cell's word stands for; compared without regard to case. None for an empty cell.

    ``allowed`` is keyed by case-folded word; ``shown`` lists the words for the message.
    """
    word = text("ja" if value is True else "nein" if value is False else value)
    if word is None:
        return None
    folded = " ".join(word.casefold().split())
    if folded not in allowed:
        raise CellError("sources.not_allowed", received=word, allowed=shown)
    return allowed[folded]


def web_address(value: Value) -> str | None:
    """An http or https address; None for an empty cell."""
    received = text(value)
    if received is not None and not WEB_ADDRESS.fullmatch(received):
        raise CellError("sources.not_an_address", received=received)
    return received


def read_cell(
    read: Callable[[], T], findings: Findings, *, row: int | None = None, column: str | None = None
) -> T | None:
    """What ``read`` returns; None, and an error among the findings, where the cell cannot be read."""
    try:
        return read()
    except CellError as error:
        findings.error(error.key, row=row, column=column, **error.values)
        return None
