"""Cells that are only coloured are taken out of a sheet before it is parsed; nothing else changes."""

from __future__ import annotations

import re

from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from ozgdash.sources.workbook_package import _without_empty_cells

EMPTY = st.sampled_from(
    [
        '<c r="A1" s="3"/>',
        '<c s="3" r="AA7" />',
        '<c s="1"/>',
        "<c/>",
        '<c r="B2" t="s"/>',
        '<c r="C1" s="1" t="n"></c>',
    ]
)
FILLED = st.sampled_from(
    ['<c r="B1" s="2"><v>7</v></c>', "<c><v>8</v></c>", '<c r="C1" t="inlineStr"><is><t>&lt;c/&gt;</t></is></c>']
)
ROWS = st.lists(
    st.lists(st.one_of(EMPTY, FILLED), max_size=6).map(lambda cells: f"<row>{''.join(cells)}</row>"), max_size=6
)


def values(xml: str) -> list[tuple[str | None, str]]:
    """Place and content of the cells that have a value; a cell without a place counts from the one before."""
    found = []
    for row in ElementTree.fromstring(xml):
        column = 0
        for cell in row:
            column = ord(cell.get("r", "")[0]) - ord("A") + 1 if cell.get("r") else column + 1
            if len(cell):
                found.append((str(column), "".join(cell.itertext())))
    return found


@given(rows=ROWS, size=st.integers(1, 200))
def test_every_cell_with_a_value_stays_where_it_was(rows: list[str], size: int) -> None:
    xml = f"<sheet>{''.join(rows)}</sheet>".encode()
    chunks = (xml[at : at + size] for at in range(0, len(xml), size))
    assert values(b"".join(_without_empty_cells(chunks)).decode()) == values(xml.decode())


def test_coloured_rows_without_a_value_leave_nothing_behind() -> None:
    rows = '<row r="7"><c r="A7" s="3"/><c r="B7" s="3"></c></row>' * 1_000
    left = b"".join(_without_empty_cells(iter([rows.encode()])))
    assert re.findall(b"<c", left) == []
