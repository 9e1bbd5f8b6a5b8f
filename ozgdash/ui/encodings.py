"""Which encoding of an answer a client takes (RFC 9110, 12.5.3)."""

from __future__ import annotations

from collections.abc import Sequence


def accepted(header: str, offered: Sequence[str]) -> tuple[str, ...]:
    """Those of the offered encodings that the client takes, the best one first; where none is, send the file as it is.

    Of two that the client likes the same the one offered first goes before. ``identity`` counts only where the header
    names it: then nothing that is liked less comes back.
    """
    liked = _weights(header)
    plain = liked.get("identity", 0.0)
    weights = {encoding: liked.get(encoding, liked.get("*", 0.0)) for encoding in offered}
    wanted = [encoding for encoding in offered if weights[encoding] > 0 and weights[encoding] >= plain]
    return tuple(sorted(wanted, key=lambda encoding: -weights[encoding]))


def _weights(header: str) -> dict[str, float]:
    found = {}
    for part in header.lower().split(","):
        encoding, *parameters = (piece.strip() for piece in part.split(";"))
        weight = next((one.removeprefix("q=") for one in parameters if one.startswith("q=")), "1")
        found[encoding] = _number(weight)
    return found


def _number(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
