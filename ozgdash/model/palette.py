"""The colours that mean something: partners, Reifegrade, stages of work; the same on every canvas.

They lie in a band of lightness that stands out at least 3:1 from white and from a dark background. A canvas takes a
``readable`` shade of them where it writes text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ozgdash.model.cooperation import Partner

PARTNER_PALETTE = ("#4A81FE", "#CB8607", "#257B55", "#9D3C79", "#E7175C", "#786604", "#3259D5", "#AB7FAC")
"""Eight colours that remain apart for red-green and blue-yellow colour blindness, the first four in grey, too; more
partners start anew (``docs/adr/0034-colours-that-can-be-told-apart.md``)."""
MARKERS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "pentagon")
"""The second channel beside the partner's colour, in the same order."""
ACCENT = "#0072B2"
"""Marks that stand for no partner."""
GUIDE = "#7A7F87"
"""Target path, deadline, plans of all."""
UNKNOWN = "#7A7F87"
"""An unknown Reifegrad; always hatched as well."""
MATURITY_RAMPS = {
    "1.1": ("#9C5A14", "#B06F1E", "#C08A2E", "#3B8EC9", "#1B66A6"),
    "2.0": ("#ED6B51", "#CD7364", "#B47372", "#9E7178", "#8D6E7F", "#7F6988", "#6B60A3", "#1152F0"),
}
"""Per Reifegrad model the colour of each level: in 1.1 brown below the threshold of conformity, blue from there."""
STAGE_COLOURS = {
    "online": "#1B66A6",
    "testing": "#3B8EC9",
    "in_progress": "#009E73",
    "planned": "#C08A2E",
    "not_started": "#9C5A14",
    "deferred": "#B8508C",
}
"""The colour of each stage of work; the numbers in the segments and their order are the second channel."""
HEX = re.compile(r"#[0-9a-fA-F]{6}")


def partner_colours(partners: Sequence[Partner]) -> dict[str, str]:
    """Partner id -> colour; the partner's own where it is a hex colour, else one of the palette by position."""
    return {
        partner.id: partner.colour
        if partner.colour and HEX.fullmatch(partner.colour)
        else PARTNER_PALETTE[position % len(PARTNER_PALETTE)]
        for position, partner in enumerate(partners)
    }


def maturity_colour(model: str | None, level: int | None) -> str:
    """The colour of a level; neutral grey for an unknown level or model."""
    ramp = MATURITY_RAMPS.get(model or "", ())
    return ramp[level] if level is not None and 0 <= level < len(ramp) else UNKNOWN
