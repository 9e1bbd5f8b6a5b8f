"""What is said of targets, from frames and from the golden targets to the council package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from figure_frames import HOSTILE_NAMES, make_view

from ozgdash.charts import by_name
from ozgdash.export import registry
from ozgdash.export.council.documents import write
from ozgdash.export.council.order import Order, assembled_from
from ozgdash.export.council.package import Occasion
from ozgdash.figures.targets import changes_figure, targets_figure, unplanned_figure
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import Filters, View
from ozgdash.settings import Settings
from ozgdash.store import read
from ozgdash.store.connection import open_snapshot
from ozgdash.store.snapshots import Store
from ozgdash.texts import LANGS

Shown = tuple[duckdb.DuckDBPyConnection, View]


def row(**changed: Any) -> dict[str, Any]:
    """A target of Adamsburg that is below its path: 30 of 100, 60 wanted."""
    given: dict[str, Any] = {
        **{"target_id": "Z1", "partner_id": "adam", "group_key": None, "measure": "leistung_rg3", "topic": None},
        **{"department": None, "sdg": False, "share": 0.6, "due_on": date(2024, 12, 31), "decided_by": "Rat"},
        **{"decided_on": date(2022, 6, 1), "paper": "22-1", "example": False, "done": 30, "total": 100, "unknown": 5},
        **{"goal": 60, "remaining": 30, "path": 0.4, "state": "behind", "reported_on": date(2023, 1, 31)},
        **{"known_months": 24, "pace": 1.0, "needed": 1.3, "chance": 0.27, "planned": 12, "undated": 18},
    }
    return given | changed


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([*rows], columns=list(row()))


def cells(spec: ChartSpec, at: int = 0) -> list[str]:
    return [series.label(at).replace("\u00a0", " ") for series in spec.series]


def test_a_target_says_what_is_done_what_the_path_asks_and_how_likely_it_is() -> None:
    spec = targets_figure(frame(row()), make_view())
    assert spec.finding == "Das eine Ziel liegt unter dem Pfad."
    assert spec.categories == ("Adamsburg: Leistungen ab RG 3",)
    assert cells(spec) == [
        "60 % (bis 31.12.2024)", "30,0 % (30 von 100)", "40,0 % (darunter)", "1,0 (nötig 1,3)", "rund 30 %",
    ]  # fmt: skip
    assert "2.000 gerechneten Verläufen" in spec.method
    assert "keine Pläne, kein Geld und kein Personal" in spec.method
    assert spec.provenance.n_of_m == "0 von 1 Zielen erreicht"


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.0, "unter 10 %"), (0.099, "unter 10 %"), (0.1, "rund 10 %"), (0.449, "rund 40 %"), (0.9, "rund 90 %"),
     (0.901, "über 90 %"), (1.0, "über 90 %"), (None, "Verlauf zu kurz")],
)  # fmt: skip
def test_a_chance_is_said_in_tens_and_never_as_certain(value: float | None, said: str) -> None:
    assert cells(targets_figure(frame(row(chance=value)), make_view()))[-1] == said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"state": "missed", "needed": None, "chance": None}, ["verfehlt", "1,0", "–"]),
        ({"state": "reached", "needed": None, "chance": None, "pace": None}, ["am Ziel", "–", "–"]),
        (
            {"state": "unreported", "unknown": 100, "path": None, "pace": None, "chance": None},
            ["nichts gemeldet", "zu kurz (nötig 1,3)", "–"],
        ),
        ({"state": "on_the_way", "path": 0.25, "pace": None, "chance": None},
         ["25,0 % (gehalten)", "zu kurz (nötig 1,3)", "Verlauf zu kurz"]),
    ],
)  # fmt: skip
def test_no_chance_is_told_where_there_is_none(changed: dict[str, Any], said: list[str]) -> None:
    assert cells(targets_figure(frame(row(**changed)), make_view()))[2:] == said


def test_several_targets_are_counted_by_how_they_stand_and_told_apart() -> None:
    rows = [row(), row(target_id="Z2", state="reached", undated=0, remaining=0), row(target_id="Z3", state="missed")]
    spec = targets_figure(frame(*rows), make_view())
    assert spec.finding == "Von 3 Zielen ist eines verfehlt, liegt eines unter dem Pfad und ist eines erreicht."
    assert len(set(spec.categories)) == 3
    assert targets_figure(frame(), make_view()).empty


def test_targets_without_enough_dates_are_a_list() -> None:
    rows = [row(), row(target_id="Z2", planned=30, undated=0), row(target_id="Z3", planned=0, undated=30, example=True)]
    spec = unplanned_figure(frame(*rows), make_view())
    keys = [column.key for column in spec.table.columns]
    assert spec.finding == "Bei 2 der 3 nicht erreichten Ziele reichen die Termine der Partner nicht."
    assert [line[keys.index("plan")] for line in spec.table.rows] == ["Termine reichen nicht", "kein Termin"]
    assert str(spec.table.rows[1][keys.index("target")]).endswith("(Beispiel)")
    assert unplanned_figure(frame(rows[1]), make_view()).empty


def test_what_happened_to_targets_between_two_days() -> None:
    view = make_view(as_of=date(2023, 1, 31))  # compared with 31.10.2022
    before = [row(), row(target_id="Z2"), row(target_id="Z3", state="reached", done=60)]
    after = [
        row(state="reached", done=61),
        row(target_id="Z2", state="missed"),
        row(target_id="Z3"),
        row(target_id="Z4", decided_on=date(2022, 12, 1)),
    ]
    spec = changes_figure(frame(*before), frame(*after), view)
    keys = [column.key for column in spec.table.columns]
    said = [(line[0], str(line[keys.index("then")])[:9]) for line in spec.table.rows]
    assert said == [
        ("beschlossen", "–"), ("erreicht", "30 von 10"), ("verfehlt", "30 von 10"), ("nicht mehr erreicht", "60 von 10")
    ]  # fmt: skip
    assert spec.finding == (
        "Zwischen 31.10.2022 und 31.01.2023: ein Ziel beschlossen, ein Ziel erreicht, ein Ziel verfehlt und ein Ziel"
        " nicht mehr erreicht."
    )
    assert changes_figure(frame(row()), frame(row()), view).empty


def use(**changed: Any) -> dict[str, Any]:
    """A target of Adamsburg about use: 376 of 2130 cases, 30 % wanted."""
    given = {
        "measure": "nutzung",
        "done": 376,
        "total": 2130,
        "unknown": 0,
        "goal": 639,
        "remaining": 263,
        "share": 0.3,
    }
    return row(**given | {"needed": 1.12, **dict.fromkeys(("pace", "chance", "planned", "undated"))} | changed)


def test_a_target_about_use_counts_cases_and_needs_points() -> None:
    spec = targets_figure(frame(use()), make_view())
    assert spec.categories == ("Adamsburg: Fälle, die digital eingehen",)
    assert cells(spec) == [
        "30 % (bis 31.12.2024)", "17,7 % (376 von 2.130)", "40,0 % (darunter)", "nötig 1,1 Punkte", "nicht gerechnet",
    ]  # fmt: skip
    assert cells(targets_figure(frame(use(needed=0.0353)), make_view()))[3] == "nötig 0,04 Punkte"
    assert cells(targets_figure(frame(use(needed=0.001)), make_view()))[3] == "nötig 0,01 Punkte"
    assert "Tempo und Chance werden nicht gerechnet" in spec.method
    line = dict(zip((column.key for column in spec.table.columns), spec.table.rows[0], strict=True))
    assert line["unit"] == "Fälle eines Jahres, Tempo in Prozentpunkten"
    assert (line["done"], line["total"], line["pace"], line["planned"]) == (376, 2130, None, None)


@pytest.mark.parametrize(
    ("state", "finding", "now", "path"),
    [
        (
            "unreported",
            "Das eine Ziel ist mangels Meldung unbekannt.",
            "keine digitalen Fälle bekannt",
            "nichts gemeldet",
        ),
        (
            "hidden",
            "Das eine Ziel ist wegen zu weniger Fälle nicht berechnet.",
            "nicht berechnet (zu wenige Fälle)",
            "nicht berechnet",
        ),
    ],
)
def test_a_target_about_use_says_why_nothing_is_told(state: str, finding: str, now: str, path: str) -> None:
    nothing = dict.fromkeys(("done", "total", "unknown", "goal", "remaining", "path", "needed"))
    spec = targets_figure(frame(use(state=state, **nothing)), make_view())
    assert spec.finding == finding
    assert cells(spec)[1:] == [now, path, "–", "–"]
    changed = changes_figure(frame(), frame(use(state=state, decided_on=date(2023, 1, 1), **nothing)), make_view())
    assert [column.key for column in changed.table.columns][5] == "after"
    assert changed.table.rows[0][5] == now


def test_targets_about_use_are_not_among_those_without_a_plan() -> None:
    both = unplanned_figure(frame(row(), use(target_id="Z2")), make_view())
    assert len(both.table.rows) == 1
    assert both.finding == (
        "Für das eine nicht erreichte Ziel reichen die Termine der Partner nicht. Ziele zur Nutzung zählen hier nicht mit:"
        " Für sie gibt es keine Termine."
    )
    alone = unplanned_figure(frame(use()), make_view())
    assert alone.empty
    assert alone.finding == "Alle Ziele betreffen die Nutzung; für sie nennen die Partner keine Termine."


def test_names_from_files_stay_words_in_every_format() -> None:
    rows = [
        row(target_id=str(at), topic=name, department=name, decided_by=name) for at, name in enumerate(HOSTILE_NAMES)
    ]
    for spec in (targets_figure(frame(*rows), make_view()), unplanned_figure(frame(*rows), make_view())):
        for entry in registry.formats_of(spec):
            assert registry.write(spec, entry.key)


@pytest.fixture
def shown(targets_data: Path) -> Iterator[Shown]:
    current = Store(Settings(data_dir=targets_data).snapshots_dir).current()
    assert current is not None
    with closing(open_snapshot(current.path)) as connection:
        info = read.snapshot_info(connection, current.path)
        yield connection.cursor(), View(Filters(date(2021, 4, 30)), "de", read.cooperation(connection), info)


def test_the_golden_targets_are_told_in_both_languages(shown: Shown) -> None:
    cursor, view = shown
    found = [by_name.chart("targets", cursor, replace(view, lang=lang)).finding for lang in LANGS]
    assert found == [
        "Von 8 Zielen ist eines verfehlt, liegen 2 unter dem Pfad, liegt eines auf dem Pfad und sind 4 erreicht.",
        "Of 8 targets one is missed, 2 are below their path, one is on its path and 4 are reached.",
    ]
    of_kreis = replace(view, filters=replace(view.filters, partners=("kreis",)))
    assert "Auf dem Land: Leistungen ab RG 3" in by_name.chart("targets", cursor, of_kreis).categories


def test_a_package_has_targets_where_there_are_some(shown: Shown, golden_view: View, golden: Any) -> None:
    cursor, view = shown
    package = assembled_from(cursor, Order(Occasion("Sachstand"), view))
    names = {spec.name for spec in package.charts}
    assert names > {"targets", "targets_unplanned", "targets_changes"}
    assert write(package, "briefing").startswith(b"%PDF")
    without = assembled_from(golden, Order(Occasion("Sachstand"), golden_view))
    assert {spec.name for spec in without.charts} == names - {"targets", "targets_unplanned", "targets_changes"}
