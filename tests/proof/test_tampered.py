"""A single number that was changed, in a table or a document alone, is named, or stands where a hole is said to be."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from made_once import made_once
from tampering import Tampered, in_document, in_paper, in_tables

from ozgdash.cli import main
from ozgdash.export.council.sections import PARTS
from ozgdash.proof.checking import claimed, proof
from ozgdash.proof.facts import Facts
from ozgdash.proof.reach import BASE, reach
from ozgdash.proof.reading import read_package
from ozgdash.proof.services import services
from ozgdash.settings import Settings
from ozgdash.texts import text

LONG = (("xlsx", 0.9), ("ods", 0.85), ("pptx", 0.8), ("pdf", 0.7))
EVERYTHING = [word for key in PARTS for word in ("--section", key)]


@pytest.fixture(scope="session")
def every_section(golden_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of the golden cooperation with all that one can have, in both families of formats; only read."""
    data = golden_settings.data_dir

    def make(folder: Path) -> None:
        folder.mkdir()
        call = ["--data-dir", str(data), "export", "package", *EVERYTHING, "--out", str(folder / "all.zip")]
        assert main(call) == 0

    return made_once(tmp_path_factory, "tampered", make) / "all.zip"


def unnamed_in_tables(path: Path, count: int) -> list[tuple[str, Tampered]]:
    """What nobody noticed in columns that the check says it works out."""
    package = read_package(path)
    facts = Facts(package, services(package))
    names = [text(f"charts.column_{key}", package.lang) for key in ("model", "level")]
    holes = {one.chart: one.open for one in reach(package, claimed(facts))}
    return [
        (chart, found)
        for chart in package.sheets
        for found in (in_tables(package, chart, count) if chart != BASE else ())
        if not found.is_named and found.place not in (*holes[chart], *names)
    ]


def tampered_documents(path: Path, kind: str, count: int) -> list[Tampered]:
    package = read_package(path)
    name = next(document.name for document in package.documents if document.name.endswith(kind))
    if kind == "pdf":
        return list(in_paper(package, name, count))
    with zipfile.ZipFile(path) as archive:
        return list(in_document(package, name, archive.read(name), count))


def test_with_all_sections_a_package_is_sound(every_section):
    assert proof(every_section).differences == ()


@pytest.mark.long
def test_a_number_changed_in_its_table_alone_is_named_or_stands_in_a_column_that_is_called_a_hole(every_section):
    assert unnamed_in_tables(every_section, 1) == []


KINDS = (("odp", 0.7), *(pytest.param(*kind, marks=pytest.mark.long) for kind in LONG))


@pytest.mark.parametrize(("kind", "least"), KINDS)
def test_most_numbers_changed_in_one_document_alone_are_named(every_section, kind, least):
    """What is left: small numbers that a row has anyway, paths to a target, days of an axis, lists under headings."""
    found = tampered_documents(every_section, kind, 1)
    assert len(found) > 8
    unnamed = [one for one in found if not one.is_named]
    assert len(unnamed) <= (1 - least) * len(found), unnamed
