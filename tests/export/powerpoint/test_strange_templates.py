"""Templates that are odd, broken or meant to harm: opened without harm or refused with a sentence."""

from __future__ import annotations

import contextlib
import io
import zipfile

import house_templates as houses
import pytest

from ozgdash.errors import UserError
from ozgdash.export.powerpoint.template import opened
from ozgdash.export.powerpoint.template_package import without_slides
from ozgdash.export.templates import archive
from ozgdash.export.templates.archive import Archive
from ozgdash.sources import archives

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100"
    "18dd8db00000000049454e44ae426082"
)
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"
RELS = "ppt/slideMasters/_rels/slideMaster1.xml.rels"


@pytest.fixture(scope="module")
def usual() -> bytes:
    return houses.saved(houses.house())


def refusal(content: bytes) -> str:
    with pytest.raises(UserError) as caught:
        opened(content, "haus.potx")
    sentence = caught.value.message("de")
    assert sentence != caught.value.message("en")
    assert "haus.potx" in sentence
    return sentence


def related(
    content: bytes, kind: str, target: str, *, external: bool = True, added: dict[str, bytes] | None = None
) -> bytes:
    """The template whose master refers to something."""
    mode = ' TargetMode="External"' if external else ""
    relation = f'<Relationship Id="rId77" Type="{LINK.format(kind)}" Target="{target}"{mode}/></Relationships>'
    return houses.changed(houses.replaced(content, RELS, "</Relationships>", relation), lambda _, part: part, added)


@pytest.mark.parametrize("kind", ["template", "slideshow"])
def test_a_potx_and_a_slide_show_are_opened_as_a_presentation(usual, kind):
    found = opened(houses.as_template(usual, kind), "haus.potx")
    assert len(found.house.layouts) == 6
    assert found.deck.part.content_type.endswith("presentation.main+xml")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "keine Präsentation"),
        (b"%PDF-1.7", "keine Präsentation"),
        (b"PK\x03\x04 kaputt", "beschädigt"),
        (archives.OLE + b"\0" * 600, "Kennwort"),
    ],
)
def test_what_is_no_template_is_refused(content, said):
    assert said in refusal(content)


def test_another_kind_of_document_is_refused(usual):
    words = ("presentationml.presentation.main", "wordprocessingml.document.main")
    assert "keine Präsentation" in refusal(houses.replaced(usual, "[Content_Types].xml", *words))


def test_macros_and_active_content_are_refused(usual):
    main = ("presentationml.presentation.main+xml", "ms-powerpoint.template.macroEnabled.main+xml")
    potm = houses.changed(
        usual,
        lambda name, part: (
            part.replace(
                b"application/vnd.openxmlformats-officedocument." + main[0].encode(),
                b"application/vnd." + main[1].encode(),
            )
            if name == "[Content_Types].xml"
            else part
        ),
    )
    assert "Makros" in refusal(potm)
    assert "Makros" in refusal(houses.changed(usual, lambda _, part: part, {"ppt/vbaProject.bin": b"x"}))
    assert "Makros" in refusal(related(usual, "control", "../activeX/activeX1.xml", external=False))


def test_strict_open_xml_is_refused(usual):
    transitional = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    assert "Strict" in refusal(houses.replaced(usual, "_rels/.rels", transitional, strict))


def test_what_is_loaded_from_elsewhere_is_refused_and_a_link_of_the_house_stays(usual):
    for target in ("http://example.org/logo.png", "file:///etc/passwd", "\\\\server\\share\\logo.png"):
        assert "von außerhalb" in refusal(related(usual, "image", target))
    kept = without_slides(Archive(related(usual, "hyperlink", "https://example.org/"), "haus.potx"))
    assert b"https://example.org/" in zipfile.ZipFile(io.BytesIO(kept)).read(RELS)
    gone = without_slides(Archive(related(usual, "hyperlink", "file:///etc/passwd"), "haus.potx"))
    assert b"passwd" not in zipfile.ZipFile(io.BytesIO(gone)).read(RELS)


def test_entities_and_endless_nesting_are_refused(usual):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    layout = "ppt/slideLayouts/slideLayout1.xml"
    assert "DTD" in refusal(houses.replaced(usual, layout, "<p:sldLayout ", f"{bomb}<p:sldLayout "))
    deep = "<a:x>" * 300 + "</a:x>" * 300
    assert "verschachtelt" in refusal(houses.replaced(usual, layout, "<p:cSld", f"{deep}<p:cSld"))


def test_a_bomb_is_refused_before_it_is_unpacked(usual):
    bomb = houses.changed(
        usual, lambda _, part: part, {"ppt/media/image9.bmp": b"\0" * (archive.MAX_UNPACKED_BYTES + 1)}
    )
    assert len(bomb) < 1_000_000
    assert "entpackt" in refusal(bomb)


def test_a_file_beyond_the_limit_is_refused_by_its_size_alone(monkeypatch, usual):
    monkeypatch.setattr(archive, "MAX_FILE_BYTES", 1_000)
    assert "erlaubt sind 0 MB" in refusal(usual)


def test_more_xml_than_can_be_read_and_too_many_parts_are_refused(monkeypatch, usual):
    monkeypatch.setattr(archive, "MAX_XML_BYTES", 20_000)
    assert "Text und Zeichnungen" in refusal(usual)
    monkeypatch.setattr(archive, "MAX_PARTS", 5)
    assert "Teilen" in refusal(usual)


@pytest.mark.parametrize(
    "name", ["../../evil.xml", "/etc/passwd", "C:/x.xml", "ppt/../../x.xml", "PPT/PRESENTATION.XML"]
)
def test_names_that_lead_out_or_meet_are_refused(usual, name):
    assert "beschädigt" in refusal(houses.changed(usual, lambda _, part: part, {name: b"<x/>"}))


def test_a_head_that_promises_something_else_is_refused(usual):
    assert "beschädigt" in refusal(usual.replace(b"ppt/presentation.xml", b"ppt/presentatiom.xml", 1))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("ppt/slideLayouts/slideLayout2.xml", 'type="sldNum"', 'type="sldNum" idx="x"'),
        ("ppt/slideLayouts/slideLayout2.xml", "<a:ext cx=", '<a:ext cy="x" cz='),
        ("ppt/presentation.xml", "<p:sldSz", "<p:sldSzz"),
        ("ppt/slideMasters/slideMaster1.xml", "<p:txStyles>", "<p:txStyles><p:titleStyle>x</p:titleStyle>"),
        ("ppt/theme/theme1.xml", "<a:clrScheme", "<a:clrSchemee"),
        ("ppt/slideMasters/slideMaster1.xml", 'sz="3200"', 'sz="groß"'),
    ],
)
def test_a_template_that_contradicts_itself_is_refused_or_used_without_a_trace(usual, part, old, new):
    broken = houses.changed(
        usual, lambda name, content: content.replace(old.encode(), new.encode()) if name == part else content
    )
    with contextlib.suppress(UserError):
        assert opened(broken, "haus.potx").house.layouts


def test_a_template_without_layouts_and_one_of_tiny_slides_are_refused(usual):
    presentation = "ppt/presentation.xml"
    tiny = houses.saved(houses.house(size=(200, 120)))
    assert "200 × 120" in refusal(tiny)
    start = zipfile.ZipFile(io.BytesIO(usual)).read(presentation).decode().index("<p:sldMasterIdLst>")
    end = zipfile.ZipFile(io.BytesIO(usual)).read(presentation).decode().index("</p:sldMasterIdLst>")
    masters = zipfile.ZipFile(io.BytesIO(usual)).read(presentation).decode()[start:end]
    assert "Folienlayout" in refusal(houses.replaced(usual, presentation, masters, "<p:sldMasterIdLst>"))


def test_what_the_old_file_remembers_is_left_behind(usual):
    words = {
        "docProps/custom.xml": b"<Properties/>",
        "customXml/item1.xml": b"<geheim/>",
        "ppt/comments/comment1.xml": b"<geheim/>",
        "ppt/tags/tag1.xml": b"<geheim/>",
    }
    relations = "".join(
        f'<Relationship Id="rId8{number}" Type="{LINK.format(kind)}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            [
                ("customXml", "../customXml/item1.xml"),
                ("comments", "comments/comment1.xml"),
                ("printerSettings", "x.bin"),
            ]
        )
    )
    rels = "ppt/_rels/presentation.xml.rels"
    template = houses.replaced(usual, rels, "</Relationships>", f"{relations}</Relationships>")
    template = houses.replaced(
        template, "ppt/presentation.xml", "<p:sldSz", '<p:modifyVerifier spinValue="1"/><p:sldSz'
    )
    made = without_slides(Archive(houses.changed(template, lambda _, part: part, words), "haus.potx"))
    with zipfile.ZipFile(io.BytesIO(made)) as kept:
        assert b"geheim" not in b"".join(kept.read(name) for name in kept.namelist())
        assert b"modifyVerifier" not in kept.read("ppt/presentation.xml")
        assert not [name for name in kept.namelist() if name.startswith(("docProps", "customXml", "ppt/tags"))]


def test_a_picture_that_stands_in_a_template_twice_is_stored_once(usual):
    pictures = {"ppt/media/image1.png": PIXEL, "ppt/media/image2.png": PIXEL}
    template = related(usual, "image", "../media/image1.png", external=False, added=pictures)
    again = '<Relationship Id="rId78" Type="{}" Target="../media/image2.png"/></Relationships>'.format(
        LINK.format("image")
    )
    template = houses.replaced(template, RELS, "</Relationships>", again)
    template = houses.replaced(
        template, "[Content_Types].xml", "<Override", '<Default Extension="png" ContentType="image/png"/><Override'
    )
    made = without_slides(Archive(template, "haus.potx"))
    with zipfile.ZipFile(io.BytesIO(made)) as kept:
        assert [name for name in kept.namelist() if "media" in name] == ["ppt/media/image1.png"]
        assert kept.read(RELS).count(b"image1.png") == 2
    opened(template, "haus.potx")


def test_embedded_fonts_are_kept_and_named(usual):
    font = '<p:embeddedFontLst><p:embeddedFont><p:font typeface="Hausschrift"/><p:regular r:id="rId79"/></p:embeddedFont></p:embeddedFontLst>'
    template = houses.replaced(usual, "ppt/presentation.xml", "<p:defaultTextStyle", f"{font}<p:defaultTextStyle")
    relation = f'<Relationship Id="rId79" Type="{LINK.format("font")}" Target="fonts/font1.fntdata"/></Relationships>'
    template = houses.replaced(template, "ppt/_rels/presentation.xml.rels", "</Relationships>", relation)
    template = houses.replaced(
        template,
        "[Content_Types].xml",
        "<Override",
        '<Default Extension="fntdata" ContentType="application/x-fontdata"/><Override',
    )
    found = opened(houses.changed(template, lambda _, part: part, {"ppt/fonts/font1.fntdata": b"OTTO"}), "haus.potx")
    assert found.house.embedded == ("Hausschrift",)
    assert (
        "font1.fntdata"
        in zipfile.ZipFile(io.BytesIO(houses.saved(found.deck))).read("ppt/_rels/presentation.xml.rels").decode()
    )
