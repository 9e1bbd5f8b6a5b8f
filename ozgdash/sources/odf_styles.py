"""The styles of an OpenDocument spreadsheet: the number format of each style of cells, and which tables are hidden.

A data style of ODF is told as the format code that a workbook of Excel has for it, so that one rule says what is seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ozgdash.sources.guarded_xml import Attributes
from ozgdash.sources.number_format import BOOLEAN_FORMAT, GENERAL_FORMAT, NumberFormat, number_format

DATA_STYLES = (
    "number-style", "percentage-style", "currency-style", "date-style", "time-style", "boolean-style", "text-style",
)  # fmt: skip
WITH_DAYS = ("date-style", "time-style")
BY_NUMBER = -1
"""A format that is not one of the built-in ones."""
UNKNOWN = '0"?"0'
"""A code that nobody knows the look of."""
BOOLEAN_CODES = ('"WAHR";"WAHR";"FALSCH"', '"TRUE";"TRUE";"FALSE"')
"""How LibreOffice shows the yes and no of a workbook of Excel."""
CONDITION = re.compile(r"value\(\)\s*(>=|<=|!=|=|>|<)\s*0(?:\.0*)?")
HOLDS: Mapping[str, tuple[bool, bool, bool]] = {
    ">=": (True, False, True), ">": (True, False, False), "<": (False, True, False), "<=": (False, True, True),
    "=": (False, False, True), "!=": (True, True, False),
}  # fmt: skip
"""Whether it holds for a number above, below and of zero."""
MAX_PARENTS = 20
MAX_DIGITS = 30
PLAIN_IN_DAYS = re.compile(r"[ .,:/\-]*")
PIECES_OF_DAYS = {
    "day": ("d", "dd"), "month": ("m", "mm"), "year": ("yy", "yyyy"), "day-of-week": ("ddd", "dddd"),
    "hours": ("h", "hh"), "minutes": ("mm", "mm"), "seconds": ("s", "ss"),
    "am-pm": ("am/pm", "am/pm"),
}  # fmt: skip
"""The short and the long form."""


@dataclass
class _DataStyle:
    """A data style while it is read. ``maps``: the conditions and the names of what holds then."""

    kind: str
    pieces: list[str] = field(default_factory=list)
    maps: list[tuple[str, str]] = field(default_factory=list)
    truncates: bool = True

    @property
    def code(self) -> str:
        """Its own format code, whatever the maps say; "" for the format of none."""
        return "".join(self.pieces)


@dataclass(frozen=True)
class _CellStyle:
    parent: str
    data_style: str


class OdfStyles:
    """The styles of one part; what it does not define is looked for in ``common``."""

    def __init__(self, common: OdfStyles | None = None) -> None:
        self._common = common
        self._data: dict[str, _DataStyle] = {}
        self._cells: dict[str, _CellStyle] = {}
        self._hidden: set[str] = set()
        self._formats: dict[str, NumberFormat] = {}
        self._open: _DataStyle | None = None
        self._name, self._text = "", False

    def format(self, style: str) -> NumberFormat:
        """The number format of the cells of a style; that of none where it names none."""
        if style not in self._formats:
            self._formats[style] = self._found_format(style)
        return self._formats[style]

    def hides_table(self, style: str) -> bool:
        """True where tables of the style are not displayed."""
        return style in self._hidden or (self._common is not None and self._common.hides_table(style))

    @property
    def start(self) -> dict[str, Callable[[Attributes], object]]:
        """The handlers at the beginning of elements."""
        return (
            {kind: lambda attributes, kind=kind: self._open_data_style(kind, attributes) for kind in DATA_STYLES}
            | {name: lambda attributes, name=name: self._piece_of_day(name, attributes) for name in PIECES_OF_DAYS}
            | {
                "style": self._style, "default-style": self._style, "table-properties": self._table_properties,
                "map": self._map,
                "number": self._number, "text": self._open_text, "currency-symbol": self._open_text,
                "scientific-number": self._unknown, "fraction": self._unknown, "embedded-text": self._unknown,
                "quarter": self._unknown, "week-of-year": self._unknown, "era": self._unknown,
            }
        )  # fmt: skip

    @property
    def end(self) -> dict[str, Callable[[], object]]:
        """The handlers at the end of elements."""
        close: Callable[[], object] = self._close_data_style
        return dict.fromkeys(DATA_STYLES, close) | {"text": self._close_text, "currency-symbol": self._close_text}

    def take_text(self, content: str) -> None:
        """What stands between the digits of a format."""
        if self._open is not None and self._text:
            self._open.pieces.append(_quoted(content, self._open.kind))

    def _style(self, attributes: Attributes) -> None:
        self._name = attributes.get("style:name", "")
        if attributes.get("style:family") == "table-cell":
            parent, data_style = attributes.get("style:parent-style-name", ""), attributes.get("style:data-style-name")
            self._cells[self._name] = _CellStyle(parent, data_style or "")

    def _table_properties(self, attributes: Attributes) -> None:
        if attributes.get("table:display") == "false":
            self._hidden.add(self._name)

    def _open_data_style(self, kind: str, attributes: Attributes) -> None:
        self._open = _DataStyle(kind, truncates=attributes.get("number:truncate-on-overflow") != "false")
        self._data[attributes.get("style:name", "")] = self._open

    def _close_data_style(self) -> None:
        self._open = None

    def _map(self, attributes: Attributes) -> None:
        if self._open is not None:
            self._open.maps.append(
                (attributes.get("style:condition", ""), attributes.get("style:apply-style-name", ""))
            )

    def _piece_of_day(self, name: str, attributes: Attributes) -> None:
        if self._open is not None and self._open.kind in WITH_DAYS:
            piece = PIECES_OF_DAYS[name][attributes.get("number:style") == "long"]
            textual = name == "month" and attributes.get("number:textual") == "true"
            piece = f"mm{piece}" if textual else piece
            self._open.pieces.append("[h]" if name == "hours" and not self._open.truncates else piece)

    def _number(self, attributes: Attributes) -> None:
        if self._open is not None:
            self._open.pieces.append(_digits(attributes))

    def _unknown(self, _: Attributes) -> None:
        if self._open is not None:
            self._open.pieces.append("" if self._open.kind in WITH_DAYS else UNKNOWN)

    def _open_text(self, _: Attributes) -> None:
        self._text = True

    def _close_text(self) -> None:
        self._text = False

    def _found_format(self, style: str) -> NumberFormat:
        for _ in range(MAX_PARENTS):
            found = self._cell_style(style)
            if found is None:
                break
            if found.data_style:
                return self._data_format(found.data_style)
            style = found.parent
        return GENERAL_FORMAT

    def _cell_style(self, name: str) -> _CellStyle | None:
        found = self._cells.get(name)
        return found if found or self._common is None else self._common._cell_style(name)

    def _data_style(self, name: str) -> _DataStyle | None:
        found = self._data.get(name)
        return found if found or self._common is None else self._common._data_style(name)

    def _data_format(self, name: str) -> NumberFormat:
        style = self._data_style(name)
        if style is None or style.kind == "text-style":
            return GENERAL_FORMAT
        if style.kind == "boolean-style" or self._code(style) in BOOLEAN_CODES:
            return BOOLEAN_FORMAT
        if style.kind in WITH_DAYS:
            return NumberFormat("day", style.code)
        return number_format(BY_NUMBER, self._code(style))

    def _code(self, style: _DataStyle) -> str:
        """The code for numbers above, below and of zero, by the first condition that holds."""
        if not style.maps:
            return style.code
        above = below = zero = style
        for condition, name in reversed(style.maps):
            found, other = CONDITION.fullmatch(condition.strip()), self._data_style(name)
            if found is None or other is None:
                return UNKNOWN
            holds = HOLDS[found[1]]
            above, below, zero = (
                other if held else before for held, before in zip(holds, (above, below, zero), strict=True)
            )
        sign = '"-"' if below is above else ""
        return f"{above.code};{sign}{below.code};{zero.code}"


def _digits(attributes: Attributes) -> str:
    """The digits of a format code; "" for as many as a number has."""
    whole = min(int(attributes.get("number:min-integer-digits", 0)), MAX_DIGITS)
    grouped, places = attributes.get("number:grouping") == "true", attributes.get("number:decimal-places")
    if attributes.get("number:display-factor", "1") not in ("1", "1.0") or "number:decimal-replacement" in attributes:
        return UNKNOWN
    if places is None and whole < 2 and not grouped:
        return ""
    digits = "0" * whole or "#"
    digits = f"#,{digits.rjust(3, '#')}" if grouped else digits
    wanted = MAX_DIGITS if places is None else min(int(places), MAX_DIGITS)
    needed = 0 if places is None else min(int(attributes.get("number:min-decimal-places", wanted)), wanted)
    return f"{digits}.{'0' * needed}{'#' * (wanted - needed)}" if wanted else digits


def _quoted(content: str, kind: str) -> str:
    """A text as it stands in a format code: letters in quotation marks, what counts as a part of the format without."""
    if kind in WITH_DAYS and PLAIN_IN_DAYS.fullmatch(content):
        return content
    before, sign, behind = content.partition("%") if kind == "percentage-style" else (content, "", "")
    return f"{_literal(before)}{sign}{_literal(behind)}"


def _literal(content: str) -> str:
    return f'"{content}"' if content and '"' not in content else "".join(f"\\{sign}" for sign in content)
