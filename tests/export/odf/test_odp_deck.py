"""The deck as ODP has the slides of the PowerPoint deck: titles, texts, notes, alternative texts, cells and looks."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace

import pptx
import pytest
from lxml import etree
from office_files import council_package, hostile_package, numbered_list
from presentation_reading import Deck, Page, Shown, key, opened, points, words

from ozgdash.export import registry
from ozgdash.export.council.package import CouncilPackage, Occasion, Section
from ozgdash.export.odf import deck
from ozgdash.export.powerpoint import deck as powerpoint
from ozgdash.export.powerpoint import slide as powerpoint_slide
from ozgdash.export.slides.layouts import HEIGHT_PT, WIDTH_PT
from ozgdash.model.chart import Kind
from tools.odf_check import problems


@dataclass
class Twin:
    """What both formats say of a slide."""

    title: str
    texts: list[list[str]]
    described: list[tuple[str, str]]
    rows: list[list[str]]
    notes: list[str]


def of_powerpoint(content: bytes) -> list[Twin]:
    return [_of_slide(page) for page in pptx.Presentation(io.BytesIO(content)).slides]


def _of_slide(page) -> Twin:
    said = [shape for shape in page.shapes if shape.has_text_frame and shape.name != "Slide number"]
    drawn = [shape for shape in page.shapes if shape.has_chart or shape.has_table]
    properties = [shape._element.xpath(".//p:cNvPr")[0] for shape in drawn]
    return Twin(
        page.shapes.title.text_frame.text,
        [[paragraph.text for paragraph in shape.text_frame.paragraphs] for shape in said],
        [(facts.get("name"), facts.get("descr")) for facts in properties],
        [[cell.text for cell in row.cells] for shape in drawn if shape.has_table for row in shape.table.rows],
        page.notes_slide.notes_text_frame.text.split("\n") if page.has_notes_slide else [],
    )


def of_odf(content: bytes) -> list[Twin]:
    return [
        Twin(
            page.title,
            [frame.paragraphs for frame in page.frames if frame.paragraphs],
            [(frame.title or "", frame.description or "") for frame in page.frames if not frame.paragraphs],
            [row for frame in page.frames for row in frame.rows],
            page.notes,
        )
        for page in opened(content).pages
    ]


@pytest.fixture(scope="module", params=["de", "en"])
def council(request, golden_connection, golden_view) -> CouncilPackage:
    return council_package(golden_connection, replace(golden_view, lang=request.param))


@pytest.fixture(scope="module")
def written(council: CouncilPackage) -> bytes:
    return deck.odp_file(council)


@pytest.fixture(scope="module")
def read(written: bytes) -> Deck:
    return opened(written)


def frames(read: Deck) -> list[tuple[Page, Shown]]:
    return [(page, frame) for page in read.pages for frame in page.frames]


def test_every_slide_of_the_powerpoint_deck_has_its_twin(council, written):
    assert of_odf(written) == of_powerpoint(powerpoint.pptx_file(council))


def numbers_in(read: Deck, frame: Shown) -> dict[str, list[float | None]]:
    """Name and values of each column of the chart that the frame shows, out of the document within the document."""
    table = etree.fromstring(read.parts[f"{frame.shows.removeprefix('./')}/content.xml"]).find(
        f".//{key('table:table')}"
    )
    head, *rows = table.iter(key("table:table-row"))
    names = [" ".join(map(words, cell.iter(key("text:p")))) for cell in head]
    values = [[cell.get(key("office:value")) for cell in row] for row in rows]
    columns = zip(names[1:], list(zip(*values, strict=True))[1:], strict=True)
    return {name: [None if value in (None, "NaN") else float(value) for value in column] for name, column in columns}


def test_every_chart_holds_the_numbers_of_the_powerpoint_chart(council, read):
    ours = [numbers_in(read, frame) for page in read.pages for frame in page.frames if frame.shows]
    theirs = [
        {series.name: list(series.values) for plot in shape.chart.plots for series in plot.series}
        for page in pptx.Presentation(io.BytesIO(powerpoint.pptx_file(council))).slides
        for shape in page.shapes
        if shape.has_chart
    ]
    assert ours == theirs
    assert ours


def test_the_same_package_gives_the_same_bytes(council, written):
    assert deck.odp_file(council) == written


def test_the_deck_keeps_to_the_standard(written):
    assert problems(written) == []


def test_properties_are_those_of_the_powerpoint_deck(council, read):
    facts = pptx.Presentation(io.BytesIO(powerpoint.pptx_file(council))).core_properties
    told = [read.fact(f"dc:{name}") for name in ("title", "subject", "creator", "language")]
    assert told == [facts.title, facts.subject, facts.author, facts.language]
    assert read.fact("meta:creation-date") == facts.created.replace(tzinfo=None).isoformat()


def test_texts_are_in_the_language_of_the_view(council, read):
    default = next(style for style in read.styles.iter(key("style:default-style")))
    letters = default.find(key("style:text-properties"))
    assert letters.get(key("fo:language")) == council.view.lang


def test_nothing_lies_outside_a_slide(read):
    for _, frame in frames(read):
        left, top, width, height = frame.box
        assert min(left, top) >= 0
        assert left + width <= WIDTH_PT + 0.01
        assert top + height <= HEIGHT_PT + 0.01


def test_texts_stand_where_powerpoint_has_them_in_letters_of_the_same_size(council, read):
    for page, twin in zip(pptx.Presentation(io.BytesIO(powerpoint.pptx_file(council))).slides, read.pages, strict=True):
        boxes = [
            shape
            for shape in page.shapes
            if shape.is_placeholder and shape.has_text_frame and shape.name != "Slide number"
        ]
        ours = [frame for frame in twin.frames if frame.paragraphs and frame.name not in ("Hinweis", "Note")]
        for shape, frame in zip(boxes, ours, strict=True):
            assert frame.box == pytest.approx([shape.left.pt, shape.top.pt, shape.width.pt, shape.height.pt], abs=0.05)
            assert letters_of(read, frame) == size_in(shape)


def letters_of(read: Deck, frame: Shown) -> float:
    """The size of a frame's letters: that of its paragraphs, else that of its style."""
    named = {style.get(key("style:name")): style for tree in (read.styles, read.content)
             for style in tree.iter(key("style:style"))}  # fmt: skip
    paragraph = next(frame.element.iter(key("text:p"))).get(key("text:style-name"))
    own = frame.element.get(key("presentation:style-name")) or frame.element.get(key("draw:style-name"))
    return points(named[paragraph or own].find(key("style:text-properties")).get(key("fo:font-size")))


def size_in(shape) -> float:
    run = shape.text_frame.paragraphs[0].runs[0]
    if run.font.size:
        return run.font.size.pt
    layout = shape.part.slide_layout.placeholders
    place = next(item for item in layout if item.placeholder_format.idx == shape.placeholder_format.idx)
    return int(place._element.xpath(".//a:lvl1pPr/a:defRPr/@sz")[0]) / 100


def test_cells_have_the_tints_of_the_powerpoint_tables(council, read):
    shapes = [shape for page in pptx.Presentation(io.BytesIO(powerpoint.pptx_file(council))).slides
              for shape in page.shapes if shape.has_table]  # fmt: skip
    there = [
        [cell._tc.xpath("./a:tcPr/a:solidFill/a:srgbClr/@val") for row in shape.table.rows for cell in row.cells]
        for shape in shapes
    ]
    named = {style.get(key("style:name")): style for style in read.content.iter(key("style:style"))}
    here = []
    for table in read.content.iter(key("table:table")):
        looks = [named[cell.get(key("table:style-name"))] for cell in table.iter(key("table:table-cell"))]
        grounds = [look.find(key("style:table-cell-properties")).get(key("fo:background-color")) for look in looks]
        here.append([[ground[1:]] if ground else [] for ground in grounds])
    assert here == there


def test_slides_are_named_apart_and_each_part_can_be_shown_alone(council, read):
    names = [page.name for page in read.pages]
    assert len(set(names)) == len(names)
    shows = {show.get(key("presentation:name")): show.get(key("presentation:pages")).split(",")
             for show in read.content.iter(key("presentation:show"))}  # fmt: skip
    assert {section.title for section in council.sections} <= set(shows)
    assert sorted(name for shown in shows.values() for name in shown) == sorted(names)


def test_a_package_of_hostile_names_becomes_the_same_slides_and_a_sound_file():
    package = hostile_package()
    content = deck.odp_file(package)
    assert problems(content) == []
    assert of_odf(content) == of_powerpoint(powerpoint.pptx_file(package))


def test_a_name_of_600_letters_and_one_from_right_to_left_keep_their_words(council):
    names = ("Sehr lang " * 60, "مدينة فولفسبورغ", "ein,Komma")
    package = replace(
        council,
        occasion=Occasion(names[0], names[1]),
        sections=tuple(Section(name, name, (numbered_list(3),)) for name in names),
    )
    content = deck.odp_file(package)
    assert problems(content) == []
    assert of_odf(content) == of_powerpoint(powerpoint.pptx_file(package))


def test_a_long_list_goes_on_or_says_where_the_rest_is(council):
    for count in (25, 200):
        package = replace(council, sections=(Section("a", "Liste", (numbered_list(count, words=8),)),))
        assert of_odf(deck.odp_file(package)) == of_powerpoint(powerpoint.pptx_file(package))


def test_a_single_chart_is_a_deck_of_its_own_with_the_same_slides(council):
    for spec in council.charts:
        content = registry.write(spec, "odp") if spec.kind is not Kind.TABLE else deck.odp_of_chart(spec)
        assert of_odf(content) == of_powerpoint(powerpoint_slide.pptx_file(spec))
        assert problems(content) == []


@pytest.mark.long
def test_every_chart_of_the_example_data_has_the_slides_that_powerpoint_gets(example_charts):
    for spec in example_charts.values():
        content = deck.odp_of_chart(spec)
        assert of_odf(content) == of_powerpoint(powerpoint_slide.pptx_file(spec)), spec.name
        assert problems(content) == []


def test_without_occasion_and_summary_nothing_is_empty(council):
    pages = opened(deck.odp_file(replace(council, occasion=Occasion(), summary=()))).pages
    assert all(any(words) for page in pages for words in (frame.paragraphs or ["drawn"] for frame in page.frames))
