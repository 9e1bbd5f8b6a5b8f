"""Every page over a snapshot of an older program in which partners, deadlines and services have one name."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import run

from ozgdash.ui.page_list import PAGES

SERVICE = "99000000000101"


@pytest.fixture
def _namesakes(namesakes, look_at):
    look_at(namesakes)


@pytest.mark.usefixtures("_namesakes")
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"partner": "kreis"},
        {"partner": ["stadt", "kreis"], "leistung": SERVICE, "frist": "sdg"},
        {"partner": "Zählheim"},
    ],
    ids=str,
)
def test_every_page_answers(entry, parameters):
    app = run(entry, parameters)
    assert not app.exception
    assert app.header[0].value.strip()


@pytest.mark.usefixtures("_namesakes")
def test_each_partner_deadline_and_service_can_be_chosen():
    app = run(next(entry for entry in PAGES if entry.url_path == "leistungen"), {"partner": "kreis", "frist": "sdg"})
    assert app.multiselect(key="filter-partner").options == ["Stadt Zählheim", "Landkreis Rechnen", "Leistung"]
    assert app.multiselect(key="filter-partner").value == ["kreis"]
    for widget in app.selectbox:
        assert len(set(widget.options)) == len(widget.options)
    assert app.selectbox(key="filter-deadline").value == "sdg"


def _narrowing() -> None:
    from datetime import date

    import streamlit as st

    from ozgdash.model.filters import Filters, View
    from ozgdash.ui import data, synergies

    cooperation, snapshot, _ = data.facts(data.current())
    view = View(Filters(as_of=date(2021, 4, 30)), "de", cooperation, snapshot)
    spec = data.chart("opportunities", view)
    st.session_state["opportunity-giver"] = st.query_params["giver"]
    rows = synergies._narrowed(spec, view)
    place = [column.key for column in spec.table.columns].index("givers")
    st.json([row[place] for row in rows])
    st.json([row[place] for row in spec.table.rows])


@pytest.mark.usefixtures("_namesakes")
@pytest.mark.parametrize(("giver", "name"), [("stadt", "Stadt Zählheim"), ("kreis", "Landkreis Rechnen")])
def test_opportunities_are_narrowed_to_the_chosen_giver(giver, name):
    import json

    app = AppTest.from_function(_narrowing, default_timeout=200)
    app.query_params["giver"] = giver
    app.run()
    assert not app.exception
    found, offered = (json.loads(element.value) for element in app.json)
    assert found == [names for names in offered if name in names.split(", ")]
    assert offered
