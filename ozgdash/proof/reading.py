"""What lies in a package: its tables as CSV, and the words of its documents."""

from __future__ import annotations

import csv
import io
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

from ozgdash.errors import UserError
from ozgdash.proof.documents import Document, document
from ozgdash.sources.archives import DAMAGES, ArchiveRefusedError, Limits, opened
from ozgdash.texts import LANGS, Lang, text

LIMITS = Limits(file_bytes=500_000_000, unpacked_bytes=2_000_000_000, parts=5_000)
READ = (".pptx", ".odp", ".xlsx", ".ods", ".pdf")
NAME = re.compile(r"(?:^|/)(?:vorlage-[^/]*?_)?ozg-(?P<chart>[a-z0-9-]+)_[^/]*\.csv$")

RULE = re.compile(r"_(leistung_rg3|buendel_rg2|buendel_alle_rg3)\.csv$")


@dataclass(frozen=True)
class Sheet:
    """The data of one chart. ``facts``: what stands above the table, by the keys of ``export.row_…``."""

    chart: str
    file: str
    facts: dict[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Package:
    """``rule``: the Zählweise, as the names of files say it; ``sheets``: by the names of charts.

    ``summary``: the sentences in front; ``unread``: documents that nobody could read here.
    """

    lang: Lang
    rule: str
    sheets: dict[str, Sheet]
    summary: tuple[str, ...]
    documents: tuple[Document, ...]
    unread: tuple[str, ...]

    @property
    def of_everybody(self) -> bool:
        """Whether no partners were chosen."""
        everybody = text("charts.filter_all_partners", self.lang)
        return all(everybody in sheet.facts.get("filters", everybody) for sheet in self.sheets.values())


def read_package(path: Path) -> Package:
    """The package in a file. Raises UserError where it is none, damaged or beyond every package's size."""
    try:
        archive, entries = opened(path.read_bytes(), LIMITS)
        files = {entry.filename: entry for entry in entries}
        lang = next((one for one in LANGS if text("council.contents_file", one) in files), None)
        if lang is None:
            raise UserError("proof.no_package", file=path.name)
        tables = [name for name in files if name.endswith(".csv")]
        sheets = {sheet.chart: sheet for sheet in (_sheet(name, archive.read(name), lang) for name in tables)}
        contents = archive.read(text("council.contents_file", lang)).decode("utf-8-sig")
        names = [name for name in files if "/" not in name and name.endswith(READ)]
        found = {name: document(name, archive.read(name)) for name in names}
    except OSError as error:
        raise UserError("proof.not_read", file=path.name, reason=error.strerror or str(error)) from error
    except (ArchiveRefusedError, *DAMAGES, KeyError, csv.Error, zlib.error) as error:
        raise UserError("proof.no_package", file=path.name) from error
    documents = tuple(one for one in found.values() if one is not None)
    unread = tuple(name for name, one in found.items() if one is None)
    return Package(lang, _rule(tables), sheets, _summary(contents), documents, unread)


def _rule(names: list[str]) -> str:
    found = RULE.search(names[0]) if names else None
    return found[1] if found else ""


def _summary(contents: str) -> tuple[str, ...]:
    """The first block without its title; the other lines of the occasion hold no counted numbers."""
    return tuple(contents.split("\r\n\r\n")[0].split("\r\n")[1:])


def _sheet(name: str, content: bytes, lang: Lang) -> Sheet:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    end = rows.index([])
    known = {text(f"export.row_{key}", lang): key for key in KEYS}
    facts = {known[row[0]]: row[1] for row in rows[:end] if row[0] in known}
    for number, row in enumerate(rows[end + 2 :], start=end + 3):
        if len(row) != len(rows[end + 1]):
            numbers = {"received": len(row), "expected": len(rows[end + 1])}
            raise UserError("proof.row_damaged", part=name, row=number, **numbers)
    return Sheet(_chart(name, lang), name, facts, tuple(rows[end + 1]), tuple(map(tuple, rows[end + 2 :])))


KEYS = ("title", "finding", "as_of", "rule", "n_of_m", "filters", "source", "example")


def _chart(name: str, lang: Lang) -> str:
    """The chart's name by that of its file; what nobody renamed bears the chart's own."""
    from ozgdash.texts import catalogue

    found = NAME.search(name)
    slug = found["chart"] if found else name
    named = {entry[lang]: key.partition(".file_")[2] for key, entry in catalogue().items() if ".file_" in key}
    return named.get(slug, slug)
