"""What of a page the framework says, and not we: texts and attributes outside our own content."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from playwright.sync_api import Page

from ozgdash.texts import Lang, catalogue
from ozgdash.ui.framework_words import AREA
from tools.framework_words import said, said_in_german

SEEN = """
() => {
  const own = ".chart, .stMarkdown, .stHeading, canvas, script, style, noscript, svg, [aria-hidden='true'][translate='no']";
  const seen = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.nodeType === Node.ELEMENT_NODE && (node.matches(own) || getComputedStyle(node).display === "none")
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) seen.add(node.data.trim());
    else for (const name of node.getAttributeNames())
      if (/^(title|placeholder|alt|aria-(label|valuetext|roledescription|description|placeholder))$/.test(name)) seen.add(node.getAttribute(name).trim());
  }
  return [...seen];
}
"""
LETTERS = re.compile(r"[A-Za-zÄÖÜäöüß]{2}")


def foreign(page: Page, lang: Lang) -> list[str]:
    """The framework's words in the other language that the page shows or reads out."""
    strange = _english() if lang == "de" else _german()
    return sorted(words for words in page.evaluate(SEEN) if LETTERS.search(words) and strange(words))


@cache
def _english() -> Callable[[str], bool]:
    theirs = {entry.get("says", entry["en"]) for key, entry in catalogue().items() if key.startswith(AREA)}
    ours = {entry["de"] for entry in catalogue().values()}
    return _like({*said(), *theirs} - ours - said_in_german())


@cache
def _german() -> Callable[[str], bool]:
    entries = [entry for key, entry in catalogue().items() if key.startswith(AREA)]
    english = {entry["en"] for entry in catalogue().values()}
    return _like({*(entry["de"] for entry in entries), *said_in_german()} - english)


def _like(sentences: set[str]) -> Callable[[str], bool]:
    """Whether words are one of the sentences, with anything in its gaps; a sentence of gaps alone says nothing."""
    exact = {words for words in sentences if "{" not in words}
    gapped = [re.split(r"\{\w*\}", words) for words in sentences if "{" in words]
    patterns = [
        re.compile(".+".join(map(re.escape, parts))) for parts in gapped if max(map(len, map(str.strip, parts))) > 3
    ]
    return lambda words: words in exact or any(pattern.fullmatch(words) for pattern in patterns)
