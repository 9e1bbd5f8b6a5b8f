"""Nothing jumps: the browser's own LayoutShift entries, on load, after a click, on another page, under the mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from dashboards import PAGE_TIMEOUT_MS
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ozgdash.ui.page_list import PAGES
from tools.accessibility import ALL_STANDS

FEW_NOW_ALL_LATER = [
    pytest.param(entry, marks=[] if entry.key == "overview" else pytest.mark.long, id=entry.key) for entry in PAGES
]
"""The other pages take minutes: ``make e2e-long`` looks at them."""
MOST = 0.02
"""Of all that moves from one moment to the next: the share of the window times the way, added up."""
WATCH = """() => {
    window.shifts = [];
    window.seen = new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(entry => ({
        value: entry.value, where: entry.sources.map(source => {
            const element = source.node?.nodeType === 1 ? source.node : source.node?.parentElement;
            return element?.closest('[class*=st-key-]')?.className.match(/st-key-[^ ]+/)?.[0] ?? element?.dataset?.testid;
        })}))));
    window.seen.observe({type: 'layout-shift', buffered: true});
}"""
CHART = ".stMain .chart:has(.chart-live)"
"""In the preview of a package are pictures alone."""
READ = "localStorage.setItem('ozgdash-welcomed', '1')"
"""The line of a first visit was read: the first chart is seen without scrolling, as it is from then on."""
TAKEN = "() => window.shifts.splice(0)"
IDLE = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))"


@pytest.fixture(params=[(1440, 1000), (390, 844)], ids=["wide", "phone"])
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has nothing yet."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="de-DE")
    context.set_default_timeout(PAGE_TIMEOUT_MS)
    context.add_init_script(f"({WATCH})()")
    yield context
    context.close()


def settled(page: Page) -> None:
    """Wait until the run has ended and all its elements are drawn."""
    expect(page.locator(".st-key-answer h2")).to_be_visible()
    expect(page.locator(".st-key-paper-end")).to_have_count(1)
    expect(page.locator("[data-test-script-state='notRunning']")).to_be_visible()
    page.wait_for_function(ALL_STANDS)
    page.evaluate(IDLE)


def expect_stillness(page: Page, doing: Callable[[], object]) -> None:
    """While this is done and until all is drawn no more moves than is allowed, the click's own movements included."""
    doing()
    settled(page)
    moved = [shift for shift in page.evaluate(TAKEN) if shift["value"] > 0]
    assert sum(shift["value"] for shift in moved) <= MOST, moved


def another_day(page: Page) -> None:
    page.locator(".st-key-filter-stand input").click()
    page.get_by_role("option", name="30.09.2026").click()
    expect(page.locator(".st-key-paper-end")).to_contain_text("Stand 30.09.2026")


def another_page(page: Page, path: str) -> None:
    page.locator(f'[data-testid="stSidebarNav"] a[href$="/{path}"]').click()
    expect(page.locator(".st-key-paper-end")).to_contain_text(f"/{path}?")


def mouse_on_the_first_chart(page: Page) -> None:
    page.locator(CHART).first.hover()
    expect(page.locator(".chart.live .main-svg").first).to_be_visible()


@pytest.mark.parametrize("entry", FEW_NOW_ALL_LATER)
def test_nothing_moves_while_a_page_comes_up(dashboard: str, reader: BrowserContext, entry):
    for _visit in ("the browser has nothing", "it has the files"):
        page = reader.new_page()
        expect_stillness(page, lambda page=page: page.goto(f"{dashboard}/{entry.url_path or ''}"))
        page.close()


@pytest.mark.parametrize("entry", FEW_NOW_ALL_LATER)
def test_nothing_moves_when_filters_pages_and_charts_are_touched(dashboard: str, browser: Browser, entry):
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="de-DE")
    context.set_default_timeout(PAGE_TIMEOUT_MS)
    context.add_init_script(f"({WATCH})(); {READ}")
    page = context.new_page()
    page.goto(f"{dashboard}/{entry.url_path or ''}")
    settled(page)
    page.evaluate(TAKEN)
    expect_stillness(page, lambda: another_day(page))
    if page.locator(CHART).count():
        page.locator(CHART).first.scroll_into_view_if_needed()
        expect_stillness(page, lambda: mouse_on_the_first_chart(page))
    expect_stillness(page, lambda: another_page(page, "ausblick" if entry.key != "outlook" else "methodik"))
    context.close()


def test_fewer_tiles_do_not_wander(dashboard: str, page: Page):
    page.add_init_script(f"({WATCH})()")
    page.goto(dashboard)
    settled(page)
    page.evaluate(TAKEN)

    def one_partner() -> None:
        page.locator(".st-key-filter-partner input").click()
        page.get_by_role("option", name="Gifhorn").click()
        expect(page.locator(".st-key-answer")).to_contain_text("Gifhorn:")
        expect(page.locator("[class*='st-key-tile-']")).to_have_count(1)

    expect_stillness(page, one_partner)


def test_a_page_that_jumps_is_seen_to_jump(page: Page):
    page.add_init_script(f"({WATCH})()")
    page.goto("data:text/html,<div style='height:900px;background:teal'>below</div>")
    page.evaluate(IDLE)
    page.evaluate("document.body.prepend(Object.assign(document.createElement('div'), {style: 'height: 300px'}))")
    page.wait_for_function("() => window.shifts.length > 0")
    assert sum(shift["value"] for shift in page.evaluate(TAKEN)) > 10 * MOST


def test_the_sidebar_and_its_filters_can_be_reached_once_they_are_drawn(dashboard: str, page: Page):
    page.goto(dashboard)
    settled(page)
    expect(page.locator(".st-key-filters")).to_be_visible()
    page.locator(".st-key-filter-partner input").focus()
    expect(page.locator(".st-key-filter-partner input")).to_be_focused()
