"""The one place where the dashboard reads: from the snapshots that are open, with results cached per view.

A view holds the id of its snapshot, so a newly published snapshot never meets an old result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import streamlit as st

from ozgdash.charts import by_name, services, synergies
from ozgdash.drawing import plotly
from ozgdash.drawing.picture import Picture
from ozgdash.drawing.picture import picture as picture_of
from ozgdash.drawing.theme import ThemeName
from ozgdash.export import registry
from ozgdash.export.council import order as orders
from ozgdash.export.council.order import Order
from ozgdash.export.council.package import CouncilPackage
from ozgdash.export.council.workshop import Workshop
from ozgdash.figures import partner
from ozgdash.figures.left_out import left_out_sentences
from ozgdash.figures.partner import KeyFigure
from ozgdash.figures.service_partners import PartnerCard, cards_of, identity
from ozgdash.figures.tiles import Tile, tile_days, tiles_of
from ozgdash.metrics import left_out as metrics_left_out
from ozgdash.metrics import published
from ozgdash.metrics.choices import Choices, choices
from ozgdash.metrics.progress import progress_on
from ozgdash.metrics.synergies import given_services
from ozgdash.metrics.work import open_work
from ozgdash.model import days
from ozgdash.model.chart import ChartSpec
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.filters import SnapshotInfo, View
from ozgdash.model.listing import are_many
from ozgdash.model.many import told_apart
from ozgdash.model.synonym import WordGroup
from ozgdash.settings import Settings, from_environment, share_new_files
from ozgdash.store import read
from ozgdash.ui import opened
from ozgdash.ui.opened import MAX_SNAPSHOTS, cursor
from ozgdash.ui.remembered import LONG, remembered, remembered_briefly, remembered_in_part

MAX_FILES = 1_000
"""Of the files behind a snapshot that a page lists."""


@cache
def settings() -> Settings:
    """The settings of this server; with them it begins to write files as they say."""
    found = from_environment()
    share_new_files(found)
    return found


def today() -> date:
    """The day that it is for the readers."""
    return days.today()


def current() -> Path:
    """The file of the snapshot that counts now; raises as ``opened.current`` does."""
    return opened.current(settings().snapshots_dir)


def path_of(view: View) -> Path:
    """The file of the snapshot that a view looks at."""
    return settings().snapshots_dir / f"{view.snapshot.id}.duckdb"


@st.cache_resource(show_spinner=False, max_entries=MAX_SNAPSHOTS)
def facts(path: Path) -> tuple[Cooperation, SnapshotInfo, Choices]:
    """What a snapshot is about and what it offers to choose from; all of it immutable."""
    reading = cursor(path)
    return read.cooperation(reading), read.snapshot_info(reading, path), choices(reading)


def word_groups() -> tuple[WordGroup, ...]:
    """The words that the search takes for the same."""
    return facts(current())[2].word_groups


def chart(name: str, view: View) -> ChartSpec:
    """The chart of that name; a ChartSpec is immutable and may be shared between readers."""
    return (_long_chart if name in LONG else _chart)(name, _asked(name, view))


def picture(name: str, view: View) -> Picture:
    """The chart as the page shows it; immutable."""
    return _picture(name, _asked(name, view))


def figure(name: str, view: View, theme: ThemeName) -> str:
    """The chart as JSON for Plotly's script (``data``, ``layout``, ``config``), which nothing in HTML can break."""
    return _figure(name, _asked(name, view), theme)


def _asked(name: str, view: View) -> View:
    """The view without what a chart does not look at: choosing a service, or some to take over, leaves others alone."""
    return replace(
        view,
        service=view.service if name in services.OF_ONE_SERVICE else None,
        takeover=view.takeover if name in synergies.OF_A_TAKEOVER else (),
    )


@remembered
def _chart(name: str, view: View) -> ChartSpec:
    return by_name.chart(name, cursor(path_of(view)), view)


@remembered_in_part
def _long_chart(name: str, view: View) -> ChartSpec:
    return by_name.chart(name, cursor(path_of(view)), view)


@remembered
def _picture(name: str, view: View) -> Picture:
    return picture_of(_chart(name, view))


@remembered_briefly
def _figure(name: str, view: View, theme: ThemeName) -> str:
    return plotly.json_for_page(_chart(name, view), theme=theme)


@remembered
def partner_cards(view: View) -> Sequence[PartnerCard]:
    """What each partner says of the view's service."""
    return cards_of(services.at_partners(cursor(path_of(view)), view), view)


@remembered
def service_identity(view: View) -> str:
    """What the view's service is in the catalogue."""
    return identity(services.at_partners(cursor(path_of(view)), view), view.lang)


@st.cache_resource(show_spinner=False, max_entries=MAX_SNAPSHOTS)
def _partner_words(path: Path) -> Mapping[str, str]:
    return {p.name: f"{p.name} {p.short_name} {p.ars}" for p in facts(path)[0].partners}


def partner_words(view: View) -> Mapping[str, str]:
    """Name of each partner -> what a search in the list of partners looks through."""
    return _partner_words(path_of(view))


@remembered
def tiles(view: View) -> Sequence[Tile]:
    """One tile per partner: the count at the Stand, the change since the month before, and the day of the deadline.

    Of a large cooperation only those that are told apart; all of them stand in the ranking.
    """
    if not told_apart(view):
        return ()
    return tiles_of(progress_on(cursor(path_of(view)), view.filters, tile_days(view)), view)


def left_out(view: View) -> Sequence[str]:
    """What the filter leaves out for want of knowledge, as sentences; a view of everything leaves out nothing."""
    filters = view.filters
    narrowed = (
        filters.chooses_partners or filters.topics or filters.departments or filters.addressees or view.deadline.scope
    )
    return _left_out(view) if narrowed else ()


@remembered
def _left_out(view: View) -> Sequence[str]:
    return left_out_sentences(metrics_left_out.left_out(cursor(path_of(view)), view.filters), view)


@remembered
def given_by(giver: str, view: View) -> frozenset[str]:
    """The ids of the services that can be taken over from that partner by whoever lacks them."""
    return given_services(cursor(path_of(view)), view.filters, giver)


@remembered
def key_figures(view: View) -> Sequence[KeyFigure]:
    """The open services of the chosen partners together: how many, and what is known of their plans."""
    return partner.key_figures(open_work(cursor(path_of(view)), view.filters))


@remembered
def summary(view: View) -> Sequence[str]:
    """What matters, in three sentences."""
    return orders.summary_of(cursor(path_of(view)), view)


def council_package(order: Order) -> CouncilPackage:
    """What the documents of an order are written from, with the charts that the pages show."""
    return orders.assembled(order, summary(order.view), lambda name: chart(name, order.view))


@cache
def workshop() -> Workshop:
    """Where documents are made, one for the whole server."""
    return Workshop()


@st.cache_data(show_spinner=False, max_entries=20)
def benchmarks(path: Path) -> pd.DataFrame:
    """Published figures of others."""
    return published.benchmarks(cursor(path))


@st.cache_data(show_spinner=False, max_entries=20)
def maturity_levels(path: Path) -> pd.DataFrame:
    """The levels of the Reifegrad models."""
    return published.maturity_levels(cursor(path))


@st.cache_data(show_spinner=False, max_entries=20)
def import_history(path: Path, *, most: int = MAX_FILES) -> pd.DataFrame:
    """The newest files behind the snapshot, so many at most."""
    return published.import_history(cursor(path), most=most)


def file(name: str, view: View, format: str) -> bytes:
    """The chart as a file; made when the reader asks for it.

    Raises UserError for PNG and PDF where Typst or its font is not installed.
    """
    if format in registry.TABLE_FORMATS and are_many(view):
        # Long, and hardly ever asked for twice: made from the snapshot and not kept.
        return registry.write(
            by_name.chart(name, cursor(path_of(view)), replace(_asked(name, view), whole=True)), format
        )
    return registry.write(chart(name, view), format)
