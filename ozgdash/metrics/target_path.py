"""Where the path to a target stands, and how the target stands beside it (docs/adr/0041)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ozgdash.metrics.forecast import HAIR
from ozgdash.model.target import TargetState


def path_on(row: Mapping[str, Any], begun: date, share: float, as_of: date) -> float:
    """The share on the straight line from ``share`` on ``begun`` to the target of ``row`` on its day, and beyond it."""
    part = (as_of - begun).days / max((row["due_on"] - begun).days, 1)
    return float(row["share"] + (min(share, row["share"]) - row["share"]) * (1 - min(max(part, 0.0), 1.0)))


def state_of(share: float, path: float, due_on: date, as_of: date, *, reached: bool) -> TargetState:
    """How a target stands of which the share is known."""
    if reached:
        return TargetState.REACHED
    if as_of > due_on:
        return TargetState.MISSED
    return TargetState.BEHIND if share < path - HAIR else TargetState.ON_THE_WAY
