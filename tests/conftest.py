"""The golden cooperation, small enough to count by hand (tests/golden/README.md), and the example data, both published."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import duckdb
import hypothesis
import pytest
from made_once import made_once

from ozgdash.charts import by_name
from ozgdash.ingest import build, import_files
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import Filters, View
from ozgdash.model.rights import everything
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.store import read
from ozgdash.store.connection import open_snapshot
from ozgdash.store.snapshots import Store
from ozgdash.texts import Lang
from tools import still
from tools.make_scale import write_folder

GOLDEN = PROJECT_DIR / "tests" / "golden"
GOLDEN_TODAY = date(2021, 6, 1)
EXAMPLE_TODAY = still.MOMENT.date()
OF_ONE = ("progress", "maturity", "outlook", "changes_waterfall")
"""Charts that are others for one partner: with a plan, with a band, as a waterfall."""

# Nothing may hang on how busy the machine is: no example has a limit of time, none is too slow to be drawn.
hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Few and long ones first: parallel processes then end together."""
    items.sort(key=lambda item: "e2e" not in item.path.parts)


@pytest.fixture(scope="session")
def golden_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The golden data folder, published through the real importer, sheet by sheet; only read."""
    return Settings(data_dir=made_once(tmp_path_factory, "golden", _publish_golden))


def _publish_golden(folder: Path) -> None:
    shutil.copytree(GOLDEN / "data", folder)
    settings = Settings(data_dir=folder)
    build(settings, today=GOLDEN_TODAY)
    for sheet in sorted((GOLDEN / "sheets").glob("*.csv")):
        import_files(settings, [sheet], by=everything("golden"), today=GOLDEN_TODAY)


@pytest.fixture(scope="session")
def targets_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden data folder with targets of its own (tests/golden_targets/README.md), published; only read."""
    return made_once(tmp_path_factory, "golden_targets", _publish_targets)


def _publish_targets(folder: Path) -> None:
    shutil.copytree(GOLDEN / "data", folder)
    shutil.copy(PROJECT_DIR / "tests" / "golden_targets" / "ziele.csv", folder)
    with (folder / "cooperation.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[vergleichsgruppe]]\nkey = "land"\nname = "Auf dem Land"\npartner = ["kreis", "dorf"]\n')
    settings = Settings(data_dir=folder)
    build(settings, today=GOLDEN_TODAY)
    import_files(settings, sorted((GOLDEN / "sheets").glob("*.csv")), by=everything("golden"), today=GOLDEN_TODAY)


@pytest.fixture(scope="session")
def built_b(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the second cooperation, built without any sheet; only read."""
    return made_once(tmp_path_factory, "cooperation_b", _build_b)


def _build_b(folder: Path) -> None:
    shutil.copytree(PROJECT_DIR / "tests" / "fixtures" / "cooperation_b", folder)
    build(Settings(data_dir=folder), today=EXAMPLE_TODAY)


@pytest.fixture(scope="session")
def example_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the project with its example sheets, published at one moment; only read."""
    return made_once(tmp_path_factory, "example", _publish_example)


def _publish_example(folder: Path) -> None:
    still.publish_example(folder)


@pytest.fixture(scope="session")
def large_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a made-up cooperation of 30 partners over eight months, published; only read."""
    return made_once(tmp_path_factory, "large", lambda folder: write_folder(folder, 30, seed=1, months=8, parquet=True))


@pytest.fixture(scope="session")
def large(large_data: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, View]]:
    """A cursor on it, and the unfiltered German view at its newest observation."""
    current = Store(Settings(data_dir=large_data).snapshots_dir).current()
    assert current is not None
    with closing(open_snapshot(current.path)) as connection:
        info = read.snapshot_info(connection, current.path)
        assert info.newest_observation is not None
        yield connection.cursor(), View(Filters(info.newest_observation), "de", read.cooperation(connection), info)


@pytest.fixture(scope="session")
def example_charts(example_data: Path) -> dict[tuple[str, str], ChartSpec]:
    """Every chart of the example data at its newest observation, by name and language; ``…-one``: of one partner."""
    current = Store(Settings(data_dir=example_data).snapshots_dir).current()
    assert current is not None
    with closing(open_snapshot(current.path)) as connection:
        cursor = connection.cursor()
        info = read.snapshot_info(cursor, current.path)
        assert info.newest_observation is not None
        view = View(Filters(info.newest_observation), "de", read.cooperation(cursor), info)
        one = replace(view, filters=replace(view.filters, partners=(view.cooperation.partners[0].id,)))
        asked = [(name, name, view) for name in by_name.CHARTS] + [(f"{name}-one", name, one) for name in OF_ONE]
        return {
            (key, lang): by_name.chart(name, cursor, replace(chosen, lang=lang))
            for lang in get_args(Lang)
            for key, name, chosen in asked
        }


@pytest.fixture(scope="session")
def golden_path(golden_settings: Settings) -> Path:
    current = Store(golden_settings.snapshots_dir).current()
    assert current is not None
    return current.path


@pytest.fixture(scope="session")
def golden_connection(golden_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(open_snapshot(golden_path)) as connection:
        yield connection


@pytest.fixture
def golden(golden_connection: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the golden snapshot."""
    with closing(golden_connection.cursor()) as cursor:
        yield cursor


@pytest.fixture(scope="session")
def golden_view(golden_connection: duckdb.DuckDBPyConnection, golden_path: Path) -> View:
    """The unfiltered German view of the golden snapshot at its newest observation."""
    return View(
        filters=Filters(as_of=date(2021, 4, 30)),
        lang="de",
        cooperation=read.cooperation(golden_connection),
        snapshot=read.snapshot_info(golden_connection, golden_path),
    )


@pytest.fixture(scope="session")
def namesakes(golden_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden data folder as an older program may have left it: two partners, deadlines and services of one name.

    The third partner is called like a column of tables. Only read.
    """

    def make(folder: Path) -> None:
        shutil.copytree(golden_settings.data_dir, folder)
        with Store(folder / "snapshots").draft(note="an older program") as draft:
            draft.connection.execute("UPDATE partner SET short_name = 'Zählheim' WHERE partner_id = 'kreis'")
            draft.connection.execute("UPDATE partner SET short_name = 'Leistung' WHERE partner_id = 'dorf'")
            draft.connection.execute("UPDATE deadline SET name = 'Ziel'")
            draft.connection.execute("UPDATE service SET name = 'Leistung A' WHERE ozg_id = '10001'")

    return made_once(tmp_path_factory, "namesakes", make)
