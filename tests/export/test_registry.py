from dataclasses import replace

import pytest
from figure_frames import all_specs, make_view

from ozgdash.charts import by_name
from ozgdash.errors import UsageError
from ozgdash.export import registry
from ozgdash.model.chart import Kind
from ozgdash.texts import catalogue

BEGINNINGS = {
    "png": b"\x89PNG",
    "svg": b"<svg",
    "pdf": b"%PDF-",
    "pptx": b"PK",
    "odp": b"PK",
    "xlsx": b"PK",
    "ods": b"PK",
    "csv": b"\xef\xbb\xbf",
}


@pytest.mark.parametrize("key", registry.FORMATS)
def test_every_format_is_written(key):
    assert registry.write(all_specs()["topics"], key).startswith(BEGINNINGS[key])


def test_every_format_has_a_name_for_the_reader():
    assert all(entry.label_key in catalogue() for entry in registry.FORMATS.values())


def test_the_formats_of_a_chart_come_as_pictures_slides_and_data():
    pictures, slides, data = registry.groups_of(all_specs()["progress"])
    assert (pictures, slides, data) == tuple(
        tuple(entry for entry in registry.FORMATS.values() if entry.key in keys)
        for keys in ({"png", "svg", "pdf"}, {"pptx", "odp"}, {"xlsx", "ods", "csv"})
    )
    table = replace(all_specs()["progress"], kind=Kind.TABLE)
    assert registry.groups_of(table) == (data,)


def test_an_unknown_format_names_the_possible_ones():
    with pytest.raises(
        UsageError, match=r"„gif“ ist kein Format\. Möglich sind: png, svg, pdf, pptx, odp, xlsx, ods, csv"
    ):
        registry.write(all_specs()["topics"], "gif")


def test_a_file_name_says_what_is_in_it():
    assert registry.file_name(all_specs()["progress"], make_view(), "png") == (
        "ozg-fortschritt_2023-01-31_leistung_rg3.png"
    )


@pytest.mark.parametrize(
    ("paper", "start"),
    [
        ("26-12345", "vorlage-26-12345"),
        ("2026/123", "vorlage-2026-123"),
        ("BV 12.345/26 (2. Ergänzung)", "vorlage-bv-12-345-26-2-ergaenzung"),
    ],
)
def test_a_file_name_begins_with_the_number_of_the_paper(paper, start):
    name = registry.file_name(all_specs()["progress"], make_view(), "png", paper)
    assert name == f"{start}_ozg-fortschritt_2023-01-31_leistung_rg3.png"


def test_a_file_name_has_the_chosen_partner_and_stays_ascii():
    view = make_view()
    view = replace(view, filters=replace(view.filters, partners=("../Größe & Co",)))
    assert registry.file_name(all_specs()["rules"], view, "csv") == (
        "ozg-zaehlweisen_groesse-co_2023-01-31_leistung_rg3.csv"
    )


def test_a_file_name_names_two_chosen_partners_and_no_more():
    def name(*partners: str) -> str:
        view = make_view()
        view = replace(view, filters=replace(view.filters, partners=partners))
        return registry.file_name(all_specs()["rules"], view, "csv").partition("_2023")[0]

    whole = name()
    assert name("stadt", "kreis") == f"{whole}_stadt_kreis"
    assert name("stadt", "kreis", "dorf") == whole


@pytest.mark.parametrize("name", by_name.CHARTS)
def test_every_chart_has_a_file_name_of_its_own(name):
    assert f"export.file_{name}" in catalogue()


def test_an_unknown_chart_names_the_possible_ones():
    with pytest.raises(UsageError, match=r"„torte“ ist keine Grafik\. Möglich sind: progress, maturity"):
        by_name.chart("torte", None, make_view())
