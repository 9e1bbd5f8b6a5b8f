"""A rise, a fall, no change and an unknown one, as the browser shows them (numbers: tests/golden/README.md)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from ozgdash.settings import Settings
from tools.serving import served

pytestmark = pytest.mark.long
RISE, FALL, NEUTRAL = "up", "down", None
CASES = [
    ("stand=2021-03-31", "stadt", FALL, "−1 zum Vormonat", "−1 since last month"),
    ("stand=2021-03-31", "dorf", NEUTRAL, "±0 zum Vormonat", "±0 since last month"),
    ("stand=2021-03-31", "kreis", NEUTRAL, "kein Vormonat gemeldet", "last month not reported"),
    ("stand=2021-04-30", "kreis", RISE, "+1 zum Vormonat", "+1 since last month"),
    ("stand=2021-01-15", "stadt", NEUTRAL, "noch nichts gemeldet", "nothing reported yet"),
]


@pytest.fixture(scope="module")
def golden_dashboard(golden_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(golden_settings.data_dir, tmp_path_factory.mktemp("log") / "server.log") as address:
        yield address


def arrow(delta: Locator) -> str | None:
    """Where the arrow points; None where there is none."""
    found = delta.locator("[data-testid^=stMetricDeltaIcon-]")
    if not found.count():
        return None
    return found.get_attribute("data-testid").removeprefix("stMetricDeltaIcon-").lower()


def hue(delta: Locator) -> str | None:
    """The colour of the words: ``red``, ``green``, or None for a grey."""
    text = delta.evaluate("element => getComputedStyle(element).color")
    red, green, blue, *_ = (int(float(part)) for part in text[text.index("(") + 1 : -1].split(","))
    if max(red, green, blue) - min(red, green, blue) < 60:
        return None
    return "red" if red > green else "green"


@pytest.mark.parametrize("lang", ["de", pytest.param("en", marks=pytest.mark.long)])
@pytest.mark.parametrize(("address", "partner", "direction", "german", "english"), CASES)
def test_arrow_and_colour_of_a_tile_say_what_its_words_say(
    golden_dashboard: str, page: Page, address, partner, direction, german, english, lang
):
    page.goto(f"{golden_dashboard}/?{address}&lang={lang}")
    delta = page.locator(f".st-key-tile-{partner} [data-testid=stMetricDelta]")
    expect(delta).to_contain_text(german if lang == "de" else english)
    assert (arrow(delta), hue(delta)) == (direction, {RISE: "green", FALL: "red", NEUTRAL: None}[direction])
