"""The disagreements between status and outside view against what was counted by hand (tests/golden_outside/README.md)."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

import duckdb
import pandas as pd
import pytest

from ozgdash.ingest import import_files
from ozgdash.metrics.outside import FINDINGS, first_outside_day, outside_counts, outside_findings
from ozgdash.model.filters import Filters
from ozgdash.model.outside import Link, LinkCheck, LinkOutcome
from ozgdash.model.rights import everything
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.store import load
from ozgdash.store.records import ImportKind, ImportRecord
from ozgdash.store.snapshots import Store

FOLDER = PROJECT_DIR / "tests" / "golden_outside"
STAND = Filters(as_of=date(2021, 4, 30))
A2, B1 = "99000000000102", "99000000000201"


@pytest.fixture(scope="module")
def settings(golden_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The golden snapshot with the outside views on top, in a folder of its own."""
    folder = tmp_path_factory.mktemp("outside") / "data"
    shutil.copytree(golden_settings.data_dir, folder)
    settings = replace(golden_settings, data_dir=folder)
    for path in sorted((FOLDER / "exports").iterdir()):
        partner = path.stem.split("-")[1]
        import_files(settings, [path], by=everything("golden"), today=date(2021, 6, 1), partner=partner)
    return settings


@pytest.fixture(scope="module")
def cursor(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """Those, with addresses that were asked."""
    with with_checks(settings, checks()) as found:
        yield found


@contextmanager
def with_checks(settings: Settings, links: list[LinkCheck]) -> Iterator[duckdb.DuckDBPyConnection]:
    with Store(settings.snapshots_dir).draft(note="Links") as draft:
        load.add_link_checks(draft.connection, record(len(links)), links)
    _, connection = Store(settings.snapshots_dir).open_current()
    with connection:
        yield connection.cursor()


def record(rows: int) -> ImportRecord:
    moment = datetime(2021, 4, 10, tzinfo=UTC).replace(tzinfo=None)
    return ImportRecord(
        ImportKind.LINK_CHECK, "links-stadt", "0" * 64, moment, "golden", rows, "stadt", date(2021, 4, 10)
    )


def checks() -> list[LinkCheck]:
    urls = {A2: "https://zaehlheim.example/abmelden", B1: "https://zaehlheim.example/bauen"}
    return [LinkCheck(Link("stadt", key, url), date(2021, 4, 10), LinkOutcome.GONE, 404) for key, url in urls.items()]


def plain(frame: pd.DataFrame, columns: list[str]) -> list[dict[str, str]]:
    rows = frame[columns].astype(object).where(frame[columns].notna(), None).to_dict("records")
    return [{name: words(value) for name, value in row.items()} for row in rows]


def words(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


@pytest.mark.parametrize(("name", "metric"), [("findings", outside_findings), ("counts", outside_counts)])
def test_whole_frames(cursor, name, metric):
    with (FOLDER / f"expected_{name}.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file, delimiter=";"))
    found = metric(cursor, STAND)
    assert plain(found, list(expected[0])) == expected


def test_findings_and_counts_agree(cursor):
    for filters in (
        STAND,
        STAND.at(date(2021, 2, 28)),
        STAND.at(date(2021, 5, 31)),
        Filters(STAND.as_of, topics=("Wohnen",)),
    ):
        findings, counts = outside_findings(cursor, filters), outside_counts(cursor, filters)
        counted = Counter(zip(findings["partner_id"], findings["source"], findings["finding"], strict=True))
        online = Counter((row.partner_id, row.source) for row in findings.itertuples() if row.reported_online is True)
        for row in counts.itertuples():
            for finding in FINDINGS:
                assert counted[row.partner_id, row.source, finding] == getattr(row, finding)
            assert row.reported_online - row.shown - row.unclear == online[row.partner_id, row.source]
        assert sum(counted.values()) == counts[list(FINDINGS)].to_numpy().sum()


def test_an_earlier_stand_sees_the_earlier_file(cursor):
    filters = STAND.at(date(2021, 2, 28))
    assert list(
        outside_counts(cursor, filters)[["partner_id", "as_of", "reported_online", "shown"]].itertuples(
            index=False, name=None
        )
    ) == [("stadt", date(2021, 1, 31), 2, 1)]
    assert list(outside_findings(cursor, filters)["leika_key"]) == [B1]


def test_a_later_stand_sees_the_later_file(cursor):
    counts = outside_counts(cursor, STAND.at(date(2021, 5, 31)))
    assert counts["as_of"].iloc[0] == date(2021, 5, 15)
    assert (counts["shown"].iloc[0], counts["not_shown"].iloc[0]) == (1, 0)


def test_filters_of_services_leave_out_what_cannot_be_placed(cursor):
    found = outside_findings(cursor, Filters(STAND.as_of, partners=("stadt",), topics=("Wohnen",)))
    assert list(found["finding"]) == ["not_shown", "not_reported", "dead_link"]
    assert set(found["topic"]) == {"Wohnen"}


def test_before_any_outside_view_the_frames_are_empty_and_the_first_day_is_known(cursor):
    filters = STAND.at(date(2021, 1, 15))
    assert outside_findings(cursor, filters).empty
    assert outside_counts(cursor, filters).empty
    assert first_outside_day(cursor, filters) == date(2021, 1, 31)
    assert first_outside_day(cursor, Filters(STAND.as_of, partners=("dorf",))) is None


def test_a_dead_address_of_a_service_that_nobody_knows_is_told_but_not_where_services_are_chosen(settings, tmp_path):
    shutil.copytree(settings.data_dir, tmp_path / "data")
    unknown, url = "99000000009999", "https://zaehlheim.example/neu"
    dead = LinkCheck(Link("stadt", f"pvog:{unknown}:1", url), date(2021, 4, 10), LinkOutcome.GONE, 404)
    with with_checks(replace(settings, data_dir=tmp_path / "data"), [dead]) as cursor:
        chosen = Filters(STAND.as_of, partners=("stadt",))
        narrower = [replace(chosen, topics=("Wohnen",)), replace(chosen, departments=("Bürgeramt",))]
        narrower += [replace(chosen, addressees=("buerger",))]
        first, *others = (dead_links(outside_findings(cursor, filters)) for filters in (chosen, *narrower))
    assert first == [(unknown, "pvog", url)]
    assert others == [[], [], []]


def dead_links(frame: pd.DataFrame) -> list[tuple[str, str, str]]:
    rows = frame[frame["finding"] == "dead_link"]
    return list(zip(rows["leika_key"], rows["address_from"], rows["outside_url"], strict=True))
