"""Lists of services with digital cases: what is missing to the limit, and what the best partner's share brings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ozgdash.proof.claims import Claim, Line
from ozgdash.proof.facts import Facts
from ozgdash.proof.listings import of_use
from ozgdash.proof.numbers import GROUPED, even, value

HALF_STEP = 0.0005
"""By so much a share that is shown with one digit may differ from what it is."""
WHOLE_SHARE = 100


def used(facts: Facts) -> Iterator[Claim]:
    """Of both lists every line whose numbers are not hidden."""
    for name, more in (("use_list", ("missing",)), ("use_best", ())):
        table = of_use(facts, name, *more)
        lines = table.lines if table else ()
        known = {(line["partner"], line["leika_key"]): line for line in lines if "partner" in line.places}
        yield from (claim for line in lines for claim in _gain(facts, line, known))
        if more and lines:
            yield from _missing(lines)


def _missing(lines: Sequence[Line]) -> Iterator[Claim]:
    """To the limit that the sentence names, rounded up."""
    shares = re.findall(r"(\d+) ?%", even(lines[0].sheet.facts.get("finding", "")))
    limits = [int(share) for share in shares[:1] if int(share) <= WHOLE_SHARE]
    for line in lines:
        counts = line.numbers("digital", "cases")
        for limit in limits if counts else ():
            yield line.claim("missing", (counts[1] * limit + 99) // 100 - counts[0] if counts else None)


def _gain(facts: Facts, line: Line, known: dict[tuple[str, str], Line]) -> Iterator[Claim]:
    """What the share of the named partner brings: exact where its line is in the list, else as near as it is said."""
    counts, said = line.numbers("digital", "cases"), re.fullmatch(r"(.+): ([^:]+?) ?%", even(line["best"]))
    if counts is None or said is None or not re.fullmatch(GROUPED[facts.package.lang], said[2]):
        return
    other = known.get((said[1], line["leika_key"]))
    best = other.numbers("digital", "cases") if other and line["leika_key"] else None
    if best is not None and best[1]:
        yield line.claim("gain", max(counts[1] * best[0] // best[1] - counts[0], 0))
        return
    share = value(said[2], facts.package.lang) / 100
    yield line.claim("gain", counts[1] * share - counts[0], noise=counts[1] * HALF_STEP + 1)
