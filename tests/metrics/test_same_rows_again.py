"""What a statement says does not hang on which thread comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ozgdash.settings import PROJECT_DIR

FOLDERS = ("metrics/sql", "store", "marts")
STATEMENTS = sorted(path for folder in FOLDERS for path in (PROJECT_DIR / "ozgdash" / folder).glob("*.sql"))
TAKES_ITS_ORDER = re.compile(r"\b(string_agg|list|array_agg|first|last|any_value|row_number|first_value|lag|lead)\(")


def calls(statement: str) -> Iterator[tuple[str, str]]:
    """Each such function, and what stands in its brackets and in those of its OVER."""
    for found in TAKES_ITS_ORDER.finditer(statement):
        end = closing(statement, found.end() - 1)
        over = re.compile(r"\s*OVER\s*(\(|\w+)").match(statement, end)
        named = over is not None and over[1] != "("
        behind = closing(statement, over.end() - 1) if over and not named else end
        yield found[0], "ORDER BY" if named else statement[found.end() : behind]


def closing(statement: str, at: int) -> int:
    depth = 0
    for position in range(at, len(statement)):
        depth += {"(": 1, ")": -1}.get(statement[position], 0)
        if depth == 0:
            return position + 1
    raise AssertionError(statement[at:])


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.stem)
def test_what_hangs_on_an_order_says_which(path: Path) -> None:
    statement = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
    assert [name for name, inside in calls(statement) if "ORDER BY" not in inside] == []
