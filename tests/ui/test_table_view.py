"""What a table sends to the browser: numbers sort as what they are and are written in the language of the page."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def _page() -> None:
    from ozgdash.model.chart import Column, ColumnType, Table
    from ozgdash.ui import table_view

    columns = (
        Column("name", "Leistung"),
        Column("share", "Anteil", ColumnType.SHARE),
        Column("cases", "Fälle", ColumnType.COUNT),
        Column("few", "digital", ColumnType.COUNT),
        Column("pace", "je Monat", ColumnType.RATE),
    )
    rows = (("A", 0.9999, 1032, "< 5", 2.25), ("B", 0.05, 12, 1500, 3.0), ("C", None, None, None, None))
    table_view.shown(Table(columns, rows), "de", alt="Zahlen")


def test_counts_are_sent_as_numbers_and_shares_as_texts_that_sort_like_numbers() -> None:
    run = AppTest.from_function(_page, default_timeout=60).run()
    assert not run.exception
    sent = run.dataframe[0].value
    shares = [one.replace("\u00a0", " ") for one in sent["Anteil"].tolist()[:2]]
    assert shares == ["99,9 %", " 5,0 %"], "what is not all of it does not read 100 %"
    assert sorted(shares) == shares[::-1], "the browser sorts letters"
    assert sent["Fälle"].tolist()[:2] == [1032, 12]
    assert sent["digital"].tolist()[:2] == ["  < 5", "1.500"]
    assert sent["je Monat"].tolist()[:2] == [2.3, 3.0], "a half goes up, as everywhere"
    looks = json.loads(run.dataframe[0].proto.columns)
    written = {header: _format(look) for header, look in looks.items() if header != "_index"}
    assert written == {
        "Leistung": ("text", None, None),
        "Anteil": (None, None, None),
        "Fälle": ("number", "localized", 1),
        "digital": (None, None, None),
        "je Monat": ("number", "localized", 0.1),
    }


def _format(look: dict[str, Any]) -> tuple[str | None, str | None, float | None]:
    own = look.get("type_config") or {}
    return own.get("type"), own.get("format"), own.get("step")
