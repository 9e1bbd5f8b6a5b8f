"""Apache Spark with several worker processes derives what DuckDB derives, row by row.

Not part of `make test`: needs Java and PySpark. `make spark-test` runs it; where something is missing it fails.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from parquet_files import all_rows, folder_of, made_up, vary_types

from ozgdash.cli import main
from ozgdash.marts.dialect import differences
from ozgdash.marts.spark_session import spark_session
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.store.snapshots import Store

pytestmark = [pytest.mark.long, pytest.mark.spark]
MASTER = ("org.apache.spark.deploy.master.Master", r"Starting Spark master at (spark://\S+)")
WORKER = ("org.apache.spark.deploy.worker.Worker", r"Successfully registered with master (\S+)")
CLUSTER = "local-cluster[2,1,1024]"
"""A master and two workers, each in a process of its own, with a processor and 1 GiB each."""


DEFAULTS = """
spark.sql.shuffle.partitions      4
spark.driver.extraJavaOptions     -XX:TieredStopAtLevel=1
spark.executor.extraJavaOptions   -XX:TieredStopAtLevel=1
"""
"""For little data on few processors: less to compile, less to pass around."""


@pytest.fixture(scope="module", autouse=True)
def spark_defaults(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The settings of this cluster, where a house keeps its own."""
    folder = tmp_path_factory.mktemp("conf")
    (folder / "spark-defaults.conf").write_text(DEFAULTS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", str(folder))
        yield


def derived_by(engine: str, files: Path, out: Path, *options: str) -> Path:
    master = ["--master", CLUSTER] if engine == "spark" else []
    assert main(["marts", "--engine", engine, "--observations", str(files), "--out", str(out), *master, *options]) == 0
    assert Store(out).verify() == ()
    assert [path.name for path in out.iterdir() if path.is_dir()] == []
    return out


def refuse_different(files: Path, folder: Path, *options: str) -> dict[str, list[tuple]]:
    """Every row of every table is the same; the rows."""
    by_duckdb = all_rows(derived_by("duckdb", files, folder / "duckdb"))
    by_spark = all_rows(derived_by("spark", files, folder / "spark", *options))
    for table, rows in by_duckdb.items():
        assert by_spark[table] == rows, table
    return by_spark


def test_the_golden_cooperation_is_the_same(golden_path: Path, tmp_path: Path) -> None:
    rows = refuse_different(folder_of(golden_path, tmp_path / "parquet"), tmp_path)
    assert rows == all_rows(golden_path.parent)
    assert len(rows["state"]) > 30


def test_the_example_data_is_the_same(example_data: Path, tmp_path: Path) -> None:
    current = Store(Settings(data_dir=example_data).snapshots_dir).current()
    assert current is not None
    rows = refuse_different(folder_of(current.path, tmp_path / "parquet"), tmp_path)
    assert rows == all_rows(current.path.parent)
    assert len(rows["state"]) > 10_000


@pytest.mark.parametrize(("seed", "topics"), [(1, 6), (2, 2)])
def test_a_made_up_cooperation_is_the_same(tmp_path: Path, seed: int, topics: int) -> None:
    files = made_up(tmp_path / "parquet", partners=200, seed=seed, services_of_a_topic=topics)
    rows = refuse_different(files, tmp_path)
    assert min(len(rows[table]) for table in ("state", "service_tally", "report_day", "told_month")) > 200
    assert any(row[-1] for row in rows["told_month"])
    assert bool(rows["bundle_tally"]) == (topics == 6)


def test_files_of_several_types_are_the_same(golden_path: Path, tmp_path: Path) -> None:
    files = folder_of(golden_path, tmp_path / "parquet")
    vary_types(files)
    (files / "use_month.parquet").unlink()
    assert refuse_different(files, tmp_path) == all_rows(golden_path.parent)


def test_names_of_files_mean_nothing_to_spark(golden_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Land [3] {a,b} *?"
    files = folder_of(golden_path, folder / "ä b%20c")
    refuse_different(files, tmp_path, "--staging", str(folder / "in between"))


def test_what_breaks_off_is_a_sentence_and_publishes_nothing(golden_path: Path, tmp_path: Path, capsys) -> None:
    files = folder_of(golden_path, tmp_path / "parquet")
    out = tmp_path / "snapshots"
    given = ["marts", "--engine", "spark", "--observations", str(files), "--out", str(out)]
    capsys.readouterr()
    assert main([*given, "--staging", "nowhere://bucket/folder"]) == 1
    (sentence,) = capsys.readouterr().err.splitlines()
    assert sentence.endswith("Es wurde nichts veröffentlicht.")
    assert not list(out.glob("ozg-*"))


def test_as_a_program_it_says_nothing_but_its_answer(golden_path: Path, tmp_path: Path) -> None:
    files = folder_of(golden_path, tmp_path / "parquet")
    out = tmp_path / "snapshots"
    call = [sys.executable, "-m", "ozgdash", "marts", "--engine", "spark", "--master", CLUSTER]
    call += ["--observations", str(files), "--out", str(out)]
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join([str(PROJECT_DIR), *sys.path])}
    ended = subprocess.run(
        call, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Veröffentlicht" in ended.stdout
    assert sorted(path.name for path in tmp_path.iterdir() if path.name not in ("parquet", "snapshots")) == []


@pytest.fixture
def standalone(tmp_path: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """The master of a cluster without workers, and what starts one."""
    with ExitStack() as running:
        address = running.enter_context(started(tmp_path, MASTER, "--port", "0"))

        def add_worker() -> None:
            running.enter_context(
                started(tmp_path, WORKER, "--work-dir", str(tmp_path), "-c", "1", "-m", "1g", address)
            )

        yield address, add_worker


@contextmanager
def started(folder: Path, part: tuple[str, str], *arguments: str) -> Iterator[str]:
    """A process of the cluster, and what it says of its own address, once it is there."""
    import pyspark

    home = Path(pyspark.__file__).parent
    call = [home / "bin" / "spark-class", part[0], "--host", "127.0.0.1", "--webui-port", "0", *arguments]
    log = folder / f"{part[0]}.log"
    with log.open("wb") as file:
        process = subprocess.Popen(call, stdout=file, stderr=file, env=os.environ | {"SPARK_HOME": str(home)})
    try:
        yield said_in(log, part[1], process)
    finally:
        process.terminate()
        process.wait(60)


def said_in(log: Path, pattern: str, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        found = re.search(pattern, log.read_text(encoding="utf-8"))
        if found:
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


def test_a_standalone_cluster_works_once_it_has_a_worker(
    standalone, golden_path: Path, tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, add_worker = standalone
    files = folder_of(golden_path, tmp_path / "parquet")
    given = ["marts", "--engine", "spark", "--master", address, "--observations", str(files)]
    monkeypatch.setattr("ozgdash.marts.spark_session.SECONDS_FOR_WORKERS", 2)
    capsys.readouterr()
    assert main([*given, "--out", str(tmp_path / "none")]) == 1
    assert "keinen Arbeitsprozess" in capsys.readouterr().err
    assert not list((tmp_path / "none").glob("ozg-*"))
    monkeypatch.undo()
    add_worker()
    assert main([*given, "--out", str(tmp_path / "snapshots")]) == 0
    assert all_rows(tmp_path / "snapshots") == all_rows(golden_path.parent)


def test_spark_gives_what_is_said_of_it() -> None:
    with spark_session("local[1]") as spark:
        assert spark.conf.get("spark.sql.shuffle.partitions") == "4"
        given = {item.name: first_value(spark, item.example) for item in differences()}
    assert given == {item.name: item.spark for item in differences()}


def first_value(spark, query: str) -> str:
    from pyspark.errors import PySparkException

    try:
        return str(spark.sql(query).collect()[0][0])
    except PySparkException:
        return "error"
