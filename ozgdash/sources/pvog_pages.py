"""Open-PVOG as JSON: the pages that the interface answers with, saved in files or asked for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ozgdash.model.cooperation import Administration, Cooperation
from ozgdash.sources.feed import description
from ozgdash.sources.findings import Findings
from ozgdash.sources.header import folded
from ozgdash.sources.json_kind import read_json
from ozgdash.sources.pvog import OutsideView, check_columns, named, read_pvog_records
from ozgdash.sources.tabular import Value


@dataclass(frozen=True)
class Page:
    """One page; ``number`` counts from 0, ``total`` is how many there are. None: the page does not say it."""

    rows: Sequence[object]
    number: int | None = None
    total: int | None = None


def page_of(body: object) -> Page | None:
    """The page in an answer: ``totalPages`` below ``page``, in the older form beside ``content``; None for none."""
    if not isinstance(body, Mapping) or not isinstance(body.get("content"), list):
        return None
    about = body.get("page")
    inner = about if isinstance(about, Mapping) else body
    return Page(body["content"], _count(inner.get("number")), _count(inner.get("totalPages", body.get("totalPages"))))


def _count(received: object) -> int | None:
    return received if isinstance(received, int) and not isinstance(received, bool) else None


def is_part(path: Path) -> bool:
    """Whether a JSON file holds only some of the pages that there are, so that it belongs to others."""
    pages = _pages(read_json(path, Findings(path.name)))
    return _missing(pages) is not None


def read_pvog_json(
    paths: Sequence[Path], *, cooperation: Cooperation, partner: Administration | None = None
) -> tuple[OutsideView, str]:
    """The entries of saved pages: of one file or of several that are one export, in the order of their numbers.

    Returns the view and the hash of what is in it. Raises SourceFormatError where pages are missing: what they hold
    would be shown as gone.
    """
    findings = Findings(paths[0].name)
    pages = [page for path in paths for page in _pages(read_json(path, Findings(path.name)))]
    missing = _missing(pages)
    if missing is not None:
        raise findings.fail("feeds.pages_missing", received=missing[0], expected=missing[1])
    if all(page.number is not None for page in pages):
        pages = list({page.number: page for page in sorted(pages, key=lambda page: page.number or 0)}.values())
    rows = [row for page in pages for row in page.rows]
    view = read_pvog_pages(rows, name=paths[0].name, cooperation=cooperation, partner=partner)
    return view, hash_of(rows)


def _pages(parsed: object) -> list[Page]:
    page = page_of(parsed)
    if page is not None:
        return [page]
    entries = parsed if isinstance(parsed, list) else []
    pages = [found for entry in entries if (found := page_of(entry)) is not None]
    return pages if pages and len(pages) == len(entries) else [Page(entries)]


def _missing(pages: Sequence[Page]) -> tuple[int, int] | None:
    """How many pages are there and how many should be, where these differ."""
    expected = max((page.total for page in pages if page.total is not None), default=0)
    numbers = {page.number for page in pages}
    there = len(pages) if None in numbers else len(numbers)
    return (there, expected) if there < expected else None


def hash_of(rows: Sequence[object]) -> str:
    """A hash of the rows, whatever pages they came on."""
    plain = json.dumps(rows, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.sha256(plain).hexdigest()


def read_pvog_pages(
    rows: Sequence[object], *, name: str, cooperation: Cooperation, partner: Administration | None
) -> OutsideView:
    """The entries of an export that came page by page as JSON; ``rows`` are the objects of all pages in order."""
    source, findings = description("pvog"), Findings(name)
    objects = [row if isinstance(row, Mapping) else {} for row in rows]
    check_columns(source, {folded(key): str(key) for row in objects for key in row}, findings)
    records = ((number, named(source, _plain(row))) for number, row in enumerate(objects, start=1))
    return read_pvog_records(records, findings, cooperation=cooperation, partner=partner)


def _plain(row: Mapping[Any, Any]) -> Iterator[tuple[str, Value]]:
    for key, value in row.items():
        plain = value if value is None or isinstance(value, str | int | float | bool) else str(value)
        yield folded(str(key)), (plain.strip() or None) if isinstance(plain, str) else plain
