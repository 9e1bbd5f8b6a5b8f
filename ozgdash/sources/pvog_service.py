"""Fetches the export of one administration from Open-PVOG: as CSV, page by page as JSON where that is too large.

A service that answers with a workbook or with a page instead of CSV is understood, too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ozgdash.errors import SourceUnavailableError
from ozgdash.model.cooperation import Administration, Cooperation
from ozgdash.sources.download import TOO_LARGE, Answer, Service, expect_ok
from ozgdash.sources.feed import description
from ozgdash.sources.findings import Findings
from ozgdash.sources.pvog import OutsideView, pvog_delimiter, read_pvog_sheet
from ozgdash.sources.pvog_pages import hash_of, page_of, read_pvog_pages
from ozgdash.sources.tabular import ZIP_MAGIC, read_csv, read_sheet

NEIGHBOURS = {"includeAbove": "false", "includeBelow": "false"}
"""Only the administration itself: with includeBelow the 41 Gemeinden of a Landkreis would count as its own, with
includeAbove the Kreis, the Land and the Bund would.
"""


@dataclass(frozen=True)
class Export:
    """What was fetched for one partner, and the hash of its content."""

    file_name: str
    sha256: str
    view: OutsideView


def fetch_pvog(service: Service, partner: Administration, cooperation: Cooperation) -> Export:
    """The newest export of ``partner``, by its ARS.

    Raises SourceUnavailableError where the service does not deliver, SourceFormatError where it delivers something else
    than an export.
    """
    source = description("pvog").raw
    path = source["path_export"].format(ars=partner.ars)
    answer = service.get(path, accept=source["accept"], filetype="csv", **NEIGHBOURS)
    if answer.status == TOO_LARGE:
        return _paged(service, partner, cooperation)
    content = expect_ok(answer).content
    if answer.is_html:
        raise SourceUnavailableError("feeds.html", url=answer.url)
    if _is_page(content):
        return _paged(service, partner, cooperation)
    if content.startswith(ZIP_MAGIC):
        return _workbook(content, partner, cooperation)
    name = f"pvog-{partner.ars}.csv"
    delimiter = pvog_delimiter(content[:100_000].decode("utf-8-sig", errors="replace"))
    if content.strip() and delimiter is None:
        received = content[:80].decode("utf-8", errors="replace").splitlines()[0]
        raise Findings(name).fail("feeds.not_pvog", received=received)
    sheet = read_csv(content, file_name=name, delimiter=delimiter or ",")
    return Export(name, sheet.sha256, read_pvog_sheet(sheet, cooperation=cooperation, partner=partner))


def _is_page(content: bytes) -> bool:
    try:
        return page_of(json.loads(content)) is not None
    except (ValueError, RecursionError):
        return False


def _workbook(content: bytes, partner: Administration, cooperation: Cooperation) -> Export:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"pvog-{partner.ars}.xlsx"
        path.write_bytes(content)
        sheet = read_sheet(path)
    return Export(path.name, sheet.sha256, read_pvog_sheet(sheet, cooperation=cooperation, partner=partner))


def _paged(service: Service, partner: Administration, cooperation: Cooperation) -> Export:
    source = description("pvog").raw
    path = source["path_pages"].format(ars=partner.ars)
    rows: list[object] = []
    number = pages = 0
    while number == 0 or number < pages:
        if number == service.limits.max_pages:
            raise SourceUnavailableError("feeds.too_many_pages", url=path, received=pages, allowed=number)
        answer = service.get(path, accept="application/json", page=number, size=source["page_size"], **NEIGHBOURS)
        content, total = _page(expect_ok(answer))
        if not content and number:
            raise SourceUnavailableError("feeds.page_empty", url=answer.url, page=number + 1, pages=pages)
        rows += content
        if len(rows) > description("pvog").max_rows:
            raise SourceUnavailableError("feeds.too_many_rows", url=path, allowed=description("pvog").max_rows)
        pages, number = total, number + 1
    name = f"pvog-{partner.ars}.json"
    view = read_pvog_pages(rows, name=name, cooperation=cooperation, partner=partner)
    return Export(name, hash_of(rows), view)


def _page(answer: Answer) -> tuple[Sequence[object], int]:
    """The rows of a page and the number of pages."""
    parsed = answer.parsed()
    page = page_of(parsed)
    if page is None or page.total is None:
        received = ", ".join(map(str, parsed))[:200] if isinstance(parsed, Mapping) else ""
        raise SourceUnavailableError("feeds.not_a_page", url=answer.url, received=received or "–")
    return page.rows, page.total
