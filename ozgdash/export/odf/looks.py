"""How charts and cells of OpenDocument look: fonts, lines and formats of numbers, as on every other canvas."""

from __future__ import annotations

from dataclasses import replace

from ozgdash.drawing import theme
from ozgdash.export.slides.design import OWN_PAINT, Paint
from ozgdash.formats import LANGUAGE_TAGS
from ozgdash.model.chart import ChartSpec, ColumnType, Dash, Series, Unit
from ozgdash.odf import chart_looks as odf_looks
from ozgdash.odf import number_styles
from ozgdash.odf.number_styles import NumberStyle
from ozgdash.texts import Lang

LIGHT = theme.THEMES["light"]
DASHES = {Dash.SOLID: None, Dash.DASHED: odf_looks.DASHED, Dash.DOTTED: odf_looks.DOTTED}
SYMBOLS = tuple(odf_looks.Symbol)
SHARE_SIGN = {"de": "\u00a0%", "en": "%"}
DAY = {"de": "dd.mm.yyyy", "en": "d mmm yyyy"}
YEAR, MONTH = "yyyy", "mm.yyyy"
HATCH_LIGHTER = 0.45


def locale(lang: Lang) -> tuple[str, str]:
    """Language and country of the texts."""
    language, _, country = LANGUAGE_TAGS[lang].partition("-")
    return language, country


def number_style(kind: ColumnType, lang: Lang) -> NumberStyle | None:
    """How the cells of a type of column show their values; None for text."""
    styles = {
        ColumnType.SHARE: number_styles.percentage(1, SHARE_SIGN[lang]),
        ColumnType.COUNT: number_styles.number(grouped=True),
        ColumnType.RATE: number_styles.number(1, grouped=True),
        ColumnType.DATE: number_styles.day(DAY[lang]),
    }
    return _in_language(styles[kind], lang) if kind in styles else None


def axis_style(spec: ChartSpec) -> NumberStyle:
    """How the axis of values shows them: whole per cent, or counts."""
    whole = number_styles.percentage(0, SHARE_SIGN[spec.lang])
    counts = number_styles.number(grouped=True)
    return _in_language(whole if spec.unit is Unit.SHARE else counts, spec.lang)


def count_style(lang: Lang) -> NumberStyle:
    """A whole number, thousands set apart."""
    return _in_language(number_styles.number(grouped=True), lang)


def days_style(lang: Lang, *, years: bool) -> NumberStyle:
    """How an axis of days shows them."""
    return _in_language(number_styles.day(YEAR if years else MONTH), lang)


def font(size_pt: float, colour: str | None = None, *, bold: bool = False, paint: Paint = OWN_PAINT) -> odf_looks.Font:
    """The font of charts, as on slides of PowerPoint; ``size_pt``: on slides of ours."""
    return odf_looks.Font(paint.font, size_pt * paint.scale, colour or paint.ink, bold)


def line(item: Series, colour: str) -> odf_looks.Stroke:
    """The line of a series."""
    return odf_looks.Stroke(colour, 1.5 if item.guide else 2.5, DASHES[item.dash])


def fill(item: Series) -> odf_looks.Fill:
    """What the bars of a series are filled with."""
    hatch = odf_looks.Hatch(theme.mixed(item.colour, "#FFFFFF", HATCH_LIGHTER)) if item.hatched else None
    return odf_looks.Fill(item.colour, hatch=hatch)


def _in_language(style: NumberStyle, lang: Lang) -> NumberStyle:
    language, country = locale(lang)
    return replace(style, language=language, country=country)
