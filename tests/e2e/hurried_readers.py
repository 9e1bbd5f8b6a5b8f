"""Readers who click before the page has answered, for ``make e2e-long``: the filters must say what the numbers show.

Each reader walks at random over pages, languages, partners and back, waits between no time and 1.5 seconds, and looks
only at the end. The same number of reader walks the same way, as far as the machine is as quick.

    PYTHONPATH=. .venv/bin/python tests/e2e/hurried_readers.py READERS [FIRST]
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, urlsplit

from dashboards import command_line, copy_of_the_project_data
from playwright.sync_api import Browser, Error, Page, expect

from ozgdash.ui.page_list import PAGES
from tools.serving import browser as chromium_started
from tools.serving import served

PARTNERS = {"wolfsburg": "Wolfsburg", "braunschweig": "Braunschweig", "salzgitter": "Salzgitter", "gifhorn": "Gifhorn"}
LANGUAGES = {"de": "Deutsch", "en": "English"}
WAITS_MS = (0, 30, 100, 250, 600, 1500)
MANY_CLICKS = 6
SETTLED_MS, LOOKS = 150, 4
PATIENCE_LOOKS = 200
"""Half a minute: a page that is not at rest by then never will be."""
SIDEBAR = '[data-testid="stSidebarNav"] a'
FIELD = ".st-key-filter-partner .react-aria-ComboBox"
SEEN = """() => {
  const words = element => element ? element.innerText : "";
  return {
    partners: [...document.querySelectorAll("FIELD [data-tag]")].map(tag => tag.getAttribute("aria-label")).sort(),
    lang: words(document.querySelector(".st-key-filter-lang [data-selected=true] p")),
    answer: words(document.querySelector(".st-key-answer")),
    state: document.querySelector("[data-testid=stApp]")?.getAttribute("data-test-script-state"),
    errors: document.querySelectorAll(".st-key-error, [data-testid=stException]").length,
    address: location.pathname + location.search,
  };
}""".replace("FIELD", FIELD)


@dataclass
class Reader:
    """One reader and what this reader wants to see in the end."""

    page: Page
    chance: random.Random
    partners: set[str]
    lang: str = "en"
    went_back: bool = False
    steps: list[str] = field(default_factory=list)
    pages_seen: int = 0

    def walk(self) -> None:
        """Some clicks, each after some time or none."""
        for _ in range(self.chance.randint(2, MANY_CLICKS)):
            wait = self.chance.choice(WAITS_MS)
            self.page.wait_for_timeout(wait)
            click = self.chance.choice([self.go, self.go, self.go, self.speak, self.add, self.remove, self.back])
            self.steps.append(f"{wait} ms, {click.__name__} {click()}")

    def go(self) -> str:
        """To a page by the navigation, maybe to the one that is open."""
        position = self.chance.randrange(len(PAGES))
        self.page.locator(SIDEBAR).nth(position).click()
        self.pages_seen += 1
        return PAGES[position].key

    def speak(self) -> str:
        """Choose a language, maybe the one that is spoken."""
        self.lang = self.chance.choice(list(LANGUAGES))
        self.page.locator(".st-key-filter-lang label").filter(has_text=LANGUAGES[self.lang]).last.click()
        return self.lang

    def add(self) -> str:
        """One partner more."""
        missing = sorted(set(PARTNERS) - self.partners)
        if not missing:
            return "nobody"
        partner = self.chance.choice(missing)
        self.page.locator(f"{FIELD} input").click()
        self.page.get_by_role("option", name=PARTNERS[partner], exact=True).click()
        self.page.keyboard.press("Escape")
        self.partners.add(partner)
        return partner

    def remove(self) -> str:
        """One partner less."""
        if not self.partners:
            return "nobody"
        partner = self.chance.choice(sorted(self.partners))
        self.page.locator(f'{FIELD} button[aria-label*="{PARTNERS[partner]}"]').first.click()
        self.partners.discard(partner)
        return partner

    def back(self) -> str:
        """One step through the history of the browser; where it leads is the browser's affair."""
        if self.pages_seen < 2 or self.went_back:
            return "nowhere"
        self.page.go_back()
        self.went_back = True
        return self.page.url


def at_rest(page: Page) -> dict[str, Any]:
    """What the page shows when it has shown the same for half a second."""
    before: dict[str, Any] = {}
    same = 0
    for _ in range(PATIENCE_LOOKS):
        seen: dict[str, Any] = page.evaluate(SEEN)
        same = same + 1 if seen == before and seen["state"] == "notRunning" else 0
        if same == LOOKS:
            return seen
        before = seen
        page.wait_for_timeout(SETTLED_MS)
    return before | {"errors": "never at rest"}


def faults(reader: Reader, seen: dict[str, Any]) -> list[str]:
    """Where address, filters and what the reader wants do not agree."""
    said = parse_qs(urlsplit(seen["address"]).query)
    partners = sorted(PARTNERS[partner] for partner in said.get("partner", ()))
    lang = said.get("lang", ["de"])[0]
    found = [f"error: {seen['errors']}"] if seen["errors"] else []
    if seen["partners"] != partners:
        found.append(f"the filters say {seen['partners']}, the address {partners}")
    if seen["lang"] != LANGUAGES[lang]:
        found.append(f"the language is {seen['lang']}, in the address {lang}")
    if len(partners) == 1 and partners[0] not in seen["answer"]:
        found.append(f"the answer is not of {partners}: {seen['answer']}")
    if not reader.went_back and {PARTNERS[partner] for partner in reader.partners} != set(partners):
        found.append(f"wanted {sorted(reader.partners)}, got {partners}")
    if not reader.went_back and reader.lang != lang:
        found.append(f"wanted {reader.lang}, got {lang}")
    return found


def one_reader(browser: Browser, address: str, number: int) -> list[str]:
    """The faults that this reader meets, with the way there."""
    chance = random.Random(number)  # noqa: S311
    partners = chance.choice([[], ["salzgitter"], ["gifhorn", "wolfsburg"]])
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.goto(f"{address}/?{''.join(f'partner={partner}&' for partner in partners)}lang=en")
    expect(page.locator(".st-key-answer h2")).not_to_be_empty()
    reader = Reader(page, chance, set(partners))
    try:
        reader.walk()
        found = faults(reader, at_rest(page))
    except Error as error:
        found = [f"a click was not possible: {error.message.splitlines()[0]}"]
    context.close()
    return [f"reader {number}: {fault} ({'; '.join(reader.steps)})" for fault in found]


def main() -> int:
    """All readers, one after the other; 1 if one of them met a fault."""
    count, first = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with TemporaryDirectory() as folder:
        data = copy_of_the_project_data(Path(folder) / "data")
        assert command_line(data, "build").returncode == 0
        with served(data, Path(folder) / "log") as address, chromium_started() as browser:
            found = [fault for number in range(first, first + count) for fault in one_reader(browser, address, number)]
    print("\n".join([*found, f"{count} readers, {len(found)} faults"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
