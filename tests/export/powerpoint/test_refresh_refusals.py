"""Decks that cannot be refreshed, as a whole or in part: each a sentence, and nothing half done."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pptx
import pytest
from refreshing import NOW, THEN, edited, made, opened, slide_of, titles, today, words

from ozgdash.charts.by_name import chart
from ozgdash.errors import UserError
from ozgdash.export.powerpoint import slide, tags
from ozgdash.export.powerpoint.refresh import refreshed
from ozgdash.export.refresh import archive, marks
from ozgdash.export.refresh.renewed import renewed
from ozgdash.export.refresh.report import Fate, lines

SECTIONS = ("situation",)


@pytest.fixture(scope="module")
def old(golden_connection, golden_view):
    return made(golden_connection, golden_view, THEN, SECTIONS)


@pytest.fixture
def ask(golden_connection, golden_view):
    def run(*wanted):
        return renewed(today(golden_connection, golden_view), *wanted)

    return run


def single(connection, view, **changed):
    """A slide of one chart in another view."""
    filters = replace(view.filters, **changed)
    return slide.pptx_file(chart("progress", connection, replace(view, filters=filters)))


def without_marks(presentation):
    """As an older version of the program made it."""
    for page in presentation.slides:
        for data in page._element.xpath(".//p:custDataLst"):
            data.getparent().remove(data)
    presentation.part.package._rels.pop(
        next(key for key, item in presentation.part.package._rels.items() if item.reltype == tags.PROPERTIES)
    )


def refusal(content, ask, file="alt.pptx"):
    with pytest.raises(UserError) as caught:
        refreshed(content, file, ask)
    for lang in ("de", "en"):
        assert caught.value.message(lang)
    return caught.value.key


def remarked(content, change):
    """The file with other marks."""

    def edit(presentation):
        for page in presentation.slides:
            mark = tags.of_slide(page)
            if mark is not None:
                tags.put_again(page, change(mark), None, loose=False)

    return edited(content, edit)


def asked(**values):
    def change(mark):
        return replace(mark, origin=replace(mark.origin, asked=replace(mark.origin.asked, **values)))

    return change


def filtered(**values):
    return lambda mark: asked(filters=replace(mark.origin.asked.filters, **values))(mark)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (asked(cooperation="Andere"), "refresh.other_cooperation"),
        (asked(snapshot="ozg-später", published_at=datetime(2099, 1, 1, tzinfo=UTC)), "refresh.newer_data"),
        (filtered(partners=("gegangen",)), "refresh.unknown_partner"),
        (filtered(groups=("fort",)), "refresh.unknown_group"),
        (filtered(topics=("Kein Themenfeld",)), "refresh.unknown_topic"),
        (filtered(departments=("Kein Amt",)), "refresh.unknown_department"),
        (filtered(deadline="keine"), "refresh.unknown_deadline"),
        (asked(service="kein-dienst"), "refresh.unknown_service"),
        (asked(chart="keine_grafik"), "refresh.unknown_chart"),
    ],
)
def test_what_is_gone_is_refused_by_name(golden_connection, golden_view, ask, change, key):
    assert refusal(remarked(single(golden_connection, golden_view), change), ask) == key


def test_a_deck_without_a_slide_of_ours_is_refused(old, ask):
    stranger = io.BytesIO()
    pptx.Presentation().save(stranger)
    assert refusal(stranger.getvalue(), ask) == "refresh.nothing_of_ours"
    assert refusal(edited(old, without_marks), ask) == "refresh.nothing_of_ours"


def test_marks_of_a_later_version_are_named_and_left_alone(old, ask, monkeypatch):
    monkeypatch.setattr(marks, "VERSION", 2)
    assert refusal(old, ask) == "refresh.all_unreadable"


def test_slides_that_cannot_be_made_again_stay_while_the_others_are_new(old, golden_connection, golden_view, ask):
    def edit(presentation):
        page = slide_of(presentation, "maturity")
        tags.put_again(page, filtered(partners=("gegangen",))(tags.of_slide(page)), None, loose=False)

    result = refreshed(edited(old, edit), "alt.pptx", ask)
    held = [item for item in result.report.slides if item.fate is Fate.HELD]
    assert [item.error.key for item in held] == ["refresh.unknown_partner"]
    assert any("gegangen" in line for line in lines(result.report, "de"))
    assert words(slide_of(opened(result.content), "maturity")) == words(slide_of(opened(old), "maturity"))
    assert result.report.count(Fate.REFRESHED) > 1


def test_a_chart_that_no_paper_has_any_more_stays_and_is_named(old, ask):
    def edit(presentation):
        page = slide_of(presentation, "maturity")
        tags.put_again(page, asked(chart="keine_grafik")(tags.of_slide(page)), None, loose=False)

    result = refreshed(edited(old, edit), "alt.pptx", ask)
    assert [item.error.key for item in result.report.slides if item.error] == ["refresh.unknown_chart"]


def test_a_day_to_compare_with_that_lies_behind_the_stand_gives_way(golden_connection, golden_view, ask):
    content = remarked(single(golden_connection, golden_view), asked(compare_on=NOW.replace(year=2050), target_on=THEN))
    assert refreshed(content, "alt.pptx", ask).report.count(Fate.HELD) == 0


def packed(content, **changes):
    """The archive with other entries; None takes one away."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            words = changes.get(name, before.read(name))
            if words is not None:
                after.writestr(name, words)
        for name in changes.keys() - set(before.namelist()):
            after.writestr(name, changes[name])
    return buffer.getvalue()


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(name)


TYPES, SLIDE = "[Content_Types].xml", "ppt/slides/slide2.xml"
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


def test_hostile_and_other_files_are_refused_in_sentences(old, ask, monkeypatch):
    types = part(old, TYPES)
    main = b"presentationml.presentation.main+xml"
    cases = {
        b"": "refresh.not_a_deck",
        b"%PDF-1.7": "refresh.not_a_deck",
        bytes.fromhex("d0cf11e0a1b11ae1") + b"x": "refresh.encrypted_or_old",
        old[: len(old) // 2]: "refresh.damaged",
        packed(old, **{SLIDE: BOMB}): "refresh.forbidden_xml",
        packed(old, **{SLIDE: b"<a>" * 300 + b"</a>" * 300}): "refresh.damaged",
        packed(old, **{SLIDE: b"<p:sld"}): "refresh.damaged",
        packed(old, **{SLIDE: None}): "refresh.damaged",
        packed(old, **{TYPES: None}): "refresh.not_a_deck",
        packed(old, **{"ppt/vbaProject.bin": b"x"}): "refresh.macros",
        packed(old, **{TYPES: types.replace(main, b"presentationml.template.main+xml")}): "refresh.template_or_show",
        packed(old, **{TYPES: types.replace(main, b"presentationml.slideshow.main+xml")}): "refresh.template_or_show",
        packed(old, **{"ppt/presentation.xml": b"<x/>"}): "refresh.damaged",
    }
    for content, key in cases.items():
        assert refusal(content, ask) == key
    macro = types.replace(
        b"vnd.openxmlformats-officedocument." + main, b"vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
    )
    assert refusal(packed(old, **{TYPES: macro}), ask) == "refresh.macros"
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 100_000)
    assert refusal(old, ask) == "refresh.too_large"


def test_references_to_nothing_and_numbers_that_are_none_are_no_stack_trace(old, ask):
    for before, after in (
        (b'r:id="rId2"', b'r:id="rId99"'),
        (b'<a:off x="', b'<a:off x="z'),
        (b'<p:cNvPr id="2"', b'<p:cNvPr id="zwei"'),
        (b"p:txBody", b"p:txLeib"),
    ):
        names = [f"ppt/slides/slide{number}.xml" for number in (1, 2, 3, 4)]
        broken = packed(old, **{name: part(old, name).replace(before, after) for name in names})
        outcome = None
        try:
            outcome = refreshed(broken, "alt.pptx", ask)
        except UserError as error:
            outcome = error.key
        assert outcome == "refresh.damaged" or titles(opened(outcome.content)), before


def test_a_chart_whose_workbook_lies_elsewhere_is_left_to_its_owner(old, ask):
    name = next(name for name in zipfile.ZipFile(io.BytesIO(old)).namelist() if "charts/_rels" in name)
    linked = part(old, name).replace(b'Target="../embeddings', b'TargetMode="External" Target="file:///C:/x')
    result = refreshed(packed(old, **{name: linked}), "alt.pptx", ask)
    assert [item.reason for item in result.report.slides if item.fate is Fate.HELD] == ["chart_data"]
    assert titles(opened(result.content)) != titles(opened(old))
