"""Words of everyday language beside the official ones, for the search."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WordGroup:
    """One row of ``data/catalogue/synonyme.csv``: what people say, and what the names of services say instead.

    An entry may be of several words: an everyday one must then be typed like this, an official one is found where it
    stands like this, else where all of its words stand.
    """

    everyday: tuple[str, ...]
    official: tuple[str, ...]
