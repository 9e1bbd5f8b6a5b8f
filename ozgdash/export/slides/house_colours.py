"""Colours that mean something, as the theme of a house names them: partners and Reifegrade."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from ozgdash.export.council.package import CouncilPackage
from ozgdash.figures import crowd
from ozgdash.figures.maturity import key_of
from ozgdash.model import palette
from ozgdash.model.chart import Band, ChartSpec, Series
from ozgdash.model.cooperation import Partner

LEVEL = re.compile(r"(?:reifegrad|rg) ?(\d)(?: ?\((?:modell )?(1\.1|2\.0)\))?")
"""``Reifegrad 3``, ``RG 3 (Modell 2.0)``; without a model that of 2017, 1.1, is meant."""
Of = dict[tuple[str, str], str]
"""Key of a series and its colour -> the colour that the house has for it."""
Drawn = TypeVar("Drawn", Series, Band)


def coloured(package: CouncilPackage, named: Sequence[tuple[str, str]]) -> CouncilPackage:
    """The package with the colours that a theme names: ``named``, pairs of a name and a hex colour.

    A partner is named by its name, short name or id, a level as in ``LEVEL``; capitals do not count. What is not named
    keeps its colour.
    """
    wanted = {name.casefold().strip(): colour for name, colour in named}
    house = _of_levels(wanted) | _of_partners(package, wanted)
    if not house:
        return package
    sections = tuple(
        replace(section, charts=tuple(_coloured(spec, house) for spec in section.charts))
        for section in package.sections
    )
    return replace(package, sections=sections)


def recognised(name: str, partners: Sequence[Partner]) -> bool:
    """Whether a name of a theme's colour is one of a partner or a level."""
    plain = name.casefold().strip()
    return LEVEL.fullmatch(plain) is not None or any(plain in _names(partner) for partner in partners)


def _names(partner: Partner) -> tuple[str, ...]:
    return (partner.id.casefold(), partner.short_name.casefold(), partner.name.casefold())


def _of_levels(wanted: Mapping[str, str]) -> Of:
    found: Of = {}
    for name, colour in wanted.items():
        if level := LEVEL.fullmatch(name):
            model, number = level.group(2) or "1.1", int(level.group(1))
            found[key_of((model, number)), palette.maturity_colour(model, number)] = colour
    return found


def _of_partners(package: CouncilPackage, wanted: Mapping[str, str]) -> Of:
    colours = crowd.colours(package.view)
    return {
        (partner.id, colours[partner.id]): wanted[name]
        for partner in package.view.cooperation.partners
        if partner.id in colours
        for name in _names(partner)
        if name in wanted
    }


def _coloured(spec: ChartSpec, house: Of) -> ChartSpec:
    return replace(
        spec,
        series=tuple(_mark(item, house) for item in spec.series),
        bands=tuple(_mark(item, house) for item in spec.bands),
    )


def _mark(item: Drawn, house: Of) -> Drawn:
    for (key, colour), own in house.items():
        if item.colour == colour and key in (item.key, item.key.removeprefix("plan-")):
            return replace(item, colour=own)
    return item
