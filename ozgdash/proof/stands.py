"""The day that a document says it is of, against the days of the tables beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ozgdash.proof.claims import Difference
from ozgdash.proof.numbers import DAYS, even
from ozgdash.proof.reading import Package
from ozgdash.texts import Lang, text


def stand_differences(package: Package) -> Iterator[Difference]:
    """Every ``Stand 31.12.2022 · …`` of a document that is the Stand of no table in the package."""
    known = {even(sheet.facts.get("as_of", "")) for sheet in package.sheets.values()}
    expected = ", ".join(sorted(day for day in known if DAYS[package.lang].fullmatch(day)))
    said = _said(package.lang)
    for document in package.documents:
        for part in document.parts:
            for found in said.finditer(even(re.sub(r"\s+", " ", "\n".join(part.words)))):
                if expected and found["day"] not in known:
                    yield Difference(document.name, part.place, found[0], expected)


def _said(lang: Lang) -> re.Pattern[str]:
    """The Stand as every footer has it; by itself it may be that of a partner whose last report is older."""
    before, after = re.escape(even(text("charts.as_of", lang, day="¦"))).split("¦")
    return re.compile(rf"\b{before}(?P<day>{DAYS[lang].pattern}){after}(?= ·)")
