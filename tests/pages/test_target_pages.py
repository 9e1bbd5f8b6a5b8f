"""Targets stand on the pages where there are some, and leave no empty place where there are none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from test_pages import run

from ozgdash.ui.page_list import PAGES

TITLES = {
    ("outlook", "de"): ["Eigene Ziele", "Beschlossen, nicht erreicht, nicht geplant"],
    ("outlook", "en"): ["Targets of our own", "Decided, not reached, not planned"],
    ("changes", "de"): ["Was mit den eigenen Zielen geschah"],
    ("changes", "en"): ["What happened to our own targets"],
}


@pytest.mark.parametrize(("key", "lang"), TITLES)
def test_targets_stand_where_the_question_is(
    targets_data: Path, look_at: Callable[[Path], None], key: str, lang: str
) -> None:
    look_at(targets_data)
    entry = next(entry for entry in PAGES if entry.key == key)
    app = run(entry, {"lang": lang})
    assert not app.exception
    titles = [heading.value for heading in app.subheader]
    assert [title for title in titles if title in TITLES[key, lang]] == TITLES[key, lang]


@pytest.mark.parametrize(("key", "lang"), [("outlook", "de"), ("changes", "de")])
def test_without_targets_nothing_speaks_of_them(golden_pages: None, key: str, lang: str) -> None:
    entry = next(entry for entry in PAGES if entry.key == key)
    app = run(entry, {"lang": lang})
    assert not app.exception
    assert not {heading.value for heading in app.subheader} & set(TITLES[key, lang])
