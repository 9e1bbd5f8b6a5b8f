"""What was changed in a package after it was made is named, wherever it stands; what nobody changed is sound."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from made_once import made_once

from ozgdash.cli import main
from ozgdash.errors import UserError
from ozgdash.ingest.data_folder import build
from ozgdash.ingest.files import import_files
from ozgdash.model.rights import everything
from ozgdash.proof.checking import Proof, proof
from ozgdash.proof.numbers import parts_in, tokens
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.texts import LANGS, text

SECTIONS = ("situation", "topics", "changes", "due", "late", "synergies", "method", "appendix")
Change = Callable[[bytes], bytes]


def exported(data: Path, out: Path, *more: str) -> Path:
    assert main(["--data-dir", str(data), "export", "package", "--formats", "ooxml", "--out", str(out), *more]) == 0
    return out


@pytest.fixture(scope="session")
def small(golden_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of the golden cooperation, and one of a single partner beside it; only read."""

    def make(folder: Path) -> None:
        folder.mkdir()
        sections = [word for section in SECTIONS for word in ("--section", section)]
        exported(golden_settings.data_dir, folder / "whole.zip", *sections)
        exported(golden_settings.data_dir, folder / "stadt.zip", *sections, "--partner", "stadt")

    return made_once(tmp_path_factory, "proved", make)


def changed(package: Path, out: Path, change: Callable[[str, bytes], bytes]) -> Proof:
    """The check of the package with other contents in some of its files."""
    with zipfile.ZipFile(package) as before, zipfile.ZipFile(out, "w") as after:
        contents = {name: before.read(name) for name in before.namelist()}
        new = {name: change(name, content) for name, content in contents.items()}
        assert new != contents, "something was changed"
        for name, content in new.items():
            after.writestr(name, content)
    return proof(out)


def in_part(ending: str, part: str, change: Change) -> Callable[[str, bytes], bytes]:
    """Changes the first part of a document (a ZIP itself) in which that makes a difference."""

    def apply(name: str, content: bytes) -> bytes:
        if not name.endswith(ending):
            return content
        buffer, done = io.BytesIO(), False
        with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(buffer, "w") as after:
            for entry in before.namelist():
                old = before.read(entry)
                new = change(old) if not done and re.fullmatch(part, entry) else old
                done = done or new != old
                after.writestr(entry, new)
        assert done, f"nothing to change in {part}"
        return buffer.getvalue()

    return apply


def in_csv(chart: str, change: Callable[[list[list[str]]], None]) -> Callable[[str, bytes], bytes]:
    def apply(name: str, content: bytes) -> bytes:
        if f"ozg-{chart}_" not in name or not name.endswith(".csv"):
            return content
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
        change(rows)
        out = io.StringIO()
        csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
        return out.getvalue().encode("utf-8-sig")

    return apply


def a_cell(row: int, place: int, value: str) -> Callable[[list[list[str]]], None]:
    """Below the header."""

    def change(rows: list[list[str]]) -> None:
        rows[rows.index([]) + 2 + row][place] = value

    return change


def said(found: Proof) -> str:
    return "\n".join(f"{one.file}|{one.place}|{one.said}|{one.expected}" for one in found.differences)


@pytest.mark.parametrize(("name", "partners"), [("whole", "alle"), ("stadt", "einer")])
def test_a_package_that_nobody_touched_is_sound(small, name, partners):
    found = proof(small / f"{name}.zip")
    assert said(found) == ""
    assert {"rules", "topics", "maturity", "changes_waterfall", "pipeline"} <= set(found.recomputed)
    assert "Reifegrad unbekannt" in {one.chart: one.open for one in found.reach}["progress"]
    assert ("what_if" in found.recomputed) == (partners == "alle"), "those who give stand in no list of one partner"
    assert [file.rpartition(".")[2] for file in found.documents] == ["pptx", "pdf", "xlsx"]
    assert found.unread == ()


@pytest.mark.parametrize("lang", LANGS)
def test_how_wide_an_interval_is_nobody_counts_and_another_width_is_named(lang):
    said = text("outlook.chart_finding_one", lang, day="", value="", low="152", high="267")
    assert parts_in(said, lang) == []
    assert [token.written for token in tokens(said, lang)] == ["152", "267"]
    assert parts_in(said.replace("80", "90"), lang)


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGS)
def test_a_package_of_one_partner_of_the_example_is_sound(example_data, tmp_path, lang):
    out = tmp_path / "one.zip"
    call = ["--data-dir", str(example_data), "--lang", lang, "export", "package", "--partner", "gifhorn"]
    assert main([*call, "--formats", "odf", "--out", str(out)]) == 0
    assert said(proof(out)) == ""


@pytest.mark.long
def test_a_package_is_sound_where_a_partner_never_reported_and_others_left_months_out(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(PROJECT_DIR / "tests" / "golden" / "data", data)
    partner = '[[partner]]\nid = "weiler"\nname = "Gemeinde Weiler"\nshort_name = "Weiler"\nkind = "gemeinde"\n'
    with (data / "cooperation.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n{partner}ars = "031510000000"\njoined_on = 2020-09-01\n')
    settings = Settings(data_dir=data)
    build(settings, today=date(2021, 6, 1))
    sheets = (PROJECT_DIR / "tests" / "golden" / "sheets").glob("[1257]-*.csv")
    import_files(settings, sorted(sheets), by=everything("golden"), today=date(2021, 6, 1))
    sections = [word for section in ("situation", "changes", "appendix") for word in ("--section", section)]
    package = exported(data, tmp_path / "x.zip", *sections)
    with zipfile.ZipFile(package) as archive:
        assert "Noch kein Reifegrad gemeldet: Weiler" in archive.read("inhalt.txt").decode("utf-8-sig")
    assert said(proof(package)) == ""
    wrong = in_csv(
        "fortschritt", lambda rows: rows[1].__setitem__(1, re.sub(r"\d+ von", "13 von", rows[1][1], count=1))
    )
    assert "13 von" in said(changed(package, tmp_path / "y.zip", wrong))


@pytest.mark.long
def test_the_package_of_the_example_data_is_sound(example_data, tmp_path, capsys):
    package = exported(example_data, tmp_path / "paket.zip")
    assert main(["verify-package", str(package)]) == 0
    out = capsys.readouterr().out
    assert "Keine Abweichung." in out
    assert "Tabellen (CSV) und 3 Dokumente." in out


@pytest.mark.parametrize(
    ("chart", "change", "named"),
    [
        ("fortschritt", a_cell(0, 3, "1"), "Erreicht|1|2"),
        pytest.param(*("fortschritt", a_cell(0, 5, "0,9"), "Anteil"), marks=pytest.mark.long),
        ("zaehlweisen", a_cell(1, 2, "3"), "Erreicht|3|4"),
        pytest.param(*("themenfelder", a_cell(0, 2, "99"), "Gezählt|99|"), marks=pytest.mark.long),
        pytest.param(*("reifegrade", a_cell(0, 4, "77"), "Leistungen|77|"), marks=pytest.mark.long),
        pytest.param(*("veraenderungen", a_cell(0, 9, "55"), "|55|"), marks=pytest.mark.long),
        ("was-waere-wenn", a_cell(0, 2, "44"), "Käme hinzu|44|"),
        ("leistungen", a_cell(0, 5, "RG 4"), "Erreicht|"),
        ("leistungen", a_cell(0, 5, "erledigt"), "|erledigt|"),
    ],
)
def test_a_cell_that_does_not_follow_from_the_list_of_services_is_named(small, tmp_path, chart, change, named):
    assert named in said(changed(small / "whole.zip", tmp_path / "x.zip", in_csv(chart, change)))


def test_a_number_in_a_sentence_is_named(small, tmp_path):
    def other(rows: list[list[str]]) -> None:
        rows[1][1] = re.sub(r"\d+ von", "13 von", rows[1][1], count=1)

    found = changed(small / "whole.zip", tmp_path / "x.zip", in_csv("fortschritt", other))
    assert "13 von 16 Leistungen (50,0 %)" in said(found)


@pytest.mark.parametrize(
    ("ending", "part", "pattern", "new", "named"),
    [
        (
            ".pptx",
            r"ppt/slides/slide\d+\.xml",
            rb"\d+((?: |\xc2\xa0)von(?: |\xc2\xa0)\d+ Leis)",
            rb"87\1",
            "87von16Leis",
        ),
        (
            ".pptx",
            r"ppt/slides/slide\d+\.xml",
            rb"(<a:tc>.*?<a:t>\d+(?: |\xc2\xa0)von(?: |\xc2\xa0))\d+<",
            rb"\g<1>99<",
            "von 99",
        ),
        (
            ".pptx",
            r"ppt/slides/slide\d+\.xml",
            rb"(Stand(?: |\xc2\xa0))30\.04\.2021(?= \xc2\xb7)",
            rb"\g<1>30.04.2022",
            "Stand 30.04.2022",
        ),
        (
            ".pptx",
            r"ppt/charts/chart\d+\.xml",
            rb"(<c:val>.*?<c:v>)[\d.]+<",
            rb"\g<1>0.1234567<",
            "|0.123457",
        ),
        *(
            (".pptx", rf"ppt/{folder}/\w+\.xml", pattern, rb"\g<1>87\2", "87von16")
            for folder, pattern in (
                ("notesSlides", rb"(<a:t>[^<]*?)\b\d+((?: |\xc2\xa0)von(?: |\xc2\xa0)16 Leis)"),
                ("slides", rb'(descr="[^"]*?)\b\d+((?: |\xc2\xa0)von(?: |\xc2\xa0)16 Leis)'),
            )
        ),
        (".xlsx", r"xl/worksheets/sheet\d+\.xml", rb"(<v>)0\.\d+(</v>)", rb"\g<1>0.7654\2", "0.7654"),
    ],
)
def test_a_number_in_a_document_is_named(small, tmp_path, ending, part, pattern, new, named):
    def change(content: bytes) -> bytes:
        return re.sub(pattern, new, content, count=1, flags=re.DOTALL)

    found = changed(small / "whole.zip", tmp_path / "x.zip", in_part(ending, part, change))
    assert ending in said(found)
    assert named in said(found)


def test_a_briefing_of_other_data_is_named_page_by_page(small, tmp_path):
    with zipfile.ZipFile(small / "stadt.zip") as other:
        briefing = next(other.read(name) for name in other.namelist() if name.endswith(".pdf"))
    found = changed(
        small / "whole.zip", tmp_path / "x.zip", lambda name, content: briefing if name.endswith(".pdf") else content
    )
    assert {one.file.rpartition(".")[2] for one in found.differences} == {"pdf"}


def test_what_is_no_package_is_refused(tmp_path, capsys):
    for content in (b"", b"PK", b"%PDF-1.7"):
        (tmp_path / "x.zip").write_bytes(content)
        assert main(["verify-package", str(tmp_path / "x.zip")]) == 1
        assert "kein Ratspaket" in capsys.readouterr().err
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("inhalt.txt", "Inhalt")
        archive.writestr("daten/ozg-fortschritt_2021-04-30_leistung_rg3.csv", "ohne Tabelle")
    assert main(["verify-package", str(tmp_path / "x.zip")]) == 1
    assert "beschädigt" in capsys.readouterr().err
    assert main(["verify-package", str(tmp_path / "fehlt.zip")]) == 1


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def without_its_last_column(rows: list[list[str]]) -> None:
    for row in rows[rows.index([]) + 1 :]:
        row.pop()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda name, content: cut(content) if name.endswith(".xlsx") else content, [".xlsx“ im Paket ist beschädigt"]),
        (lambda name, content: cut(content) if name.endswith(".pdf") else content, [".pdf“ im Paket ist beschädigt"]),
        (in_part(".pptx", r"ppt/slides/slide1\.xml", cut), [".pptx“ im Paket ist beschädigt"]),
        (in_csv("themenfelder", lambda rows: rows[-1].pop()), ["themenfelder", "Zeile 12", "6 Felder", "Kopfzeile 7"]),
        (in_csv("themenfelder", lambda rows: rows[-1].append("9" * 140_000)), ["ist beschädigt"]),
    ],
    ids=["workbook", "briefing", "slides", "row", "endless"],
)
def test_what_is_damaged_is_named_and_nothing_is_called_checked(small, tmp_path, change, words):
    with pytest.raises(UserError) as refused:
        changed(small / "whole.zip", tmp_path / "x.zip", change)
    said = refused.value.message("de")
    assert all(word in said for word in [*words, "Es wurde nichts geprüft"]), said


LOST = ("fortschritt", *(pytest.param(name, marks=pytest.mark.long) for name in ("themenfelder", "ueberfaellig")))


@pytest.mark.parametrize("chart", LOST)
def test_a_table_that_lost_a_column_is_no_follower_of_the_lists(small, tmp_path, chart):
    assert chart in said(changed(small / "whole.zip", tmp_path / "x.zip", in_csv(chart, without_its_last_column)))
