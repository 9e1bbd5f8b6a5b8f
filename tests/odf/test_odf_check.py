"""The checker of OpenDocument packages finds what is wrong, leaves sound ones alone, and our own keep to the standard."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.cooperation import read_cooperation
from ozgdash.sources.template import TemplateRow, write_template
from tools.odf_check import SCHEMAS, foreign, problems, schema

WRITERS = PROJECT_DIR / "tests" / "fixtures" / "writers"
SAVED_FILES = [*sorted(WRITERS.glob("libreoffice-*.ods")), *sorted((WRITERS.parent / "shelf").iterdir())]
SAVED = WRITERS / "libreoffice-resaved-template.ods"
LOEXT = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
Parts = dict[str, bytes]
MANIFEST = "META-INF/manifest.xml"


def packed(parts: Parts, *, stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return target.getvalue()


def unpacked(path: Path = SAVED) -> Parts:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def changed(part: str, before: str, after: str) -> Callable[[Parts], Parts]:
    def change(parts: Parts) -> Parts:
        assert before.encode() in parts[part]
        return parts | {part: parts[part].replace(before.encode(), after.encode(), 1)}

    return change


KNOWN_OF_LIBREOFFICE = {"matrix": ["content.xml: there is no table-cell called 'standard'"]}
"""LibreOffice names this style for the cells of a slide's table and writes it nowhere."""


@pytest.mark.parametrize("path", SAVED_FILES, ids=lambda path: path.stem)
def test_what_libreoffice_saves_keeps_to_the_standard(path: Path) -> None:
    assert problems(path.read_bytes()) == KNOWN_OF_LIBREOFFICE.get(path.stem, [])


@pytest.mark.parametrize("lang", ["de", "en"])
def test_our_sheet_to_fill_in_keeps_to_the_standard(tmp_path: Path, lang: str) -> None:
    partner = read_cooperation(PROJECT_DIR / "data" / "cooperation.toml").partners[0]
    path = tmp_path / "sheet.ods"
    rows: list[TemplateRow] = []
    write_template(
        path, partner=partner, as_of=date(2026, 1, 31), rows=rows, example=True, lang=lang, file_format="ods"
    )
    assert problems(path.read_bytes()) == []
    assert {name for name in foreign(path.read_bytes()) if not name.startswith(f"{{{LOEXT}}}")} == set()


BROKEN: dict[str, tuple[Callable[[Parts], Parts], str]] = {
    "mimetype last": (lambda parts: parts | {"mimetype": parts.pop("mimetype")}, "the first entry is not mimetype"),
    "a part that is not listed": (lambda parts: parts | {"notes.xml": b"<a/>"}, "the manifest lacks notes.xml"),
    "a part that is gone": (
        lambda parts: {name: part for name, part in parts.items() if name != "settings.xml"},
        "the manifest lists settings.xml, which is not there",
    ),
    "another mimetype": (lambda parts: parts | {"mimetype": b"text/plain"}, "the manifest calls the document"),
    "no XML": (lambda parts: parts | {"styles.xml": b"<a"}, "styles.xml: no XML"),
    "another version": (changed("styles.xml", 'office:version="1.3"', 'office:version="1.2"'), "has the version 1.2"),
    "an unknown element": (
        changed("content.xml", "<office:spreadsheet>", "<office:spreadsheet><table:sheet/>"),
        "content.xml, line",
    ),
    "an unknown value": (
        changed("content.xml", 'office:value-type="string"', 'office:value-type="word"'),
        "content.xml, line",
    ),
    "a style that nobody wrote": (
        changed("content.xml", 'table:style-name="ta1"', 'table:style-name="ta99"'),
        "there is no table called 'ta99'",
    ),
    "a chart that is not there": (
        changed(
            "content.xml",
            "</table:table>",
            '<table:shapes><draw:frame svg:width="1cm" svg:height="1cm"><draw:object xlink:href="./Object 1"/>'
            "</draw:frame></table:shapes></table:table>",
        ),
        "shows ./Object 1, which is not there",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_package_is_told_apart(change: Callable[[Parts], Parts], said: str) -> None:
    found = problems(packed(change(unpacked())))
    assert any(said in sentence for sentence in found), found


def test_a_compressed_mimetype_is_told() -> None:
    assert "mimetype is compressed" in problems(packed(unpacked(), stored=()))


def test_a_text_that_is_no_package_is_told() -> None:
    assert problems(b"Guten Tag")[0].startswith("no package")


def test_names_of_other_namespaces_are_counted_and_no_fault() -> None:
    parts = changed("content.xml", "<office:spreadsheet>", '<office:spreadsheet><x:y xmlns:x="urn:x" x:z="1"/>')(
        unpacked()
    )
    content = packed(parts)
    assert problems(content) == []
    assert foreign(content)["{urn:x}y"] == 1
    assert foreign(content)["{urn:x}z"] == 1


def test_the_schemas_are_those_that_oasis_published(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in SCHEMAS:
        assert schema(name)
        (tmp_path / name).write_bytes(b"<!-- another -->")
    monkeypatch.setattr("tools.odf_check.FOLDER", tmp_path)
    schema.cache_clear()
    for name in SCHEMAS:
        with pytest.raises(ValueError, match="not the schema that OASIS published"):
            schema(name)
