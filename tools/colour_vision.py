"""How far apart colours are to the eye: CIEDE2000, as seen by everybody, with a colour-vision deficiency, and in grey.

The deficiencies are those of Machado, Oliveira and Fernandes (2009) at full severity, applied to linear light; grey is
the luminance alone, as a printer without colours has it. A distance of 1 is just seen where two patches touch.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Triple = tuple[float, float, float]
SIMULATED: dict[str, tuple[Triple, Triple, Triple]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "grey": ((0.2126, 0.7152, 0.0722), (0.2126, 0.7152, 0.0722), (0.2126, 0.7152, 0.0722)),
}
"""Name of a way to see -> matrix on linear red, green and blue."""
TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
WHITE = (0.95047, 1.0, 1.08883)


def smallest(colours: Sequence[str], sight: str) -> float:
    """The distance of the two colours that are nearest to each other, seen that way (a name of ``SIMULATED``)."""
    return min(distance(one, two, sight) for one, two in combinations(colours, 2))


def smallest_step(colours: Sequence[str], sight: str) -> float:
    """The smallest distance of two colours that stand beside each other in this order."""
    return min(distance(one, two, sight) for one, two in pairwise(colours))


def distance(one: str, two: str, sight: str = "normal") -> float:
    """CIEDE2000 of two hex colours, seen that way."""
    return ciede2000(seen(one, sight), seen(two, sight))


def seen(colour: str, sight: str) -> Triple:
    """The hex colour as CIELAB (D65), seen that way."""
    linear = [_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5)]
    shown = [min(1.0, max(0.0, part)) for part in _product(SIMULATED[sight], linear)]
    x, y, z = (_root(part / white) for part, white in zip(_product(TO_XYZ, shown), WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: Triple, two: Triple) -> float:
    """The distance of two colours in CIELAB (CIE 142-2001, as Sharma, Wu and Dalal write it down)."""
    stretch = _stretch((hypot(*one[1:]) + hypot(*two[1:])) / 2)
    (light1, chroma1, hue1), (light2, chroma2, hue2) = (_polar(colour, stretch) for colour in (one, two))
    lightness, chroma = (light1 + light2) / 2, (chroma1 + chroma2) / 2
    turn, hue = _between(hue1, hue2) if chroma1 * chroma2 else (0.0, hue1 + hue2)
    by_light = (light2 - light1) / (1 + 0.015 * (lightness - 50) ** 2 / sqrt(20 + (lightness - 50) ** 2))
    by_chroma = (chroma2 - chroma1) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(chroma1 * chroma2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * _weight(hue))
    bend = sin(radians(60 * exp(-(((hue - 275) / 25) ** 2)))) * 2 * sqrt(chroma**7 / (chroma**7 + 25**7))
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 - bend * by_chroma * by_hue)


def _stretch(chroma: float) -> float:
    return 1.5 - 0.5 * sqrt(chroma**7 / (chroma**7 + 25**7))


def _polar(colour: Triple, stretch: float) -> Triple:
    lightness, a, b = colour
    return lightness, hypot(a * stretch, b), degrees(atan2(b, a * stretch)) % 360


def _between(one: float, two: float) -> tuple[float, float]:
    """From one hue to the other the short way round, and the hue between them, in degrees."""
    turn, middle = two - one, (one + two) / 2
    if abs(turn) > 180:
        return turn - 360 if turn > 0 else turn + 360, middle + 180 if one + two < 360 else middle - 180
    return turn, middle


def _weight(hue: float) -> float:
    parts = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    return 1 + sum(share * cos(radians(times * hue + by)) for share, times, by in parts)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _root(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def _product(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    return [sum(part * value for part, value in zip(row, vector, strict=True)) for row in matrix]
