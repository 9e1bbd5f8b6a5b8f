"""data/benchmarks.csv: when a figure was published is a day, a month, a year or words."""

from __future__ import annotations

from pathlib import Path

import pytest

from ozgdash.errors import SourceFormatError
from ozgdash.sources.reference import read_benchmarks

COLUMNS = "datum;gebiet;einheit;wert;von;bezeichnung;quelle;sicherheit"


def published_on(folder: Path, written: str) -> str:
    path = folder / "benchmarks.csv"
    path.write_text(f"{COLUMNS}\n{written};Land;Bündel;1;;eins;Quelle;A\n", encoding="utf-8")
    (figure,) = read_benchmarks(path)
    return figure.published_on


@pytest.mark.parametrize("written", ["2022-12-31", "2022-12", "2022", "ohne Datum"])
def test_a_day_a_month_a_year_and_words_stay_as_published(tmp_path: Path, written: str) -> None:
    assert published_on(tmp_path, written) == written


@pytest.mark.parametrize("written", ["9999-12-31", "1899", "2101-01"])
def test_a_year_out_of_range_is_refused(tmp_path: Path, written: str) -> None:
    with pytest.raises(SourceFormatError, match="außerhalb der Jahre 1990 bis 2100"):
        published_on(tmp_path, written)


@pytest.mark.parametrize("written", ["2022-13", "2022-02-30"])
def test_a_day_that_no_calendar_has_is_refused(tmp_path: Path, written: str) -> None:
    with pytest.raises(SourceFormatError, match="kein Tag"):
        published_on(tmp_path, written)
