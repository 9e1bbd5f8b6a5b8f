"""The digest of a chart's embedded workbook: its numbers with their cells, and nothing else that stands there."""

from __future__ import annotations

import io
from collections.abc import Mapping

import openpyxl

from ozgdash.export.powerpoint.chart_workbook import UNREADABLE, numbers_digest

USUAL: Mapping[str, object] = {"A1": "Partner", "B1": "Anteil", "A2": "Adamsburg", "B2": 0.5, "B3": 12}


def book(**cells: object) -> bytes:
    made = openpyxl.Workbook()
    for place, value in {**USUAL, **cells}.items():
        made.active[place] = value
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_words_count_for_nothing_however_long_they_are() -> None:
    assert numbers_digest(book(C9="x" * 30_000, D9="12")) == numbers_digest(book())


def test_another_number_or_the_same_in_another_cell_is_another_digest() -> None:
    assert len({numbers_digest(book(**cells)) for cells in ({}, {"B2": 0.6}, {"B2": None, "B4": 0.5})}) == 3


def test_what_is_no_workbook_has_a_word_of_its_own() -> None:
    assert numbers_digest(b"PK\x03\x04") == numbers_digest(b"") == UNREADABLE
