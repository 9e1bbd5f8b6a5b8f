"""How wide the letters of a house's font are, roughly: Arial's are measured, all others are told by their names."""

from __future__ import annotations

WIDER = {
    "verdana": 1.2, "arial black": 1.25, "century gothic": 1.13, "montserrat": 1.18, "poppins": 1.17,
    "courier new": 1.2, "lucida console": 1.2, "lucida sans": 1.1, "trebuchet ms": 1.05, "open sans": 1.08,
    "georgia": 1.08, "bookman": 1.15, "dejavu sans": 1.17, "nunito sans": 1.05, "raleway": 1.08, "work sans": 1.1,
    "inter": 1.1, "rockwell": 1.1,
}  # fmt: skip
KNOWN = {
    "arial": 1.0, "helvetica": 1.0, "liberation sans": 1.0, "arimo": 1.0, "calibri": 0.95, "carlito": 0.95,
    "times new roman": 0.95, "liberation serif": 0.95, "segoe ui": 1.02, "tahoma": 1.02, "aptos": 1.02, "cambria": 1.0,
    "gill sans mt": 0.95, "source sans pro": 0.97, "roboto": 1.02, "arial narrow": 0.85, "franklin gothic book": 1.0,
}  # fmt: skip
UNKNOWN = 1.06
"""A font that nobody here knows is taken for somewhat wider: room that stays free is better than text that is cut."""


def widening(font: str) -> float:
    """How much wider the letters of a font are than Arial's, on average."""
    name = font.casefold().strip()
    if not name:
        return 1.0
    for known in (KNOWN, WIDER):
        if name in known:
            return known[name]
    return next((factor for beginning, factor in WIDER.items() if name.startswith(beginning)), UNKNOWN)
