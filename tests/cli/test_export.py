"""``export`` of the council's documents: recipe, what goes before it, and what is refused."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from ozgdash.cli.export import DOCUMENTS
from ozgdash.export.council import documents

ODF = ("odp", "ods")
DOG_TAX = "99001001001000"
RECIPE = """
title = "Sachstand"
committee = "Rat"
session = 2026-02-11
sections = ["method", "situation"]
partners = ["auenstadt"]
rule = "buendel_rg2"
compare = 1
vorlage = "26-12345"
"""


@pytest.fixture
def reported(ozgdash):
    """The data folder with one report and a recipe."""
    services = (ozgdash.data_dir / "catalogue" / "leistungen.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    keys = [line.split(";")[0] for line in services if line.split(";")[0]]
    assert ozgdash("import", ozgdash.sheet(*(f"{key};3;ja;Amt" for key in keys))).code == 0
    (ozgdash.data_dir / "recipes").mkdir()
    (ozgdash.data_dir / "recipes" / "quartal.toml").write_text(RECIPE, encoding="utf-8")
    return ozgdash


def listing(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        name = next(name for name in archive.namelist() if name in ("inhalt.txt", "contents.txt"))
        return archive.read(name).decode("utf-8-sig").replace("\u00a0", " ")


def test_the_command_line_makes_every_document():
    assert tuple(dict.fromkeys(entry.kind for entry in documents.DOCUMENTS.values())) == DOCUMENTS


def test_a_recipe_decides_what_the_call_leaves_open(reported, tmp_path):
    target = tmp_path / "bilder.zip"
    result = reported("export", "pictures", "--recipe", "quartal", "--out", str(target))
    assert (result.code, result.err) == (0, "")
    assert str(target) in result.out
    words = listing(target)
    assert words.startswith("Sachstand\r\nVorlage 26-12345\r\nRat\r\n11.02.2026\r\n")
    assert "OZG-Leistungen mit mindestens einer Leistung ab Reifegrad 2" in words
    assert "31.12.2025" in words, "compared with the month before the Stand"
    assert words.index("zaehlweisen") < words.index("fortschritt"), "the sections in the order of the recipe"


def test_what_the_call_says_goes_before_the_recipe(reported, tmp_path):
    target = tmp_path / "bilder.zip"
    options = ["--title", "Anderes", "--committee", "", "--session", "01.03.2026", "--vorlage", "Vorlage 2026/7"]
    options += ["--rule", "leistung_rg3"]
    result = reported(
        "export", "pictures", "--recipe", "quartal", "--out", str(target), "--section", "situation", *options
    )
    assert result.code == 0
    words = listing(target)
    assert words.startswith("Anderes\r\nVorlage 2026/7\r\n01.03.2026\r\n")
    assert "_vorlage-2026-7_ozg-fortschritt_" in words
    assert "einzelne Leistungen ab Reifegrad 3" in words
    assert "zaehlweisen" not in words


def test_the_same_call_writes_the_same_bytes_into_a_folder_too(reported, tmp_path):
    files = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        arguments = ["--recipe", "quartal", "--section", "situation", "--out", str(folder)]
        assert reported("export", "package", *arguments).code == 0
        files.append(next(folder.iterdir()))
    assert files[0].name == "vorlage-26-12345_ozg-ratspaket_auenstadt_2026-01-31_buendel_rg2.zip"
    assert files[0].read_bytes() == files[1].read_bytes()
    with zipfile.ZipFile(files[0]) as archive:
        data = next(name for name in archive.namelist() if name.endswith(".csv"))
        rows = list(csv.reader(io.StringIO(archive.read(data).decode("utf-8-sig")), delimiter=";"))
    assert any("Datenstand ozg-" in cell for row in rows for cell in row)


@pytest.mark.parametrize(
    ("arguments", "out", "start"),
    [
        (["deck"], "x.odp", b"mimetypeapplication/vnd.oasis.opendocument.presentation"),
        (["deck", "--format", "odp"], "x", b"mimetypeapplication/vnd.oasis.opendocument.presentation"),
        (["workbook"], "x.ods", b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
        (["deck"], "x.PPTX", b"[Content_Types].xml"),
        (["deck"], "x.bin", b"[Content_Types].xml"),
    ],
)
def test_a_document_comes_in_the_format_that_is_asked_for_or_that_the_ending_says(
    reported, tmp_path, arguments, out, start
):
    target = tmp_path / out
    assert reported("export", *arguments, "--section", "situation", "--out", str(target)).code == 0
    assert target.read_bytes()[30:].startswith(start)


def test_a_package_holds_the_formats_of_the_call_else_those_of_the_recipe(reported, tmp_path):
    (reported.data_dir / "recipes" / "odf.toml").write_text(
        'sections = ["method"]\nformats = "odf"\n', encoding="utf-8"
    )
    endings = []
    for call in ([], ["--formats", "ooxml"]):
        target = tmp_path / f"{len(endings)}.zip"
        assert reported("export", "package", "--recipe", "odf", *call, "--out", str(target)).code == 0
        with zipfile.ZipFile(target) as archive:
            endings.append({name.rpartition(".")[2] for name in archive.namelist() if "/" not in name})
    assert endings == [{"txt", "pdf", *ODF}, {"txt", "pdf", "pptx", "xlsx"}]


def test_pictures_need_no_other_program(reported, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    target = tmp_path / "x.zip"
    assert reported("export", "pictures", "--section", "situation", "--out", str(target)).code == 0
    with zipfile.ZipFile(target) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.endswith(".png")]
    assert pictures
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_a_recipe_that_does_not_fit_is_named_with_its_reason(reported, tmp_path):
    (reported.data_dir / "recipes" / "fremd.toml").write_text('partners = ["atlantis"]\n', encoding="utf-8")
    result = reported("export", "pictures", "--recipe", "fremd", "--out", str(tmp_path / "x.zip"))
    assert result.code == 1
    assert "fremd" in result.err
    assert "atlantis" in result.err
    assert "auenstadt" in result.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["pictures", "--recipe", "jahr"], "quartal"),
        (["pictures", "--recipe", "../x"], "kleine Buchstaben"),
        (["pictures", "--section", "wetter"], "situation, topics"),
        (["pictures", "--session", "bald"], "2022-12-31"),
        (["pictures", "--chart", "progress"], "--chart gilt nicht für export pictures"),
        (["chart", "--chart", "progress", "--recipe", "quartal"], "--recipe gilt nicht für export chart"),
        (["pictures", "--vorlage", "=1+1"], "„=1+1“ kann keine Vorlagennummer sein"),
        (["chart", "--chart", "progress", "--vorlage", "26-1"], "--vorlage gilt nicht für export chart"),
        (["package", "--formats", "docx"], "docx"),
        (["deck", "--formats", "odf"], "--formats gilt nicht für export deck"),
        (["briefing", "--format", "pdf"], "--format gilt nicht für export briefing"),
        (["deck", "--format", "ods"], "deck gibt es nicht als ods. Möglich sind: pptx, odp"),
        (["deck"], "deck gibt es nicht als zip. Möglich sind: pptx, odp"),
        (["pictures", "--takeover", "x"], "--takeover gilt nicht für export pictures"),
        (["chart"], "progress, maturity"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_what_is_right(reported, tmp_path, arguments, words):
    result = reported("export", *arguments, "--out", str(tmp_path / "x.zip"))
    assert result.code == 2
    assert words in result.err
    assert result.out == ""


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        (["deck", "--format", "odp"], "q.pptx"),
        (["workbook", "--format", "xlsx"], "q.ods"),
        (["briefing"], "q.pptx"),
        (["package"], "q.pdf"),
        (["chart", "--chart", "progress", "--format", "csv"], "q.PNG"),
    ],
)
def test_a_file_with_the_ending_of_another_format_is_refused(reported, tmp_path, arguments, out):
    result = reported("export", *arguments, "--out", str(tmp_path / out))
    assert (result.code, result.out, (tmp_path / out).exists()) == (2, "", False)
    assert f"„{out}“ hat die Endung" in result.err
    assert "Erlaubt ist die Endung" in result.err


def test_what_if_of_chosen_services_names_them(reported, tmp_path):
    target = tmp_path / "was.csv"
    chosen = ["--takeover", DOG_TAX, "--takeover", DOG_TAX]
    assert reported("export", "chart", "--chart", "what_if", *chosen, "--out", str(target)).code == 0
    written = target.read_text(encoding="utf-8-sig")
    assert "Übernommen: Hundesteuer" in written
    assert "Durch Übernehmen ändert sich nichts" in written or "Mit der einen ausgewählten Leistung" in written
    other = reported("export", "chart", "--chart", "progress", *chosen, "--out", str(target))
    assert (other.code, "--takeover gilt nicht für das Bild „progress“. Möglich: what_if" in other.err) == (2, True)
    unknown = reported("export", "chart", "--chart", "what_if", "--takeover", "99", "--out", str(target))
    assert (unknown.code, "Eine Leistung „99“ gibt es nicht" in unknown.err) == (1, True)


def test_a_recipe_that_cannot_be_read_is_the_wrong_input(reported, tmp_path):
    (reported.data_dir / "recipes" / "quartal.toml").write_text("pace = 7\n", encoding="utf-8")
    result = reported("export", "pictures", "--recipe", "quartal", "--out", str(tmp_path / "x.zip"))
    assert result.code == 1
    assert "recipes/quartal.toml, pace" in result.err
