"""By which steps did the count come from one day's to the other's?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import change_wording, wording
from ozgdash.figures.change_wording import name_of
from ozgdash.figures.frames import Row, records
from ozgdash.model import palette
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many, most
from ozgdash.texts import text

GAINS, LOSSES = ("online", "in_scope_done"), ("fallen_back", "out_of_scope_done")
COLOURS = {
    "kept": palette.GUIDE,
    "online": "#1B66A6",
    "in_scope_done": "#3B8EC9",
    "fallen_back": "#B06F1E",
    "out_of_scope_done": "#9C5A14",
}
"""What was added is blue, what was lost brown and hatched, as the levels on either side of the target."""
COLUMNS = (
    *("done_before", "total_before", "online", "fallen_back", "in_scope_done", "out_of_scope_done"),
    *("in_scope", "out_of_scope", "done", "total"),
)


def waterfall_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """The steps from the count then to the count now: one partner, or many together, as a waterfall, several
    as stacked bars.

    ``frame``: the frame of ``change_steps``. In a stacked bar what stayed reached and what was added is the count now;
    what was lost follows hatched. The steps add up exactly.
    """
    lang, rows = view.lang, [row for row in records(frame) if row["total"] or row["total_before"]]
    together = are_many(view) and len(rows) > 1
    finding = change_wording.answer(records(frame), view)
    single = len(rows) == 1 or together
    names, series, labels = _steps(_summed(rows) if together else rows[0], view) if single else _stacks(rows, view)
    values = "; ".join(
        text("changes.step_value", lang, name=name, value=label) for name, label in zip(names, labels, strict=True)
    )
    alt = text("changes.waterfall_alt" if single else "changes.stacked_alt", lang, finding=finding, values=values)
    return ChartSpec(
        name="changes_waterfall",
        kind=Kind.WATERFALL if single else Kind.STACKED_BAR,
        title=text("changes.waterfall_title", lang, **change_wording.between(view)),
        finding=finding,
        unit=Unit.COUNT,
        categories=names,
        series=series if rows else (),
        table=_table(rows, view),
        provenance=change_wording.provenance(rows, view),
        alt_text=alt if rows else finding,
        lang=lang,
        category_labels=labels,
        method=text("changes.method", lang),
    )


def _steps(row: Row, view: View) -> tuple[tuple[str, ...], tuple[Series, ...], tuple[str, ...]]:
    """Names, series and labels of one partner's waterfall; a step of nothing is left out but for the first two."""
    lang, days = view.lang, change_wording.between(view)
    then, latest = change_wording.before(row), change_wording.now(row)
    names = [text("changes.step_level", lang, day=days["before"])]
    labels = [wording.n_of_m(then, lang)]
    feet, levels, gains, losses = [0.0], [float(then.done)], [0.0], [0.0]
    height = then.done
    for step in (*GAINS, *LOSSES):
        size = int(row[step])
        if not size and step not in ("online", "fallen_back"):
            continue
        change = -size if step in LOSSES else size
        feet.append(float(min(height, height + change)))
        levels.append(0.0)
        gains.append(float(max(change, 0)))
        losses.append(float(max(-change, 0)))
        names.append(text(f"changes.step_{step}", lang))
        labels.append(formats.signed(change, lang))
        height += change
    names.append(text("changes.step_level", lang, day=days["after"]))
    labels.append(wording.n_of_m(latest, lang))
    parts = (
        ("foot", [*feet, 0.0], palette.GUIDE),
        ("level", [*levels, float(latest.done)], COLOURS["kept"]),
        ("gain", [*gains, 0.0], COLOURS["online"]),
        ("loss", [*losses, 0.0], COLOURS["fallen_back"]),
    )
    series = tuple(
        Series(key, _part_name(key, view), tuple(values), colour, hatched=key == "loss")
        for key, values, colour in parts
    )
    return tuple(names), series, tuple(labels)


def _summed(rows: Sequence[Row]) -> Row:
    return {key: sum(int(row[key]) for row in rows) for key in rows[0] if key != "partner_id"}


def _part_name(key: str, view: View) -> str:
    return text("changes.step_level", view.lang, day="") if key == "level" else text(f"changes.step_{key}", view.lang)


def _stacks(rows: Sequence[Row], view: View) -> tuple[tuple[str, ...], tuple[Series, ...], tuple[str, ...]]:
    """Names, series and labels of several partners; a step that nobody took is left out."""
    lang = view.lang
    sizes = {step: [int(row[step]) for row in rows] for step in (*GAINS, *LOSSES)}
    sizes["kept"] = [int(row["done"]) - int(row["online"]) - int(row["in_scope_done"]) for row in rows]
    series = tuple(
        Series(
            key=step,
            name=text(f"changes.step_{step}", lang),
            values=tuple(float(size) for size in sizes[step]),
            colour=COLOURS[step],
            labels=tuple(formats.number(size, lang) if size else "" for size in sizes[step]),
            hatched=step in LOSSES,
        )
        for step in ("kept", *GAINS, *LOSSES)
        if step == "kept" or any(sizes[step])
    )
    return tuple(name_of(row["partner_id"], view) for row in rows), series, tuple(_beside(row, view) for row in rows)


def _beside(row: Row, view: View) -> str:
    """``179 von 586 → 187 von 586``."""
    then, latest = change_wording.before(row), change_wording.now(row)
    counts = {"then": wording.counted(then, view.lang), "now": wording.counted(latest, view.lang)}
    return text("changes.beside", view.lang, **counts)


def _table(rows: Sequence[Row], view: View) -> Table:
    """A row per partner; of many those on top with whom most changed."""
    lang = view.lang
    heads = [Column("partner", text("changes.column_partner", lang))]
    heads += [Column(key, text(f"changes.column_{key}", lang), ColumnType.COUNT) for key in COLUMNS]
    if are_many(view):
        rows = sorted(rows, key=lambda row: -sum(int(row[step]) for step in (*GAINS, *LOSSES)))
    lines: tuple[tuple[Cell, ...], ...] = tuple(
        (view.cooperation.partner(row["partner_id"]).name, *(int(row[key]) for key in COLUMNS))
        for row in rows[: most(view)]
    )
    return Table(tuple(heads), lines, of=len(rows))
