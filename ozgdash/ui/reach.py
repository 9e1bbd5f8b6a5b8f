"""What stands in the document before Streamlit draws its page: links past the filters, and the place for new answers.

A screen reader says what is written into the place while a page is open, so it has to be there from the start
(``assets/access.js`` writes). The words are those of the language that the page is asked for in; the others lie beside.
"""

from __future__ import annotations

from html import escape

from ozgdash.texts import LANGS, Lang, text
from ozgdash.ui import helping

LINKS = ("content", "filters", "downloads")
"""Where the links lead, in their order (``TARGETS`` in ``assets/access.js``)."""


def first(lang: Lang, start: str) -> str:
    """The HTML with which the body of a document in that language begins; ``start``: the way to the start page."""
    links = "".join(
        f'<a href="{start}#root" data-to="{name}" {_both(name)} hidden>{_words(name, lang)}</a>' for name in LINKS
    )
    bar = f'<nav class="skip" aria-label="{_words("skip", lang)}" {_both("skip")}>{links}</nav>'
    return f'{bar}<div class="told" role="status"></div>{helping.PLACES}'


def _both(name: str) -> str:
    return " ".join(f'data-{lang}="{_words(name, lang)}"' for lang in LANGS)


def _words(name: str, lang: Lang) -> str:
    return escape(text(f"reach.{name}", lang))
