import io
from dataclasses import replace

import pptx
import pytest
from office_files import OCCASION, problems

from ozgdash.charts.by_name import chart
from ozgdash.export.council.order import Order, assembled_from
from ozgdash.export.council.package import CouncilPackage
from ozgdash.export.powerpoint import deck, slide, tags
from ozgdash.export.powerpoint.slide import ROLES
from ozgdash.export.refresh import marks_property
from ozgdash.export.refresh.pieces import Role, print_of
from ozgdash.export.slides.origin import PageKind


@pytest.fixture(scope="module")
def council(golden_connection, golden_view) -> CouncilPackage:
    return assembled_from(golden_connection, Order(OCCASION, golden_view, ("situation", "topics", "late")))


def reopened(content: bytes):
    """As another program would leave it that keeps every part."""
    buffer = io.BytesIO()
    pptx.Presentation(io.BytesIO(content)).save(buffer)
    return pptx.Presentation(io.BytesIO(buffer.getvalue()))


def test_every_slide_knows_where_it_comes_from_and_what_was_written_on_it(council):
    presentation = reopened(deck.pptx_file(council))
    found = [tags.of_slide(page) for page in presentation.slides]
    kinds = [mark.origin.kind for mark in found]
    assert kinds[:3] == [PageKind.TITLE, PageKind.SUMMARY, PageKind.CHART]
    assert kinds[-1] is PageKind.CLOSING
    for page, mark in zip(presentation.slides, found, strict=True):
        assert mark.origin.asked.filters == council.view.filters
        assert mark.origin.paper.sections == ("situation", "topics", "late")
        shapes = {
            ROLES[shape.placeholder_format.idx or None] if shape.is_placeholder else Role.BELOW: shape._element
            for shape in page.shapes
        }
        for item in mark.prints:
            if item.role is not Role.NOTES:
                read = tags.piece_of(shapes[item.role], page.part, item.role)
                assert print_of(read, tags.shape_number(shapes[item.role])) == item
            else:
                assert tags.notes_print(page.notes_slide) == item


def test_a_chart_keeps_its_mark_when_it_is_copied_by_itself(council):
    presentation = reopened(deck.pptx_file(council))
    pictures = [(page, shape) for page in presentation.slides for shape in page.shapes if shape.has_chart]
    named = [tags.of_shape(shape._element, page.part).origin.asked.chart for page, shape in pictures]
    assert named == ["progress", "maturity", "topics"]


def test_the_properties_of_the_document_have_the_marks_of_all_slides_once_more(council):
    presentation = reopened(deck.pptx_file(council))
    assert tags.remembered(presentation) == [tags.of_slide(page) for page in presentation.slides]


def test_the_slide_of_a_single_chart_is_marked_and_a_chart_of_nobody_is_not(golden_connection, golden_view):
    spec = chart("progress", golden_connection, golden_view)
    (mark,) = map(tags.of_slide, reopened(slide.pptx_file(spec)).slides)
    assert (mark.origin.asked.chart, mark.origin.paper) == ("progress", None)
    unknown = reopened(slide.pptx_file(replace(spec, asked=None)))
    assert [tags.of_slide(page) for page in unknown.slides] == [None]
    assert tags.remembered(unknown) == []


def test_marks_leave_the_presentation_valid(council, tmp_path):
    assert problems(deck.pptx_file(council), tmp_path / "deck.pptx") == []


@pytest.mark.parametrize("words", ["", "!!!!", "eJw=", "bnVsbA=="])
def test_a_broken_property_of_the_document_is_as_good_as_none(words):
    assert marks_property.unpacked(words) == []
