"""``marts`` with DuckDB: what is published is what the importer published, or nothing."""

from __future__ import annotations

import json
import math
import shutil
import socket
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from parquet_files import all_rows, changed, folder_of, made_up, replaced, vary_types

from ozgdash.cli import main
from ozgdash.store import read
from ozgdash.store.connection import open_snapshot
from ozgdash.store.snapshots import Store

JAVA = "#!/bin/sh\necho 'openjdk version \"{version}\" 2025-04-15' >&2\n"


class Marts:
    """Calls the command over one folder of files."""

    def __init__(self, folder: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.out, self.capsys = folder, out, capsys

    def __call__(self, *options: str, code: int = 0, out: Path | None = None) -> str:
        given = ["marts", "--observations", str(self.folder), "--out", str(out or self.out), *options]
        self.capsys.readouterr()
        assert main(given) == code
        said = self.capsys.readouterr()
        return said.err if code else said.out

    def refused(self, *options: str, code: int = 1) -> str:
        """The one sentence, for a wrong word of an option with the usage below; nothing was published."""
        sentence, *_ = said = self(*options, code=code).splitlines()
        assert code == 2 or len(said) == 1
        assert not list(self.out.glob("ozg-*"))
        assert not (self.out / "CURRENT").exists()
        return sentence


@pytest.fixture
def files(golden_path: Path, tmp_path: Path) -> Path:
    return folder_of(golden_path, tmp_path / "parquet")


@pytest.fixture
def marts(files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Marts:
    return Marts(files, tmp_path / "snapshots", capsys)


def test_the_files_of_a_snapshot_give_the_same_snapshot(marts: Marts, golden_path: Path) -> None:
    said = marts()
    assert all_rows(marts.out) == all_rows(golden_path.parent)
    current = Store(marts.out).current()
    assert current is not None
    assert str(current.path) in said
    assert Store(marts.out).verify() == ()


def test_any_cooperation_gives_a_sound_snapshot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    marts = Marts(made_up(tmp_path / "parquet", partners=60), tmp_path / "snapshots", capsys)
    marts()
    rows = all_rows(marts.out)
    assert {table for table in ("state", "service_tally", "bundle_tally", "report_day") if not rows[table]} == set()
    assert {department for *_, department in _departments(marts.out)} == {None, "Amt 1", "Ämter für „Größe“ \\ 'x'", ""}


def _departments(store: Path) -> list[tuple]:
    _, connection = Store(store).open_current()
    with closing(connection):
        return connection.execute("SELECT DISTINCT department FROM state").fetchall()


def test_files_may_be_named_one_by_one(marts: Marts, golden_path: Path) -> None:
    names = sorted(map(str, marts.folder.glob("observations-*.parquet")))
    assert len(names) == 2
    assert main(["marts", "--observations", *names, "--out", str(marts.out)]) == 0
    assert all_rows(marts.out) == all_rows(golden_path.parent)


def test_files_may_be_named_by_an_address(marts: Marts, golden_path: Path) -> None:
    assert main(["marts", "--observations", marts.folder.as_uri(), "--out", str(marts.out)]) == 0
    assert all_rows(marts.out) == all_rows(golden_path.parent)


@pytest.mark.long
@pytest.mark.parametrize("address", ["gopher://host/parquet", "s3://", "file://elsewhere.example/parquet"])
def test_an_address_that_leads_nowhere_is_named(marts: Marts, address: str) -> None:
    marts.folder = address
    assert address.partition("/")[0] in marts.refused()


def test_a_table_may_be_a_folder_of_files_as_spark_writes_it(marts: Marts, golden_path: Path) -> None:
    for name in ("service", "observations-0"):
        file = marts.folder / f"{name}.parquet"
        rows = pq.read_table(file)
        file.unlink()
        file.mkdir()
        (file / "_SUCCESS").touch()
        for part in range(2):
            half = rows.num_rows // 2
            pq.write_table(rows.slice(part * half, half if part == 0 else None), file / f"part-{part}.snappy.parquet")
    marts()
    assert all_rows(marts.out) == all_rows(golden_path.parent)


def test_columns_that_may_be_empty_may_be_left_out(marts: Marts) -> None:
    for file in marts.folder.glob("observations-*.parquet"):
        changed(file, lambda rows: rows.drop_columns(["remark", "url", "row_number"]))
    marts()
    _, connection = Store(marts.out).open_current()
    with closing(connection):
        assert connection.execute("SELECT count(*), count(remark), count(row_number) FROM observation").fetchall()[0][
            1:
        ] == (0, 0)


def test_each_file_may_have_types_of_its_own(marts: Marts, golden_path: Path) -> None:
    vary_types(marts.folder)
    marts()
    assert all_rows(marts.out) == all_rows(golden_path.parent)


def test_groups_come_from_their_file(marts: Marts) -> None:
    _grouped(marts.folder)
    marts()
    _, connection = Store(marts.out).open_current()
    with closing(connection):
        assert [group.partners for group in read.cooperation(connection).own_groups] == [("stadt",)]


def test_json_names_the_file_and_counts_the_rows(marts: Marts) -> None:
    facts = json.loads(marts("--json"))
    assert Path(facts["file"]).stem == facts["snapshot"]
    assert (facts["rows"]["partner"], facts["rows"]["service"]) == (3, 10)


def test_a_folder_with_a_snapshot_is_left_alone_unless_it_is_said(marts: Marts) -> None:
    marts()
    first = Store(marts.out).current()
    assert "--replace" in marts(code=1)
    assert Store(marts.out).current() == first
    marts("--replace")
    assert Store(marts.out).current() != first
    assert first in Store(marts.out).files()


def test_a_file_is_no_folder_of_snapshots(marts: Marts) -> None:
    marts.out.write_text("mine", encoding="utf-8")
    (sentence,) = marts(code=1).splitlines()
    assert "kein Ordner" in sentence
    assert marts.out.read_text(encoding="utf-8") == "mine"


def drop(file: Path, column: str) -> None:
    changed(file, lambda rows: rows.drop_columns([column]))


def rename(file: Path, column: str, name: str) -> None:
    changed(file, lambda rows: rows.rename_columns({column: name}))


def retype(file: Path, column: str, to: pa.DataType) -> None:
    changed(file, lambda rows: replaced(rows, column, rows[column].cast(to)))


def replace(file: Path, column: str, value: object) -> None:
    changed(file, lambda rows: replaced(rows, column, pa.array([value] * len(rows), rows.schema.field(column).type)))


BAD_FILES = {
    "a table that is not there": (lambda folder: (folder / "partner.parquet").unlink(), "partner.parquet"),
    "no observations": (
        lambda folder: [file.unlink() for file in folder.glob("observations-*")],
        "observation*.parquet",
    ),
    "no folder": (shutil.rmtree, "parquet"),
    "no Parquet": (lambda folder: (folder / "service.parquet").write_text("a;b"), "service.parquet"),
    "cut off": (lambda folder: _cut(folder / "observations-1.parquet"), "observations-1.parquet"),
    "damaged inside": (lambda folder: _spoil(folder / "service.parquet"), "service"),
    "a column less": (lambda folder: drop(folder / "observations-1.parquet", "observed_on"), "observed_on"),
    "a column more": (lambda folder: rename(folder / "observations-0.parquet", "remark", "bemerkung"), "bemerkung"),
    "another type": (lambda folder: retype(folder / "partner.parquet", "joined_on", pa.string()), "joined_on"),
    "a level that is too large": (lambda folder: _large(folder / "observations-0.parquet"), "observation"),
    "a value that may not be empty": (lambda folder: replace(folder / "service.parquet", "topic", None), "topic"),
    "a kind of partner unheard of": (lambda folder: replace(folder / "partner.parquet", "kind", "planet"), "landkreis"),
    "a stage unheard of": (lambda folder: replace(folder / "observations-0.parquet", "stage", "done"), "testing"),
    "twice the same partner": (lambda folder: replace(folder / "partner.parquet", "partner_id", "stadt"), "partner"),
    "an import of other length": (
        lambda folder: replace(folder / "import.parquet", "row_count", 77),
        "Zahl der Zeilen",
    ),
    "no cooperation": (lambda folder: changed(folder / "cooperation.parquet", lambda rows: rows[:0]), "Angaben zur"),
    "two cooperations": (lambda folder: changed(folder / "cooperation.parquet", _twice), "2 Zeilen"),
    "a scope unheard of": (lambda folder: replace(folder / "deadline.parquet", "scope", "xyz"), "sdg"),
    "a share above 1": (lambda folder: replace(folder / "deadline.parquet", "share", 5.0), "5.0"),
    "a share that is no number": (lambda folder: replace(folder / "deadline.parquet", "share", math.nan), "nan"),
    "a colour that is none": (lambda folder: replace(folder / "partner.parquet", "colour", '"><b>'), "#0072B2"),
    "an ARS of 11 digits": (lambda folder: replace(folder / "partner.parquet", "ars", "03103000000"), "03103000000"),
    "a partner without a name": (lambda folder: replace(folder / "partner.parquet", "name", " "), "name"),
    "a level that the model does not have": (
        lambda folder: replace(folder / "observations-0.parquet", "maturity", 9),
        "0–4 (1.1)",
    ),
    "less than no cases": (
        lambda folder: replace(folder / "observations-0.parquet", "cases_per_year", -5),
        "cases_per_year",
    ),
    "a group of nobody": (lambda folder: _grouped(folder, partner_ids=[]), "partner_ids"),
    "a group of a stranger": (lambda folder: _grouped(folder, partner_ids=["nobody"]), "Gruppe"),
    "a group by ARS": (lambda folder: _grouped(folder, kind="land"), "vergleichsgruppe"),
    "a group that is called as one by ARS": (lambda folder: _grouped(folder, key="land-03"), "land-03"),
    "a day long past": (
        lambda folder: replace(folder / "observations-0.parquet", "observed_on", date(1, 1, 1)),
        "1990-01-01",
    ),
}


def _grouped(folder: Path, **values: object) -> None:
    """A file with one group that is right but for the values."""
    usual = {"key": "eigene", "name": "Eigene", "kind": "vergleichsgruppe", "partner_ids": ["stadt"], "position": 0}
    schema = pa.schema(
        [(name, pa.string()) for name in ("key", "name", "kind")]
        + [("partner_ids", pa.list_(pa.string())), ("position", pa.int32())]
    )
    pq.write_table(pa.Table.from_pylist([usual | values], schema), folder / "partner_group.parquet")


def _twice(rows: pa.Table) -> pa.Table:
    return pa.concat_tables([rows, rows])


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-20])


def _spoil(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4:200] = b"\xff" * 196
    file.write_bytes(content)


def _large(file: Path) -> None:
    retype(file, "maturity", pa.int64())
    replace(file, "maturity", 2**40)


@pytest.mark.parametrize("what", BAD_FILES)
def test_files_that_cannot_be_used_are_named_in_one_sentence(marts: Marts, what: str) -> None:
    spoil, named = BAD_FILES[what]
    spoil(marts.folder)
    sentence = marts.refused()
    assert named in sentence
    assert sentence.endswith("Es wurde nichts veröffentlicht.")


def test_the_sentence_is_said_in_english_too(marts: Marts) -> None:
    (marts.folder / "partner.parquet").unlink()
    assert marts.refused("--lang", "en").endswith("Nothing was published.")


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--engine", "hadoop"], "'duckdb', 'spark'"),
        (["--master", "local[1]"], "--master"),
        (["--staging", "elsewhere"], "--staging"),
        (["--engine", "spark", "--master", "mars"], "spark://HOST:PORT"),
        (["--engine", "spark", "--master", "spark://h:99999"], "spark://HOST:PORT"),
        (["--engine", "spark", "--master", "local-cluster[2,1]"], "local-cluster[N,C,MB]"),
    ],
)
def test_a_wrong_call_ends_with_2(marts: Marts, options: list[str], named: str) -> None:
    assert named in marts.refused(*options, code=2)


@pytest.fixture
def closed_port() -> Iterator[int]:
    """One at which nobody listens, held so that nobody will."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.mark.parametrize(
    "form",
    [
        "spark://127.0.0.1:{port}",
        "spark://[::1]:{port},127.0.0.1:{port}",
        "k8s://https://127.0.0.1:{port}",
        "k8s://127.0.0.1:{port}",
    ],
)
def test_a_cluster_that_does_not_answer_is_told_at_once(marts: Marts, closed_port: int, form: str) -> None:
    master = form.format(port=closed_port)
    sentence = marts.refused("--engine", "spark", "--master", master)
    assert sentence.startswith(f"Der Cluster {master} antwortet nicht")


def test_without_java_the_package_that_has_it_is_named(
    marts: Marts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert "apt-get install default-jre-headless" in marts.refused("--engine", "spark")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "jdk"))
    assert str(tmp_path / "jdk" / "bin" / "java") in marts.refused("--engine", "spark")


def java(home: Path, version: str) -> Path:
    """A program that says of itself what Java says."""
    file = home / "bin" / "java"
    file.parent.mkdir(parents=True)
    file.write_text(JAVA.format(version=version), encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IEXEC)
    return home


@pytest.mark.parametrize(("version", "said"), [("1.8.0_392", "8"), ("11.0.21", "11")])
def test_a_java_that_is_too_old_is_named(
    marts: Marts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, said: str
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(java(tmp_path / "jdk", version)))
    assert f"Version {said}." in marts.refused("--engine", "spark")


def test_without_pyspark_the_file_that_installs_it_is_named(
    marts: Marts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(java(tmp_path / "jdk", "17.0.15")))
    monkeypatch.setitem(sys.modules, "pyspark", None)  # the import fails, as where it is not installed
    assert "requirements-spark.txt" in marts.refused("--engine", "spark")


def test_nothing_is_imported_that_spark_alone_needs(marts: Marts, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyspark", "py4j"):
        monkeypatch.setitem(sys.modules, name, None)
    marts()
    assert duckdb.__version__
    assert open_snapshot(Store(marts.out).file(None).path).close() is None
