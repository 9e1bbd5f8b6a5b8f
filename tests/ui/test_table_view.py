"""What a table sends to the browser: words in the reader's language, and in which order those of a column are."""

from __future__ import annotations

from shown_tables import sent, tables
from streamlit.testing.v1 import AppTest


def _page() -> None:
    from datetime import date

    from ozgdash.model.chart import Column, ColumnType, Table
    from ozgdash.ui import table_view

    columns = (
        Column("day", "Tag", ColumnType.DATE),
        Column("name", "Leistung"),
        Column("share", "Anteil", ColumnType.SHARE),
        Column("cases", "Fälle", ColumnType.COUNT),
        Column("few", "digital", ColumnType.COUNT),
        Column("pace", "je Monat", ColumnType.RATE),
    )
    rows = (
        (date(2026, 3, 1), "Zulassung", 0.9999, 1032, "< 5", 2.25),
        (date(2025, 12, 31), "Ärztliche Prüfung", 0.05, 12, 1500, 3.0),
        (None, "Bau 10", None, None, 4, None),
        (date(2026, 2, 1), "Bau 9", 0.2, 200, "nicht berechnet", 10.0),
    )
    table_view.shown(Table(columns, rows), "de", name="numbers", label="Zahlen")


def _words() -> dict[str, list[str]]:
    run = AppTest.from_function(_page, default_timeout=60).run()
    assert not run.exception
    (content,) = sent(run)
    return {one["head"]: one["words"][: one["filled"]] for one in content["columns"]}


def test_the_words_of_a_column_come_in_the_order_of_what_they_say() -> None:
    ordered = {head: [one.replace("\u00a0", " ") for one in words] for head, words in _words().items()}
    assert ordered == {
        "Leistung": ["Ärztliche Prüfung", "Bau 9", "Bau 10", "Zulassung"],
        "Tag": ["31.12.2025", "01.02.2026", "01.03.2026"],
        "Anteil": ["5,0 %", "20,0 %", "99,9 %"],
        "Fälle": ["12", "200", "1.032"],
        "digital": ["4", "< 5", "1.500", "nicht berechnet"],
        "je Monat": ["2,3", "3,0", "10,0"],
    }, "what is not all of it does not read 100 %, a half goes up, and no value is in no order"


def test_a_table_says_what_its_rows_are_about_first_and_keeps_their_order() -> None:
    (shown,) = tables(AppTest.from_function(_page, default_timeout=60).run())
    assert list(shown)[:2] == ["Leistung", "Tag"]
    assert shown["Leistung"].tolist() == ["Zulassung", "Ärztliche Prüfung", "Bau 10", "Bau 9"]
    assert shown["Tag"].tolist() == ["01.03.2026", "31.12.2025", "–", "01.02.2026"]


def _marking() -> None:
    import streamlit as st

    from ozgdash.model.chart import Column
    from ozgdash.ui.table_rows import Choice, Rows, shown

    rows = Rows((Column("name", "Leistung"),), (("A",), ("B",)))
    choice = Choice("pick", ("a", "b"), ("b",), lambda ids: st.session_state.update(marked=ids))
    shown(rows, "de", name="marked", label="Leistungen", height=430, choice=choice)
    for wish in (["a", "b"], [], ["a", "c"], "a", None, [["a"]]):
        from ozgdash.ui import table_rows

        table_rows._follow(wish, choice)
        st.markdown(repr(st.session_state.get("marked")))


def test_only_rows_that_stand_in_the_table_can_be_chosen() -> None:
    run = AppTest.from_function(_marking, default_timeout=60).run()
    assert not run.exception
    assert [item.value for item in run.markdown] == ["('a', 'b')", *["()"] * 5]
    assert sent(run)[0]["chosen"] == ["b"]
