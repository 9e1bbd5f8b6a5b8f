"""The one place where the dashboard reads: a connection per snapshot file, results cached per view.

A view holds the id of its snapshot, so a newly published snapshot never meets an old result.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
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
from ozgdash.metrics.once import Lasting, keep
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
from ozgdash.store.connection import open_snapshot
from ozgdash.store.folder import SnapshotFile
from ozgdash.store.snapshots import Store

MAX_RESULTS = 1_000
"""Cached results per kind; a few kilobytes each."""
MAX_FIGURES = 100
"""Cached figures for Plotly, tens of kilobytes each; few charts are reached for."""

LONG, MAX_LONG = ("ranking", "rows_behind", "sheets_behind"), 30
"""Charts that hold a row of each of many partners or services, megabytes each, and how many of them are cached."""

MAX_FILES = 1_000
"""Of the files behind a snapshot that a page lists."""

MAX_SNAPSHOTS = 8
"""Snapshots open at once: readers finish with an old one soon after a new one is published."""


def _told_apart(view: View) -> str:
    """All in a view by which results differ; the cooperation is that of its snapshot, and long."""
    chosen = (view.filters, view.lang, view.compare_on, view.target_on, view.pace_months, view.service, view.takeover)
    return repr((view.snapshot.id, view.snapshot.published_at, view.whole, view.use_below, *chosen))


_remembered = st.cache_resource(show_spinner=False, max_entries=MAX_RESULTS, hash_funcs={View: _told_apart})
_remembered_in_part = st.cache_resource(show_spinner=False, max_entries=MAX_LONG, hash_funcs={View: _told_apart})
_remembered_briefly = st.cache_resource(show_spinner=False, max_entries=MAX_FIGURES, hash_funcs={View: _told_apart})


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
    """The file of the snapshot that counts now, opened: a publisher that removes it meanwhile disturbs no reader.

    Raises SnapshotMissingError while nothing was published, SnapshotDamagedError where it cannot be read or the pointer
    leads nowhere.
    """
    return Store(settings().snapshots_dir).with_current(_opened)


def _opened(file: SnapshotFile) -> Path:
    _connection(file.path)
    return file.path


_of_this_run = threading.local()


@st.cache_resource(show_spinner=False, max_entries=MAX_SNAPSHOTS)
def _connection(path: Path) -> duckdb.DuckDBPyConnection:
    return open_snapshot(path)


@st.cache_resource(show_spinner=False, max_entries=MAX_SNAPSHOTS)
def _answers(path: Path) -> Lasting:  # noqa: ARG001 - one for each snapshot
    return Lasting()


def _cursor(path: Path) -> duckdb.DuckDBPyConnection:
    """The cursor of this run of a page: a connection is not to be shared between threads, and a run is a thread."""
    known: tuple[Path, duckdb.DuckDBPyConnection] | None = vars(_of_this_run).get("cursor")
    if known is None or known[0] != path:
        known = _of_this_run.cursor = path, keep(_connection(path).cursor(), _answers(path))
    return known[1]


def path_of(view: View) -> Path:
    """The file of the snapshot that a view looks at."""
    return _path(view)


def _path(view: View) -> Path:
    return settings().snapshots_dir / f"{view.snapshot.id}.duckdb"


@st.cache_resource(show_spinner=False, max_entries=MAX_SNAPSHOTS)
def facts(path: Path) -> tuple[Cooperation, SnapshotInfo, Choices]:
    """What a snapshot is about and what it offers to choose from; all of it immutable."""
    cursor = _cursor(path)
    return read.cooperation(cursor), read.snapshot_info(cursor, path), choices(cursor)


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


@_remembered
def _chart(name: str, view: View) -> ChartSpec:
    return by_name.chart(name, _cursor(_path(view)), view)


@_remembered_in_part
def _long_chart(name: str, view: View) -> ChartSpec:
    return by_name.chart(name, _cursor(_path(view)), view)


@_remembered
def _picture(name: str, view: View) -> Picture:
    return picture_of(_chart(name, view))


@_remembered_briefly
def _figure(name: str, view: View, theme: ThemeName) -> str:
    return plotly.json_for_page(_chart(name, view), theme=theme)


@_remembered
def partner_cards(view: View) -> Sequence[PartnerCard]:
    """What each partner says of the view's service."""
    return cards_of(services.at_partners(_cursor(_path(view)), view), view)


@_remembered
def service_identity(view: View) -> str:
    """What the view's service is in the catalogue."""
    return identity(services.at_partners(_cursor(_path(view)), view), view.lang)


@st.cache_resource(show_spinner=False, max_entries=MAX_SNAPSHOTS)
def _partner_words(path: Path) -> Mapping[str, str]:
    return {p.name: f"{p.name} {p.short_name} {p.ars}" for p in facts(path)[0].partners}


def partner_words(view: View) -> Mapping[str, str]:
    """Name of each partner -> what a search in the list of partners looks through."""
    return _partner_words(_path(view))


@_remembered
def tiles(view: View) -> Sequence[Tile]:
    """One tile per partner: the count at the Stand, the change since the month before, and the day of the deadline.

    Of a large cooperation only those that are told apart; all of them stand in the ranking.
    """
    if not told_apart(view):
        return ()
    return tiles_of(progress_on(_cursor(_path(view)), view.filters, tile_days(view)), view)


def left_out(view: View) -> Sequence[str]:
    """What the filter leaves out for want of knowledge, as sentences; a view of everything leaves out nothing."""
    filters = view.filters
    narrowed = (
        filters.chooses_partners or filters.topics or filters.departments or filters.addressees or view.deadline.scope
    )
    return _left_out(view) if narrowed else ()


@_remembered
def _left_out(view: View) -> Sequence[str]:
    return left_out_sentences(metrics_left_out.left_out(_cursor(_path(view)), view.filters), view)


@_remembered
def given_by(giver: str, view: View) -> frozenset[str]:
    """The ids of the services that can be taken over from that partner by whoever lacks them."""
    return given_services(_cursor(_path(view)), view.filters, giver)


@_remembered
def key_figures(view: View) -> Sequence[KeyFigure]:
    """The open services of the chosen partners together: how many, and what is known of their plans."""
    return partner.key_figures(open_work(_cursor(_path(view)), view.filters))


@_remembered
def summary(view: View) -> Sequence[str]:
    """What matters, in three sentences."""
    return orders.summary_of(_cursor(_path(view)), view)


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
    return published.benchmarks(_cursor(path))


@st.cache_data(show_spinner=False, max_entries=20)
def maturity_levels(path: Path) -> pd.DataFrame:
    """The levels of the Reifegrad models."""
    return published.maturity_levels(_cursor(path))


@st.cache_data(show_spinner=False, max_entries=20)
def import_history(path: Path, *, most: int = MAX_FILES) -> pd.DataFrame:
    """The newest files behind the snapshot, so many at most."""
    return published.import_history(_cursor(path), most=most)


def file(name: str, view: View, format: str) -> bytes:
    """The chart as a file; made when the reader asks for it.

    Raises UserError for PNG and PDF where Typst or its font is not installed.
    """
    if format in registry.TABLE_FORMATS and are_many(view):
        # Long, and hardly ever asked for twice: made from the snapshot and not kept.
        return registry.write(
            by_name.chart(name, _cursor(_path(view)), replace(_asked(name, view), whole=True)), format
        )
    return registry.write(chart(name, view), format)
