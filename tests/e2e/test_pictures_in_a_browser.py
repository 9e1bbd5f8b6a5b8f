"""Pictures in a real browser: at every width nothing is cut off, nothing overlaps, all can be read, in both themes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import picture_pages as pages
import pytest
from playwright.sync_api import Browser, Page

from ozgdash.drawing import theme as themes
from ozgdash.model.chart import ChartSpec, Kind

WIDTHS = (320, 390, 640, 1100)


@pytest.fixture(scope="module")
def charts(example_charts: dict[tuple[str, str], ChartSpec]) -> dict[str, ChartSpec]:
    """Every chart that is drawn, in both languages, and the hard ones."""
    german = {name: spec for (name, lang), spec in example_charts.items() if lang == "de"}
    drawn = {f"{name}-{lang}": spec for (name, lang), spec in example_charts.items() if spec.kind is not Kind.TABLE}
    return {**drawn, **pages.hard_ones(german)}


@pytest.fixture
def sheet(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "width", [pytest.param(width, marks=[] if width == 320 else pytest.mark.long) for width in WIDTHS]
)
def test_every_text_lies_in_its_picture_and_over_no_other_one(
    sheet: Page, charts: dict[str, ChartSpec], width: int
) -> None:
    pages.shown(sheet, charts, width=width, theme="light")
    assert sheet.locator(".picture").count() == len(charts)
    assert pages.faults(sheet) == {}
    assert sheet.evaluate("document.documentElement.scrollWidth") <= width


PARTNERS = (
    "LK Niedermusterbach", "Neuirgendwald", "Groß Irgendheim", "LK Niederprobenkirchen", "Altscheiningen",
    "Oberbeispielberg", "Nirgendberg", "LK Neumärchenau", "Samtgemeinde Wunschingen", "Bad Traumsee",
    "Hohenmusterfeld", "Stadt Märchenleben",
)  # fmt: skip


@pytest.mark.parametrize("width", [358, pytest.param(1100, marks=pytest.mark.long)])
def test_no_name_of_the_example_data_is_cut_or_broken(sheet: Page, charts: dict[str, ChartSpec], width: int) -> None:
    drawn = {name: spec for name, spec in charts.items() if name.endswith(("-de", "-en"))}
    pages.shown(sheet, drawn, width=width, theme="light")
    assert pages.names_cut(sheet) == []


def test_a_name_too_long_for_a_line_over_its_bar_goes_on_in_a_second_one(
    sheet: Page, charts: dict[str, ChartSpec]
) -> None:
    topics = charts["topics-de"]
    name = "Ordnung, Verbraucherschutz und Veterinärwesen mit Lebensmittelüberwachung"
    long = replace(topics, categories=(name, *topics.categories[1:]))
    pages.shown(sheet, {"long": long}, width=358, theme="light")
    assert pages.names_cut(sheet) == []
    assert pages.faults(sheet) == {}


@pytest.mark.parametrize("width", [320, 358, 1100])
@pytest.mark.parametrize("count", [6, 8, 12])
def test_no_name_of_a_partner_is_cut_broken_or_over_another_one(
    sheet: Page, charts: dict[str, ChartSpec], count: int, width: int
) -> None:
    cells, lines = charts["matrix-de"], charts["progress-de"]
    columns = [replace(cells.series[0], key=name, name=name) for name in PARTNERS[:count]]
    measured = next(own for own in lines.series if not own.guide)
    ends = [replace(measured, key=name, name=name) for name in PARTNERS[: min(count, 8)]]
    drawn = {
        "matrix": replace(cells, series=tuple(columns)),
        "progress": replace(lines, series=(*(own for own in lines.series if own.guide), *ends)),
    }
    pages.shown(sheet, drawn, width=width, theme="light")
    assert pages.names_cut(sheet) == []
    assert pages.faults(sheet) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_can_be_read_on_what_lies_behind_it(
    sheet: Page, charts: dict[str, ChartSpec], theme: themes.ThemeName
) -> None:
    pages.shown(sheet, charts, width=1100, theme=theme)
    found = pages.texts(sheet)
    assert any(behind for _, _, behind in found)
    ground = themes.THEMES[theme].background
    for words, colour, behind in found:
        if behind != "hatched":
            own = ground if behind is None else _hex(behind)
            assert themes.contrast(_hex(colour), own) >= themes.MIN_TEXT_CONTRAST - 0.05, words


def test_the_theme_changes_the_colours_and_paper_is_light(sheet: Page, charts: dict[str, ChartSpec]) -> None:
    pages.shown(sheet, {"progress": charts["progress-de"]}, width=640, theme="light")
    light = pages.texts(sheet)
    sheet.evaluate("document.querySelector('.chart').dataset.theme = 'dark'")
    dark = pages.texts(sheet)
    assert [words for words, *_ in light] == [words for words, *_ in dark]
    assert all(one[1] != other[1] for one, other in zip(light, dark, strict=True))
    sheet.emulate_media(media="print")
    assert pages.texts(sheet) == light


def test_a_wider_column_shows_more_and_moves_nothing_down(sheet: Page, charts: dict[str, ChartSpec]) -> None:
    said = []
    for width in WIDTHS:
        pages.shown(sheet, {"maturity": charts["maturity-de"]}, width=width, theme="light")
        said.append({words for words, *_ in pages.texts(sheet)})
        top = sheet.evaluate("document.querySelector('rect.mark').getBoundingClientRect().top")
        assert top == pytest.approx(float(sheet.locator("rect.mark").first.get_attribute("y") or 0), abs=0.5)
    assert all(fewer < more or fewer == more for fewer, more in pairwise(said))
    assert len(said[0]) < len(said[-1])


@pytest.mark.parametrize("width", [288, 358])
def test_a_partner_over_a_column_is_named_whole_on_a_phone(
    sheet: Page, charts: dict[str, ChartSpec], width: int
) -> None:
    pages.shown(sheet, {"changes": charts["changes_counts-de"]}, width=width, theme="light")
    # As wide as the widest letters that readers are likely to have.
    sheet.add_style_tag(content=".picture .heads b { font-size-adjust: 0.55; }")
    heads = sheet.locator(".heads b")
    assert heads.all_inner_texts() == ["Wolfsburg", "Braunschweig", "Salzgitter", "Gifhorn"]
    assert heads.evaluate_all("all => all.filter(head => head.scrollHeight > head.clientHeight + 1)") == []


def test_a_mark_is_reached_by_keyboard_and_says_its_words(sheet: Page, charts: dict[str, ChartSpec]) -> None:
    pages.shown(sheet, {"topics": charts["topics-de"]}, width=640, theme="light")
    sheet.keyboard.press("Tab")
    spec = charts["topics-de"]
    said = sheet.evaluate("document.activeElement.getAttribute('aria-label')")
    assert said == f"{spec.categories[0]}: {spec.series[0].label(0)}"


def test_a_screen_reader_is_told_of_document_series_and_every_mark(sheet: Page, charts: dict[str, ChartSpec]) -> None:
    spec = charts["quality_kinds-de"]
    pages.shown(sheet, {"kinds": spec}, width=640, theme="light")
    tree = sheet.context.new_cdp_session(sheet).send("Accessibility.getFullAXTree")
    said = [(node["role"]["value"], node["name"]["value"]) for node in tree["nodes"] if not node["ignored"]]
    series = spec.series[0]
    bars = [f"{category}: {series.label(row)}" for row, category in enumerate(spec.categories)]
    assert [(role, name) for role, name in said if name] == [
        ("graphics-document", spec.alt_text),
        ("graphics-object", series.name),
        *(("graphics-symbol", words) for words in bars),
    ]


def test_forced_colours_leave_texts_and_the_edges_of_marks(sheet: Page, charts: dict[str, ChartSpec]) -> None:
    sheet.emulate_media(forced_colors="active", color_scheme="dark")
    pages.shown(sheet, {"topics": charts["topics-de"], "rules": charts["rules-de"]}, width=640, theme="light")
    canvas, ink = (
        sheet.evaluate(
            "name => { document.body.style.color = name; return getComputedStyle(document.body).color }", system
        )
        for system in ("Canvas", "CanvasText")
    )
    assert canvas != ink
    said = "texts => texts.map(text => getComputedStyle(text).fill)"
    assert set(sheet.locator("text").evaluate_all(said)) == {ink}
    edges = "marks => marks.map(mark => getComputedStyle(mark).stroke)"
    assert set(sheet.locator(".mark").evaluate_all(edges)) == {ink}


def _hex(channels: list[float]) -> str:
    return "#" + "".join(f"{round(channel):02X}" for channel in channels[:3])
