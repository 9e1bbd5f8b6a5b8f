"""The stopwatch of the measurements, on a page of its own that changes one chart by one click."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from bench.compared import stopwatch
from bench.compared.browsing import reader

ADDRESS = "http://localhost/"
PAGE = """<!doctype html><title>One bar</title>
<div data-testid="stApp" data-test-script-state="notRunning">
  <div class="st-key-answer"><h2>One of two</h2></div>
  <div class="st-key-chart-bar"><svg width="400" height="100"><rect width="10" height="9"/><text>a</text></svg></div>
  <div class="st-key-chart-line"><svg width="400" height="100"><path d="M0 0L9 9"/><text>b</text></svg></div>
  <div class="st-key-chart-below" style="margin-top: 2000px">
    <svg width="400" height="100"><rect width="10" height="9"/><text>c</text></svg>
  </div>
  <button id="both">both</button><button id="word">word</button><button id="fade">fade</button>
</div>
<script>
  const rect = (name) => document.querySelector(`.st-key-chart-${name} rect`);
  document.querySelector("#both").onclick = () => {
    for (const name of ["bar", "below"]) rect(name).setAttribute("width", "30");
  };
  document.querySelector("#word").onclick = () => { document.querySelector("h2").textContent = "Two of two"; };
  document.querySelector("#fade").onclick = () => {
    const bar = document.querySelector(".st-key-chart-bar");
    bar.dataset.stale = "true";
    rect("bar").setAttribute("width", "60");
    requestAnimationFrame(() => requestAnimationFrame(() => {
      window.whole = performance.now();
      bar.dataset.stale = "false";
    }));
  };
</script>"""


@pytest.fixture
def timed(browser: Browser) -> Iterator[Page]:
    with reader(browser) as context:
        context.route(f"{ADDRESS}**", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
        page = context.new_page()
        stopwatch.visit(page, ADDRESS)
        yield page


def test_a_visit_ends_when_the_charts_in_view_can_be_read(browser: Browser):
    with reader(browser) as context:
        context.route(f"{ADDRESS}**", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
        lap = stopwatch.visit(context.new_page(), ADDRESS)
    assert {name: chart.in_view for name, chart in lap.charts.items()} == {"bar": True, "line": True, "below": False}
    assert lap.first_readable() is not None
    assert all(chart.readable is not None and chart.interactive is None for chart in lap.charts.values())


def test_one_click_is_one_change_of_what_it_changes_and_of_nothing_else(timed: Page):
    lap = stopwatch.clicked(timed, timed.locator("#both").click)
    assert {name for name, chart in lap.charts.items() if chart.changed is not None} == {"bar", "below"}
    assert lap.answer() is None
    assert lap.first_changed() == lap.last_changed() == lap.charts["bar"].changed


def test_a_sentence_that_changes_is_no_change_of_a_chart(timed: Page):
    lap = stopwatch.clicked(timed, timed.locator("#word").click)
    assert lap.answer() is not None
    assert lap.first_changed() is None


def test_a_chart_that_is_fading_has_not_changed_yet(timed: Page):
    lap = stopwatch.clicked(timed, timed.locator("#fade").click)
    changed = lap.charts["bar"].changed
    begun = timed.evaluate("() => stopwatch.read().begun")
    assert changed is not None
    assert begun + changed >= timed.evaluate("() => window.whole")


def test_a_click_that_no_reader_made_begins_nothing(timed: Page):
    timed.evaluate("() => stopwatch.arm('pointerup', '*')")
    timed.evaluate("() => document.querySelector('#both').click()")
    timed.wait_for_function("() => stopwatch.read().charts.bar.changed")
    assert timed.evaluate("() => stopwatch.read().begun") is None
