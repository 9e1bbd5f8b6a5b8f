"""A page is a list of calls: it names what it shows and leaves everything else to the layers below."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ozgdash.settings import PROJECT_DIR
from ozgdash.ui.page_list import KEYS, PAGES, STATEMENT

ALLOWED_IMPORTS = ("streamlit", "ozgdash.texts", "ozgdash.ui")
NOT_IN_A_PAGE = (
    ast.If,
    ast.For,
    ast.While,
    ast.FunctionDef,
    ast.ClassDef,
    ast.BinOp,
    ast.Lambda,
    ast.ListComp,
    ast.Try,
)
MAX_LINES = 40


def faults(source: str) -> list[str]:
    """What in the source of a page does not belong there."""
    found = []
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [str(node.module)]
        found += [f"imports {name}" for name in names if not name.startswith(ALLOWED_IMPORTS)]
        if isinstance(node, NOT_IN_A_PAGE):
            found.append(f"{type(node).__name__} in line {node.lineno}")
    if len(source.splitlines()) > MAX_LINES:
        found.append(f"{len(source.splitlines())} lines")
    return found


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_a_page_only_calls(entry):
    assert faults((PROJECT_DIR / entry.file).read_text(encoding="utf-8")) == []


def test_app_py_only_calls():
    source = (PROJECT_DIR / "app.py").read_text(encoding="utf-8")
    assert [fault for fault in faults(source) if not fault.startswith(("If in", "ListComp", "imports datetime"))] == []


@pytest.mark.parametrize(
    ("breach", "fault"),
    [
        ("import duckdb", "imports duckdb"),
        ("from ozgdash.metrics import progress", "imports ozgdash.metrics"),
        ("share = 1 / 2", "BinOp in line 1"),
        ("if view: pass", "If in line 1"),
        ("\n" * 60, "60 lines"),
    ],
)
def test_a_breach_is_found(breach, fault):
    assert fault in faults(breach)


def test_every_file_in_pages_is_a_page():
    files = {str(path.relative_to(PROJECT_DIR)) for path in Path(PROJECT_DIR, "pages").glob("*.py")}
    assert files == {entry.file for entry in (*PAGES, STATEMENT, KEYS)}
