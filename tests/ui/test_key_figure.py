"""The mark of a change comes from the number, and nobody asks Streamlit to guess it from words."""

from __future__ import annotations

import ast
import math

from hypothesis import given
from hypothesis import strategies as st

from ozgdash.settings import PROJECT_DIR
from ozgdash.ui.key_figure import FALL, NEUTRAL, RISE, sign_of

OWNER = PROJECT_DIR / "ozgdash" / "ui" / "key_figure.py"


@given(st.integers() | st.floats(allow_nan=False))
def test_every_number_has_the_mark_of_its_sign(change):
    assert sign_of(change) == (NEUTRAL if change == 0 else RISE if math.copysign(1, change) > 0 else FALL)


def test_an_unknown_change_has_no_mark():
    assert sign_of(None) == NEUTRAL


def test_only_one_module_draws_a_metric():
    pages = [PROJECT_DIR / "app.py", *PROJECT_DIR.glob("pages/*.py"), *PROJECT_DIR.glob("ozgdash/**/*.py")]
    owners = {
        path
        for path in pages
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "metric"
    }
    assert owners == {OWNER}
