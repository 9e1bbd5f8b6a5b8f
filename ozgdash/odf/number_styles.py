"""How numbers, shares, amounts and days look: the data styles of ODF, in German unless said otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from ozgdash.odf.xml import Attributes, element, plain

GERMAN: Attributes = {"number:language": "de", "number:country": "DE"}
PIECES = {"d": "day", "m": "month", "y": "year", "h": "hours", "n": "minutes", "s": "seconds"}


@dataclass(frozen=True)
class NumberStyle:
    """A data style without its name: the element's, and what stands in it; signs of numbers as in ``language``."""

    element: str
    content: str
    language: str = "de"
    country: str = "DE"

    def xml(self, name: str) -> str:
        """The style under a name."""
        facts = {"style:name": name, "number:language": self.language, "number:country": self.country}
        return element(f"number:{self.element}", facts, self.content)


TEXT = NumberStyle("text-style", element("number:text-content"))
BOOLEAN = NumberStyle("boolean-style", element("number:boolean"))


def number(places: int = 0, *, grouped: bool = False, digits: int = 1) -> NumberStyle:
    """``1.234,50``; ``digits``: at least so many before the comma, with leading zeros."""
    return NumberStyle("number-style", _digits(places, grouped=grouped, digits=digits))


def percentage(places: int = 0, sign: str = "\u00a0%") -> NumberStyle:
    """``62,5 %`` for 0.625."""
    return NumberStyle("percentage-style", _digits(places) + _text(sign))


def amount(places: int = 2, currency: str = "€") -> NumberStyle:
    """``1.250,50 €``."""
    sign = element("number:currency-symbol", GERMAN, plain(currency))
    return NumberStyle("currency-style", _digits(places, grouped=True) + _text(" ") + sign)


def day(pattern: str = "dd.mm.yyyy") -> NumberStyle:
    """A day or moment: ``d`` and ``dd`` for the day, ``m`` to ``mmmm``, ``yy`` and ``yyyy``, ``hh``, ``nn``, ``ss``.

    ``mmm`` and ``mmmm`` are the month's name.
    """
    written, at = [], 0
    while at < len(pattern):
        end = at
        while end < len(pattern) and pattern[end] == pattern[at]:
            end += 1
        written.append(_piece(pattern[at], end - at) if pattern[at] in PIECES else _text(pattern[at:end]))
        at = end
    return NumberStyle("date-style", "".join(written))


def _piece(letter: str, count: int) -> str:
    textual = letter == "m" and count > 2
    is_long = count == 4 if letter == "y" or textual else count > 1
    facts = {"number:style": "long" if is_long else None, "number:textual": "true" if textual else None}
    return element(f"number:{PIECES[letter]}", facts)


def _digits(places: int, *, grouped: bool = False, digits: int = 1) -> str:
    facts = {
        "number:decimal-places": places,
        "number:min-decimal-places": places,
        "number:min-integer-digits": digits,
        "number:grouping": "true" if grouped else None,
    }
    return element("number:number", facts)


def _text(content: str) -> str:
    return element("number:text", None, plain(content))
