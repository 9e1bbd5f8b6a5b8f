"""The names of the workbook's sheets, which slides and the overview refer to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ozgdash.drawing.lettering import one_line
from ozgdash.export.council.package import CouncilPackage
from ozgdash.texts import text

MAX_NAME = 31
"""In UTF-16 units, as Excel counts them."""
FORBIDDEN = re.compile(r"[\[\]:*?/\\'\"]")
RESERVED = ("history",)
UNNAMED = "1"


def sheet_names(package: CouncilPackage) -> list[str]:
    """One name per chart: its title, shortened, without the signs that Excel forbids, and unlike all others.

    The name of the overview is not among them and not given to a chart either.
    """
    plain = (re.sub(r" +", " ", FORBIDDEN.sub(" ", one_line(spec.title))).strip() for spec in package.charts)
    return unlike(plain, MAX_NAME, taken=(overview_name(package), *RESERVED))


def overview_name(package: CouncilPackage) -> str:
    """The name of the first sheet."""
    return text("workbook.overview", package.view.lang)


def unlike(names: Iterable[str], units: int, taken: Iterable[str] = ()) -> list[str]:
    """The names, shortened to so many UTF-16 units; one that is empty, taken or there before gets a number.

    Excel does not tell upper from lower case.
    """
    used, found = {name.casefold() for name in taken}, []
    for wanted in (name or UNNAMED for name in names):
        name, number = _short(wanted, units), 1
        while name.casefold() in used:
            number += 1
            ending = f" ({number})"
            name = _short(wanted, units - len(ending)) + ending
        used.add(name.casefold())
        found.append(name)
    return found


def _short(name: str, units: int) -> str:
    """At most so many UTF-16 units, with … where something is left out."""
    if _units(name) <= units:
        return name
    while _units(name) > units - 1:
        name = name[:-1]
    return name.rstrip() + "…"


def _units(name: str) -> int:
    return len(name.encode("utf-16-le")) // 2
