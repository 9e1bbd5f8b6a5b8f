"""The address that a chart carries away: where on the dashboard it is found."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest
from pptx import Presentation
from pypdf import PdfReader

from ozgdash.charts import address as chart_address
from ozgdash.charts import by_name
from ozgdash.charts.address import PLACES
from ozgdash.export import registry
from ozgdash.metrics.choices import choices
from ozgdash.model.asked import Asked
from ozgdash.model.filters import Rule, View
from ozgdash.ui import address
from ozgdash.ui.page_list import PAGES

BASE = "https://ozg.example.org/ozg"
NOWHERE = {"rows_behind", "sheets_behind"}
"""They stand behind the numbers of every page."""


@pytest.fixture
def asked(golden_view: View) -> View:
    filters = replace(golden_view.filters, partners=("kreis",), rule=Rule.BUNDLE_RG2, as_of=date(2021, 3, 31))
    return replace(golden_view, filters=filters, lang="en")


def test_every_chart_has_its_place_on_a_page_and_its_tab() -> None:
    assert set(by_name.CHARTS) - set(PLACES) == NOWHERE, "PAGES of charts/address.py says where a chart is found"
    paths = {(entry.url_path or "", tab) for entry in PAGES for tab in ("", *entry.tab_ids[1:])}
    assert {tuple((f"{PLACES[name]}?").split("?")[:2]) for name in set(by_name.CHARTS) - NOWHERE} <= paths


def test_an_address_asks_for_what_the_chart_was_asked(
    golden: duckdb.DuckDBPyConnection, asked: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OZGDASH_ADDRESS", BASE)
    for name in sorted(set(by_name.CHARTS) - NOWHERE):
        parts = urlsplit(by_name.chart(name, golden, asked).provenance.address)
        assert parts.geturl().startswith(f"{BASE}/{PLACES[name].partition('?')[0]}?")
        assert parts.fragment == f"chart-{name}"
        found, dropped = address.parse(
            parse_qs(parts.query), cooperation=asked.cooperation, choices=choices(golden), default=date(2021, 4, 30),
            today=date(2021, 5, 1), tabs=("first", "demnaechst", "hindernisse", "plaene", "nachfrage", "nutzung", "basis", "initiativen"),
        )  # fmt: skip
        assert dropped == ()
        assert found.filters == asked.filters
        assert found.tab == (PLACES[name].partition("?")[2] or None)
        assert address.language(parse_qs(parts.query)) == "en"


@pytest.mark.parametrize("received", ["", "ozg.example.org", "https://ozg.example.org/?lang=en"])
def test_without_an_address_of_the_dashboard_files_stay_as_they_were(
    golden: duckdb.DuckDBPyConnection, asked: View, monkeypatch: pytest.MonkeyPatch, received: str
) -> None:
    monkeypatch.delenv("OZGDASH_ADDRESS", raising=False)
    before = by_name.chart("progress", golden, asked)
    monkeypatch.setenv("OZGDASH_ADDRESS", received)
    after = by_name.chart("progress", golden, asked)
    assert after.provenance.address == ""
    assert len(after.provenance.lines) == 2
    assert registry.write(after, "pptx") == registry.write(before, "pptx")


def test_a_choice_of_services_to_take_over_has_no_address(asked: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OZGDASH_ADDRESS", BASE)
    question = Asked.of(replace(asked, takeover=("10001:x",)), "what_if")
    assert chart_address.of(question) == ""
    assert chart_address.of(replace(question, takeover=())).endswith("#chart-what_if")


def test_slides_and_papers_carry_the_address(
    golden: duckdb.DuckDBPyConnection, asked: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OZGDASH_ADDRESS", BASE)
    spec = by_name.chart("progress", golden, asked)
    where = spec.provenance.address
    assert where == f"{BASE}/?partner=kreis&stand=2021-03-31&regel=buendel_rg2&lang=en#chart-progress"
    (slide,) = Presentation(io.BytesIO(registry.write(spec, "pptx"))).slides
    footers = [
        shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and "Source:" in shape.text_frame.text
    ]
    assert footers[0].splitlines()[-1] == where
    content = zipfile.ZipFile(io.BytesIO(registry.write(spec, "odp"))).read("content.xml").decode()
    assert where.replace("&", "&amp;") in re.sub("<[^>]+>", "", content)
    (page,) = PdfReader(io.BytesIO(registry.write(spec, "pdf"))).pages
    assert where in re.sub(r"\s", "", page.extract_text())
    assert where in registry.write(spec, "csv").decode("utf-8-sig")
