import io
import re
from dataclasses import replace
from datetime import UTC

import pytest
from archived_pdf import faults
from figure_frames import all_specs, hostile_specs, make_view
from lxml import etree
from pdf_structure import elements, packed, reader
from PIL import Image

from ozgdash.drawing.lettering import one_line
from ozgdash.export.pictures import vector

SVG = "{http://www.w3.org/2000/svg}"
REFERENCE = re.compile(rb"""(?:href|src)\s*=|url\(\s*['"]?(?!['"]?#)|@import|<script|<foreignObject""")


def words(svg):
    return re.sub(r"\s+", " ", "".join(etree.fromstring(svg).itertext()))


@pytest.mark.parametrize("name", ["progress", "maturity", "topics", "matrix", "rules"])
def test_an_svg_explains_itself_and_refers_to_nothing(name):
    spec = all_specs()[name]
    svg = vector.svg_file(spec)
    root = etree.fromstring(svg)
    assert (root.get("width"), root.get("height"), root.get("role")) == ("1600", "900", "img")
    assert (root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text) == (spec.finding, spec.alt_text)
    assert packed(spec.provenance.n_of_m) in packed(words(svg))
    assert spec.provenance.example_label in words(svg)
    assert not REFERENCE.search(svg.replace(b'xmlns:xlink="http://www.w3.org/1999/xlink"', b""))


def test_the_same_chart_gives_the_same_bytes():
    for name in ("progress", "maturity"):
        assert vector.svg_file(all_specs()[name]) == vector.svg_file(all_specs()[name])
        assert vector.pdf_file(all_specs()[name]) == vector.pdf_file(all_specs()[name])
        assert vector.png_file(all_specs()[name]) == vector.png_file(all_specs()[name])


def test_ids_of_two_charts_differ():
    one, two = (vector.svg_file(replace(all_specs()["maturity"], name=name)) for name in ("one", "two"))
    ids = [set(re.findall(rb' id="([^"]+)"', svg)) for svg in (one, two)]
    assert ids[0]
    assert not ids[0] & ids[1]


@pytest.mark.parametrize(("lang", "tag"), [("de", "de"), ("en", "en")])
def test_a_pdf_is_accessible_and_fit_for_the_archive_and_has_the_size_of_the_picture(lang, tag):
    spec = all_specs(lang)["progress"]
    file = vector.pdf_file(spec)
    assert faults(file) == []
    found = reader(file)
    assert (found.metadata.title, found.trailer["/Root"]["/Lang"]) == (spec.title, tag)
    assert found.metadata.creation_date == make_view().snapshot.published_at.replace(tzinfo=UTC)
    box = found.pages[0].mediabox
    assert (float(box.width), float(box.height)) == (1200, 675)
    (said,) = [element["/Alt"] for name, element in elements(file) if name == "Figure"]
    assert said.startswith(spec.alt_text)
    assert spec.provenance.n_of_m in said
    assert spec.provenance.example_label in said


def test_hostile_names_are_text_in_a_pdf():
    for spec in hostile_specs():
        file = vector.pdf_file(spec)
        assert faults(file) == []
        assert not any("/Annots" in sheet for sheet in reader(file).pages)


def test_hostile_names_are_text_in_an_svg():
    for spec in hostile_specs():
        svg = vector.svg_file(spec)
        root = etree.fromstring(svg)
        assert root.find(f"{SVG}title").text == one_line(spec.finding)
        assert not root.findall(f".//{SVG}a")
        assert not root.findall(f".//{SVG}script")
        assert "<b>fett</b>" in words(svg)
        if spec.name == "topics":
            assert "%{x} $x^2$" in words(svg)


@pytest.mark.parametrize("spec", [*all_specs().values(), *hostile_specs()], ids=lambda spec: spec.name)
def test_a_png_has_twice_the_pixels_of_the_svg(spec):
    png = vector.png_file(spec)
    root = etree.fromstring(vector.svg_file(spec))
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.format == "PNG"
        assert picture.size == (3200, 2 * int(root.get("height")))
        shades = picture.convert("L").getextrema()
    assert shades[0] < 60
    assert shades[1] == 255
