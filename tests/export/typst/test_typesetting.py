import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import page
import pytest
from archived_pdf import faults, lacks
from pdf_structure import elements, pages, reader
from PIL import Image

from ozgdash.export.typst import typesetting

MOMENT = datetime(2026, 11, 24, tzinfo=UTC)
ROW = 40


def sheet(*rows):
    """What the template of a picture is given: each text on a line of its own."""
    lines = [f'<text x="10" y="{30 + ROW * place}" font-size="28">{row}</text>' for place, row in enumerate(rows)]
    high = ROW * len(rows) + 10
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="{high}" font-family="{typesetting.FONT}">'
    svg = f"{opening}{''.join(lines)}</svg>"
    return {
        "lang": "de",
        "font": typesetting.FONT,
        "title": "x",
        "finding": "x",
        "alt": "x",
        "svg": svg,
        "width": 900,
        "height": high,
    }


def png(*rows):
    return typesetting.png("picture", sheet(*rows), 96)


def pdf_says(*rows):
    return "".join(pages(typesetting.pdf("picture", sheet(*rows), MOMENT)))


def lettered(picture):
    """The part of the picture that its letters take."""
    with Image.open(io.BytesIO(picture)) as opened:
        return opened.convert("L").point(lambda shade: 255 * (shade < 128)).getbbox()


def test_a_picture_has_the_asked_pixels_and_the_same_bytes_every_time():
    first, second = png("Größe"), png("Größe")
    assert first == second
    assert (int.from_bytes(first[16:20]), int.from_bytes(first[20:24])) == (900, 50)


def test_every_thread_gets_its_own_picture():
    of_our_font, of_no_font = [f"Amt {number}" for number in range(16)] + ["Łódź", "Їжак"], "\ue000"
    names = [*of_our_font, of_no_font]
    alone = [png(name) for name in names]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(png, names)) == alone
    assert len(set(alone)) == len(names)


@pytest.mark.parametrize(
    "name", ["Bürger, Größe, ÄÖÜẞ", "Łódź: zażółć gęślą", "Ελλάδα", "Кириллица, Їжак", "שלום", "„Amt“ – 5 € → n ≥ 3 …"]
)
def test_usual_names_are_set_in_our_own_font_alone(name, monkeypatch):
    def only_ours(machine_fonts, known=typesetting._fonts):
        assert not machine_fonts
        return known(False)

    monkeypatch.setattr(typesetting, "_fonts", only_ours)
    assert typesetting.pdf("picture", sheet(name), MOMENT)
    assert lettered(png(name))


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_our_font_has_every_letter_that_counts_as_usual(weight, monkeypatch):
    usual = [chr(code) for code in range(0xA0, 0x10000) if not 0xD800 <= code < 0xE000]
    usual = [letter for letter in usual if not typesetting.UNUSUAL.search(letter)]
    assert len(usual) > 1600
    rows = [f'<tspan font-weight="{weight}">{letter}</tspan>' for letter in usual]
    monkeypatch.setattr(typesetting, "_without", None)  # nothing is to be replaced
    ours = typesetting._fonts(False)
    monkeypatch.setattr(typesetting, "_fonts", lambda _: ours)
    assert typesetting.pdf("picture", sheet(*rows), MOMENT).startswith(b"%PDF-")


@pytest.mark.parametrize("letter", ["漢", "🎉", "🏛", "ह", "ก", "⇒", "\ue000", "\uf8ff"])
def test_a_letter_that_our_font_lacks_stands_in_a_png_as_in_a_pdf(letter):
    """Drawn where the machine has a font for it, else an empty square; never the box of a missing letter."""
    substituted = typesetting.SUBSTITUTE in pdf_says(letter)
    assert (png(f"Amt {letter}") == png(f"Amt {typesetting.SUBSTITUTE}")) == substituted
    assert lettered(png(f"Amt {letter}")) != lettered(png("Amt"))


def test_letters_that_melt_into_each_other_and_one_that_nobody_has_make_a_picture():
    assert png("हिन्दी क्षेत्र \ue000") == png("हिन्दी क्षेत्र \ue000")
    assert png("हिन्दी \ue000") == png(f"हिन्दी {typesetting.SUBSTITUTE}")


@pytest.mark.parametrize(
    "letter",
    [
        "漢",
        "🎉",
        "👨\u200d👩",
        "ก",
        "⇒",
        "\ue000",
        "\uf8ff",
        "\U000f0000",
        "\ufffe",
        "\u17c1",
        "a\u302e",
        "ﬁ",
        "a\u00adb",
    ],
)
def test_a_document_with_unusual_letters_is_fit_for_the_archive(letter):
    assert faults(typesetting.pdf("picture", sheet(f"Amt {letter}"), MOMENT)) == []


def test_a_character_of_private_use_stands_for_nothing_anywhere_in_the_file():
    file = typesetting.pdf("picture", {**sheet("Amt \ue000"), "title": "T \uf8ff", "alt": "A \U0010fffd"}, MOMENT)
    (figure,) = [element for tag, element in elements(file) if tag == "Figure"]
    assert (reader(file).metadata.title, figure["/Alt"], pages(file)) == ("T □", "A □", ["Amt □"])


def test_a_stream_that_ends_in_a_carriage_return_has_its_length():
    """The validator takes such an end for a part of the line end behind it."""
    file = typesetting.pdf("picture", sheet("Amt"), MOMENT)
    shorter = file.replace(b"<xmp:CreatorTool>Typst ", b"<xmp:CreatorTool>Typst", 1)
    ends_in_cr = shorter.replace(b"?>\nendstream", b"?>\r\nendstream", 1)
    assert len(ends_in_cr) == len(file)
    assert not page.is_pdf_compliant_bytes(ends_in_cr, profile="2a")
    assert faults(ends_in_cr) == []
    assert "lengths of streams" in lacks(shorter)


FAULTS = {
    "language": (b"/Lang(de)", b"/Lxng(de)"),
    "marked": (b"/Marked true", b"/Marked null"),
    "colour profile": (b"/GTS_PDFA1", b"/GTS_PDFX1"),
    "title shown": (b"/DisplayDocTitle true", b"/DisplayDocTitle null"),
    "{http://www.aiim.org/pdfa/ns/id/}part 2": (b"<pdfaid:part>2", b"<pdfaid:part>3"),
    "{http://www.aiim.org/pdfa/ns/id/}conformance A": (b"conformance>A<", b"conformance>B<"),
    "{http://www.aiim.org/pdfua/ns/id/}part 1": (b"<pdfuaid:part>1", b"<pdfuaid:part>2"),
    "letters of": (b"/ToUnicode", b"/ToUnicodx"),
    "embedded": (b"/FontFile2", b"/FontFilx2"),
    "one title": (b'"x-default">x', b'"x-default">y'),
    "one date": (b"<xmp:CreateDate>2", b"<xmp:CreateDate>1"),
    "nothing behind the end": (b"%%EOF", b"%%EOF\nx"),
}


@pytest.mark.parametrize("said", FAULTS)
def test_what_a_file_for_the_archive_lacks_is_seen(said):
    file = typesetting.pdf("picture", sheet("Amt"), MOMENT)
    assert faults(file) == []
    before, after = FAULTS[said]
    assert before in file
    assert any(said in fault for fault in lacks(file.replace(before, after)))
