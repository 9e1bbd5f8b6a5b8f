"""Charts in a real browser: a picture at once, Plotly over it when the reader reaches for it, values for every hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from dashboards import PAGE_TIMEOUT_MS, Watch
from playwright.sync_api import Browser, Locator, Page, Route, expect

from ozgdash.ui.page_list import PAGES

ANSWER = ".st-key-answer h2"
PROGRESS = ".st-key-chart-progress"
MATURITY = ".st-key-chart-maturity"
PLOTLY = re.compile(r"plotly", re.IGNORECASE)


class Scripts:
    """The addresses of Plotly's script that a page asked for."""

    def __init__(self, page: Page) -> None:
        self.asked: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url) if PLOTLY.search(request.url) else None)


@pytest.fixture
def scripts(page: Page) -> Scripts:
    return Scripts(page)


@pytest.fixture
def touch_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="de-DE", has_touch=True)
    context.set_default_timeout(PAGE_TIMEOUT_MS)
    yield context.new_page()
    context.close()


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(ANSWER)).to_be_visible()
    expect(page.locator(".chart .picture").first).to_be_visible()


def height(page: Page, chart: str) -> float:
    box = page.locator(f"{chart} .chart").bounding_box()
    assert box is not None
    return box["height"]


def drawn(page: Page, chart: str) -> Locator:
    """Plotly's drawing of a chart, once it stands."""
    plot = page.locator(f"{chart} .chart.live .js-plotly-plot")
    expect(plot.locator(".main-svg").first).to_be_visible()
    return plot


def hover_words(page: Page, chart: str) -> list[str]:
    """Every word that Plotly would say of a chart."""
    page.wait_for_function("chart => document.querySelector(`${chart} .live .js-plotly-plot`)?.data", arg=chart)
    found: list[str] = page.locator(f"{chart} .js-plotly-plot").evaluate(
        """plot => plot.data.flatMap(trace => trace.hoverinfo === 'text' ? [...trace.hovertext] : []).filter(Boolean)"""
    )
    return found


def expect_picture_only(page: Page, chart: str) -> None:
    expect(page.locator(f"{chart} .picture")).to_be_visible()
    expect(page.locator(f"{chart} .js-plotly-plot")).to_have_count(0)


@pytest.mark.long
def test_a_first_view_of_any_page_asks_for_no_chart_script(dashboard: str, page: Page, watch: Watch, scripts: Scripts):
    for entry in PAGES:
        page.goto(f"{dashboard}/{entry.url_path or ''}")
        expect(page.locator("h1, h2, h3").first).to_be_visible()
        expect(page.locator("[data-test-script-state='notRunning']")).to_be_visible()
        expect(page.locator(".js-plotly-plot")).to_have_count(0)
    assert scripts.asked == []
    assert watch.console_errors == []
    assert watch.foreign_requests == []


def test_a_mouse_that_rests_on_a_chart_makes_that_one_interactive_in_its_place(
    dashboard: str, page: Page, watch: Watch, scripts: Scripts
):
    opened(page, dashboard)
    before = height(page, PROGRESS)
    page.locator(f"{PROGRESS} .chart").hover()
    drawn(page, PROGRESS)
    assert height(page, PROGRESS) == before
    expect_picture_only(page, MATURITY)
    page.locator(f"{MATURITY} .chart").hover()
    drawn(page, MATURITY)
    expect(page.locator(f"{MATURITY} .modebar")).to_be_visible()
    assert len(scripts.asked) == 1
    assert watch.console_errors == []


@pytest.mark.long
def test_picture_and_plotly_stand_in_the_same_place(dashboard: str, page: Page):
    opened(page, dashboard)
    page.locator(f"{PROGRESS} .chart").hover()
    drawn(page, PROGRESS)
    words = page.locator(f"{PROGRESS} .picture").get_by_text("OZG-Frist").last.bounding_box()
    same = page.locator(f"{PROGRESS} .js-plotly-plot .annotation-text", has_text="OZG-Frist").bounding_box()
    assert words is not None
    assert same is not None
    assert abs(words["x"] - same["x"]) < 6
    assert abs(words["y"] - same["y"]) < 6


@pytest.mark.long
def test_another_filter_brings_the_new_picture_and_then_its_interactive_form(dashboard: str, page: Page, watch: Watch):
    opened(page, dashboard)
    page.locator(f"{PROGRESS} .chart").hover()
    drawn(page, PROGRESS)
    page.locator(".st-key-filter-partner input").click()
    page.get_by_role("option", name="Gifhorn").click()
    expect(page.locator(ANSWER)).to_contain_text("Gifhorn:")
    expect(page.locator(f"{PROGRESS} .picture [role~='graphics-object']")).to_have_count(1)
    expect_picture_only(page, PROGRESS)
    page.locator(f"{PROGRESS} .chart").hover()
    assert all(words.startswith("Gifhorn") for words in hover_words_of_drawn(page, PROGRESS))
    assert watch.console_errors == []


@pytest.mark.long
def test_an_interactive_chart_is_printed_as_its_picture(dashboard: str, page: Page):
    opened(page, dashboard)
    page.locator(f"{PROGRESS} .chart").hover()
    drawn(page, PROGRESS)
    seen = "picture => [...picture.children].map(part => getComputedStyle(part).opacity)"
    picture = page.locator(f"{PROGRESS} .picture")
    assert "0" in picture.evaluate(seen)
    page.emulate_media(media="print")
    assert set(picture.evaluate(seen)) == {"1"}
    expect(page.locator(f"{PROGRESS} .js-plotly-plot")).to_be_hidden()


@pytest.mark.long
def test_the_names_over_rows_of_cells_are_said_once_where_plotly_comes(dashboard: str, page: Page):
    opened(page, f"{dashboard}/leistungen")
    chart = ".st-key-chart-matrix"
    page.locator(f"{chart} .chart").hover()
    drawn(page, chart)
    names = page.locator(f"{chart} .picture .over").all_inner_texts()
    said = page.locator(f"{chart} .js-plotly-plot .annotation-text").all_text_contents()
    assert said
    assert not {name.strip() for name in "\n".join(names).splitlines() if name.strip()} & set(said)


@pytest.mark.long
def test_a_figure_that_waited_for_its_script_is_not_drawn_over_the_picture_of_another_filter(
    dashboard: str, page: Page, watch: Watch
):
    held: list[Route] = []
    page.route(PLOTLY, lambda route: held.append(route))
    with page.expect_websocket() as stream:
        opened(page, dashboard)
    with (
        page.expect_request(PLOTLY),
        stream.value.expect_event("framereceived", lambda frame: "hovertext" in str(frame)),
    ):
        page.locator(f"{PROGRESS} .chart").hover()
    expect(page.locator("[data-test-script-state='notRunning']")).to_be_visible()
    page.locator(".st-key-filter-partner input").click()
    page.get_by_role("option", name="Gifhorn").click()
    expect(page.locator(f"{PROGRESS} .picture [role~='graphics-object']")).to_have_count(1)
    for route in held:
        route.continue_()
    page.wait_for_function("globalThis.Plotly")
    page.locator(f"{PROGRESS} .chart").hover()
    assert all(words.startswith("Gifhorn") for words in hover_words_of_drawn(page, PROGRESS))
    assert watch.console_errors == []


def hover_words_of_drawn(page: Page, chart: str) -> list[str]:
    drawn(page, chart)
    found = hover_words(page, chart)
    assert found
    return found


def test_the_keyboard_reads_the_values_of_a_line_and_of_bars_as_plotly_says_them(dashboard: str, page: Page):
    opened(page, dashboard)
    for chart, along, beside in ((PROGRESS, "ArrowLeft", "ArrowDown"), (MATURITY, "ArrowDown", "ArrowRight")):
        said = []
        page.locator(f"{chart} .picture [tabindex='0']").first.focus()
        page.keyboard.press("Shift")  # a key tells the browser that the keyboard leads
        page.locator(f"{chart} .picture [tabindex='0']").first.focus()
        for key in (along, along, beside, "Home"):
            page.keyboard.press(key)
            tip = page.locator(f"{chart} .chart-tip")
            expect(tip).to_be_visible()
            said.append(tip.inner_text())
            focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
            assert focused == said[-1]
        assert len(set(said)) == len(said)
        page.keyboard.press("Escape")
        expect(page.locator(f"{chart} .chart-tip")).to_have_count(0)
        page.locator(f"{chart} .chart").hover()
        assert set(said) <= set(hover_words_of_drawn(page, chart))


@pytest.mark.long
def test_the_keyboard_leaves_a_chart_in_both_directions(dashboard: str, page: Page):
    opened(page, dashboard)
    chart = page.locator(f"{PROGRESS} .chart")
    page.locator(f"{PROGRESS} .picture [tabindex='0']").first.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+Tab")
    assert not chart.evaluate("chart => chart.contains(document.activeElement)")
    page.keyboard.press("Tab")
    assert chart.evaluate("chart => chart.contains(document.activeElement)")
    page.keyboard.press("Tab")
    expect(chart.locator(".chart-live")).to_be_focused()
    page.keyboard.press("Tab")
    assert not chart.evaluate("chart => chart.contains(document.activeElement)")


def on_a_mark(page: Page, chart: str, *keys: str) -> str:
    """The words of the mark on which the keyboard stands after these keys."""
    page.keyboard.press("Shift")  # a key tells the browser that the keyboard leads
    page.locator(f"{chart} .picture [tabindex='0']").first.focus()
    for key in keys:
        page.keyboard.press(key)
    words: str = page.evaluate("document.activeElement.getAttribute('aria-label')")
    expect(page.locator(f"{chart} .chart-tip")).to_have_text(words)
    return words


@pytest.mark.long
@pytest.mark.parametrize("keys", ["Alt+ArrowLeft", "Control+Home"])
def test_the_keys_of_the_browser_stay_those_of_the_browser(dashboard: str, page: Page, keys: str):
    opened(page, dashboard)
    words = on_a_mark(page, PROGRESS, "ArrowLeft")
    page.evaluate("addEventListener('keydown', event => { globalThis.isTaken = event.defaultPrevented; })")
    page.keyboard.press(keys)
    assert page.evaluate("globalThis.isTaken") is False
    expect(page.locator(f"{PROGRESS} .chart-tip")).to_have_text(words)


@pytest.mark.long
def test_what_is_said_of_a_mark_follows_it_to_another_width(dashboard: str, page: Page):
    opened(page, dashboard)
    on_a_mark(page, PROGRESS, "ArrowLeft")
    page.set_viewport_size({"width": 800, "height": 900})
    page.wait_for_function(
        """chart => {
            const [ring, mark] = ['.chart-ring', '.mark:focus'].map(
                one => document.querySelector(`${chart} ${one}`).getBoundingClientRect());
            return ring.left < mark.left && mark.right < ring.right && ring.right <= innerWidth;
        }""",
        arg=PROGRESS,
    )


def test_the_button_of_a_chart_keeps_it_interactive_until_it_is_released(dashboard: str, page: Page, watch: Watch):
    opened(page, dashboard)
    button = page.locator(f"{MATURITY} .chart-live")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    drawn(page, MATURITY)
    expect(button).to_be_focused()
    page.locator(".st-key-filter-partner input").click()
    page.get_by_role("option", name="Gifhorn").click()
    expect(page.locator(ANSWER)).to_contain_text("Gifhorn:")
    assert all(words.startswith("Gifhorn") for words in hover_words_of_drawn(page, MATURITY))
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect_picture_only(page, MATURITY)
    assert watch.console_errors == []


@pytest.mark.long
def test_the_legend_hides_and_shows_a_series_of_the_interactive_chart(dashboard: str, page: Page, watch: Watch):
    opened(page, dashboard)
    page.locator(f"{MATURITY} .chart").hover()
    plot = drawn(page, MATURITY)
    entry = page.locator(f"{MATURITY} .key > span").nth(1)
    shown = "plot => plot.data[1].visible ?? true"
    assert plot.evaluate(shown) is True
    entry.click()
    assert plot.evaluate(shown) == "legendonly"
    entry.click()
    assert plot.evaluate(shown) is True
    assert watch.console_errors == []


@pytest.mark.long
@pytest.mark.parametrize("width", [390, 1440])
def test_an_interactive_line_names_no_more_days_than_have_room(dashboard: str, browser: Browser, width: int):
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="de-DE")
    page = context.new_page()
    page.set_default_timeout(PAGE_TIMEOUT_MS)
    opened(page, dashboard)
    page.locator(f"{PROGRESS} .chart").hover()
    boxes = [tick.bounding_box() for tick in drawn(page, PROGRESS).locator(".xtick text").all()]
    around = page.locator(f"{PROGRESS} .chart").bounding_box()
    assert around is not None
    assert len(boxes) >= 2
    for one, two in pairwise(box for box in boxes if box):
        assert one["x"] + one["width"] < two["x"]
        assert two["y"] + two["height"] <= around["y"] + around["height"]
    context.close()


@pytest.mark.long
def test_a_finger_reads_a_value_and_makes_the_chart_interactive(dashboard: str, touch_page: Page):
    opened(touch_page, dashboard)
    mark = touch_page.locator(f"{MATURITY} .picture .mark").first
    mark.scroll_into_view_if_needed()
    mark.tap()
    drawn(touch_page, MATURITY)
    assert touch_page.evaluate("matchMedia('(hover: none)').matches")
    expect(touch_page.locator(f"{MATURITY} .modebar")).to_have_count(1)
    expect(touch_page.locator(f"{MATURITY} .modebar")).to_be_hidden()


@pytest.mark.long
def test_what_a_finger_asked_for_stays_until_it_comes_down_elsewhere(dashboard: str, touch_page: Page):
    opened(touch_page, dashboard)
    mark = touch_page.locator(f"{MATURITY} .picture .mark").first
    mark.scroll_into_view_if_needed()
    mark.tap()
    drawn(touch_page, MATURITY)
    expect(touch_page.locator(f"{MATURITY} .chart-tip")).to_have_text(mark.get_attribute("aria-label") or "")
    touch_page.locator(f"{MATURITY} h3").tap()
    expect(touch_page.locator(f"{MATURITY} .chart-tip")).to_have_count(0)


@pytest.mark.long
def test_a_finger_that_scrolls_over_a_chart_fetches_nothing(dashboard: str, touch_page: Page):
    opened(touch_page, dashboard)
    asked = Scripts(touch_page).asked
    chart = touch_page.locator(f"{PROGRESS} .chart")
    chart.evaluate("chart => chart.scrollIntoView({block: 'center'})")
    box = chart.bounding_box()
    assert box is not None
    before = touch_page.evaluate("document.querySelector('.stMain').scrollTop")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger = touch_page.context.new_cdp_session(touch_page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 16):
        points = [{"x": x, "y": y - 10 * step}]
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    touch_page.wait_for_function("before => document.querySelector('.stMain').scrollTop > before", arg=before)
    expect(touch_page.locator(".chart-tip")).to_have_count(0)
    mark = touch_page.locator(f"{MATURITY} .picture .mark").first
    mark.tap()
    drawn(touch_page, MATURITY)
    expect_picture_only(touch_page, PROGRESS)
    assert len(asked) == 1


@pytest.mark.long
def test_an_interactive_chart_follows_the_theme_and_the_width_of_the_page(dashboard: str, page: Page, watch: Watch):
    opened(page, f"{dashboard}/?grafik=interaktiv")
    plot = drawn(page, PROGRESS)
    light = plot.evaluate("plot => plot.layout.font.color")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(
        """chart => {
            const plot = document.querySelector(`${chart} .js-plotly-plot`);
            const words = [...plot.querySelectorAll('.xtick text')].filter(tick => tick.textContent);
            const boxes = words.map(word => word.getBoundingClientRect());
            return plot.querySelector('.main-svg').clientWidth === plot.parentElement.clientWidth
                && boxes.length > 1 && boxes.slice(1).every((box, at) => boxes[at].right < box.left);
        }""",
        arg=PROGRESS,
    )
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "([chart, light]) => (document.querySelector(`${chart} .live .js-plotly-plot`)?.layout.font.color ?? light) !== light",
        arg=[PROGRESS, light],
    )
    assert watch.console_errors == []


@pytest.mark.long
def test_plotly_makes_way_for_the_picture_in_another_theme(dashboard: str, page: Page, watch: Watch):
    opened(page, dashboard)
    page.locator(f"{PROGRESS} .chart").hover()
    light = drawn(page, PROGRESS).evaluate("plot => plot.layout.font.color")
    page.emulate_media(color_scheme="dark")
    expect(page.locator(f"{PROGRESS} .chart")).to_have_attribute("data-theme", "dark")
    page.wait_for_function(
        "([chart, light]) => document.querySelector(`${chart} .live .js-plotly-plot`)?.layout?.font.color !== light",
        arg=[PROGRESS, light],
    )
    assert watch.console_errors == []


def test_a_mouse_reads_the_value_under_it_in_the_picture(dashboard: str, page: Page):
    page.route(PLOTLY, lambda route: route.abort())
    opened(page, dashboard)
    mark = page.locator(f"{MATURITY} .picture .mark").first
    mark.hover()
    expect(page.locator(f"{MATURITY} .chart-tip")).to_have_text(mark.get_attribute("aria-label") or "")
    page.mouse.move(0, 0)
    expect(page.locator(f"{MATURITY} .chart-tip")).to_have_count(0)


@pytest.mark.long
def test_the_setting_makes_all_charts_interactive_and_stands_in_the_address(dashboard: str, page: Page, watch: Watch):
    opened(page, dashboard)
    page.locator(".st-key-filter-charts label").filter(has_text="interaktiv").last.click()
    expect(page).to_have_url(re.compile(r"\?grafik=interaktiv$"))
    for chart in (PROGRESS, MATURITY):
        drawn(page, chart)
    page.locator('[data-testid="stSidebarNav"] a[href$="/ausblick"]').click()
    expect(page).to_have_url(re.compile(r"/ausblick\?grafik=interaktiv$"))
    drawn(page, ".st-key-chart-outlook")
    page.goto(f"{dashboard}/?grafik=interaktiv")
    drawn(page, PROGRESS)
    page.locator(".st-key-filter-charts label").filter(has_text="Bild").last.click()
    expect(page).to_have_url(re.compile(r"/$"))
    expect_picture_only(page, PROGRESS)
    assert watch.console_errors == []


def test_a_script_that_does_not_come_leaves_the_picture(dashboard: str, page: Page):
    asked: list[Route] = []
    page.route(PLOTLY, lambda route: (asked.append(route), route.abort()))
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    opened(page, dashboard)
    page.locator(f"{PROGRESS} .chart-live").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{PROGRESS} .chart-failed")).to_contain_text("Bild")
    expect_picture_only(page, PROGRESS)
    assert asked
    assert errors == []


@pytest.mark.parametrize(
    "entry",
    [pytest.param(entry, marks=[] if entry.key in {"overview"} else pytest.mark.long, id=entry.key) for entry in PAGES],
)
def test_every_chart_of_every_page_is_reached_and_read_by_the_keyboard(dashboard: str, page: Page, entry):
    page.goto(f"{dashboard}/{entry.url_path or ''}")
    expect(page.locator("[data-test-script-state='notRunning']")).to_be_visible()
    page.keyboard.press("Shift")  # a key tells the browser that the keyboard leads
    for chart in page.locator(".chart:has(.picture):visible").all():
        start = chart.locator(".picture [tabindex='0']")
        expect(start).to_have_count(1)
        assert chart.locator(".picture svg[role~='graphics-document']").first.get_attribute("aria-label")
        expect(chart.locator(".chart-live")).to_have_count(1)
        start.focus()
        page.keyboard.press("End")
        expect(chart.locator(".chart-tip")).to_have_text(re.compile(r"\S"))
