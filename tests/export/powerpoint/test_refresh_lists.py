"""Lists that became longer or shorter, and what people do to decks at random."""

import io
import random
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from house_templates import house, saved
from office_files import numbered_list
from pptx.opc.packuri import PackURI
from pptx.util import Pt
from refreshing import THEN, again, edited, made, opened, parts, titles, words

from ozgdash.errors import UserError
from ozgdash.export.archive import with_fixed_times
from ozgdash.export.council.package import CouncilPackage, Occasion, Section
from ozgdash.export.powerpoint import deck, part_names, tags
from ozgdash.export.powerpoint.refresh import refreshed
from ozgdash.export.refresh.pieces import Role
from ozgdash.export.refresh.renewed import Renewed, key_of
from ozgdash.export.refresh.report import Fate, lines, slide_lines
from ozgdash.export.slides.deck import deck_pages
from ozgdash.model.asked import Asked

CHANGED = "Was sich seit der letzten Fassung geändert hat"


@pytest.fixture
def listed(golden_view):
    """A deck whose only list has so many rows."""

    def run(rows, as_of=THEN, template=""):
        view = replace(golden_view, filters=golden_view.filters.at(as_of))
        spec = replace(numbered_list(rows, words=12), asked=Asked.of(view, "late"))
        sections = (Section("late", "Überfällig", (spec,)),)
        return CouncilPackage(Occasion("Liste"), view, (), sections, template=template)

    return run


@pytest.fixture
def become(listed):
    """A deck after its list has come to have another number of rows."""

    def run(content, rows, **options):
        package = listed(rows, date(2021, 4, 30))

        def ask(_origins, design):
            pages = {}
            for page in deck_pages(package, design):
                pages.setdefault(key_of(page.origin), []).append(page)
            return Renewed(pages, {}, package.view)

        return refreshed(content, "alt.pptx", ask, **options)

    return run


def slides_of_list(presentation):
    return [page for page in presentation.slides if tags.of_slide(page) and tags.of_slide(page).origin.section]


@pytest.mark.parametrize(("before", "now"), [(5, 40), (40, 5), (30, 38)])
def test_a_list_that_grew_or_shrank_has_as_many_slides_as_a_new_one(listed, become, before, now):
    result = become(deck.pptx_file(listed(before)), now)
    fresh = deck.pptx_file(listed(now, date(2021, 4, 30)))
    assert parts(result.content) == parts(fresh)
    groups = [
        [item.get("id") for item in opened(content).part._element.iter("{*}sldId")]
        for content in (result.content, fresh)
    ]
    assert len(groups[0]) == len(groups[1]) == 2 * len(opened(fresh).slides)


def test_a_list_of_many_slides_becomes_one_where_decks_are_brief_and_a_slide_with_something_of_a_person_stays(
    listed, golden_view
):
    def note(presentation):
        last = slides_of_list(presentation)[-1]
        last.shapes.add_textbox(Pt(10), Pt(10), Pt(100), Pt(20)).text_frame.text = "Bitte klären"

    package = replace(listed(40, date(2021, 4, 30)), brief=True)

    def ask(_origins, design):
        pages = {}
        for page in deck_pages(package, design):
            pages.setdefault(key_of(page.origin), []).append(page)
        return Renewed(pages, {}, package.view)

    before = deck.pptx_file(listed(40))
    assert len(slides_of_list(opened(before))) > 2
    assert parts(refreshed(before, "alt.pptx", ask).content) == parts(deck.pptx_file(package))
    kept = slides_of_list(opened(refreshed(edited(before, note), "alt.pptx", ask).content))
    assert len(kept) == 2
    assert "weitere in der Arbeitsmappe" in "".join(words(kept[0]))
    assert "Bitte klären" in words(kept[1])


def test_further_slides_come_behind_the_last_of_the_list_wherever_it_stands(listed, become):
    def edit(presentation):
        ids = presentation.slides._sldIdLst
        ids.insert(0, ids[1])

    found = titles(opened(become(edited(deck.pptx_file(listed(5)), edit), 40).content))
    count = sum(title.startswith("Es sind 40.") for title in found)
    assert count > 2
    assert [title.startswith("Es sind 40.") for title in found] == [True] * count + [False] * (len(found) - count)
    assert found[count] == "Liste"


def test_slides_of_a_list_that_a_person_deleted_do_not_come_back(listed, become):
    def edit(presentation):
        ids = presentation.slides._sldIdLst
        presentation.part.drop_rel(ids[2].rId)
        ids.remove(ids[2])

    before = edited(deck.pptx_file(listed(30)), edit)
    after = opened(become(before, 40).content)
    parts_left = [tags.of_slide(page).origin.part for page in slides_of_list(after)]
    assert 2 not in parts_left
    assert parts_left == sorted(parts_left)
    assert parts_left[-1] == tags.of_slide(slides_of_list(after)[-1]).origin.parts


def without_third(presentation):
    ids = presentation.slides._sldIdLst
    presentation.part.drop_rel(ids[2].rId)
    ids.remove(ids[2])


def with_own_at_the_end(presentation):
    own = presentation.slides.add_slide(presentation.slides[1].slide_layout)
    own.shapes.title.text_frame.text = "Eigenes Fazit"
    own.notes_slide.notes_text_frame.text = "Zum Schluss"


def with_link_to_the_last(presentation):
    last = slides_of_list(presentation)[-1]
    presentation.slides[0].shapes.title.click_action.target_slide = last
    presentation.slides[0].shapes.title.text_frame.text = "Mit Verweis"


def names(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [name.lower() for name in archive.namelist()]


@pytest.mark.parametrize(
    ("edit", "on_template"),
    [
        (lambda _: None, False),
        (without_third, False),
        (with_own_at_the_end, False),
        (with_link_to_the_last, False),
        (with_own_at_the_end, True),
    ],
)
def test_no_slide_is_lost_where_a_list_became_shorter_and_changes_are_listed(
    listed, become, tmp_path, edit, on_template
):
    template = tmp_path / "haus.pptx"
    template.write_bytes(saved(house()))
    before = edited(deck.pptx_file(listed(40, template=str(template) if on_template else "")), edit)
    plain = become(before, 5)
    result = become(before, 5, list_changes=True)
    assert result.report.count(Fate.REMOVED) >= 1
    found = titles(opened(result.content))
    kept = titles(opened(plain.content))
    assert found[: len(kept)] == kept
    assert {title.partition(" (")[0] for title in found[len(kept) :]} == {CHANGED}
    assert len(set(names(result.content))) == len(names(result.content))
    assert parts(result.content)[: len(kept)] == parts(plain.content)
    grown = become(result.content, 40, list_changes=True)
    assert len(set(names(grown.content))) == len(names(grown.content))
    assert sum(title.startswith(CHANGED) for title in titles(opened(grown.content))) >= 1
    assert ("Eigenes Fazit" in found) == (edit is with_own_at_the_end)


def test_why_a_slide_was_removed_is_said_for_each_of_the_two_reasons(listed, become):
    shorter = become(deck.pptx_file(listed(40)), 5, list_changes=True)
    said = lines(shorter.report, "de")
    assert (
        sum(line.startswith("Entfernt, weil sie nicht mehr gebraucht wird (die Liste ist kürzer") for line in said) >= 1
    )
    assert any("Tabelle" in line for line in said)
    again = lines(become(shorter.content, 40).report, "de")
    assert any(line.startswith(f"Entfernt, weil sie frühere Änderungen aufzählte: „{CHANGED}") for line in again)
    assert not any("nicht mehr gebraucht" in line for line in again)
    for line in (*said, *again):
        assert "„“" not in line
        assert "Diagramm oder Tabelle" not in line


def test_parts_of_one_name_are_told_apart_and_never_written(listed):
    presentation = opened(deck.pptx_file(listed(5)))
    pages = [page.part for page in presentation.slides]
    pages[0].partname = PackURI("/ppt/slides/SLIDE2.xml")
    part_names.tell_apart(presentation.part.package)
    assert len({str(page.partname).lower() for page in pages}) == len(pages)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("ppt/slides/slide1.xml", "")
        archive.writestr("ppt/slides/Slide1.xml", "")
    with pytest.raises(UserError) as caught:
        with_fixed_times(buffer.getvalue())
    assert caught.value.key == "refresh.name_twice"


def test_a_surplus_slide_with_something_of_a_person_stays_as_it_is(listed, become):
    def edit(presentation):
        last = slides_of_list(presentation)[-1]
        last.shapes.add_textbox(Pt(10), Pt(10), Pt(100), Pt(20)).text_frame.text = "Bitte klären"

    before = edited(deck.pptx_file(listed(40)), edit)
    result = become(before, 5)
    left = slides_of_list(opened(result.content))
    assert len(left) == 2
    assert "Bitte klären" in words(left[1])
    assert words(left[1])[:-2] == words(slides_of_list(opened(before))[-1])[:-2]
    assert [item.reason for item in result.report.slides if item.fate is Fate.HELD] == ["surplus"]


def test_where_a_program_dropped_the_marks_nobody_is_said_to_have_changed_a_surplus_slide(listed, become):
    def edit(presentation):
        for page in presentation.slides:
            for tagged in page._element.xpath(".//p:custDataLst"):
                tagged.getparent().remove(tagged)

    result = become(edited(deck.pptx_file(listed(40)), edit), 5)
    held = [item for item in result.report.slides if item.fate is Fate.HELD]
    assert {item.reason for item in held} == {"surplus_unsure"}
    for lang, words_of in (("de", "lässt sich nicht sagen, ob jemand"), ("en", "cannot be told whether somebody")):
        assert words_of in slide_lines(held[0], lang)[0]


def test_a_cell_typed_over_whose_row_is_gone_keeps_the_slide(listed, become):
    def edit(presentation):
        frame = next(shape for shape in slides_of_list(presentation)[0].shapes if shape.has_table)
        frame.table.cell(5, 1).text = "von Hand"

    result = become(edited(deck.pptx_file(listed(5)), edit), 3)
    assert [item.reason for item in result.report.slides if item.fate is Fate.HELD] == ["table_row"]


OWN = "Von Hand"
KINDS = ("title", "move", "own_shape", "own_slide", "delete_shape", "notes", "order")


def person(presentation, chance):
    """Does something to a slide, and says what must be there afterwards: (slide, what, value)."""
    page = chance.choice([page for page in presentation.slides if tags.of_slide(page)])
    kind = chance.choice(KINDS)
    value = f"Von Hand {chance.random()}"
    if kind == "title" and page.shapes.title is not None:
        page.shapes.title.text_frame.text = value
    elif kind == "move":
        shape = chance.choice(list(page.shapes))
        shape.left, shape.top, shape.width, shape.height = value = tuple(Pt(chance.randint(10, 400)) for _ in range(4))
        return page.slide_id, kind, (shape.shape_id, value)
    elif kind == "own_shape":
        box = page.shapes.add_textbox(Pt(5), Pt(5), Pt(50), Pt(20))
        box.text_frame.text, box.name = value, OWN
    elif kind == "own_slide":
        own = presentation.slides.add_slide(presentation.slide_layouts[2])
        own.shapes.title.text_frame.text = value
        return own.slide_id, "title", value
    elif kind == "delete_shape":
        ours = [item for item in page.shapes if item != page.shapes.title and item.name != OWN]
        shape = chance.choice(ours)
        shape._element.getparent().remove(shape._element)
        return page.slide_id, kind, shape.shape_id
    elif kind == "notes":
        page.notes_slide.notes_text_frame.add_paragraph().text = value
    else:
        ids = presentation.slides._sldIdLst
        ids.insert(chance.randrange(len(ids)), ids[chance.randrange(len(ids))])
        return 0, kind, None
    return page.slide_id, kind, value


def survives(presentation, edit):
    number, kind, value = edit
    page = next((page for page in presentation.slides if page.slide_id == number), None)
    if kind == "order":
        return True
    if kind == "title":
        return page.shapes.title.text_frame.text == value
    if kind == "own_shape":
        return value in words(page)
    if kind == "notes":
        return value in page.notes_slide.notes_text_frame.text
    wanted, place = value if kind == "move" else (value, None)
    shape = next((shape for shape in page.shapes if shape.shape_id == wanted and shape.name != OWN), None)
    if kind == "delete_shape":
        return shape is None
    return shape is None or (shape.left, shape.top, shape.width) == place[:3]


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 30))])
def test_whatever_a_person_did_is_there_afterwards_and_the_rest_is_new(golden_connection, golden_view, seed):
    chance, edits = random.Random(seed), []  # noqa: S311
    old = made(golden_connection, golden_view, THEN, ("situation", "late"))
    before = edited(old, lambda deck: edits.extend(person(deck, chance) for _ in range(8)))
    result = again(golden_connection, golden_view, before)
    presentation = opened(result.content)
    last = {edit[:2]: edit for edit in edits if edit[1] in ("title",)}
    kept = [edit for edit in edits if edit[1] != "title"] + list(last.values())
    assert [edit for edit in kept if not survives(presentation, edit)] == []
    assert [page.slide_id for page in presentation.slides] == [page.slide_id for page in opened(before).slides]
    for item in result.report.slides:
        footers = [step for step in item.steps if step.role is Role.FOOTER]
        assert item.fate in (Fate.OWN, Fate.HELD) or all(step.new or not step.old for step in footers)
    assert again(golden_connection, golden_view, result.content).content == result.content
