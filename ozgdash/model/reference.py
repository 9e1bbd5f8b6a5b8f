"""Reference facts that come with the catalogue: names of levels, figures published by others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MaturityLevel:
    """A level of a Reifegrad model and what it is called."""

    model: str
    level: int
    label: str
    source: str


@dataclass(frozen=True)
class Benchmark:
    """A figure that somebody published, in its own unit.

    ``published_on`` is a day, a month or a year as published; ``total`` None: no total was published; ``confidence`` is
    A (read in the source) or B (second hand).
    """

    published_on: str
    area: str
    unit: str
    value: float
    total: float | None
    label: str
    source: str
    confidence: str
