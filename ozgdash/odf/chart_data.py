"""The numbers of a chart: its own table, and the addresses under which its parts find them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ozgdash.odf.addresses import address
from ozgdash.odf.chart import Chart, Series
from ozgdash.odf.xml import element, plain

OWN_TABLE = "local-table"
FIRST_DAY = date(1899, 12, 30)
"""The day that is zero where days are numbers."""


class Addresses:
    """Where the numbers of a chart stand: in cells of the spreadsheet, or in the chart's own table."""

    def __init__(self, chart: Chart) -> None:
        self._source, self._rows = chart.source, len(chart.categories)
        self._columns = {column: place for place, column in enumerate(chart.columns, start=1)}

    def categories(self) -> str:
        """The cells with the categories."""
        return self._range(0)

    def values(self, series: Series) -> str:
        """The cells with the values of a series."""
        return self._range(self._columns[series.name, series.values])

    def name(self, series: Series) -> str:
        """The cell with the name of a series."""
        return self._cell(0, self._columns[series.name, series.values])

    def all(self) -> str:
        """All cells, names and categories among them."""
        return f"{self._cell(0, 0)}:{self._cell(self._rows, len(self._columns))}"

    def _range(self, column: int) -> str:
        last = self._cell(self._rows, column)
        return f"{self._cell(1, column)}:{last if self._source else last.removeprefix(OWN_TABLE)}"

    def _cell(self, row: int, column: int) -> str:
        if self._source:
            return address(self._source.table, self._source.row + row, self._source.column + column)
        letters = address("", 0, column).rpartition(".")[2][:-1]
        return f"{OWN_TABLE}.${letters}${row + 1}"


def cell_ranges(chart: Chart) -> list[str]:
    """The cells of a spreadsheet that the chart shows: categories, and name and values of each column."""
    addresses = Addresses(chart)
    series = {(item.name, item.values): item for item in chart.series}
    columns = (cells for item in series.values() for cells in (addresses.name(item), addresses.values(item)))
    return [addresses.categories(), *columns]


def data_table(chart: Chart) -> str:
    """The chart's own table: names above, categories at the left; a gap is not a number."""
    columns = chart.columns
    widths = element("table:table-column", {"table:number-columns-repeated": len(columns)})
    head = element("table:table-row", None, _cell(None), *(_cell(name) for name, _ in columns))
    return element(
        "table:table",
        {"table:name": OWN_TABLE},
        element("table:table-header-columns", None, element("table:table-column")),
        element("table:table-columns", None, widths),
        element("table:table-header-rows", None, head),
        element("table:table-rows", None, *_rows(chart)),
    )


def day_number(day: date) -> int:
    """A day as axes of days count them."""
    return (day - FIRST_DAY).days


def _rows(chart: Chart) -> Iterator[str]:
    values = [values for _, values in chart.columns]
    for place, category in enumerate(chart.categories):
        first = _cell(category) if isinstance(category, str) else _number(day_number(category))
        yield element("table:table-row", None, first, *(_number(column[place]) for column in values))


def _number(value: float | None) -> str:
    shown = "NaN" if value is None else repr(value)
    return element(
        "table:table-cell", {"office:value-type": "float", "office:value": shown}, element("text:p", None, shown)
    )


def _cell(words: str | None) -> str:
    if words is None:
        return element("table:table-cell", None, element("text:p"))
    lines = element("text:line-break").join(map(plain, words.split("\n")))
    return element("table:table-cell", {"office:value-type": "string"}, element("text:p", None, lines))
