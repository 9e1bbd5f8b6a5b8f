import re

import pytest
from figure_frames import all_specs, hostile_specs
from lxml import etree

from ozgdash.charts.lettering import one_line
from ozgdash.export import vector

SVG = "{http://www.w3.org/2000/svg}"
REFERENCE = re.compile(rb"""(?:href|src)\s*=|url\(\s*['"]?(?!['"]?#)|@import|<script|<foreignObject""")


def words(svg):
    return re.sub(r"\s+", " ", "".join(etree.fromstring(svg).itertext()))


@pytest.mark.parametrize("name", ["progress", "maturity", "topics", "matrix", "rules"])
def test_an_svg_explains_itself_and_refers_to_nothing(name, settings):
    spec = all_specs()[name]
    svg = vector.svg_file(spec, settings)
    root = etree.fromstring(svg)
    assert (root.get("width"), root.get("height"), root.get("role")) == ("1600", "900", "img")
    assert (root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text) == (spec.finding, spec.alt_text)
    assert spec.provenance.n_of_m.replace("\u00a0", " ") in words(svg)
    assert spec.provenance.example_label in words(svg)
    assert not REFERENCE.search(svg.replace(b'xmlns:xlink="http://www.w3.org/1999/xlink"', b""))


def test_the_same_chart_gives_the_same_svg(settings):
    for name in ("progress", "maturity"):
        assert vector.svg_file(all_specs()[name], settings) == vector.svg_file(all_specs()[name], settings)


def test_only_ids_are_made_stable():
    svg = (
        '<svg><defs id="defs-abc123"/><g clip-path="url(#clipabc123xy)"/><g id="topdefs-abc123"/>'
        "<text>abc123</text></svg>"
    )
    assert vector.with_stable_ids(svg, "progress") == (
        '<svg><defs id="defs-ozg-progress"/><g clip-path="url(#clipozg-progressxy)"/><g id="topdefs-ozg-progress"/>'
        "<text>abc123</text></svg>"
    )


def test_hostile_names_are_text_in_an_svg(settings):
    for spec in hostile_specs():
        svg = vector.svg_file(spec, settings)
        root = etree.fromstring(svg)
        assert root.find(f"{SVG}title").text == one_line(spec.finding)
        assert not root.findall(f".//{SVG}a")
        assert not root.findall(f".//{SVG}script")
        assert "<b>fett</b>" in words(svg)
        if spec.name == "topics":
            assert "%{x} $x^2$" in words(svg)


def test_a_png_is_3200_pixels_wide(settings):
    png = vector.png_file(all_specs()["progress"], settings)
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (3200, 1800)
