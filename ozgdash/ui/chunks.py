"""Which scripts of Streamlit's the first view of a page needs beyond those that its document names.

Streamlit's front end loads what shows a kind of element once the first such element has come over the stream; the
browser could have had it long before. The names of its files change with every version: found here are today's.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from ozgdash.ui import front_end

log = logging.getLogger("ozgdash")

FRAME = ("Radio", "Multiselect", "Selectbox", "Metric", "Checkbox", "BidiComponent")
"""What stands on the pages when they open: the filters, key figures, the switch to a table, a chart."""
LATER = (
    "Button",
    "ButtonGroup",
    "DateInput",
    "DownloadButton",
    "FileUploader",
    "TextInput",
)
"""What stands on a page only, or comes into view by a click: nothing asks for it early, but it is worth storing."""
FOLDER = "static/js/"
NAME = re.compile(FOLDER + r"(.+)\.[\w-]{8}\.js")
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["']\./([^"']+\.js)["']""")


@cache
def first_view() -> tuple[str, ...]:
    """The scripts, each with what it imports, relative to the start page; without those that the document names."""
    return _scripts_of(FRAME, without=_named_by_the_document())


@cache
def needed() -> tuple[str, ...]:
    """All scripts and style sheets of Streamlit's that our pages may ask for, those of a first view first."""
    early = (*_named_by_the_document(), *first_view())
    return (*early, *_scripts_of(LATER, without=early))


def _scripts_of(names: Iterable[str], *, without: Collection[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in names:
        where = _by_name().get(name)
        if where is None:
            log.warning("Streamlit has no script %s: what it shows comes a little later.", name)
        else:
            found.update(dict.fromkeys(_with_imports(where)))
    return tuple(one for one in found if one not in without)


@cache
def _by_name() -> dict[str, str]:
    matches = [match for where in front_end.files() if (match := NAME.fullmatch(where))]
    names = [match[1] for match in matches]
    return {match[1]: match[0] for match in matches if names.count(match[1]) == 1}


@cache
def _named_by_the_document() -> tuple[str, ...]:
    html = front_end.files()["index.html"].read_text(encoding="utf-8")
    return tuple(where for where in re.findall(r'(?:src|href)="\./([^"]+\.(?:js|css))"', html))


def _with_imports(where: str) -> Iterator[str]:
    """The script and all that it cannot run without, nearest first."""
    waiting, seen = [where], {where}
    while waiting:
        here = waiting.pop(0)
        yield here
        content = front_end.files()[here].read_text(encoding="utf-8")
        for name in IMPORT.findall(content):
            if FOLDER + name not in seen and FOLDER + name in front_end.files():
                seen.add(FOLDER + name)
                waiting.append(FOLDER + name)
