"""What stands in a cell of an OpenDocument spreadsheet: its text, its value by its kind, its formula."""

from __future__ import annotations

import re
from datetime import date
from math import isfinite

from ozgdash.sources.guarded_xml import Attributes
from ozgdash.sources.number_format import GENERAL_FORMAT, NumberFormat, number_format
from ozgdash.sources.values import Value
from ozgdash.sources.workbook_sheet import MAX_CELL, YES, iso_value

BLANKS = re.compile(r"[ \t\n\r]+")
SPACE, TAB, BREAK = "\x01", "\x02", "\x03"
"""Stand for the elements of their name until the blanks between words are one: XML has no such characters."""
WRITTEN = str.maketrans({SPACE: " ", TAB: "\t", BREAK: "\n"})
DURATION = re.compile(r"(-?)P(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6}(?:[.,]\d+)?)S)?)?")
ERROR = re.compile(r"#(?:REF!|BEZUG!|NAME\?|VALUE!|WERT!|DIV/0!|N/A|NV|NUM!|ZAHL!|NULL!)|Err:\d{3}")
LENGTH_OF_TIME = NumberFormat("day", "[h]:mm")
USUAL_SHARE = number_format(-1, "0.00%")
"""How a share is shown whose style does not say."""
FORMULA = re.compile(r'"(?:[^"]|"")*"|\[([^\]]*)\]|;')
PREFIX = re.compile(r"(?:\w+:)?=?")


class CellText:
    """The text of a cell, gathered from its paragraphs."""

    def __init__(self) -> None:
        self._paragraphs: list[str] = []
        self._pieces: list[str] = []
        self._length = 0
        self._inside = False

    def clear(self) -> None:
        """Begins the next cell."""
        self._paragraphs, self._inside, self._length = [], False, 0

    def open_paragraph(self, _: Attributes) -> None:
        """Begins a paragraph."""
        self._pieces, self._inside = [], True

    def close_paragraph(self) -> None:
        """Ends a paragraph: blanks and line ends between words are one blank, unless elements stand for them."""
        self._paragraphs.append(BLANKS.sub(" ", "".join(self._pieces)).strip(" ").translate(WRITTEN))
        self._inside = False

    def add(self, content: str) -> None:
        """Takes what stands in a paragraph; raises ValueError for more than a cell may hold."""
        if self._inside:
            self._length += len(content)
            if self._length > MAX_CELL:
                raise ValueError("text")
            self._pieces.append(content)

    def add_spaces(self, attributes: Attributes) -> None:
        """Takes blanks that count."""
        self.add(SPACE * min(int(attributes.get("text:c", 1)), MAX_CELL + 1))

    @property
    def is_there(self) -> bool:
        """True where the cell has a paragraph, be it empty."""
        return bool(self._paragraphs)

    @property
    def whole(self) -> str:
        """All paragraphs, a line each."""
        return "\n".join(self._paragraphs)


def cell_value(attributes: Attributes, text: str, number_format: NumberFormat) -> Value:
    """The value of a cell by its kind, with what is shown of it. A number that is not written out is a text.

    Raises ValueError for a number that is none, and for a text that is longer than a cell may hold.
    """
    kind = attributes.get("office:value-type", "string")
    if kind in ("float", "percentage", "currency") and "office:value" in attributes:
        return _number(kind, attributes, number_format)
    if kind == "boolean" and "office:boolean-value" in attributes:
        return attributes["office:boolean-value"].strip().lower() in YES
    if kind == "date" and "office:date-value" in attributes:
        day = iso_value(attributes["office:date-value"].strip())
        return number_format.day(day) if isinstance(day, date) else day
    if kind == "time" and (found := DURATION.fullmatch(attributes.get("office:time-value", "").strip())):
        return LENGTH_OF_TIME.value(_days(found))
    written = attributes.get("office:string-value", text)
    if len(written) > MAX_CELL:
        raise ValueError(kind)
    return written.strip() or None


def is_error(attributes: Attributes, text: str) -> bool:
    """True for a formula whose result is an error."""
    if attributes.get("calcext:value-type") == "error":
        return True
    return "table:formula" in attributes and ERROR.fullmatch(text.strip()) is not None


def formula_text(written: str) -> str:
    """A formula of OpenFormula as Excel writes it: ``of:=SUM([.A1:.B2];1)`` is ``SUM(A1:B2,1)``."""
    return FORMULA.sub(_as_excel, written[len(PREFIX.match(written)[0]) :])  # type: ignore[index]  # it matches anything


def _as_excel(found: re.Match[str]) -> str:
    if found[0] == ";":
        return ","
    if found[1] is None:
        return found[0]
    return ":".join(
        part.lstrip(".") if part.startswith(".") else part.replace(".", "!") for part in found[1].split(":")
    )


def _number(kind: str, attributes: Attributes, number_format_: NumberFormat) -> Value:
    number = float(attributes["office:value"])
    if not isfinite(number):
        raise ValueError(attributes["office:value"])
    if number_format_ is GENERAL_FORMAT and kind == "percentage":
        return USUAL_SHARE.value(number)
    if number_format_ is GENERAL_FORMAT and kind == "currency":
        return _usual_amount(attributes.get("office:currency", "")).value(number)
    return number_format_.value(number)


def _usual_amount(currency: str) -> NumberFormat:
    """How an amount is shown whose style does not say."""
    sign = "€" if currency == "EUR" else currency[:3]
    return number_format(-1, f'#,##0.00 "{sign}"' if sign.isalpha() or sign == "€" else "#,##0.00")


def _days(found: re.Match[str]) -> float:
    days, hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in found.groups()[1:])
    length = days + hours / 24 + minutes / 1_440 + seconds / 86_400
    return -length if found[1] else length
