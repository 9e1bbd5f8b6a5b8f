"""``verify-package``: whether the numbers of a council package follow from the lists in it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from ozgdash.cli.command import Call
from ozgdash.cli.parser import add_json
from ozgdash.texts import Lang, text

if TYPE_CHECKING:
    from ozgdash.proof.checking import Proof
    from ozgdash.proof.claims import Difference

DIFFERS = 1
SHOWN = 100
"""Differences that get a line; ``--json`` has all."""


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Which file."""
    parser.add_argument("file", type=Path, metavar="FILE.zip", help=text("cli.help_package_file", lang))
    add_json(parser, lang)


def run(call: Call) -> int:
    """Names each number that differs; needs no data folder."""
    from ozgdash.proof.checking import proof

    found = proof(call.arguments.file)
    if call.arguments.json:
        call.print_result(json.dumps(_object(found), ensure_ascii=False))
    else:
        for difference in found.differences[:SHOWN]:
            call.print_message(_sentence(difference, call.lang))
        for line in _summary(found, call.lang):
            call.print_result(line)
    return DIFFERS if found.differences else 0


def _sentence(found: Difference, lang: Lang) -> str:
    key = "proof.differs" if found.expected else "proof.unfounded"
    file = found.file or text("council.contents_file", lang)
    return text(key, lang, file=file, place=found.place, said=found.said, expected=found.expected)


def _summary(found: Proof, lang: Lang) -> list[str]:
    lines = [text("proof.looked_at", lang, tables=found.tables, documents=len(found.documents))]
    if not found.has_services:
        lines.append(text("proof.no_services", lang))
    whole = ", ".join(found.recomputed)
    partly = "; ".join(f"{one.chart} ({', '.join(one.open)})" for one in found.reach if one.bound and one.open)
    alone = "; ".join(f"{one.chart} ({', '.join(one.open)})" for one in found.reach if not one.bound)
    for key, charts in (("recomputed", whole), ("partly", partly), ("not_recomputed", alone)):
        lines += [text(f"proof.{key}", lang, charts=charts)] if charts else []
    lines += [text("proof.unread", lang, file=name) for name in found.unread]
    lines.append(text("proof.result" if found.differences else "proof.sound", lang, count=len(found.differences)))
    return lines


def _object(found: Proof) -> dict[str, object]:
    return {
        "sound": not found.differences,
        "tables": found.tables,
        "recomputed": list(found.recomputed),
        "not_recomputed": {one.chart: list(one.open) for one in found.reach if one.open},
        "documents": list(found.documents),
        "unread": list(found.unread),
        "differences": [
            {"file": one.file or None, "place": one.place, "said": one.said, "expected": one.expected or None}
            for one in found.differences
        ],
    }
