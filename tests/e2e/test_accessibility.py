"""What readers need who do not see the page, or use no mouse: axe's rules, the keyboard, what is said aloud, own colours."""

from __future__ import annotations

from itertools import pairwise

import pytest
from dashboards import PAGE_TIMEOUT_MS
from playwright.sync_api import Browser, Page, expect
from test_stillness import MOST, TAKEN, WATCH

from ozgdash.ui.page_list import KEYS, PAGES, STATEMENT
from tools import accessibility
from tools.accessibility import View, drawn, judge, look
from tools.letters import WIDE

SOME = [
    View("overview", "/", "light", 1440, "de"),
    View("data", "/daten", "dark", 390, "en"),
]
"""`make a11y` looks at all of them."""
TOLD = ".told"
NAMES = """() => [...document.querySelectorAll(".stMain [role='region'], .stMain [role='img'], .stMain [role='figure']")]
    .filter(each => each.checkVisibility()).map(each => each.ariaLabel ?? "")"""
OUTLINE = "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => Number(each.tagName[1]))"
CUT_HEADS = """() => [...document.querySelectorAll(".picture .heads b")]
    .filter(each => each.checkVisibility() && each.scrollHeight > each.clientHeight + 1).map(each => each.textContent)"""
CUT_WORDS = """() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    const cutting = each => /hidden|clip/.test(getComputedStyle(each).overflowX);
    const scrolls = each => each.scrollWidth > each.clientWidth && /auto|scroll/.test(getComputedStyle(each).overflowX);
    while (walk.nextNode()) {
        const said = walk.currentNode, around = said.parentElement;
        if (!said.data.trim() || !around.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
        if (around.closest(".skip, .told, .picture, .sections .look, script, style, [aria-hidden=true]")) continue;
        const range = document.createRange();
        range.selectNodeContents(said);
        const {left, right} = range.getBoundingClientRect();
        for (let each = around; each && !scrolls(each); each = each.parentElement) {
            const box = each === document.body ? {left: 0, right: innerWidth} : each.getBoundingClientRect();
            if (each !== document.body && (!cutting(each) || box.width < 2)) continue;
            if (right > box.right + 3 || left < box.left - 3) { found.push(said.data.trim()); break; }
        }
    }
    return found;
}"""
"""Words that end outside of what shows them, where nothing can be scrolled to see the rest; the space after the last
letter aside. The list of sections says each finding in one line, whole in the preview beside it."""
CUT_HINTS = """() => [...document.querySelectorAll(".stMain input[placeholder]")].filter(field => {
    const { font, letterSpacing, paddingLeft, paddingRight } = getComputedStyle(field);
    const letters = Object.assign(document.createElement("canvas").getContext("2d"), { font, letterSpacing });
    const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    return field.clientWidth && !field.closest(".st-key-council-title") && letters.measureText(field.placeholder).width > room + 1;
}).map(field => field.placeholder)"""
"""What an empty field says of itself and has no room for; a title is as long as titles are, typed or not."""
ROLE = "() => document.activeElement.role"
FOCUS = "() => document.activeElement.closest('[class*=st-key-]')?.className.match(/st-key-[^ ]+/)[0] ?? document.activeElement.tagName"


def arrive(page: Page, address: str) -> None:
    page.goto(address)
    drawn(page)


def pressed(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_axe_finds_nothing_of_ours(dashboard: str, page: Page):
    for view in SOME:
        ours = [found for found in look(page, dashboard, view) if found.known is None]
        assert ours == [], str(view)


@pytest.mark.long
@pytest.mark.parametrize("page_name", [*accessibility.ADDRESSES, *accessibility.OPENED])
def test_axe_finds_nothing_of_ours_anywhere(dashboard: str, page: Page, page_name: str):
    for view in accessibility.views([page_name], accessibility.THEMES, accessibility.WIDTHS, accessibility.LANGS):
        ours = [found for found in look(page, dashboard, view) if found.known is None]
        assert ours == [], str(view)


def test_axe_finds_what_is_wrong(page: Page):
    page.goto(
        "data:text/html,<html lang=de><title>x</title><main><h1>x</h1><p style='color:%23999'>faint</p><img src=x></main>"
    )
    assert {found.rule for found in judge(page)} == {"color-contrast", "image-alt"}


@pytest.mark.parametrize(
    "entry",
    [pytest.param(one, marks=[] if one.key == "data" else pytest.mark.long, id=one.key) for one in PAGES],
)
def test_a_page_has_a_title_an_outline_and_a_name_for_each_table(dashboard: str, page: Page, entry):
    titles = set()
    for lang in ("de", "en"):
        arrive(page, f"{dashboard}/{entry.url_path or ''}?lang={lang}")
        expect(page.locator(f"html[lang={lang}]")).to_have_count(1)
        titles.add(page.title())
        levels = page.evaluate(OUTLINE)
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), levels
        names = page.evaluate(NAMES)
        assert len(set(names)) == len(names), names
        assert [name for name in names if len(name) < 8] == []
    assert len(titles) == 2
    assert not any("Streamlit" in title for title in titles)


def test_the_first_steps_of_the_keyboard_lead_anywhere(dashboard: str, page: Page):
    arrive(page, dashboard)
    pressed(page, "Tab", "Enter")
    expect(page.locator(".stMain h1")).to_be_focused()
    arrive(page, dashboard)
    pressed(page, "Tab", "Tab", "Tab", "Enter")
    assert page.evaluate(FOCUS) == "st-key-export-progress"
    arrive(page, dashboard)
    pressed(page, "Tab", "Tab", "Enter")
    assert page.evaluate(FOCUS) == "st-key-filter-lang"
    pressed(page, "ArrowRight")
    expect(page.locator("html[lang=en]")).to_have_count(1)
    expect(page.locator(".skip a").first).to_have_text("To the content")
    expect(page.locator(TOLD)).to_contain_text("4 partners together: 612 of 2,159")
    assert page.evaluate(FOCUS) == "st-key-filter-lang"


@pytest.mark.long
def test_on_a_phone_the_way_to_the_filters_opens_them(dashboard: str, page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    arrive(page, dashboard)
    pressed(page, "Tab", "Tab", "Enter")
    expect(page.locator(".st-key-filter-lang input").first).to_be_focused()
    expect(page.locator(".st-key-filter-lang")).to_be_in_viewport()


def test_a_new_answer_is_said_once_and_takes_no_focus(dashboard: str, page: Page):
    arrive(page, dashboard)
    expect(page.locator(TOLD)).to_be_empty()
    page.evaluate(
        "() => { window.said = []; new MutationObserver(() => window.said.push(document.querySelector('.told').textContent))"
        ".observe(document.querySelector('.told'), {childList: true, characterData: true, subtree: true}); }"
    )
    page.locator(".st-key-filter-partner input").click()
    page.get_by_role("option", name="Gifhorn").click()
    expect(page.locator(TOLD)).to_contain_text("Gifhorn: 116 von 397")
    drawn(page)
    assert page.evaluate(FOCUS) == "st-key-filter-partner"
    page.locator(".st-key-show-table-progress label").click()
    expect(page.locator(".st-key-table-progress .rows")).to_be_visible()
    drawn(page)
    assert len(page.evaluate("window.said")) == 1
    page.locator('[data-testid="stSidebarNav"] a[href$="/ausblick"]').click()
    expect(page.locator(TOLD)).to_contain_text("Wann sind wir bei diesem Tempo fertig? Bei dem Tempo")
    assert page.title() == "Ausblick · OZG-Fortschritt"


@pytest.mark.long
def test_what_is_chosen_is_seen_in_the_reader_s_own_colours(dashboard: str, browser: Browser):
    context = browser.new_context(locale="de-DE", forced_colors="active", reduced_motion="reduce")
    context.set_default_timeout(PAGE_TIMEOUT_MS)
    page = context.new_page()
    arrive(page, dashboard)
    ground = "each => getComputedStyle(each).backgroundColor"
    dots = page.locator(".st-key-filter-lang [data-testid='stRadioOption'] > div > div:first-child")
    assert len({dots.nth(position).evaluate(ground) for position in range(2)}) == 2
    toggle = page.locator(".st-key-show-table-progress label > div").first
    off = toggle.evaluate(ground)
    page.locator(".st-key-show-table-progress label").click()
    expect(page.locator(".st-key-table-progress .rows")).to_be_visible()
    assert toggle.evaluate(ground) != off
    assert page.evaluate("() => getComputedStyle(document.querySelector('.stMain button')).transitionDuration") in {
        "0s",
        "1e-05s",
    }
    context.close()


@pytest.mark.long
def test_the_keyboard_alone_filters_opens_a_tab_a_table_and_a_menu(dashboard: str, page: Page):
    arrive(page, f"{dashboard}/partner")
    pressed(page, "Tab", "Tab", "Enter")
    tab_to(page, "st-key-filter-partner")
    page.keyboard.type("Gif")
    pressed(page, "ArrowDown", "Enter", "Escape")
    expect(page.locator(TOLD)).to_contain_text("Gifhorn")
    drawn(page)
    assert page.evaluate(FOCUS) == "st-key-filter-partner"
    tab_to(page, "tab", focus=ROLE)
    pressed(page, "ArrowRight")
    drawn(page)
    pressed(page, "ArrowRight")
    obstacles = page.locator("[role=tab]", has_text="Hindernisse")
    expect(obstacles).to_have_attribute("aria-selected", "true")
    drawn(page)
    expect(obstacles).to_be_focused()
    tab_to(page, "st-key-export-obstacles")
    pressed(page, "Enter")
    expect(page.locator(".st-key-download-csv-obstacles")).to_be_visible()
    pressed(page, "Escape")
    expect(page.locator(".st-key-download-csv-obstacles")).to_be_hidden()
    assert page.evaluate(FOCUS) == "st-key-export-obstacles"
    tab_to(page, "st-key-show-table-obstacles")
    pressed(page, "Space")
    expect(page.locator(".st-key-table-obstacles .rows")).to_be_visible()
    drawn(page)
    assert page.evaluate(FOCUS) == "st-key-show-table-obstacles"


@pytest.mark.long
def test_the_keyboard_alone_reaches_upload_and_council_package(dashboard: str, page: Page):
    arrive(page, f"{dashboard}/daten")
    pressed(page, "Tab", "Enter")
    tab_to(page, "st-key-upload-0")
    with page.expect_file_chooser():
        pressed(page, "Tab", "Enter")
    arrive(page, f"{dashboard}/ratspaket")
    pressed(page, "Tab", "Tab", "Tab", "Enter")
    assert "council-documents" in page.evaluate(
        "() => document.activeElement.closest('.st-key-council-documents')?.className ?? ''"
    )


def tab_to(page: Page, wanted: str, *, focus: str = FOCUS, most: int = 60) -> None:
    """Press Tab until the focus stands in what has this key, or has this role."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(focus) == wanted:
            return
    raise AssertionError(f"{wanted} is not reached by {most} steps")


@pytest.mark.long
@pytest.mark.parametrize("entry", [*PAGES, STATEMENT, KEYS], ids=lambda entry: entry.key)
def test_at_320_pixels_nothing_is_cut_and_nothing_jumps(dashboard: str, page: Page, entry):
    page.add_init_script(f"({WATCH})()")
    page.set_viewport_size({"width": 320, "height": 700})
    arrive(page, f"{dashboard}/{entry.url_path or ''}")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    assert (
        page.evaluate(
            "() => { const main = document.querySelector('.stMain'); return main.scrollWidth - main.clientWidth }"
        )
        <= 0
    )
    assert page.evaluate(CUT_HEADS) == []
    assert sum(shift["value"] for shift in page.evaluate(TAKEN)) <= MOST
    page.set_viewport_size({"width": 390, "height": 700})
    page.wait_for_function(f"() => ({CUT_HINTS})().length === 0")


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(entry, marks=[] if entry.key == "overview" else pytest.mark.long, id=entry.key)
        for entry in (*PAGES, STATEMENT, KEYS)
    ],
)
def test_letters_as_wide_as_a_reader_may_ask_for_cut_no_word(dashboard: str, page: Page, entry):
    for width in (1440, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        arrive(page, f"{dashboard}/{entry.url_path or ''}")
        page.add_style_tag(content=WIDE)
        drawn(page)
        assert page.evaluate(CUT_WORDS) == [], width
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("height", [844, 320])
def test_what_explains_a_term_stays_in_the_window_with_wide_letters(dashboard: str, page: Page, height: int):
    page.set_viewport_size({"width": 390, "height": height})
    arrive(page, dashboard)
    page.add_style_tag(content=WIDE)
    page.locator("a[href='#begriff-stufen']").focus()
    page.keyboard.press("Space")
    box = page.get_by_role("dialog", name="Was die Reifegrade heißen")
    expect(box).to_be_in_viewport(ratio=1)
    with page.context.expect_page() as found:
        box.get_by_role("link").click()
    assert found.value.url.endswith("/methodik#begriff-stufen")
