"""The cells of a table in the reader's words."""

from __future__ import annotations

from datetime import date, datetime

from ozgdash import formats
from ozgdash.model.chart import Column, ColumnType
from ozgdash.texts import Lang


def cell(value: object, column: Column, lang: Lang) -> str:
    """A cell of a table in the reader's words; a dash for no value."""
    if value is None:
        return formats.DASH
    if isinstance(value, str):
        return value
    if column.type is ColumnType.SHARE:
        return formats.percent(float(str(value)), lang)
    if column.type is ColumnType.COUNT:
        return formats.number(float(str(value)), lang)
    if column.type is ColumnType.RATE:
        return formats.number(float(str(value)), lang, 1)
    if isinstance(value, datetime) and value.tzinfo:
        return formats.moment(value, lang)
    if isinstance(value, date):
        return formats.day(value, lang)
    return str(value)
