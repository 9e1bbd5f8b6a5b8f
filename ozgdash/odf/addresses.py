"""How cells of a spreadsheet are called."""

from __future__ import annotations


def address(table: str, row: int, column: int) -> str:
    """The address of a cell, row and column from 0; the table's name in quotation marks."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    quoted = table.replace("'", "''")
    return f"'{quoted}'.{letters}{row + 1}"
