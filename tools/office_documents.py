"""The documents that are looked at in LibreOffice: decks and workbooks of every kind, in both languages."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import duckdb
from pptx import Presentation

from bench.odf import half_a_year_before, ordered_deck
from bench.office import council_package
from bench.places import example
from ozgdash.export.council.package import CouncilPackage, Section
from ozgdash.export.odf.deck import odp_file
from ozgdash.export.odf.workbook import ods_file
from ozgdash.export.powerpoint.deck import pptx_file
from ozgdash.export.refresh.renewed import Today, renewed
from ozgdash.export.refreshing import refreshed
from ozgdash.export.slides.deck import deck_pages
from ozgdash.export.workbooks.workbook import xlsx_file
from ozgdash.ingest.sheets import template
from ozgdash.model.filters import View
from ozgdash.texts import LANGS
from tools.office_specs import specs

TEMPLATES = ("template.xlsx", "template.ods")


def write_documents(folder: Path) -> int:
    """Writes everything into the folder; how many slides a deck has."""
    with example() as (cursor, view, settings):
        for lang in LANGS:
            made = _with_every_kind(council_package(cursor, replace(view, lang=lang)))
            (folder / f"deck-{lang}.pptx").write_bytes(pptx_file(made))
            (folder / f"deck-{lang}.odp").write_bytes(odp_file(made))
            (folder / f"workbook-{lang}.xlsx").write_bytes(xlsx_file(made))
            (folder / f"workbook-{lang}.ods").write_bytes(ods_file(made))
        _write_others(folder, cursor, view)
        partner = view.cooperation.partners[0].id
        for name in TEMPLATES:
            template(settings, folder / name, partner=partner, as_of=view.filters.as_of, lang=view.lang)
        return len(deck_pages(made))


def _write_others(folder: Path, cursor: duckdb.DuckDBPyConnection, view: View) -> None:
    """The deck in the design of python-pptx's own template, and one of half a year ago that was brought up to date."""
    Presentation().save(str(folder / "design.potx"))
    made = ordered_deck(cursor, view)
    (folder / "anew-deck.pptx").write_bytes(pptx_file(made))
    (folder / "house-deck.pptx").write_bytes(pptx_file(replace(made, template=str(folder / "design.potx"))))
    old, today = (
        ordered_deck(cursor, half_a_year_before(view)),
        Today(cursor, view.cooperation, view.snapshot, view.filters.as_of),
    )
    for ending, write in (("pptx", pptx_file), ("odp", odp_file)):
        content = refreshed(write(old), f"deck.{ending}", partial(renewed, today)).content
        (folder / f"refreshed-deck.{ending}").write_bytes(content)


def _with_every_kind(package: CouncilPackage) -> CouncilPackage:
    kinds = Section("kinds", "Arten", specs(package.charts[0]))
    return replace(package, sections=(kinds, *package.sections))
