"""The example data is what it says: synthetic, labelled, reproducible and shaped like the field."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from ozgdash.metrics.maturity import maturity
from ozgdash.metrics.outside import outside_counts
from ozgdash.metrics.progress import progress, progress_over_time
from ozgdash.metrics.use import digital_share, raised, unused, use_over_time
from ozgdash.model.filters import Filters
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.store import read
from ozgdash.store.snapshots import Store

DEMO = PROJECT_DIR / "data" / "demo"
DEADLINE, NEWEST = date(2022, 12, 31), date(2026, 10, 31)
CITIES = ("wolfsburg", "braunschweig", "salzgitter")


@pytest.fixture(scope="module")
def example(example_data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    _, connection = Store(Settings(data_dir=example_data).snapshots_dir).open_current()
    with closing(connection):
        yield connection


def test_every_file_is_labelled_as_example_data() -> None:
    files = sorted(DEMO.glob("*/*.csv"))
    assert len(files) > 250
    for path in files:
        assert "Beispieldaten;ja" in path.read_text(encoding="utf-8").splitlines()[:3]


def test_the_generator_writes_the_committed_bytes(tmp_path: Path) -> None:
    target = tmp_path / "demo"
    subprocess.run([sys.executable, "-m", "tools.make_demo", str(target)], cwd=PROJECT_DIR, check=True, timeout=400)
    written = {path.relative_to(target): path.read_bytes() for path in target.glob("*/*.csv")}
    committed = {path.relative_to(DEMO): path.read_bytes() for path in DEMO.glob("*/*.csv")}
    assert sorted(written) == sorted(committed)
    assert [str(path) for path in sorted(written) if written[path] != committed[path]] == []


def test_the_snapshot_says_that_it_is_example_data(example: duckdb.DuckDBPyConnection) -> None:
    info = read.snapshot_info(example, Path("x.duckdb"))
    assert info.example_data
    assert (info.oldest_observation, info.newest_observation) == (date(2020, 9, 30), NEWEST)


def test_braunschweig_stands_near_the_published_mark_at_the_deadline(example: duckdb.DuckDBPyConnection) -> None:
    # Published: 106 of about 2,200 (4.8 %) in December 2022.
    row = progress(example, Filters(as_of=DEADLINE, partners=("braunschweig",))).iloc[0]
    assert 0.043 <= row["share"] <= 0.053


def test_the_portals_show_most_of_what_is_reported_online(example: duckdb.DuckDBPyConnection) -> None:
    counts = outside_counts(example, Filters(as_of=NEWEST))
    assert list(counts["source"]) == ["pvog"] * 4
    for row in counts.itertuples():
        assert 0.75 <= row.shown / row.reported_online <= 0.95
        assert (row.unknown_service, row.left_out, row.unclear) == (2, 0, 0)
        assert min(row.not_shown, row.no_url, row.not_reported) > 0
    assert outside_counts(example, Filters(as_of=DEADLINE)).empty


def test_most_services_stand_at_reifegrad_1_or_2_at_the_deadline(example: duckdb.DuckDBPyConnection) -> None:
    levels = maturity(example, Filters(as_of=DEADLINE))
    for city in CITIES:
        own = levels[levels["partner_id"] == city]
        low = own[own["maturity"].isin([1, 2])]["services"].sum()
        assert low / own["services"].sum() > 0.6


def test_cases_and_priorities_are_given_by_some_and_missing_at_one_partner(example: duckdb.DuckDBPyConnection) -> None:
    query = """
        SELECT partner_id, count(cases_per_year) / count(*) AS cases, count(priority) AS priorities
        FROM state
        WHERE valid_to = DATE '9999-12-31' AND standing = 'counted'
        GROUP BY partner_id
    """
    given = {partner: (cases, priorities) for partner, cases, priorities in example.execute(query).fetchall()}
    assert given["salzgitter"] == (0, 0)
    assert all(0.6 < given[partner][0] < 1 for partner in ("wolfsburg", "braunschweig", "gifhorn"))
    assert given["wolfsburg"][1] > 100
    assert given["gifhorn"][1] == 0
    small = example.execute("SELECT count(*) FROM state WHERE cases_per_year BETWEEN 1 AND 4").fetchall()
    assert small[0][0] > 0


def test_every_partner_has_an_inventory_with_shared_and_diverging_products(example: duckdb.DuckDBPyConnection) -> None:
    lists = {p: read.latest_components(example, partner_id=p, as_of=NEWEST) for p in (*CITIES, "gifhorn")}
    assert all(len(components) > 15 for components in lists.values())
    products = {p: {item.name: item.product for item in components} for p, components in lists.items()}
    assert len({own.get("Einwohnerwesen") for own in products.values()} - {None}) == 1
    assert len({own["Kfz-Zulassung und Fahrerlaubnis"] for own in products.values()}) == 2


def test_initiatives_are_marked_as_examples(example: duckdb.DuckDBPyConnection) -> None:
    rows = example.execute("SELECT initiative_id, example FROM initiative").fetchall()
    assert len(rows) == 10
    assert all(marked and key.startswith("BSP-") for key, marked in rows)


def test_nobody_is_done_today_and_everybody_has_moved(example: duckdb.DuckDBPyConnection) -> None:
    then, now = progress(example, Filters(as_of=DEADLINE)), progress(example, Filters(as_of=NEWEST))
    assert (now["share"] > then["share"] * 3).all()
    assert now["share"].between(0.15, 0.5).all()
    assert (now[["not_digitisable", "unknown"]] > 0).all(axis=None)


def test_there_are_gaps_and_setbacks(example: duckdb.DuckDBPyConnection) -> None:
    history = progress_over_time(example, Filters(as_of=NEWEST))
    for partner, rows in history.groupby("partner_id"):
        assert not rows["reported"].all(), partner
        assert (rows["done"].diff() < 0).any(), partner


def test_gifhorn_reports_nothing_before_it_joined() -> None:
    assert min(path.stem for path in (DEMO / "gifhorn").glob("*.csv")) == "2021-04"


def test_plans_slip(example: duckdb.DuckDBPyConnection) -> None:
    moved = example.sql(
        """
        SELECT count(*) AS moved
        FROM (SELECT planned_on, lag(planned_on) OVER (PARTITION BY partner_id, service_id ORDER BY valid_from) AS before FROM state)
        WHERE planned_on > before
        """
    ).fetchall()
    assert moved[0][0] > 1000


def test_addresses_lead_nowhere() -> None:
    for path in DEMO.glob("*/2026-10.csv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert "https://" not in line or ".example/" in line


def test_what_is_online_is_taken_up_slowly_and_one_partner_says_nothing_of_it(
    example: duckdb.DuckDBPyConnection,
) -> None:
    months = use_over_time(example, Filters(as_of=NEWEST), together=True)
    shares = months["digital"] / months["cases"]
    assert len(shares) == 24
    assert 0.01 < shares.iloc[0] < shares.iloc[-1] < 0.1
    by_partner = digital_share(example, Filters(as_of=NEWEST)).set_index("partner_id")
    assert (by_partner.loc[["wolfsburg", "braunschweig", "gifhorn"], "monthly"] > 20).all()
    assert by_partner.loc["salzgitter", ["known", "few", "cases_only"]].sum() == 0
    unused_ones = unused(example, Filters(as_of=NEWEST), below=20, compared=DEADLINE).rows
    assert unused_ones["partner_id"].nunique() == 3
    assert not raised(example, Filters(as_of=NEWEST), compared=DEADLINE).rows.empty
