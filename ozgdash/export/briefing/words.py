"""Words as they stand in the briefing: on one line, able to break, and what must stand below a chart."""

from __future__ import annotations

import re

from ozgdash.drawing.lettering import one_line
from ozgdash.model.chart import ChartSpec, Provenance

BREAK = "\u200b"
"""A place at which a line may break, without width."""
LONG_RUN = re.compile(r"\S{25,}")
PIECE = re.compile(r"\S{20}(?=\S)")
LONGEST_WORD = 60
"""Typst divides words of letters up to here by its own rules."""

__all__ = ["note", "one_line", "words"]


def words(said: str) -> str:
    """One line of text that a narrow column can hold: what is no word and long may break anywhere."""
    return LONG_RUN.sub(_breakable, one_line(said))


def _breakable(found: re.Match[str]) -> str:
    run = found.group(0)
    if run.isalpha() and len(run) < LONGEST_WORD:
        return run
    return PIECE.sub(lambda piece: piece.group(0) + BREAK, run)


def note(spec: ChartSpec, facts: Provenance) -> str:
    """What must stand below a chart: its counts, and where it differs from what the footer of the page says."""
    own = spec.provenance
    pairs = ((own.as_of, facts.as_of), (own.rule, facts.rule), (own.filters, facts.filters))
    differing = [said for said, usual in pairs if said != usual]
    return " · ".join([own.n_of_m, *differing, *filter(None, (own.events, own.address))])
