"""The archives of a council package over the golden cooperation: what is in them, the same every time, and inert."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from figure_frames import HOSTILE_NAMES, hostile_specs
from lxml import etree

from ozgdash.drawing.lettering import one_line
from ozgdash.errors import UsageError
from ozgdash.export.council import documents
from ozgdash.export.council.order import Order, assembled_from
from ozgdash.export.council.package import Formats, Occasion, Section
from ozgdash.export.council.steps import Step
from ozgdash.export.pictures import picture_files
from ozgdash.model.chart import Kind
from ozgdash.texts import LANGS, text

OCCASION = Occasion("Sachstand", "Verwaltungsausschuss", date(2021, 5, 5))
OOXML, ODF = {"pptx", "xlsx"}, {"odp", "ods"}
PROPERTIES = {"pptx": "docProps/core.xml", "xlsx": "docProps/core.xml", "odp": "meta.xml", "ods": "meta.xml"}
ASCII_NAME = re.compile(r"(?:[a-z]+/)?[a-z0-9_.-]+")


def unzipped(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def package(golden_connection, golden_view):
    return assembled_from(golden_connection, Order(OCCASION, golden_view))


def with_charts(package, specs, occasion=OCCASION):
    named = tuple(replace(spec, name=f"{spec.name}{position}") for position, spec in enumerate(specs))
    return replace(package, occasion=occasion, sections=(Section("situation", "Lage", named),))


def test_the_pictures_are_two_files_per_chart_and_a_list(package):
    files = unzipped(documents.write(package, "pictures"))
    pictures = [name for name in files if not name.endswith(".txt")]
    drawn = [spec for spec in package.charts if spec.kind is not Kind.TABLE and not spec.empty]
    assert [name[:3] for name in pictures[::2]] == [f"{number:02}_" for number in range(1, len(drawn) + 1)]
    assert pictures[0] == "01_ozg-fortschritt_2021-04-30_leistung_rg3.png"
    assert all(ASCII_NAME.fullmatch(name) for name in files)
    for name in pictures:
        assert files[name].startswith(b"\x89PNG" if name.endswith(".png") else b"<svg")
    listed = files["inhalt.txt"].decode("utf-8-sig")
    for spec, name in zip(drawn, pictures[::2], strict=True):
        for words in (
            name,
            spec.title,
            spec.finding,
            spec.provenance.n_of_m,
            f"    {spec.provenance.as_of.replace('Stand ', 'Stand: ')}",
        ):
            assert one_line(words) in listed
        assert etree.fromstring(files[name.replace(".png", ".svg")])[0].text == one_line(spec.finding)
    assert package.view.snapshot.id in listed


def test_progress_is_told_from_the_first_picture_to_the_last(package):
    told = []
    picture_files.drawn(with_charts(package, package.charts[:1]), told.append)
    assert told == [Step("pictures", 0, 2), Step("pictures", 1, 2), Step("pictures", 2, 2)]
    assert [step.share for step in told] == [0.0, 0.5, 1.0]


def test_a_document_in_one_piece_is_told_begun_and_done(package):
    told = []
    documents.write(with_charts(package, package.charts[:1]), "workbook", told.append)
    assert told == [Step("workbook", 0, 1), Step("workbook", 1, 1)]


def test_everything_holds_every_document_the_pictures_and_the_data(package):
    occasion = replace(OCCASION, paper="2026/123")
    small, told = with_charts(package, package.charts[:1], occasion), []
    files = unzipped(documents.write(small, "package", told.append))
    assert [step.done for step in told] == list(range(told[-1].total + 1))
    assert {step.document for step in told} == documents.DOCUMENTS.keys() - {"package"}
    for key in documents.DOCUMENTS.keys() - {"package", "pictures"}:
        name = documents.file_name(key, small.view, "2026/123")
        assert files[name]
        assert f"{name}\r\n    {text(f'council.what_{key}', 'de')}" in files["inhalt.txt"].decode("utf-8-sig")
    assert [name for name in files if "/" in name] == [
        "bilder/01_vorlage-2026-123_ozg-progress0_2021-04-30_leistung_rg3.png",
        "bilder/01_vorlage-2026-123_ozg-progress0_2021-04-30_leistung_rg3.svg",
        "daten/vorlage-2026-123_ozg-progress0_2021-04-30_leistung_rg3.csv",
    ]
    assert all("vorlage-2026-123_ozg-" in name for name in files if name != "inhalt.txt")
    assert "Vorlage 2026/123" in files["inhalt.txt"].decode("utf-8-sig").split("\r\n")
    for ending, part in PROPERTIES.items():
        (content,) = [content for name, content in files.items() if name.endswith(ending)]
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert "Vorlage 2026/123 · Verwaltungsausschuss" in archive.read(part).decode(), ending


@pytest.mark.parametrize(
    ("formats", "endings"),
    [("ooxml", OOXML), ("odf", ODF), ("both", OOXML | ODF)],
)
def test_the_package_holds_the_wanted_formats_and_its_list_names_every_file(package, formats, endings):
    wanted = replace(with_charts(package, package.charts[:2]), summary=(), formats=Formats(formats))
    files = unzipped(documents.write(wanted, "package"))
    words = files.pop("inhalt.txt").decode("utf-8-sig").split("\r\n")
    assert {name.rpartition(".")[2] for name in files if "/" not in name} == endings | {"pdf"}
    assert [entry.key for entry in documents.offered(Formats(formats)) if entry.extension in endings] == [
        entry.key for entry in documents.DOCUMENTS.values() if entry.extension in endings
    ]
    for name in files:
        stem, _, ending = name.rpartition(".")
        assert name in words or (f"{stem}.png, .svg" in words and ending in ("png", "svg")), name


def test_every_kind_of_file_has_a_sentence_of_its_own_in_both_languages():
    keys = [*(documents.DOCUMENTS.keys() - {"package", "pictures"}), "png", "svg", "csv"]
    for lang in LANGS:
        assert len({text(f"council.what_{key}", lang) for key in keys}) == len(keys)


def test_the_same_order_on_the_same_snapshot_gives_the_same_bytes(golden, golden_view):
    order = Order(OCCASION, golden_view, ("situation",))
    first, second = (documents.write(assembled_from(golden, order), "package") for _ in range(2))
    assert unzipped(first) == unzipped(second)
    assert first == second


def test_every_file_names_the_snapshot_it_was_made_from(golden, golden_view):
    order = Order(OCCASION, golden_view, ("situation", "method"))
    for name, content in unzipped(documents.write(assembled_from(golden, order), "package")).items():
        if name.endswith((".csv", ".svg", ".txt")):
            assert golden_view.snapshot.id in re.sub(r"<[^>]*>", "", content.decode("utf-8-sig")), name


def test_hostile_words_pass_through_the_archive_unharmed_and_inert(package):
    occasion = Occasion(HOSTILE_NAMES[1], HOSTILE_NAMES[5] + "\r\n../../etc/passwd")
    hostile = replace(with_charts(package, hostile_specs(), occasion), summary=HOSTILE_NAMES)
    files = unzipped(documents.write(hostile, "package"))
    assert all(ASCII_NAME.fullmatch(name) and ".." not in name for name in files)
    listed = files["inhalt.txt"].decode("utf-8-sig")
    for words in (*HOSTILE_NAMES, occasion.title, occasion.committee):
        assert one_line(words) in listed.split("\r\n")
    for name, content in files.items():
        if name.endswith(".svg"):
            assert not [e for e in etree.fromstring(content).iter() if etree.QName(e).localname in ("a", "script")]
        if name.endswith(".csv"):
            rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
            assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_every_document_has_a_name_in_both_languages(package):
    for lang in LANGS:
        names = [documents.file_name(key, replace(package.view, lang=lang), "") for key in documents.DOCUMENTS]
        assert len(set(names)) == len(names)
        assert all(ASCII_NAME.fullmatch(name) for name in names)


def test_a_document_that_does_not_exist_is_refused(package):
    with pytest.raises(UsageError, match="pictures"):
        documents.write(package, "painting")
