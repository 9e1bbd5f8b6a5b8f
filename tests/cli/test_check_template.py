"""``check-template``, and ``--template`` on what has slides."""

from __future__ import annotations

import io
import zipfile

import pptx
import pytest


def template() -> bytes:
    buffer = io.BytesIO()
    pptx.Presentation().save(buffer)
    return buffer.getvalue()


@pytest.fixture
def kept(ozgdash):
    """The data folder with a kept template."""
    (ozgdash.data_dir / "templates").mkdir()
    (ozgdash.data_dir / "templates" / "haus.pptx").write_bytes(template())
    return ozgdash


def test_a_template_is_told_layout_by_layout_with_a_picture_of_each(kept, tmp_path):
    sheet = tmp_path / "layouts.pdf"
    told = kept("check-template", "haus", "--out", str(sheet))
    assert told.code == 0
    assert "haus.pptx lässt sich verwenden: 720 × 540 Punkt, 11 Layouts" in told.out
    assert "Layout „Section Header“ (Master 1): Abschnitt." in told.out
    assert sheet.read_bytes().startswith(b"%PDF")


def test_the_report_is_there_for_programs_too(kept):
    facts = kept("check-template", "haus", "--json").json
    assert facts["usable"] is True
    assert {"title"} == {kind for layout in facts["layouts"] for kind in layout["used_for"]} & {"title"}
    assert len(facts["layouts"]) == 11


@pytest.mark.parametrize(("content", "words"), [(b"nichts", "keine Präsentation"), (b"PK\x03\x04", "beschädigt")])
def test_a_file_that_cannot_be_used_ends_with_1_and_says_why(kept, tmp_path, content, words):
    path = tmp_path / "kaputt.potx"
    path.write_bytes(content)
    told = kept("check-template", str(path))
    assert told.code == 1
    assert words in told.err


@pytest.mark.parametrize(
    ("file", "typed"),
    [("Stadt Vorlage 2.1.pptx", "Stadt Vorlage 2.1"), ("Mu\u0308hle.POTX", "Mühle"), ("größer ß.pptx", "größer ß")],
)
def test_a_kept_template_goes_by_the_name_that_its_file_has(kept, file, typed):
    folder = kept.data_dir / "templates"
    (folder / file).write_bytes(template())
    for left in ("~$haus.pptx", ".haus.pptx"):
        (folder / left).write_bytes(b"offen")
    assert "lässt sich verwenden" in kept("check-template", typed).out
    allowed = kept("check-template", "fremd").err
    assert f"Dort liegen: {', '.join(sorted(['haus', typed], key=str.casefold))}." in allowed


def test_a_name_that_is_not_kept_names_those_that_are(kept):
    told = kept("check-template", "fremd")
    assert told.code == 2
    assert "Dort liegen: haus" in told.err
    assert kept("check-template", "haus", "--out", "bild.gif").code == 2


def test_deck_and_chart_are_written_into_the_template(kept, tmp_path):
    for number, call in enumerate((["deck", "--section", "situation"], ["chart", "--chart", "progress"])):
        out = tmp_path / f"{number}.pptx"
        told = kept("export", *call, "--template", "haus", "--out", str(out))
        assert told.code == 0, told.err
        made = pptx.Presentation(io.BytesIO(out.read_bytes()))
        assert {page.slide_layout.name for page in made.slides} <= {
            item.name for item in pptx.Presentation().slide_layouts
        }


def test_the_template_of_a_recipe_counts_unless_the_call_names_another_or_none(kept, tmp_path):
    (kept.data_dir / "recipes").mkdir()
    (kept.data_dir / "recipes" / "rat.toml").write_text('template = "haus"\nsections = ["situation"]', encoding="utf-8")
    names = []
    for number, more in enumerate(([], ["--template", ""])):
        out = tmp_path / f"{number}.pptx"
        assert kept("export", "deck", "--recipe", "rat", *more, "--out", str(out)).code == 0
        with zipfile.ZipFile(out) as archive:
            names.append(b"Title and Content" in b"".join(archive.read(name) for name in archive.namelist()))
    assert names == [True, False]


@pytest.mark.parametrize(
    "call",
    [
        ["briefing"],
        ["workbook"],
        ["chart", "--chart", "progress", "--format", "png"],
    ],
)
def test_a_template_for_what_has_no_slides_is_refused(kept, tmp_path, call):
    told = kept("export", *call, "--template", "haus", "--out", str(tmp_path))
    assert told.code == 2
    assert "--template" in told.err


@pytest.mark.parametrize("formats", ["odf", "ooxml"])
def test_a_template_that_no_slides_of_the_package_would_follow_is_refused(kept, tmp_path, formats):
    file = tmp_path / ("haus.pptx" if formats == "odf" else "haus.otp")
    file.write_bytes(template())
    told = kept("export", "package", "--formats", formats, "--template", str(file), "--out", str(tmp_path / "a.zip"))
    assert told.code == 2
    assert f"{file.name}“ ist keine Vorlage für Folien im Format {'ODP' if formats == 'odf' else 'PPTX'}" in told.err


def test_warnings_stand_before_the_layouts_and_unused_ones_in_one_line(kept, tmp_path):
    house = pptx.Presentation()
    house.slide_width //= 2
    house.save(tmp_path / "schmal.pptx")
    told = kept("check-template", str(tmp_path / "schmal.pptx")).out.splitlines()
    kinds = [line.split(":")[0] if line.startswith(("Warnung", "Hinweis")) else line[:1] for line in told[1:]]
    assert kinds == sorted(kinds, key=["Warnung", "-", "Hinweis"].index)
    assert {"Warnung", "-", "Hinweis"} == set(kinds)
    (unused,) = [line for line in told if "nicht gebraucht" in line]
    assert "Vertical Title and Text" in unused


def test_a_template_of_libreoffice_is_for_slides_of_libreoffice(kept, tmp_path):
    """A deck written as ODP is a template itself."""
    own, out = tmp_path / "haus.odp", tmp_path / "deck"
    assert kept("export", "deck", "--section", "situation", "--format", "odp", "--out", str(own)).code == 0
    assert "haus.odp lässt sich verwenden: 960 × 540 Punkt" in kept("check-template", str(own)).out
    assert kept("export", "deck", "--section", "situation", "--template", str(own), "--out", str(out)).code == 0
    with zipfile.ZipFile(out) as archive:
        assert archive.read("mimetype").startswith(b"application/vnd.oasis.opendocument.presentation")
    told = kept("export", "chart", "--chart", "progress", "--template", str(own), "--out", str(tmp_path / "a.pptx"))
    assert told.code == 2
    assert "haus.odp“ ist keine Vorlage für Folien im Format PPTX" in told.err
    assert kept("export", "deck", "--template", "haus", "--out", str(tmp_path / "a.odp")).code == 2
