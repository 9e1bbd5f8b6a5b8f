"""Reads the cells of one table row by row; what was read otherwise than it stands there is said once a column.

Words for nothing are empty, and spellings of one name become one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from ozgdash.model.names import cleaned, folded, look
from ozgdash.sources import cells
from ozgdash.sources.cell_words import blank_vocabulary
from ozgdash.sources.cells import read_cell
from ozgdash.sources.findings import Findings
from ozgdash.sources.header import Header
from ozgdash.sources.number_format import shown
from ozgdash.sources.tabular import Row, Value

T = TypeVar("T")

MAX_SHOWN = 5
"""Words that a notice repeats."""


class WrittenNames:
    """How the names of one column are spelled in all rows of a file."""

    def __init__(self) -> None:
        self._rows: dict[str, Counter[str]] = {}

    def add(self, value: Value) -> None:
        """Counts what stands in a cell that was read as a name; an empty one is none."""
        written = cells.text(value)
        if written is not None:
            self._rows.setdefault(folded(written), Counter())[value if isinstance(value, str) else written] += 1

    def spellings(self, column: str, known: Iterable[str], findings: Findings) -> dict[str, str]:
        """Folded name -> how it is spelled: as in most rows, else as in the first of them, cleaned.

        Where it looks like a known one, as that is known; upper and lower case are those of the file. A notice names
        those of which several spellings stand there, or another one than is known.
        """
        before: dict[str, str] = {}
        for name in known:
            before.setdefault(folded(name), name)
        spelled = {form: cleaned(cells.text(names.most_common(1)[0][0]) or "") for form, names in self._rows.items()}
        unlike = {form for form, name in spelled.items() if form in before and look(before[form]) != look(name)}
        spelled |= {form: before[form] for form in spelled if form in before and form not in unlike}
        joined = [
            f"{spelled[form]} ({names.total()})"
            for form, names in self._rows.items()
            if form in unlike or len(names) > 1 or spelled[form] != cleaned(next(iter(names)))
        ]
        if joined:
            shown = "; ".join([*joined[:MAX_SHOWN], *["…"][: len(joined) > MAX_SHOWN]])
            findings.notice("sources.spellings_joined", column=column, count=len(joined), names=shown)
        return spelled


class RowReader:
    """The cells of one table below its header. What is wrong with one goes to ``findings``."""

    def __init__(self, header: Header, findings: Findings) -> None:
        self.header, self.findings = header, findings
        self._blanks: dict[str, dict[str, set[int]]] = {}

    def value(self, row: Row, column: str) -> Value:
        """What stands in the cell; None for an empty one, a word for nothing and a column that is not there."""
        value = self.header.value(row, column)
        if value is None or (not isinstance(value, str) and value != 0):
            return value
        written = value if isinstance(value, str) else shown(value)
        if not blank_vocabulary().means_nothing(written, column):
            return value
        self._blanks.setdefault(column, {}).setdefault(written, set()).add(row.number)
        return None

    def read(self, row: Row, column: str, reader: Callable[[Value], T]) -> T | None:
        """What ``reader`` makes of the cell; None, and an error among the findings, where it cannot be read."""

        def checked() -> T:
            value = self.value(row, column)
            cells.refuse_error_value(value)
            return reader(value)

        return read_cell(checked, self.findings, row=row.number, column=column)

    def expect(self, row: Row, columns: Sequence[str]) -> bool:
        """Whether none of these cells is empty; an error for each that is."""
        empty = [column for column in columns if self.value(row, column) is None]
        for column in empty:
            self.findings.error("sources.empty_cell", row=row.number, column=column)
        return not empty

    def report_blanks(self) -> None:
        """One notice for each column with words that were read as empty."""
        for column, words in self._blanks.items():
            rows = set().union(*words.values())
            shown = [word for word in words if cleaned(word)]
            if shown:
                found = {"count": len(rows), "words": "; ".join([*shown[:MAX_SHOWN], *["…"][: len(shown) > MAX_SHOWN]])}
                self.findings.notice("sources.read_as_empty", row=min(rows), column=column, **found)
