"""Decks of OpenDocument that people worked on, refreshed."""

import io
import shutil
import subprocess
import zipfile
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from refreshing import NOW, OCCASION, THEN, today

from ozgdash.errors import UserError
from ozgdash.export import refreshing
from ozgdash.export.council.order import Order, assembled_from
from ozgdash.export.council.reading import on_slides
from ozgdash.export.odf.came_back import Document, seen, shapes_of
from ozgdash.export.odf.deck import odp_file
from ozgdash.export.odf.reading import lines_of, tag
from ozgdash.export.odf.slide_marks import file_of
from ozgdash.export.odf.slides_again import save
from ozgdash.export.refresh.pieces import Role
from ozgdash.export.refresh.plan import Verb
from ozgdash.export.refresh.renewed import renewed
from ozgdash.export.refresh.report import Fate

SECTIONS = ("situation", "topics_by_partner", "changes", "late")


def made(connection, view, as_of, template=""):
    order = Order(OCCASION, replace(view, filters=view.filters.at(as_of)), SECTIONS, template=template)
    return odp_file(on_slides(assembled_from(connection, order)))


@pytest.fixture(scope="module")
def old(golden_connection, golden_view):
    return made(golden_connection, golden_view, THEN)


@pytest.fixture(scope="module")
def new(golden_connection, golden_view):
    return made(golden_connection, golden_view, NOW)


@pytest.fixture
def refresh(golden_connection, golden_view):
    def run(content, as_of=NOW, **options):
        asked = today(golden_connection, golden_view, as_of)
        return refreshing.refreshed(content, "alt.odp", lambda *wanted: renewed(asked, *wanted), **options)

    return run


def edited(content, edit):
    document = Document(content, "")
    edit(document)
    save(document)
    return file_of(document.parts)


def slide(document, chart):
    return next(item for item in seen(document) if item.mark and item.mark.origin.asked.chart == chart)


def said(content):
    """Of each slide its name, its master, what stands on it and where it comes from."""
    found = seen(Document(content, ""))
    master = tag("draw:master-page-name")
    return [(item.page.get(tag("draw:name")), item.page.get(master), item.pieces, item.mark) for item in found]


def set_words(frame, words):
    paragraph = next(frame.iter(tag("text:p")))
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.text = words


def test_a_deck_that_nobody_touched_says_what_the_one_of_today_says(old, new, refresh):
    assert said(old) != said(new)
    result = refresh(old)
    assert said(result.content) == said(new)
    assert any("Vorlage\u00a026\u201112345" in " ".join(piece.lines) for piece in said(result.content)[0][2].values())
    assert refresh(result.content).content == result.content
    assert said(refresh(new, THEN).content) == said(old), "time travels back as well"


def test_every_part_of_a_refreshed_file_is_in_its_list_and_only_those(old, refresh):
    parts = Document(refresh(old, list_changes=True).content, "").parts
    listed = {item.get(item.keys()[0]) for item in etree.fromstring(parts["META-INF/manifest.xml"])}
    files = {name for name in listed if not name.endswith("/")}
    assert files == parts.keys() - {"mimetype", "META-INF/manifest.xml"}
    folders = {name.partition("/")[0] + "/" for name in parts if name.startswith("Object")}
    assert {name for name in listed if name.endswith("/")} - {"/"} == folders


def test_words_places_own_slides_and_deleted_frames_of_a_person_stay(old, new, refresh):
    def edit(document):
        page = slide(document, "progress")
        set_words(page.shapes[Role.TITLE], "Eigene Worte")
        page.shapes[Role.PICTURE].set(tag("svg:x"), "1cm")
        other = slide(document, "maturity")
        other.page.remove(other.shapes[Role.FOOTER])
        own = deepcopy(document.pages[0])
        own.set(tag("draw:name"), "Fazit")
        for frame in own.findall(tag("draw:frame")):
            set_words(frame, "Ganz eigenes")
        document.pages[1].addnext(own)

    result = refresh(edited(old, edit))
    after, fresh = Document(result.content, ""), Document(new, "")
    page = slide(after, "progress")
    assert lines_of(page.shapes[Role.TITLE]) == ("Eigene Worte",)
    assert page.shapes[Role.PICTURE].get(tag("svg:x")) == "1cm"
    assert page.pieces[Role.PICTURE].chart == slide(fresh, "progress").pieces[Role.PICTURE].chart
    assert lines_of(page.shapes[Role.FOOTER]) == lines_of(slide(fresh, "progress").shapes[Role.FOOTER])
    assert Role.FOOTER not in shapes_of(slide(after, "maturity").page, "de")
    assert after.pages[2].get(tag("draw:name")) == "Fazit"
    assert result.report.count(Fate.OWN) == 1
    kept = [(step.role, step.old) for item in result.report.slides for step in item.steps if step.verb is Verb.KEPT]
    assert kept == [(Role.TITLE, "Eigene Worte")]


def test_a_cell_that_was_typed_over_stays_and_numbers_of_a_chart_keep_their_slide(old, new, refresh):
    def edit(document):
        cells = list(slide(document, "matrix").shapes[Role.PICTURE].iter(tag("table:table-cell")))
        set_words(cells[5], "fast fertig")
        folder = slide(document, "maturity").shapes[Role.PICTURE].find(tag("draw:object")).get(tag("xlink:href"))[2:]
        chart = etree.fromstring(document.parts[f"{folder}/content.xml"])
        next(item for item in chart.iter(tag("table:table-cell")) if item.get(tag("office:value"))).set(
            tag("office:value"), "99"
        )
        document.parts[f"{folder}/content.xml"] = etree.tostring(chart)

    result = refresh(edited(old, edit))
    after = Document(result.content, "")
    expected = [list(row) for row in slide(Document(new, ""), "matrix").pieces[Role.PICTURE].cells]
    expected[1][1] = "fast fertig"
    assert [list(row) for row in slide(after, "matrix").pieces[Role.PICTURE].cells] == expected
    assert [item.reason for item in result.report.slides if item.fate is Fate.HELD] == ["chart_data"]
    assert slide(after, "maturity").pieces == slide(Document(edited(old, edit), ""), "maturity").pieces


def test_a_chart_that_was_formatted_elsewhere_keeps_its_slide(old, refresh):
    def edit(document):
        folder = slide(document, "progress").shapes[Role.PICTURE].find(tag("draw:object")).get(tag("xlink:href"))[2:]
        name = f"{folder}/content.xml"
        document.parts[name] = document.parts[name].replace(b'svg:stroke-color="#', b'svg:stroke-color="#0', 1)

    result = refresh(edited(old, edit))
    assert [item.reason for item in result.report.slides if item.fate is Fate.HELD] == ["chart_worked_on"]


def test_a_slide_that_was_renamed_is_told_by_what_stands_on_it(old, new, refresh):
    def edit(document):
        slide(document, "progress").page.set(tag("draw:name"), "Unser Fortschritt")

    after = Document(refresh(edited(old, edit)).content, "")
    page = slide(after, "progress")
    assert page.page.get(tag("draw:name")) == "Unser Fortschritt"
    assert page.pieces == slide(Document(new, ""), "progress").pieces


def test_the_changes_stand_on_a_last_slide(old, refresh):
    after = Document(refresh(old, list_changes=True).content, "")
    assert lines_of(shapes_of(after.pages[-1], "de")[Role.TITLE])[0].startswith("Was sich seit der letzten Fassung")


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda parts: parts | {"Basic/Standard/x.xml": b"<x/>"}, "refresh.macros"),
        (lambda parts: parts | {"mimetype": b"application/vnd.oasis.opendocument.text"}, "refresh.no_presentation"),
        (lambda parts: parts | {"content.xml": b"<!DOCTYPE x []><x/>"}, "refresh.forbidden_xml"),
        (lambda parts: parts | {"content.xml": b"<x"}, "refresh.damaged"),
        (lambda parts: {name: parts[name] for name in ("mimetype", "content.xml")}, "refresh.no_presentation"),
        (lambda parts: parts | {"meta.xml": b"<x/>"}, "refresh.nothing_of_ours"),
    ],
)
def test_what_cannot_be_refreshed_is_refused_in_a_sentence(old, refresh, change, key):
    broken = file_of(change(Document(old, "").parts))
    with pytest.raises(UserError) as caught:
        refresh(broken)
    assert caught.value.key == key


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_file_that_libreoffice_saved_is_refreshed_as_one_that_it_did_not(old, new, refresh, tmp_path):
    path: Path = tmp_path / "deck.odp"
    path.write_bytes(old)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    subprocess.run(
        [*command, "odp:impress8", "--outdir", tmp_path / "out", path], check=True, capture_output=True, timeout=180
    )
    saved = (tmp_path / "out" / "deck.odp").read_bytes()
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        assert b"LibreOffice" in archive.read("meta.xml")
    result = refresh(saved)
    assert result.report.count(Fate.HELD) == result.report.count(Fate.OWN) == 0
    fresh = [(item.pieces, item.page.get(tag("draw:name"))) for item in seen(Document(new, ""))]
    after = [(item.pieces, item.page.get(tag("draw:name"))) for item in seen(Document(result.content, ""))]
    assert [name for _, name in after] == [name for _, name in fresh]
    for (now, _), (wanted, _) in zip(after, fresh, strict=True):
        assert {role: (piece.lines, piece.cells, piece.chart) for role, piece in now.items()} == {
            role: (piece.lines, piece.cells, piece.chart) for role, piece in wanted.items()
        }
    assert refresh(result.content).content == result.content


def shown(content):
    document = Document(content, "")
    return [
        (page.get(tag("draw:master-page-name")), [lines_of(frame) for frame in page.iter(tag("draw:frame"))])
        for page in document.pages
    ]


def test_slides_of_a_house_are_made_anew_on_its_masters(golden_connection, golden_view, refresh, old, tmp_path):
    house = tmp_path / "haus.odp"
    house.write_bytes(old)
    then, now = (made(golden_connection, golden_view, day, str(house)) for day in (THEN, NOW))
    found = refresh(then).content
    assert shown(found) == shown(now)
    assert shown(found) != shown(then)
