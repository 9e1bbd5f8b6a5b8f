import json
from dataclasses import replace
from datetime import date

import pytest
from figure_frames import ADAM, JAN, all_specs, hostile_specs, make_view, over_time

from ozgdash.drawing import plotly, theme
from ozgdash.drawing.axes import date_ticks
from ozgdash.figures.progress import progress_figure
from ozgdash.model.chart import Kind
from ozgdash.texts import LANGS

NAMES = ("progress", "maturity", "topics", "matrix", "rules")


def on(spec, target):
    """What is drawn for a page or a picture, as a figure that can be asked."""
    return plotly.drawing(spec, target=target).figure()


def written(figure):
    """Everything that Plotly shows as text."""
    texts = [annotation.text for annotation in figure.layout.annotations]
    for trace in figure.data:
        texts += [trace.name or "", *flat(trace.hovertext), *flat(getattr(trace, "text", None))]
    return texts


def flat(values):
    for value in values if values is not None else ():
        if isinstance(value, str):
            yield value
        else:
            yield from flat(value)


def test_lines_keep_their_gaps_and_are_told_apart_without_colour():
    figure = plotly.figure(all_specs()["progress"])
    lines = {trace.name: trace for trace in figure.data}
    assert lines["LK Bertatal"].y == (None, 0.02, None, 0.06)
    assert lines["LK Bertatal"].connectgaps is False
    assert lines["Adamsburg"].marker.symbol != lines["LK Bertatal"].marker.symbol
    assert lines["Zielpfad"].mode == "lines"


def test_a_value_between_two_gaps_is_marked_and_so_is_the_last_one():
    figure = plotly.figure(all_specs()["progress"])
    sizes = next(trace for trace in figure.data if trace.name == "LK Bertatal").marker.size
    assert sizes[1] > 0
    assert sizes[3] > 0


def test_line_ends_carry_name_and_count():
    figure = plotly.figure(all_specs()["progress"])
    assert "<b>Adamsburg</b><br>9 von 100" in written(figure)


def test_the_deadline_is_drawn_at_its_day():
    figure = plotly.figure(all_specs()["progress"])
    assert [shape.x0 for shape in figure.layout.shapes] == ["2022-12-31"]
    assert "<b>OZG-Frist 31.12.2022</b>" in written(figure)


def test_the_axis_of_shares_runs_from_0_to_100_per_cent():
    axis = plotly.figure(all_specs()["progress"]).layout.yaxis
    assert tuple(axis.range) == (0, 1)
    assert axis.ticktext[-1].strip() == "100\u00a0%"


def test_stacked_segments_add_up_and_have_a_legend():
    figure = plotly.figure(all_specs()["maturity"])
    assert figure.layout.barmode == "stack"
    assert figure.layout.showlegend is True
    assert sum(sum(trace.x) for trace in figure.data) == 80
    assert {trace.name: trace.marker.pattern.shape for trace in figure.data}["unbekannt"] == "/"


def test_bars_show_name_and_value_over_each_bar():
    figure = plotly.figure(all_specs()["topics"])
    assert figure.data[0].x == (0.5, 0.1)
    assert "Mobilität &amp; Reisen&nbsp; <b>50,0\u00a0% (6 von 12)</b>" in written(figure)


def test_two_partners_of_the_same_name_stay_two_bars():
    spec = all_specs()["maturity"]
    figure = plotly.figure(replace(spec, categories=("Gleich", "Gleich")))
    assert len(set(figure.data[0].y)) == 2


def test_cells_hold_their_value_as_text():
    texts = written(plotly.figure(all_specs()["matrix"]))
    assert "<b>75,0\u00a0%</b><br>3 von 4" in texts
    assert "nicht<br>zuständig" in texts


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGS)
def test_paper_carries_title_finding_and_provenance(name, lang):
    spec = all_specs(lang)[name]
    figure = on(spec, "print")
    text = " ".join(text.removeprefix("<b>").removesuffix("</b>") for text in written(figure)).replace("&amp;", "&")
    for part in (spec.title, spec.finding, *spec.provenance.lines):
        assert part in text
    assert (figure.layout.width, figure.layout.height) == (1600, 900)


@pytest.mark.parametrize("name", NAMES)
def test_the_screen_follows_the_page_and_shows_no_title(name):
    spec = all_specs()[name]
    figure = plotly.figure(spec, theme="dark")
    assert figure.layout.width is None
    assert figure.layout.autosize is True
    assert not any(spec.finding in text for text in written(figure))
    assert figure.layout.font.color == theme.THEMES["dark"].ink


@pytest.mark.parametrize("target", ["screen", "print"])
def test_nothing_in_the_data_is_markup(target):
    allowed = ("<b>", "</b>", "<br>")
    for spec in hostile_specs():
        for text in written(on(spec, target)):
            for tag in allowed:
                text = text.replace(tag, "")
            assert "<" not in text
            assert "\n" not in text


@pytest.mark.parametrize("target", ["screen", "print"])
def test_the_same_spec_gives_the_same_figure(target):
    spec = all_specs()["progress"]
    assert on(spec, target).to_json() == on(spec, target).to_json()


@pytest.mark.parametrize("target", ["screen", "print"])
def test_an_empty_chart_says_so(target):
    figure = on(progress_figure(over_time([]), make_view()), target)
    assert "Für diese Auswahl gibt es nichts zu zeigen." in written(figure)
    assert not figure.data


def test_a_single_day_can_be_drawn():
    spec = progress_figure(over_time([("adam", JAN, True, 1, 2)]), make_view(partners=[ADAM]))
    assert plotly.figure(spec).data


def test_long_times_have_years_and_short_ones_months_as_ticks():
    assert [label for _, label in date_ticks(date(2020, 9, 1), date(2026, 10, 31), "de")] == [
        *("2021", "2022", "2023", "2024", "2025", "2026"),
    ]
    assert [label for _, label in date_ticks(date(2022, 1, 1), date(2022, 6, 30), "de")][2:4] == [
        *("März 2022", "Apr. 2022"),
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_gets_its_words_without_asking_anybody(lang):
    config = plotly.config(lang)
    assert config["locale"] == lang
    assert len(config["locales"][lang]["format"]["months"]) == 12
    assert "toImage" not in str(config["modeBarButtons"])


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_page_gets_for_plotly_is_the_figure_and_inert_in_html(lang):
    for spec in [*all_specs(lang).values(), *hostile_specs()]:
        said = plotly.json_for_page(spec, theme="dark")
        whole, figure = json.loads(said), json.loads(plotly.figure(spec, theme="dark").to_json())
        assert "<" not in said
        assert whole["config"]["locale"] == spec.lang
        assert without_own_names(whole["data"]) == without_own_names(figure["data"])
        # Names and values over bars are those of the picture below.
        if spec.kind in {Kind.BAR, Kind.STACKED_BAR, Kind.WATERFALL}:
            figure["layout"].pop("annotations", None)
        if spec.kind is Kind.MATRIX and not spec.empty:
            said_in_cells = [note for note in figure["layout"]["annotations"] if note.get("xref") != "paper"]
            assert len(said_in_cells) == len(figure["layout"]["annotations"]) - len(spec.categories)
            figure["layout"]["annotations"] = said_in_cells
        # The defaults of the Python package, which a page does not need: everything that is drawn is said.
        figure["layout"].pop("template", None)
        assert without_nothing(whole["layout"]) == without_nothing(figure["layout"])


def without_own_names(traces):
    return [without_nothing({key: value for key, value in trace.items() if key != "uid"}) for trace in traces]


def without_nothing(parts):
    """Plotly leaves out what is None and lists of nothing."""
    if isinstance(parts, dict):
        return {key: without_nothing(value) for key, value in parts.items() if value not in (None, [])}
    return parts
