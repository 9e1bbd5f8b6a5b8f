"""A number in large type, with what changed below it."""

from __future__ import annotations

from typing import Literal, NamedTuple

import streamlit as st


class Sign(NamedTuple):
    """How a change is marked beside its words: the arrow's direction and the colour of both."""

    arrow: Literal["up", "down", "off"]
    colour: Literal["green", "red", "off"]


RISE, FALL, NEUTRAL = Sign("up", "green"), Sign("down", "red"), Sign("off", "off")


def sign_of(change: float | None) -> Sign:
    """The mark of a change; none for 0 and for a change that is not known (None)."""
    if not change:
        return NEUTRAL
    return RISE if change > 0 else FALL


def key_figure(
    label: str,
    value: str,
    *,
    change: float | None = None,
    words: str | None = None,
    note: str | None = None,
    border: bool = False,
) -> None:
    """The number ``value`` under its label; all are ready to be read.

    ``words`` say how it changed or why that is not known; ``change`` alone decides arrow and colour. Streamlit would
    read them from the words, where it knows only the ASCII hyphen as a minus.
    """
    mark = sign_of(change)
    st.metric(label, value, delta=words, delta_color=mark.colour, delta_arrow=mark.arrow, help=note, border=border)
