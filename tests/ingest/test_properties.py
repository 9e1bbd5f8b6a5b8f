"""Any sheet lands whole or changes nothing; writing a template and importing it is the identity."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest
from folders import COLUMNS, DOG_TAX, DOG_TAX_END, FESTIVAL, LICENCE, TRADE, Folder, folder_b
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ozgdash.errors import SourceFormatError, UserError
from ozgdash.ingest import template

NAMES = COLUMNS.split(";")
TODAYS_STATE = """
SELECT * EXCLUDE (valid_from, valid_to, observed_on) FROM state WHERE valid_to = DATE '9999-12-31' ORDER BY ALL
"""
SERVICES = (DOG_TAX, DOG_TAX_END, LICENCE, TRADE, FESTIVAL)
FEW = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

good_words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=12)
good_cells = {
    "zustaendig": st.sampled_from(["ja", "nein", "", "JA"]),
    "digitalisierbar": st.sampled_from(["ja", "nein", ""]),
    "hindernis": st.sampled_from(["", "rechtlich", "personell", "wartet auf EfA-Dienst"]),
    "stufe": st.sampled_from(["", "online", "in Planung", "zurückgestellt"]),
    "geplant_am": st.sampled_from(["", "31.12.2027", "2028-02-29"]),
    "fachbereich": good_words,
    "onlinedienst_url": st.sampled_from(["", "https://example.org/a?b=c;d"]),
    "efa_stufe": good_words,
    "bemerkung": good_words | st.sampled_from(['"', "=1+1", "a\nb", "; ;", "'"]),
}
levels = st.sampled_from([("", ""), ("0", "1.1"), ("4", "1.1"), ("7", "2.0"), ("3", "")])
bad_cells = st.sampled_from(
    [
        ("reifegrad", "5"),
        ("reifegrad", "x"),
        ("stufe", "fast"),
        ("zustaendig", "vielleicht"),
        ("geplant_am", "31.02.2027"),
        ("leika_schluessel", "9900100100100"),
        ("leika_schluessel", "99000000000000"),
        ("onlinedienst_url", "javascript:alert(1)"),
    ]
)


@st.composite
def good_rows(draw) -> dict[str, str]:
    values = {name: draw(cells) for name, cells in good_cells.items()}
    level, model = draw(levels)
    return {"reifegrad": level, "reifegradmodell": model} | values


@st.composite
def sheets(draw) -> tuple[list[dict[str, str]], str]:
    """Rows of different services, and their fault: none, a wrong cell, or one service twice."""
    chosen = draw(st.lists(st.sampled_from(SERVICES), min_size=1, unique=True))
    rows = [key_of(service) | draw(good_rows()) for service in chosen]
    fault = draw(st.sampled_from(["", "", "cell", "twice"]))
    if fault == "cell":
        column, value = draw(bad_cells)
        rows[draw(st.integers(0, len(rows) - 1))] |= {"reifegradmodell": "1.1", "reifegrad": "1", column: value}
    if fault == "twice":
        rows.append(rows[0])
    return rows, fault


def key_of(service: str) -> dict[str, str]:
    if ":" in service:
        ozg_id, name = service.split(":")
        return {"leika_schluessel": "", "ozg_id": ozg_id, "leistung": name}
    return {"leika_schluessel": service, "ozg_id": "", "leistung": ""}


def write(path: Path, rows: list[dict[str, str]], *, partner: str = "auenstadt", as_of: str = "31.01.2026") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerows([["Partner", partner], ["Stand", as_of], NAMES])
        writer.writerows([[row.get(name, "") for name in NAMES] for row in rows])
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder = folder_b(tmp_path_factory.mktemp("built") / "data")
    folder.build()
    return folder.path


def copy_of(built: Path, tmp_path: Path) -> Folder:
    shutil.rmtree(tmp_path / "data", ignore_errors=True)
    return Folder(Path(shutil.copytree(built, tmp_path / "data")))


@FEW
@given(made=sheets())
def test_a_sheet_lands_whole_or_changes_nothing(built, tmp_path, made):
    rows, fault = made
    folder = copy_of(built, tmp_path)
    before = folder.content()
    path = write(tmp_path / "s.csv", rows)
    if fault:
        with pytest.raises(SourceFormatError):
            folder.bring_in(path)
        assert folder.content() == before
        return
    assert folder.bring_in(path).rows == len(rows)
    assert folder.rows("SELECT count(*), count(DISTINCT service_id) FROM observation") == [(len(rows), len(rows))]
    assert folder.store.verify() == ()


@FEW
@given(raw=st.binary(max_size=300) | st.text(max_size=300).map(lambda words: words.encode("utf-8", "replace")))
def test_no_bytes_bring_the_importer_down(built, tmp_path, raw):
    folder = Folder(built)
    before = folder.store.current()
    path, messages = tmp_path / "s.csv", []
    for content in (raw, f"Partner;auenstadt\nStand;31.01.2026\n{COLUMNS}\n".encode() + raw):
        path.write_bytes(content)
        try:
            folder.bring_in(path, dry_run=True)
        except UserError as error:
            messages.extend((error.message("de"), error.message("en")))
    assert all("s.csv" in message for message in messages)
    assert folder.store.current() == before


@pytest.mark.long
@FEW
@given(rows=st.lists(good_rows(), min_size=len(SERVICES), max_size=len(SERVICES)), count=st.integers(0, len(SERVICES)))
def test_writing_a_template_and_importing_it_is_the_identity(built, tmp_path, rows, count):
    folder = copy_of(built, tmp_path)
    chosen = [key_of(service) | row for service, row in zip(SERVICES, rows, strict=True)][:count]
    if chosen:
        folder.bring_in(write(tmp_path / "s.csv", chosen))
    before = folder.rows(TODAYS_STATE)
    template(folder.settings, tmp_path / "t.xlsx", partner="auenstadt", as_of=date(2026, 2, 28), lang="de")
    report = folder.bring_in(tmp_path / "t.xlsx")
    assert folder.rows(TODAYS_STATE) == before
    assert report.changed == 0
    assert report.rows == len(SERVICES)
