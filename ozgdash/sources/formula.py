"""Works out simple formulas, to compare their stored results: constants, cells of the same sheet, a few functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import DecimalException

from ozgdash.sources.formula_functions import Result, UnknownError, as_number, as_words, call
from ozgdash.sources.tables import Formula, Place, Sheet
from ozgdash.sources.values import Value, serial

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:E[+-]?\d+)?|\.\d+)|(?P<text>\"(?:[^\"]|\"\")*\")"
    r"|(?P<name>[A-Z][A-Z0-9.]*)\(|(?P<cell>\$?[A-Z]{1,3}\$?\d{1,7})(?![A-Z0-9(!])|(?P<word>TRUE|FALSE)\b"
    r"|(?P<sign><=|>=|<>|[-+*/^&%(),:<>=]))",
    re.IGNORECASE,
)
CELL = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})", re.IGNORECASE)
MAX_LENGTH, MAX_DEPTH, MAX_STEPS = 2_000, 40, 1_000_000
NEARLY = 1e-9
COMPARED: dict[str, Callable[[float, float], bool]] = {
    "=": lambda a, b: a == b, "<>": lambda a, b: a != b, "<": lambda a, b: a < b, ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b,
}  # fmt: skip


@dataclass
class Calculator:
    """Works out formulas of one sheet. A formula that others refer to is worked out, too, not believed."""

    sheet: Sheet
    steps: int = 0
    depth: int = 0
    known: dict[Place, Result] = field(default_factory=dict)

    def result(self, place: Place) -> Result:
        """What the formula in a cell gives; raises UnknownError."""
        formula = self.sheet.facts.formulas[place]
        if not formula.text or len(formula.text) > MAX_LENGTH or self.depth >= MAX_DEPTH:
            raise UnknownError
        self.depth += 1
        try:
            return _Parser(self, formula).whole()
        except (ArithmeticError, ValueError, RecursionError, DecimalException) as error:
            raise UnknownError from error
        finally:
            self.depth -= 1

    def cell(self, place: Place) -> Result:
        """What stands in a cell, days as numbers."""
        self.steps += 1
        if self.steps > MAX_STEPS or place in self.sheet.facts.without_value:
            raise UnknownError
        if place in self.sheet.facts.formulas:
            if place not in self.known:
                self.known[place] = self.result(place)
            return self.known[place]
        row = self.sheet.by_number.get(place[0])
        return as_result(row.cell(place[1]) if row else None, since_1904=self.sheet.facts.since_1904)


def as_result(value: Value, *, since_1904: bool) -> Result:
    """A value as formulas see it."""
    if isinstance(value, date):
        return serial(value, since_1904=since_1904)
    return value if value is None or isinstance(value, str | bool) else float(value)


def same(first: Result, second: Result) -> bool:
    """True for results that a spreadsheet shows alike; an empty cell is 0 and the empty text."""
    if isinstance(first, str) or isinstance(second, str):
        return ("" if first is None else first) == ("" if second is None else second)
    return abs(float(first or 0) - float(second or 0)) <= NEARLY * max(1.0, abs(float(first or 0)))


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text.rstrip()):
        found = TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise UnknownError
        yield found.lastgroup, found[found.lastgroup]
        at = found.end()


class _Parser:
    """A formula read from left to right, by the precedence of spreadsheets."""

    def __init__(self, calculator: Calculator, formula: Formula) -> None:
        self.calculator, self.formula = calculator, formula
        self.tokens = [*_tokens(formula.text), ("end", "")]
        self.at = self.nested = 0

    def whole(self) -> Result:
        found = self._comparison()
        if self.tokens[self.at][0] != "end":
            raise UnknownError
        return found

    def _take(self, *signs: str) -> str | None:
        kind, text = self.tokens[self.at]
        if kind != "sign" or text not in signs:
            return None
        self.at += 1
        return text

    def _expect(self, sign: str) -> None:
        if self._take(sign) is None:
            raise UnknownError

    def _comparison(self) -> Result:
        self.nested += 1
        if self.nested > MAX_DEPTH:
            raise UnknownError
        left = self._joined()
        while sign := self._take(*COMPARED):
            right = self._joined()
            if isinstance(left, str) or isinstance(right, str):
                if sign not in ("=", "<>"):
                    raise UnknownError
                left = (str(left or "").casefold() == str(right or "").casefold()) == (sign == "=")
            else:
                left = COMPARED[sign](as_number(left), as_number(right))
        self.nested -= 1
        return left

    def _joined(self) -> Result:
        left = self._sum()
        while self._take("&"):
            left = as_words(left) + as_words(self._sum())
        return left

    def _sum(self) -> Result:
        left = self._product()
        while sign := self._take("+", "-"):
            right = as_number(self._product())
            left = as_number(left) + (right if sign == "+" else -right)
        return left

    def _product(self) -> Result:
        left = self._power()
        while sign := self._take("*", "/"):
            right = as_number(self._power())
            left = as_number(left) * right if sign == "*" else as_number(left) / right
        return left

    def _power(self) -> Result:
        left = self._signed()
        while self._take("^"):
            left = float(as_number(left) ** as_number(self._signed()))
        return left

    def _signed(self) -> Result:
        if sign := self._take("-", "+"):
            self.nested += 1
            if self.nested > MAX_DEPTH:
                raise UnknownError
            value = self._signed()
            return -as_number(value) if sign == "-" else value
        value = self._atom()
        while self._take("%"):
            value = as_number(value) / 100
        return value

    def _atom(self) -> Result:
        kind, text = self.tokens[self.at]
        if self._take("("):
            inner = self._comparison()
            self._expect(")")
            return inner
        self.at += 1
        if kind == "number":
            return float(text)
        if kind == "text":
            return text[1:-1].replace('""', '"')
        if kind == "word":
            return text.upper() == "TRUE"
        if kind == "cell":
            return self.calculator.cell(self._place(text))
        if kind == "name":
            return self._function(text.upper())
        raise UnknownError

    def _place(self, text: str) -> Place:
        found = CELL.fullmatch(text)
        if found is None:
            raise UnknownError
        column = 0
        for letter in found[2].upper():
            column = column * 26 + ord(letter) - ord("A") + 1
        row = int(found[4]) + (0 if found[3] else self.formula.rows)
        return row, column - 1 + (0 if found[1] else self.formula.columns)

    def _function(self, name: str) -> Result:
        given: list[list[Result]] = []
        while not self._take(")"):
            given.append(self._argument())
            if not self._take(",") and self.tokens[self.at] != ("sign", ")"):
                raise UnknownError
        return call(name, given)

    def _argument(self) -> list[Result]:
        """One value, or those of a range of cells."""
        (kind, text), following = self.tokens[self.at], self.tokens[self.at + 1 : self.at + 3]
        if kind != "cell" or len(following) < 2 or following[0] != ("sign", ":") or following[1][0] != "cell":
            return [self._comparison()]
        self.at += 3
        (top, left), (bottom, right) = self._place(text), self._place(following[1][1])
        if (bottom - top + 1) * (right - left + 1) > MAX_STEPS:
            raise UnknownError
        return [self.calculator.cell((row, at)) for row in range(top, bottom + 1) for at in range(left, right + 1)]
