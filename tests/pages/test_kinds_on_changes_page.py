"""The list of changes can be narrowed to kinds, and says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from shown_tables import tables
from test_pages import run

from ozgdash.ui.page_list import PAGES


def test_the_list_of_changes_shows_the_chosen_kinds_alone(example_data: Path, look_at: Callable[[Path], None]) -> None:
    look_at(example_data)
    app = run(next(entry for entry in PAGES if entry.key == "changes"), {"partner": "gifhorn"})
    (whole,) = [frame["Änderung"] for frame in tables(app) if "Änderung" in frame]
    field = next(field for field in app.multiselect if field.key == "changes-kinds")
    name = field.options[0]
    field.select(name).run()
    wanted = int((whole == name).sum())
    assert 0 < wanted < len(whole)
    assert [len(frame) for frame in tables(app) if "Leistung" in frame] == [wanted]
    said = " ".join(item.value for item in app.caption).replace("\u00a0", " ").replace("\\", "")
    assert f"{wanted} von {len(whole)} Zeilen; der Download enthält alle." in said
    # A column that says the same in every row is said once.
    assert f"Änderung: {name}" in said
