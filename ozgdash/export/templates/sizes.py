"""How large the slides of a template may be."""

from __future__ import annotations

from ozgdash.errors import UserError
from ozgdash.export.slides.house import House

SMALLEST_SLIDE, LARGEST_SLIDE = 250.0, 4032.0
"""Points; on a lower or narrower one nothing of ours can be read, a larger one PowerPoint does not open."""


def refuse_size(house: House, file: str) -> None:
    """Raises UserError for slides that are too small or too large."""
    if min(house.width, house.height) < SMALLEST_SLIDE or max(house.width, house.height) > LARGEST_SLIDE:
        size, allowed = f"{house.width:.0f} × {house.height:.0f}", (f"{SMALLEST_SLIDE:.0f}", f"{LARGEST_SLIDE:.0f}")
        raise UserError("templates.slide_size", file=file, received=size, least=allowed[0], most=allowed[1])
