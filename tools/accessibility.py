"""Looks at every page with the rules of axe-core (WCAG 2.2 A and AA, and its best practices) in the real Chromium.

    python -m tools.accessibility [REPORT] [--pages overview,data] [--themes light] [--widths 1440] [--langs de]

Every page at two widths, in both themes and languages, and the states that an address opens (tabs, one service,
interactive charts). The report names each violation with its rule, the element and whose it is: ours, or known and
Streamlit's.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from ozgdash.settings import PROJECT_DIR
from ozgdash.ui.page_list import KEYS, PAGES, STATEMENT
from tools.serving import browser, served

RULES = PROJECT_DIR / "tests" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
THEMES, WIDTHS, LANGS = ("light", "dark"), (1440, 390), ("de", "en")
HEIGHT, PATIENCE_MS = 1000, 60_000
ADDRESSES = {entry.key: f"/{entry.url_path or ''}" for entry in (*PAGES, STATEMENT, KEYS)}
OPENED = {
    **{f"{entry.key}-{tab}": f"/{entry.url_path}?reiter={tab}" for entry in PAGES for tab in entry.tab_ids[1:]},
    "overview-live": "/?grafik=interaktiv",
    "services-one": "/leistungen?leistung=99003033035000",
}
STREAMLITS: dict[tuple[str, str], str] = {}
"""Rule and pattern of the element's HTML -> why it stays: nothing of ours causes or mends it."""
RUN = """async (tags) => {
    const found = await axe.run(document, {resultTypes: ["violations"], runOnly: tags});
    return found.violations.flatMap(({id, help, nodes}) => nodes.map(({target, html, failureSummary}) => (
        {rule: id, help, element: target.flat().join(" "), html,
         why: failureSummary.split("\\n").slice(1).join(" ").trim()})));
}"""


@dataclass(frozen=True)
class View:
    """A page as somebody sees it."""

    name: str
    path: str
    theme: str
    width: int
    lang: str

    def __str__(self) -> str:
        return f"{self.name} {self.theme} {self.width} {self.lang}"

    @property
    def address(self) -> str:
        """Below the root, in the language."""
        return f"{self.path}{'&' if '?' in self.path else '?'}lang={self.lang}"


@dataclass(frozen=True)
class Violation:
    """What a rule found at an element; ``known``: why it is left to Streamlit, None for what is ours to mend."""

    rule: str
    element: str
    html: str
    why: str

    @property
    def known(self) -> str | None:
        """The reason of ``STREAMLITS``."""
        return next(
            (why for (rule, like), why in STREAMLITS.items() if rule == self.rule and fnmatch(self.html, like)), None
        )


def views(pages: Iterable[str], themes: Iterable[str], widths: Iterable[int], langs: Iterable[str]) -> list[View]:
    """Every combination of these."""
    addresses = ADDRESSES | OPENED
    return [View(name, addresses[name], *how) for name in pages for how in product(themes, widths, langs)]


def look(page: Page, root: str, view: View) -> list[Violation]:
    """Open the view and judge it once all is drawn."""
    page.emulate_media(color_scheme=view.theme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": view.width, "height": HEIGHT})
    page.goto(root + view.address)
    drawn(page)
    return judge(page)


def judge(page: Page) -> list[Violation]:
    """What the rules find on the page as it stands."""
    page.evaluate(f"() => {{ if (!window.axe) {{ {RULES.read_text(encoding='utf-8')} }} }}")
    found: list[dict[str, Any]] = page.evaluate(RUN, TAGS)
    return [Violation(one["rule"], one["element"], one["html"], one["why"]) for one in found]


ALL_STANDS = """() => !document.querySelector('[data-testid="stSkeleton"]')
    && [...document.querySelectorAll('.stMain .stBidiComponent')]
        .every(each => each.querySelector('.picture, .sections li, table tbody tr'))"""
"""Whether each component of ours has its chart, list or table."""


def drawn(page: Page) -> None:
    """Wait until the run has ended and every chart and table stands."""
    page.locator("[data-test-script-state='notRunning']").wait_for(timeout=PATIENCE_MS)
    page.locator(".st-key-foot").wait_for(state="attached", timeout=PATIENCE_MS)
    page.wait_for_function(ALL_STANDS, timeout=PATIENCE_MS)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 200)))")


def seen(chromium: Browser, root: str, asked: Iterable[View]) -> Iterator[tuple[View, list[Violation]]]:
    """Every view with what was found in it."""
    context = chromium.new_context(locale="de-DE")
    page = context.new_page()
    for view in asked:
        print(view, file=sys.stderr, flush=True)
        yield view, look(page, root, view)
    context.close()


def report(found: dict[View, list[Violation]]) -> str:
    """The violations by rule and element as Markdown, ours first."""
    whose: dict[tuple[str, str, str], list[View]] = {}
    for view, violations in found.items():
        for one in violations:
            whose.setdefault((one.known or "", one.rule, f"`{one.element}`: {one.why}"), []).append(view)
    bad = sum(any(one.known is None for one in violations) for violations in found.values())
    lines = [f"# {len(found)} views, {bad} with violations of ours", ""]
    for (known, rule, where), views_with in sorted(whose.items()):
        lines += [f"- **{rule}** ({f'Streamlit: {known}' if known else 'ours'}), {len(views_with)} views, first "
                  f"{views_with[0]}: {where}"]  # fmt: skip
    return "\n".join(lines) + "\n"


def main() -> int:
    """Look at what is asked for, write the report; 1 where something is ours."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", nargs="?", type=Path, default=PROJECT_DIR / "build" / "a11y" / "report.md")
    for name, values in (("pages", [*ADDRESSES, *OPENED]), ("themes", THEMES), ("widths", WIDTHS), ("langs", LANGS)):
        parser.add_argument(f"--{name}", default=",".join(map(str, values)))
    parser.add_argument("--root", help="a dashboard that runs already")
    asked = parser.parse_args()
    pages, themes, langs = (getattr(asked, name).split(",") for name in ("pages", "themes", "langs"))
    wanted = views(pages, themes, [int(width) for width in asked.widths.split(",")], langs)
    with browser() as chromium:
        if asked.root:
            found = dict(seen(chromium, asked.root, wanted))
        else:
            with served() as root:
                found = dict(seen(chromium, root, wanted))
    asked.report.parent.mkdir(parents=True, exist_ok=True)
    asked.report.write_text(report(found), encoding="utf-8")
    print(asked.report.read_text(encoding="utf-8"))
    return int(any(one.known is None for violations in found.values() for one in violations))


if __name__ == "__main__":
    sys.exit(main())
