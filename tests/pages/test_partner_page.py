"""The partner page: one house or several, and every section of it."""

from __future__ import annotations

import pytest
from shown_tables import tables
from streamlit.testing.v1 import AppTest
from test_pages import TIMEOUT_S, _page_in_its_frame

from ozgdash.ui import page_list

SECTIONS = page_list.named("partner").tab_ids


pytestmark = pytest.mark.usefixtures("golden_pages")


def run(section: str | None = None, lang: str = "de", **parameters: str) -> AppTest:
    app = AppTest.from_function(_page_in_its_frame, default_timeout=TIMEOUT_S, args=("pages/partner.py", "partner"))
    for name, value in {"lang": lang, **parameters, **({"reiter": section} if section else {})}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def headings(app: AppTest) -> list[str]:
    return [item.value for item in app.subheader]


def test_one_house_has_its_answer_and_its_key_figures_as_counted_by_hand() -> None:
    app = run(partner="stadt")
    assert app.header[0].value.replace("\u00a0", " ").replace("\\", "") == (
        "Zählheim: 2 von 7 Leistungen (28,6 %) haben mindestens Reifegrad 3; "
        "2 offene Leistungen sind bis 31.10.2021 geplant, eine ist überfällig."
    )
    assert {tile.label: tile.value for tile in app.metric} == {
        "offen": "5",
        "demnächst geplant": "2",
        "überfällig": "1",
        "offen ohne Termin": "1",
        "mit Hindernis": "1",
    }
    assert headings(app) == [
        "Fortschritt nach Fachbereich",
        "Fortschritt nach Themenfeld",
        "Leistungen nach Stufe der Umsetzung",
    ]


def test_several_houses_stand_side_by_side_and_the_page_says_how_to_choose_one() -> None:
    app = run()
    assert app.header[0].value.startswith("3 Partner zusammen")
    assert any("links unter „Partner“ eines wählen" in note.value for note in app.caption)
    assert headings(app)[0] == "Kennzahlen je Partner"
    assert tables(app)[0]["Partner"].tolist() == ["Stadt Zählheim", "Landkreis Rechnen", "Gemeinde Summe"]
    assert tables(app)[0]["Überfällig"].tolist() == ["1", "0", "0"]


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("parameters", [{}, {"partner": "stadt"}, {"stand": "1990-01-01"}], ids=str)
def test_every_section_stands_for_one_house_for_several_and_without_data(
    section: str, lang: str, parameters: dict[str, str]
) -> None:
    app = run(section, lang, **parameters)
    assert headings(app)


def test_the_lists_hold_the_services_counted_by_hand() -> None:
    late, due = tables(run("demnaechst", partner="stadt"))
    assert late[["Tage überfällig", "Leistung"]].to_numpy().tolist() == [["61", "Baugenehmigung"]]
    assert due["Leistung"].tolist() == ["Bewohnerparkausweis", "Wohngeld"]
    (behind,) = tables(run("hindernisse", partner="stadt"))
    assert behind[["Hindernis", "Leistung"]].to_numpy().tolist() == [["technisch", "Baugenehmigung"]]
