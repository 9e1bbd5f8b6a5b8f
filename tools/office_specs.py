"""A chart of every kind, as little as shows it, for the check in LibreOffice, whatever the data has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ozgdash.model.chart import (
    Band,
    ChartSpec,
    Column,
    ColumnType,
    Dash,
    Kind,
    ReferenceLine,
    Series,
    Table,
    Unit,
)

BLUE, ORANGE, GREY = "#005EA8", "#C85A00", "#7A7F87"
DAYS = tuple(f"2026-{month:02}-28" for month in range(1, 9))
BESIDE = ("1.200 von 1.500", "2 von 1.002", "30 von 30")
NAMES = ("Adamsburg", "Bertastadt", "Cäsarau & Söhne")


def specs(like: ChartSpec) -> tuple[ChartSpec, ...]:
    """The charts; provenance and language are those of ``like``."""
    return (
        _spec(like, "lines", Kind.LINE, Unit.SHARE, DAYS, _lines(), ReferenceLine(date(2026, 6, 30), "Frist")),
        replace(
            _spec(like, "band", Kind.LINE, Unit.SHARE, DAYS, _lines()[:1]),
            bands=(Band("half", "die mittlere Hälfte", (None, *(0.1,) * 7), (None, 0.1, *(0.3,) * 6), ORANGE),),
        ),
        _spec(like, "bars", Kind.BAR, Unit.SHARE, NAMES, (_bar("share", "Anteil", (0.1, 0.625, None), BLUE),)),
        _spec(
            like, "stacked", Kind.STACKED_BAR, Unit.COUNT, NAMES,
            (
                _bar("online", "online", (1_200.0, 2.0, 30.0), BLUE),
                replace(_bar("unknown", "unbekannt", (300.0, 1_000.0, 0.0), GREY), hatched=True),
            ),
        ),
        _spec(
            like, "waterfall", Kind.WATERFALL, Unit.COUNT, ("vorher", "neu online", "nachher"),
            (_bar("foot", "Fuß", (0.0, 1_000.0, 0.0), GREY), _bar("step", "Schritt", (1_000.0, 250.0, 1_250.0), BLUE)),
        ),
        _spec(
            like, "matrix", Kind.MATRIX, Unit.SHARE, NAMES,
            (_bar("a", "Reifegrad 2", (0.1, 0.2, None), BLUE), _bar("b", "Reifegrad 3", (0.0, 1.0, 0.5), ORANGE)),
        ),
    )  # fmt: skip


def _lines() -> tuple[Series, ...]:
    """With a gap, as a guide, and expected from a point on."""
    return (
        Series("a", "Adamsburg", (0.1, 0.2, None, 0.25, 0.3, 0.3, 0.35, 0.4), BLUE, ("", *("3 von 10",) * 7)),
        Series("goal", "Zielpfad", (0.0, 0.2, 0.4, 0.6, 0.8, 1.0, None, None), GREY, dash=Dash.DASHED, guide=True),
        replace(
            Series("b", "Bertastadt", (None, None, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3), ORANGE, ("", *("2 von 9",) * 7)),
            expected_from=6,
        ),
    )


def _bar(key: str, name: str, values: tuple[float | None, ...], colour: str) -> Series:
    return Series(key, name, values, colour, tuple("" if value is None else f"{value:g}" for value in values))


def _spec(
    like: ChartSpec, name: str, kind: Kind, unit: Unit, categories: tuple[str, ...], series: tuple[Series, ...],
    *lines: ReferenceLine,
) -> ChartSpec:  # fmt: skip
    kinds = ColumnType.SHARE if unit is Unit.SHARE else ColumnType.COUNT
    columns = (Column("of", "von"), *(Column(item.key, item.name, kinds) for item in series))
    rows = tuple((category, *(item.values[place] for item in series)) for place, category in enumerate(categories))
    return ChartSpec(
        name, kind, f"Art: {name}", f"So sieht {name} aus.", unit, categories, series, Table(columns, rows),
        like.provenance, f"Ein Bild der Art {name}.", like.lang, lines,
        BESIDE if kind in (Kind.STACKED_BAR, Kind.WATERFALL) else (),
    )  # fmt: skip
