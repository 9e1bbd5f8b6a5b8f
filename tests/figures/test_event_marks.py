"""Events on a chart over days: numbers that do not meet, and what they stand for, in every format that it leaves in."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from figure_frames import ADAM, BERTA, HOSTILE_NAMES, make_view, three_months
from pptx import Presentation

from ozgdash.drawing import picture, plotly, svg
from ozgdash.drawing.event_marks import event_marks
from ozgdash.export import registry
from ozgdash.export.briefing.words import note
from ozgdash.export.council.package import CouncilPackage, Occasion, Section
from ozgdash.export.slides.chart_series import EVENTS, drawn_series
from ozgdash.export.workbooks.workbook import xlsx_file
from ozgdash.figures.events import MOST, concerned, days_of, with_events
from ozgdash.figures.progress import progress_figure
from ozgdash.model.chart import ChartSpec, Event
from ozgdash.model.cooperation import Partner, PartnerKind
from ozgdash.texts import Lang

Happened = tuple[date, str, str | None, str, str, bool]
PORTAL: Happened = (date(2022, 12, 9), "system", "adam", "Neues Portal", "New portal", False)
LAW: Happened = (date(2022, 12, 20), "law", None, "Neues Gesetz", "New law", True)
FORM: Happened = (date(2021, 5, 16), "reporting", None, "Neuer Bogen", "New form", False)


def frame(*rows: Happened) -> pd.DataFrame:
    return pd.DataFrame([*rows], columns=["happened_on", "kind", "partner_id", "text_de", "text_en", "example"])


def chart(*rows: Happened, lang: Lang = "de") -> ChartSpec:
    """Numbers of three months from 30.11.2022 on, an axis from 01.09.2020 on, and what happened on it."""
    view = make_view(lang=lang)
    return with_events(_from_the_start(progress_figure(three_months(), view)), frame(*rows), view)


def _from_the_start(spec: ChartSpec) -> ChartSpec:
    series = (
        replace(item, values=(0.0 if item.guide else None, *item.values), labels=("", *item.labels))
        for item in spec.series
    )
    return replace(spec, categories=("2020-09-01", *spec.categories), series=tuple(series))


def days_only(*days: date, first: date = date(2020, 1, 31), last: date = date(2025, 12, 31)) -> ChartSpec:
    spec = progress_figure(three_months(), make_view())
    axis = tuple(day.date().isoformat() for day in pd.date_range(first, last, freq="ME"))
    events = tuple(Event(number, day, "…") for number, day in enumerate(days, start=1))
    return replace(spec, categories=axis, events=events)


def test_each_event_says_day_kind_and_whose_it_is_in_the_reader_s_language() -> None:
    assert [event.text for event in chart(PORTAL, LAW).events] == [
        "09.12.2022, Systemwechsel, Adamsburg: Neues Portal",
        "20.12.2022, Gesetz: Neues Gesetz (Beispiel)",
    ]
    assert [event.text for event in chart(PORTAL, LAW, lang="en").events] == [
        "9 December 2022, system change, Adamsburg: New portal",
        "20 December 2022, law: New law (example)",
    ]


def test_events_of_one_month_share_a_mark_with_both_numbers() -> None:
    assert [(mark.at, mark.label) for mark in event_marks(chart(FORM, PORTAL, LAW))] == [
        (date(2021, 5, 16), "1"),
        (date(2022, 12, 9), "2\u20133"),
    ]


def test_marks_too_near_for_two_numbers_share_them_and_each_keeps_its_line() -> None:
    # 71 months: a twelfth of them is half a year.
    spec = days_only(date(2021, 3, 1), date(2021, 6, 1), date(2021, 6, 9), date(2021, 9, 15), date(2024, 1, 1))
    assert [(mark.at, mark.label) for mark in event_marks(spec)] == [
        (date(2021, 3, 1), "1\u20133"),
        (date(2021, 6, 1), ""),
        (date(2021, 9, 15), "4"),
        (date(2024, 1, 1), "5"),
    ]


def test_a_day_far_from_those_of_the_axis_joins_them_where_no_line_is_broken() -> None:
    # The axis begins on 01.09.2020 with the target path alone, which is at 100 % on 31.12.2022, 851 days later.
    spec = chart(FORM)
    plain = chart()
    at = spec.categories.index("2021-05-16")
    assert [*spec.categories[:at], *spec.categories[at + 1 :]] == list(plain.categories)
    values = {item.key: item.values[at] for item in spec.series}
    assert values == {"adam": None, "berta": None, "target": pytest.approx(257 / 851)}
    kept = [(*item.values[:at], *item.values[at + 1 :]) for item in spec.series]
    assert kept == [item.values for item in plain.series]
    broken = replace(plain, series=tuple(replace(item, values=(0.5,) * len(item.values)) for item in plain.series))
    assert with_events(broken, frame(FORM), make_view()).categories == plain.categories


def test_a_native_chart_marks_the_nearest_day_of_its_numbers() -> None:
    spec = days_only(date(2021, 3, 14), date(2023, 3, 17))
    (series,) = [item for item in drawn_series(spec, 1.0) if item.key == EVENTS]
    marked = {spec.categories[at]: series.labels[at] for at, value in enumerate(series.values) if value is not None}
    assert marked == {"2021-02-28": "1", "2023-03-31": "2"}


def test_marks_that_a_native_chart_sets_on_one_day_keep_all_their_numbers() -> None:
    # Of three months a twelfth is a week: two marks. The end of January is the nearest day of both.
    spec = days_only(date(2021, 1, 25), date(2021, 2, 10), first=date(2020, 12, 31), last=date(2021, 3, 31))
    assert [mark.label for mark in event_marks(spec)] == ["1", "2"]
    (series,) = [item for item in drawn_series(spec, 1.0) if item.key == EVENTS]
    assert series.labels == ("", "1\u20132", "", "")


def test_a_chart_without_events_is_what_it_was() -> None:
    view = make_view()
    plain = progress_figure(three_months(), view)
    assert not plain.events
    assert with_events(plain, frame(), view) == plain
    assert EVENTS not in [item.key for item in drawn_series(plain, 1.0)]
    assert "Ereignis" not in " ".join(plain.provenance.lines)


def test_of_very_many_events_the_newest_are_shown_and_the_others_counted() -> None:
    rows = [(date(2022, 12, 1 + day), "law", None, f"Nr. {day}", f"no. {day}", False) for day in range(MOST + 2)]
    spec = chart(*rows)
    assert [event.number for event in spec.events] == list(range(1, MOST + 1))
    assert spec.events[0].text.endswith("Nr. 2")
    assert spec.provenance.events.startswith("Ereignisse (davor 2 weitere): 1")


def test_partners_own_events_are_shown_where_they_can_be_told_apart() -> None:
    assert concerned(make_view(partners=(ADAM, BERTA))) == ("adam", "berta")
    many = [
        Partner(f"p{n}", f"P {n}", f"P{n}", PartnerKind.CITY, f"0300000000{n:02}", ADAM.joined_on) for n in range(9)
    ]
    assert concerned(make_view(partners=many)) == ()


def test_only_a_chart_over_days_with_something_in_it_has_events() -> None:
    spec = chart()
    assert days_of(spec) == (date(2020, 9, 1), date(2023, 1, 31))
    assert days_of(replace(spec, series=())) is None


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_drawing_has_a_thin_line_a_month_and_its_numbers(lang: Lang) -> None:
    spec = chart(FORM, PORTAL, LAW, lang=lang)
    drawn = plotly.drawing(spec)
    assert [shape["x0"] for shape in drawn.shapes if "dash" in shape["line"]] == ["2021-05-16", "2022-12-09"]
    html = picture.picture(spec).html
    assert html.count('class="v"') == 1
    for words in ("1", "2\u20133"):
        assert f"\u2009{words}<" in html
        assert f"\u2009{words}<" in svg.picture(spec)
    assert spec.events[0].text in spec.alt_text


def test_a_slide_has_native_marks_and_says_below_what_they_are() -> None:
    spec = chart(FORM, PORTAL, LAW)
    (slide,) = Presentation(io.BytesIO(registry.write(spec, "pptx"))).slides
    (native,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    marks = next(item for item in native.plots[0].series if item.name == "Ereignisse")
    marked = [day for day, value in zip(spec.categories, marks.values, strict=True) if value is not None]
    assert marked == ["2021-05-16", "2022-11-30"]
    xml = native.part.blob.decode()
    assert xml.count("sysDot") == 1
    assert "2\u20133" in xml
    said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert spec.provenance.events in said


@pytest.mark.parametrize("kind", ["odp", "ods"])
def test_the_other_native_charts_have_the_marks_and_the_words(kind: str) -> None:
    spec = chart(FORM, PORTAL, LAW)
    with zipfile.ZipFile(io.BytesIO(registry.write(spec, kind))) as archive:
        whole = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert "Ereignisse" in whole
    assert "2\u20133" in whole
    assert "Neues Portal" in whole


def test_the_workbook_of_a_package_draws_the_marks_and_names_them() -> None:
    spec = chart(FORM, PORTAL, LAW)
    package = CouncilPackage(Occasion(), make_view(), (), (Section("situation", "Lage", (spec,)),))
    with zipfile.ZipFile(io.BytesIO(xlsx_file(package))) as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
        words = archive.read("xl/sharedStrings.xml").decode()
    assert drawn.count("<c:errBars>") == 2
    assert drawn.count("sysDot") == 1
    assert "2\u20133" in drawn
    assert "Neues Portal" in words


def test_the_other_files_say_what_the_numbers_are() -> None:
    spec = chart(PORTAL, LAW)
    assert 'Ereignisse;"1\u00a0= 09.12.2022'.replace("= ", "=\u00a0") in registry.write(spec, "csv").decode("utf-8-sig")
    assert "Neues Portal" in note(spec, spec.provenance)
    assert "Neues Portal" in registry.write(spec, "svg").decode()


def test_words_from_a_file_stay_words_in_every_format() -> None:
    spec = chart(*((date(2022, 12, 1 + at), "law", None, name, name, False) for at, name in enumerate(HOSTILE_NAMES)))
    for entry in registry.formats_of(spec):
        assert registry.write(spec, entry.key)
    assert "<b>fett" not in picture.picture(spec).html
