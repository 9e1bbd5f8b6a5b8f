"""Every page looks as it did when it was last looked at (ADR 0044), and what looks different is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tools import look
from tools.accessibility import ADDRESSES, View
from tools.look import Box, before, complaint, differing, every_view, side_by_side, small
from tools.screenshots import write
from tools.still import as_it_stands, reader, still_browser, taken

ALWAYS = {("overview", "light", 1440), ("services", "dark", 390), ("outlook", "light", 390)}
"""``make look`` compares all of them."""
FIRST = View("overview", "/", "light", 1440, "de")
BUTTON = "[class*='st-key-export-'] button"
CHANGES = {
    "moved across": "transform: translateX(8px)",
    "moved down": "transform: translateY(8px)",
    "another ground": "background: #ffe9b0",
    "another colour": "color: #c00000",
    "gone": "visibility: hidden",
}


@pytest.fixture(scope="module")
def still(browser: Browser) -> Iterator[Browser]:
    with still_browser(beside=browser) as started:
        yield started


@pytest.fixture
def opened(still: Browser, dashboard: str) -> Iterator[Page]:
    with reader(still, FIRST) as context:
        page = context.new_page()
        taken(page, dashboard, FIRST)
        yield page


@pytest.mark.parametrize(
    "view",
    [
        pytest.param(
            view, marks=[] if (view.name, view.theme, view.width) in ALWAYS else pytest.mark.long, id=str(view)
        )
        for view in every_view()
    ],
)
def test_a_page_looks_as_before(dashboard: str, still: Browser, view: View):
    with reader(still, view) as context:
        page = context.new_page()
        old, now = before(view), small(taken(page, dashboard, view))
        boxes = differing(old, now)
        sheet = look.FAILED / f"{view.name}-{view.width}-{view.theme}.png"
        if boxes:
            side_by_side(old, now, boxes, sheet)
        assert not boxes, complaint(view, boxes, page, sheet)


@pytest.mark.long
def test_what_changes_is_found_where_it_is(opened: Page):
    button = opened.locator(BUTTON).first
    place = button.bounding_box()
    assert place
    old = small(as_it_stands(opened, FIRST.width))
    missed = []
    for name, style in CHANGES.items():
        button.evaluate("(element, style) => { element.style.cssText = style; }", style)
        boxes = differing(old, small(as_it_stands(opened, FIRST.width)))
        if not any(_overlap(box, place) for box in boxes):
            missed.append(name)
        button.evaluate("element => { element.style.cssText = ''; }")
    assert missed == []
    assert differing(old, small(as_it_stands(opened, FIRST.width))) == []


def _overlap(box: Box, place: dict[str, float]) -> bool:
    return (
        box.left < place["x"] + place["width"]
        and box.right > place["x"]
        and box.top < place["y"] + place["height"]
        and box.bottom > place["y"]
    )


@pytest.mark.long
def test_a_failure_names_the_part_and_leaves_a_picture(opened: Page, tmp_path: Path):
    old = small(as_it_stands(opened, FIRST.width))
    opened.locator(BUTTON).first.evaluate("element => { element.style.background = '#c00000'; }")
    now = small(as_it_stands(opened, FIRST.width))
    sheet = tmp_path / "sheet.png"
    boxes = differing(old, now)
    side_by_side(old, now, boxes, sheet)
    said = complaint(FIRST, boxes, opened, sheet)
    assert sheet.stat().st_size > 10_000
    assert str(sheet) in said
    assert "st-key-export-" in said
    assert "make look-record" in said


@pytest.mark.long
def test_a_page_of_the_list_that_has_the_focus_is_framed(opened: Page):
    opened.keyboard.press("Tab")
    link = opened.locator("[data-testid='stSidebarNavLink']").nth(2)
    old = small(as_it_stands(opened, FIRST.width))
    link.focus()
    place = link.bounding_box()
    assert place
    assert any(_overlap(box, place) for box in differing(old, small(as_it_stands(opened, FIRST.width))))
    frame = link.evaluate(
        "element => { const s = getComputedStyle(element); return [s.outlineStyle, s.outlineWidth]; }"
    )
    assert frame == ["solid", "2px"]


@pytest.mark.long
def test_a_page_that_has_become_longer_is_found(opened: Page):
    old = small(as_it_stands(opened, FIRST.width))
    opened.evaluate("() => { document.querySelector('.st-key-foot').style.paddingBottom = '60px'; }")
    boxes = differing(old, small(as_it_stands(opened, FIRST.width)))
    assert max((box.bottom for box in boxes), default=0) > old.height * look.SMALLER


@pytest.mark.long
def test_a_picture_that_looks_as_before_keeps_its_bytes(opened: Page, tmp_path: Path):
    png, target = as_it_stands(opened, FIRST.width), tmp_path / "overview.png"
    assert write(png, target)
    written = target.read_bytes()
    assert not write(as_it_stands(opened, FIRST.width), target)
    assert target.read_bytes() == written


def test_there_is_a_picture_of_every_view_and_no_other():
    assert {path.name for path in look.KEPT.iterdir()} == {look.kept(view).name for view in every_view()}
    assert len(every_view()) == len(ADDRESSES) * 4
    assert sum(path.stat().st_size for path in look.KEPT.iterdir()) < 3_000_000
