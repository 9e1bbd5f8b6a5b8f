"""The framework's words in the reader's language, as ``assets/words.js`` takes them.

Streamlit speaks English and has no setting for it. Its words are replaced in the browser, each only where it stands:
what a file, a service or a reader calls "Stop" is left alone.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from ozgdash.texts import LANGS, catalogue

AREA = "framework."
PLACES = {
    "frame": ".stSidebar, header, [data-testid='stSkipToContent'], [data-testid='stToastContainer']",
    "help": "[data-testid='stTooltipHoverTarget'] > button",
    "choice": ".stMultiSelect, .stSelectbox",
    "tag": "[data-tag] > button",
    "bulk": "[role='option'][data-key^='__select_']",
    "empty": "[role='listbox'][data-empty]",
    "over": "button, [role='listbox']",
    "live": "[data-live-announcer]",
    "date": ".stDateInput, [data-testid='stDateInputCalendar']",
    "dated": "[data-testid='stTooltipErrorContent']",
    "input": "[data-testid='InputInstructions'], .stTextInput button",
    "upload": "[data-testid='stFileUploader']",
    "hint": "[data-testid='stTooltipContent'], [data-testid='stTooltipErrorContent'],"
    " [data-testid='stFileChip'] [role='alert']",
    "status": "[data-testid='stStatusWidget']",
    "dialog": "[data-testid='stDialog'], .stLinkButton",
    "download": ".stDownloadButton",
    "loading": "[data-testid='stIconDynamic']",
}
"""Where a word counts, by the first part of its key: a CSS selector of what is around it."""
NOT_THEIRS = ", ".join(
    (
        ".chart",
        "[data-testid='stWidgetLabel'] > [aria-hidden]",
        "[data-testid='stSidebarUserContent']",
        "[data-testid='stSidebarNavItems']",
        "[data-testid='stFileChipName']",
        "[data-tag]",
    )
)
"""What stands inside such a place and is ours or the reader's."""


@cache
def for_browser() -> dict[str, Any]:
    """Places, and per language all words that differ: [place, the framework's, ours].

    A name in braces may be anything.
    """
    words: dict[str, list[list[str]]] = {lang: [] for lang in LANGS}
    for key, entry in catalogue().items():
        if key.startswith(AREA):
            place, says = key.removeprefix(AREA).split("_")[0], entry.get("says", entry["en"])
            for lang in LANGS:
                if entry[lang] != says or "{size}" in says:
                    words[lang].append([place, says, entry[lang]])
    return {"places": PLACES, "notTheirs": NOT_THEIRS, "words": words}
