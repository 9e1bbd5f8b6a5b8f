"""Decks that people worked on, refreshed."""

import copy
import io
from dataclasses import replace
from datetime import date

import pptx
import pytest
from office_files import problems
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_FILL
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Pt
from refreshing import (
    ALL,
    NOW,
    THEN,
    again,
    chart_in,
    edited,
    made,
    opened,
    parts,
    slide_of,
    table_in,
    titles,
    words,
)

from ozgdash.export.powerpoint import tags
from ozgdash.export.refresh.pieces import Role
from ozgdash.export.refresh.plan import Verb
from ozgdash.export.refresh.report import Fate, changes, lines, plain


@pytest.fixture(scope="module")
def old(golden_connection, golden_view):
    return made(golden_connection, golden_view, THEN)


@pytest.fixture(scope="module")
def new(golden_connection, golden_view):
    return made(golden_connection, golden_view, NOW)


@pytest.fixture
def refresh(golden_connection, golden_view):
    def run(content, as_of=NOW, **options):
        return again(golden_connection, golden_view, content, as_of, **options)

    return run


@pytest.fixture
def after(old, refresh):
    """What becomes of the old deck after an edit: the new deck and the report."""

    def run(edit, **options):
        result = refresh(edited(old, edit), **options)
        return opened(result.content), result.report

    return run


def told(report, chart_slide):
    return next(slide for slide in report.slides if slide.number == chart_slide)


def number_of(presentation, slide):
    return [item.slide_id for item in presentation.slides].index(slide.slide_id) + 1


def kept(report):
    return [(step.role, step.reason) for slide in report.slides for step in slide.steps if step.verb is Verb.KEPT]


def test_a_deck_that_nobody_touched_becomes_the_deck_of_today_part_by_part(golden_connection, golden_view, refresh):
    old, new = (made(golden_connection, golden_view, day, ALL) for day in (THEN, NOW))
    assert parts(old) != parts(new)
    result = refresh(old)
    assert parts(result.content) == parts(new)
    assert any("Vorlage\u00a026\u201112345" in line for line in words(opened(result.content).slides[0]))
    assert tags.remembered(opened(result.content)) == tags.remembered(opened(new))
    assert refresh(result.content).content == result.content
    assert parts(refresh(new, THEN).content) == parts(old), "time travels back as well"


def test_the_day_to_compare_with_moves_on_with_the_stand(golden_connection, golden_view, refresh):
    then, now = (replace(golden_view, compare_on=day) for day in (date(2021, 2, 28), THEN))
    old, new = made(golden_connection, then, THEN, ("changes",)), made(golden_connection, now, NOW, ("changes",))
    result = refresh(old)
    assert parts(result.content) == parts(new)
    assert refresh(result.content).content == result.content


def test_with_the_same_data_not_a_byte_changes(new, refresh):
    assert refresh(new).content == new


def test_a_refreshed_deck_is_a_valid_file(old, refresh, tmp_path):
    assert problems(refresh(old, list_changes=True).content, tmp_path / "deck.pptx") == []


def test_own_slides_and_the_order_of_slides_stay(after, new):
    def edit(presentation):
        own = presentation.slides.add_slide(presentation.slide_layouts[2])
        own.shapes.title.text = "Unser eigenes Fazit"
        order = presentation.slides._sldIdLst
        order.insert(1, order[-1])
        order.insert(2, order[4])

    presentation, report = after(edit)
    found = titles(presentation)
    assert found[1] == "Unser eigenes Fazit"
    assert sorted(found[:1] + found[2:]) == sorted(titles(opened(new)))
    assert found[2] != titles(opened(new))[1]
    assert report.count(Fate.OWN) == 1


def test_an_edited_title_is_kept_and_named_beside_ours(after, new):
    def edit(presentation):
        slide_of(presentation, "progress").shapes.title.text_frame.paragraphs[0].runs[0].text = "Es geht voran!"

    presentation, report = after(edit)
    page = slide_of(presentation, "progress")
    assert page.shapes.title.text_frame.text == "Es geht voran!"
    step = next(step for slide in report.slides for step in slide.steps if step.verb is Verb.KEPT)
    ours = slide_of(opened(new), "progress").shapes.title.text_frame.text
    assert (step.role, step.old, step.new) == (Role.TITLE, "Es geht voran!", ours)
    assert any("Es geht voran!" in line and ours[:40] in line for line in lines(report, "de"))
    assert list(chart_in(page).chart.plots[0].series[0].values) == list(
        chart_in(slide_of(opened(new), "progress")).chart.plots[0].series[0].values
    )


def test_an_edited_title_is_still_known_as_edited_the_next_time(old, new, refresh):
    def edit(presentation):
        slide_of(presentation, "progress").shapes.title.text_frame.paragraphs[0].runs[0].text = "Es geht voran!"

    once = refresh(edited(old, edit))
    twice = refresh(once.content, THEN)
    assert kept(twice.report) == [(Role.TITLE, "edited")]
    assert slide_of(opened(twice.content), "progress").shapes.title.text_frame.text == "Es geht voran!"


def test_paragraphs_added_to_our_text_and_notes_stay_around_ours(after, new):
    def edit(presentation):
        page = presentation.slides[1]
        body = page.placeholders[13].text_frame
        body.add_paragraph().text = "Unser Zusatz."
        notes = page.notes_slide.notes_text_frame
        first = copy.deepcopy(notes.paragraphs[0]._p)
        notes.paragraphs[0]._p.addprevious(first)
        notes.paragraphs[0].runs[0].text = "Bitte langsam sprechen."

    presentation, report = after(edit)
    page, fresh = presentation.slides[1], opened(new).slides[1]
    ours = fresh.placeholders[13].text_frame.text
    assert page.placeholders[13].text_frame.text == f"{ours}\nUnser Zusatz."
    assert (
        page.notes_slide.notes_text_frame.text == f"Bitte langsam sprechen.\n{fresh.notes_slide.notes_text_frame.text}"
    )
    assert kept(report) == []


def test_letters_that_a_person_chose_stay_with_new_words(after, new):
    def edit(presentation):
        run = slide_of(presentation, "progress").shapes.title.text_frame.paragraphs[0].runs[0]
        run.font.color.rgb, run.font.italic = RGBColor(200, 0, 0), True

    presentation, report = after(edit)
    run = slide_of(presentation, "progress").shapes.title.text_frame.paragraphs[0].runs[0]
    assert run.text == slide_of(opened(new), "progress").shapes.title.text_frame.text
    assert (run.font.color.rgb, run.font.italic) == (RGBColor(200, 0, 0), True)
    assert any(step.looks_kept for slide in report.slides for step in slide.steps if step.role is Role.TITLE)


def test_moved_and_resized_shapes_stay_where_they_were_put(after, new):
    def edit(presentation):
        frame = chart_in(slide_of(presentation, "progress"))
        frame.left, frame.width = Emu(100_000), Emu(5_000_000)
        title = slide_of(presentation, "maturity").shapes.title
        title.left, title.top, title.width, title.height = map(Emu, (1, 2, 3_000_000, 400_000))

    presentation, _ = after(edit)
    frame, title = chart_in(slide_of(presentation, "progress")), slide_of(presentation, "maturity").shapes.title
    assert (frame.left, frame.width) == (100_000, 5_000_000)
    assert (title.left, title.top) == (1, 2)
    assert title.text_frame.text == slide_of(opened(new), "maturity").shapes.title.text_frame.text


def test_deleted_shapes_notes_and_slides_stay_away(after, new):
    def edit(presentation):
        for shape in (chart_in(slide_of(presentation, "progress")), presentation.slides[0].placeholders[11]):
            shape._element.getparent().remove(shape._element)
        gone = slide_of(presentation, "maturity")
        ids = presentation.slides._sldIdLst
        number = number_of(presentation, gone) - 1
        presentation.part.drop_rel(ids[number].rId)
        ids.remove(ids[number])

    presentation, report = after(edit)
    assert not any(shape.has_chart for shape in slide_of(presentation, "progress").shapes)
    assert 11 not in [shape.placeholder_format.idx for shape in presentation.slides[0].placeholders]
    assert len(presentation.slides) == len(opened(new).slides) - 1
    fresh = slide_of(opened(new), "progress").shapes.title.text_frame.text
    assert slide_of(presentation, "progress").shapes.title.text_frame.text == fresh
    assert kept(report) == []


def test_own_shapes_links_and_animations_stay_on_our_slides(after):
    timing = f'<p:timing {nsdecls("p")}><p:tnLst><p:par><p:cTn id="1" dur="indefinite" nodeType="tmRoot"/></p:par></p:tnLst></p:timing>'

    def edit(presentation):
        page = slide_of(presentation, "progress")
        page.shapes.add_textbox(Pt(10), Pt(10), Pt(100), Pt(20)).text_frame.text = "Achtung: Zensus"
        page.shapes.title.click_action.hyperlink.address = "https://example.org/"
        page._element.append(parse_xml(f'<p:transition {nsdecls("p")} spd="slow"><p:fade/></p:transition>'))
        page._element.append(parse_xml(timing))

    presentation, report = after(edit)
    page = slide_of(presentation, "progress")
    assert "Achtung: Zensus" in words(page)
    assert page.shapes.title.click_action.hyperlink.address == "https://example.org/"
    assert len(page._element.xpath("./p:transition | ./p:timing")) == 2
    assert told(report, number_of(presentation, page)).fate is Fate.REFRESHED


def test_a_series_that_a_person_coloured_keeps_its_colour_and_gets_new_numbers(after, new):
    red = RGBColor(255, 0, 0)

    def edit(presentation):
        first = chart_in(slide_of(presentation, "maturity")).chart.plots[0].series[1]
        first.format.fill.solid()
        first.format.fill.fore_color.rgb = red

    presentation, report = after(edit)
    chart, fresh = (chart_in(slide_of(deck, "maturity")).chart for deck in (presentation, opened(new)))
    assert [list(item.values) for item in chart.plots[0].series] == [
        list(item.values) for item in fresh.plots[0].series
    ]
    assert list(chart.plots[0].categories) == list(fresh.plots[0].categories)
    colours = [item.format.fill.fore_color.rgb for item in chart.plots[0].series]
    assert colours[1] == red
    others = [item.format.fill for item in fresh.plots[0].series]
    assert [colours[0], *colours[2:]] == [fill.fore_color.rgb for fill in (others[0], *others[2:])]
    assert all(fill.type in (MSO_FILL.SOLID, MSO_FILL.PATTERNED) for fill in others)
    assert chart.part.chart_workbook.xlsx_part.blob == fresh.part.chart_workbook.xlsx_part.blob
    assert any(step.looks_kept for slide in report.slides for step in slide.steps if step.role is Role.PICTURE)


def test_charts_that_another_program_wrote_in_its_own_way_get_every_new_number_and_label(old, new, refresh, tmp_path):
    def edit(presentation):
        for page in presentation.slides:
            for shape in page.shapes:
                for looks in shape._element.iter("{*}spPr") if not shape.has_chart else _looks(shape.chart):
                    looks.append(parse_xml(f"<a:effectLst {nsdecls('a')}/>"))

    result = refresh(edited(old, edit))
    assert problems(result.content, tmp_path / "deck.pptx") == []
    charts = zip(_charts(opened(result.content)), _charts(opened(new)), strict=True)
    assert [(_said(one), _said(other)) for one, other in charts if _said(one) != _said(other)] == []


def _looks(chart):
    return [looks for series in chart._chartSpace.iter("{*}ser") for looks in series.findall("{*}spPr")]


def _charts(presentation):
    return [shape.chart for page in presentation.slides for shape in page.shapes if shape.has_chart]


def _said(chart):
    numbers = [(item.name, list(item.values)) for plot in chart.plots for item in plot.series]
    return numbers, list(chart.plots[0].categories), [item.text for item in chart._chartSpace.iter("{*}t")]


def test_a_bar_that_a_person_coloured_goes_with_its_category(after, new):
    name = None

    def edit(presentation):
        nonlocal name
        chart = chart_in(slide_of(presentation, "topics")).chart
        name = next(iter(chart.plots[0].categories))
        point = chart.plots[0].series[0].points[0]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = RGBColor(255, 0, 0)

    presentation, _ = after(edit)
    chart = chart_in(slide_of(presentation, "topics")).chart
    place = list(chart.plots[0].categories).index(name)
    coloured = chart.plots[0].series[0]._element.xpath("./c:dPt/c:idx/@val")
    assert coloured == [str(place)]


def test_a_series_that_a_person_took_out_of_the_chart_stays_out(after):
    gone = []

    def edit(presentation):
        chart = chart_in(slide_of(presentation, "maturity")).chart
        gone.append(chart.plots[0].series[0].name)
        element = chart.plots[0].series[0]._element
        element.getparent().remove(element)

    presentation, report = after(edit)
    # What the chart draws is other data now: the slide stays together.
    assert [slide.reason for slide in report.slides if slide.fate is Fate.HELD] == ["chart_data"]
    assert gone[0] not in [item.name for item in chart_in(slide_of(presentation, "maturity")).chart.plots[0].series]


def test_numbers_changed_in_a_chart_keep_the_whole_slide_as_it_was(old, after):
    def edit(presentation):
        chart = chart_in(slide_of(presentation, "progress")).chart
        point = chart.plots[0].series[0]._element.xpath("./c:val//c:pt/c:v")[-1]
        point.text = "0.99"

    presentation, report = after(edit)
    assert [slide.reason for slide in report.slides if slide.fate is Fate.HELD] == ["chart_data"]
    assert words(slide_of(presentation, "progress")) == words(slide_of(opened(old), "progress"))
    assert "0.99" in chart_in(slide_of(presentation, "progress")).chart.part.blob.decode()
    assert report.count(Fate.REFRESHED) > 3


def test_numbers_changed_in_the_workbook_of_a_chart_alone_are_seen_as_well(after):
    import openpyxl

    def edit(presentation):
        part = chart_in(slide_of(presentation, "progress")).chart.part.chart_workbook.xlsx_part
        book = openpyxl.load_workbook(io.BytesIO(part.blob))
        book.active["B2"] = 0.5
        buffer = io.BytesIO()
        book.save(buffer)
        part._blob = buffer.getvalue()

    _, report = after(edit)
    assert [slide.reason for slide in report.slides if slide.fate is Fate.HELD] == ["chart_data"]


def test_a_workbook_that_another_program_saved_without_a_change_is_no_conflict(after):
    import openpyxl

    def edit(presentation):
        part = chart_in(slide_of(presentation, "progress")).chart.part.chart_workbook.xlsx_part
        book = openpyxl.load_workbook(io.BytesIO(part.blob))
        buffer = io.BytesIO()
        book.save(buffer)
        part._blob = buffer.getvalue()

    _, report = after(edit)
    assert report.count(Fate.HELD) == 0


def test_a_cell_that_a_person_typed_over_stays_in_its_row_and_is_named(after, new):
    def edit(presentation):
        table_in(slide_of(presentation, "matrix")).table.cell(2, 1).text = "fast fertig"

    presentation, report = after(edit)
    table, fresh = (table_in(slide_of(deck, "matrix")).table for deck in (presentation, opened(new)))
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    expected = [[cell.text for cell in row.cells] for row in fresh.rows]
    expected[2][1] = "fast fertig"
    assert cells == expected
    assert any("fast fertig" in line for line in lines(report, "de"))


def test_a_table_with_a_row_of_somebodys_own_stays_with_its_slide(old, after):
    def edit(presentation):
        rows = table_in(slide_of(presentation, "matrix")).table._tbl.tr_lst
        rows[-1].addnext(copy.deepcopy(rows[-1]))

    presentation, report = after(edit)
    assert [slide.reason for slide in report.slides if slide.fate is Fate.HELD] == ["table_shape"]
    assert words(slide_of(presentation, "matrix")) == words(slide_of(opened(old), "matrix"))


def test_an_edited_alternative_text_is_kept_and_named(after):
    def edit(presentation):
        chart_in(slide_of(presentation, "progress"))._element.xpath(".//p:cNvPr")[0].set("descr", "Vier Linien")

    presentation, report = after(edit)
    facts = chart_in(slide_of(presentation, "progress"))._element.xpath(".//p:cNvPr")[0]
    assert facts.get("descr") == "Vier Linien"
    assert kept(report) == [(Role.ALT, "edited")]


def test_a_slide_that_was_doubled_is_refreshed_twice(after, new):
    def edit(presentation):
        source = slide_of(presentation, "maturity")
        double = presentation.slides.add_slide(source.slide_layout)
        for shape in list(double.shapes):
            shape._element.getparent().remove(shape._element)
        keys = {}
        for key, relation in source.part.rels.items():
            if not relation.reltype.endswith(("/slideLayout", "/notesSlide")):
                keys[key] = double.part.relate_to(relation.target_part, relation.reltype)
        for element in source.shapes._spTree[2:]:
            double.shapes._spTree.append(copy.deepcopy(element))
        double._element.cSld.append(copy.deepcopy(source._element.cSld.find("{*}custDataLst")))
        for element in double._element.iter():
            for name, value in element.attrib.items():
                if name.endswith("}id") and value in keys:
                    element.set(name, keys[value])

    presentation, _ = after(edit)
    fresh = slide_of(opened(new), "maturity").shapes.title.text_frame.text
    assert [slide_of(presentation, "maturity", nth).shapes.title.text_frame.text for nth in (0, 1)] == [fresh] * 2


def test_a_chart_copied_by_itself_onto_an_own_slide_is_refreshed_there(after, new):
    def edit(presentation):
        source = slide_of(presentation, "maturity")
        own = presentation.slides.add_slide(presentation.slide_layouts[2])
        own.shapes.title.text = "Nur das Bild"
        frame = copy.deepcopy(chart_in(source)._element)
        own.shapes._spTree.append(frame)
        for element in frame.iter():
            for name, value in element.attrib.items():
                if name.endswith("}id") and value in source.part.rels:
                    relation = source.part.rels[value]
                    target = relation.target_part
                    element.set(name, own.part.relate_to(target, relation.reltype))

    presentation, report = after(edit)
    own = presentation.slides[len(presentation.slides) - 1]
    fresh = chart_in(slide_of(opened(new), "maturity")).chart
    assert own.shapes.title.text_frame.text == "Nur das Bild"
    assert [list(item.values) for item in chart_in(own).chart.plots[0].series] == [
        list(item.values) for item in fresh.plots[0].series
    ]
    assert report.count(Fate.REFRESHED) > 3


def test_a_last_slide_lists_what_changed_and_the_next_refresh_replaces_it(old, refresh):
    once = refresh(old, list_changes=True)
    listed = [page for page in opened(once.content).slides if page.shapes.title.text_frame.text.startswith("Was sich")]
    assert [page.slide_id for page in listed] == [page.slide_id for page in opened(once.content).slides][-len(listed) :]
    assert [line for page in listed for line in page.placeholders[13].text_frame.text.split("\n")] == changes(
        once.report, "de"
    )
    twice = refresh(once.content, THEN, list_changes=True)
    found = [title for title in titles(opened(twice.content)) if title.startswith("Was sich")]
    assert len(found) == len(set(found)) == len(listed)


def test_the_report_as_plain_data_names_every_slide(old, refresh):
    report = refresh(old).report
    facts = plain(report, "en")
    assert facts["as_of"] == NOW.isoformat()
    assert facts["before"] == [{"as_of": THEN.isoformat(), "snapshot": facts["snapshot"]}]
    assert [slide["number"] for slide in facts["slides"]] == list(range(1, len(facts["slides"]) + 1))
    assert pptx.Presentation(io.BytesIO(old)).slides[0] is not None
