"""An outside view lands beside the status and never in it; a rebuild keeps it, an example goes when real data comes."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from folders import TODAY, Folder, row, sheet

from ozgdash.errors import UserError
from ozgdash.ingest import import_files
from ozgdash.model.rights import everything
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.detect import SourceKind
from ozgdash.store.records import ImportKind

FIXTURES = PROJECT_DIR / "tests" / "fixtures"
PVOG, XZUFI, FIM = (
    FIXTURES / "pvog" / "auenstadt.csv",
    FIXTURES / "xzufi" / "auenstadt.xml",
    FIXTURES / "fim" / "steckbriefe.json",
)
VIEW = "SELECT import_id, row_number, partner_id, leika_key, url, online, active FROM outside_view ORDER BY ALL"
IMPORTS = "SELECT kind, file_name, partner_id, CAST(as_of AS VARCHAR), row_count, left_out, example FROM import ORDER BY import_id"
EXAMPLE = "Partner;auenstadt\nStand;31.10.2026\nBeispieldaten;ja\nleika_key;url;online_status\n99001001001000;https://portal.example/hund;ok\n"


def states(folder: Folder) -> list[tuple]:
    return folder.rows("FROM state ORDER BY ALL")


def test_whole_rows_and_the_status_stays_as_it_is(folder, tmp_path):
    folder.bring_in(sheet(tmp_path / "blatt.csv", row(maturity=1)))
    before = states(folder)
    report = folder.bring_in(PVOG)
    assert (report.kind, report.published, report.partner_id, report.as_of) == (
        SourceKind.PVOG,
        True,
        "auenstadt",
        date(2026, 1, 31),
    )
    assert (report.rows, report.rows_left_out) == (4, 0)
    assert folder.rows(VIEW) == [
        (2, 2, "auenstadt", "99001001001000", "https://portal.example/hund", True, True),
        (2, 3, "auenstadt", "99001001002000", None, False, True),
        (2, 4, "auenstadt", "99001002001000", "https://portal.example/fuehrerschein", True, False),
        (2, 5, "auenstadt", "99123456789012", "https://portal.example/pass", None, None),
    ]
    assert folder.rows(IMPORTS)[1] == ("pvog", "auenstadt.csv", "auenstadt", "2026-01-31", 4, 0, False)
    assert states(folder) == before
    assert folder.store.verify() == ()


def test_the_same_file_is_not_taken_twice_and_a_dry_run_takes_nothing(folder):
    assert folder.bring_in(PVOG, dry_run=True).published is False
    folder.bring_in(PVOG)
    before = folder.content()
    assert folder.bring_in(PVOG).already_imported
    assert folder.content() == before
    assert len(folder.rows(VIEW)) == 4


def test_partner_and_day_on_the_command_line_go_first(folder):
    report = folder.bring_in(PVOG, as_of=date(2026, 2, 28))
    assert report.as_of == date(2026, 2, 28)
    with pytest.raises(UserError) as caught:
        folder.bring_in(PVOG, partner="moordorf")
    assert "990010000000" in caught.value.message("de")
    with pytest.raises(UserError) as caught:
        folder.bring_in(PVOG, as_of=date(2027, 1, 1))
    assert "nach dem heutigen Tag" in caught.value.message("de")


def test_xzufi_needs_to_be_told_whose_it_is(folder):
    with pytest.raises(UserError) as caught:
        folder.bring_in(XZUFI)
    assert "auenstadt, heidekreis-nord, moordorf" in caught.value.message("de")
    report = folder.bring_in(XZUFI, partner="auenstadt")
    assert (report.kind, report.rows, report.rows_left_out, report.as_of) == (SourceKind.XZUFI, 2, 1, date(2026, 1, 31))
    assert folder.rows(IMPORTS) == [("xzufi", "auenstadt.xml", "auenstadt", "2026-01-31", 2, 1, False)]


def test_the_files_of_an_xzufi_export_are_one_import_or_none(folder, tmp_path):
    second = tmp_path / "zwei.xml"
    second.write_text(
        XZUFI.read_text(encoding="utf-8").replace("L-2", "L-9").replace("99001003001000", "99001002001000"),
        encoding="utf-8",
    )
    shutil.copy(XZUFI, tmp_path / "auenstadt.xml")
    index = tmp_path / "index.txt"
    index.write_text("auenstadt.xml\nfehlt.xml\n", encoding="utf-8")
    before = folder.content()
    with pytest.raises(UserError) as caught:
        folder.bring_in(index, partner="auenstadt")
    assert "„fehlt.xml“ steht in der Liste und fehlt" in caught.value.message("de")
    assert folder.content() == before
    index.write_text("auenstadt.xml\nzwei.xml\n", encoding="utf-8")
    assert folder.bring_in(index, partner="auenstadt").rows == 3
    options = {"by": everything("test"), "today": TODAY, "partner": "auenstadt"}
    (again,) = import_files(folder.settings, [XZUFI, second], **options)
    assert again.already_imported
    assert [row[3] for row in folder.rows(VIEW)] == ["99001001001000", "99001003001000", "99001002001000"]


def test_a_file_without_a_day_is_taken_as_of_today_and_says_so(folder, tmp_path):
    path = tmp_path / "export.csv"
    path.write_text("leika_key,url,online_status,ars\n99001001001000,,ok,990010000000\n", encoding="utf-8")
    report = folder.bring_in(path)
    assert report.as_of == TODAY
    assert [finding.key for finding in report.findings] == ["feeds.day_assumed"]


def test_a_delivery_that_shrank_is_pointed_out(folder, tmp_path):
    folder.bring_in(PVOG)
    short = tmp_path / "kurz.csv"
    lines = PVOG.read_text(encoding="utf-8").splitlines()
    short.write_text("\n".join(lines[:3]) + "\n", encoding="utf-8")
    report = folder.bring_in(short)
    assert ["4" in finding.message("de") for finding in report.findings if finding.key == "feeds.shrunk"] == [True]
    assert report.published


def test_fim_adds_services_and_leaves_those_of_the_data_folder_alone(folder):
    before = dict(folder.rows("SELECT service_id, name FROM service"))
    report = folder.bring_in(FIM)
    assert (report.kind, report.rows, report.rows_left_out) == (SourceKind.FIM, 4, 5)
    assert (report.services_added, report.services_updated, report.services_kept) == (3, 0, 1)
    assert [finding.key for finding in report.findings][-1] == "ingest.services_from_data"
    after = dict(folder.rows("SELECT service_id, name FROM service"))
    assert {key: after[key] for key in before} == before
    assert set(after) - set(before) == {"99001001080000", "99009001012000", "99009005012000"}
    assert folder.bring_in(FIM).already_imported
    with pytest.raises(UserError):
        folder.bring_in(FIM, partner="auenstadt")


def test_a_rebuild_keeps_outside_views(folder):
    folder.bring_in(PVOG)
    before, imports = folder.rows(VIEW), folder.rows(IMPORTS)
    touch(folder)
    assert folder.build().published
    assert (folder.rows(VIEW), folder.rows(IMPORTS)) == (before, imports)
    assert folder.store.verify() == ()


def touch(folder: Folder) -> None:
    path = folder.path / "cooperation.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# anders\n", encoding="utf-8")


def test_a_rebuild_from_a_snapshot_without_these_tables_keeps_the_sheets(folder, tmp_path):
    folder.bring_in(sheet(tmp_path / "blatt.csv", row()))
    with folder.store.draft(note="wie früher") as draft:
        draft.connection.execute("UPDATE import SET note = 'alt'")
    old = folder.store.current().path
    import duckdb

    plain = old.with_name("ozg-20200101T000000Z-aaaaaaaaaaaa.duckdb")
    shutil.copyfile(old, plain)
    with duckdb.connect(str(plain)) as connection:
        connection.execute("DROP TABLE outside_view")
        connection.execute("DROP TABLE link_check")
        connection.execute("ALTER TABLE import DROP COLUMN left_out")
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'schema_version'")
    from ozgdash.store.hashing import file_hash

    former = plain.with_name(f"ozg-20200101T000000Z-{file_hash(plain)}.duckdb")
    plain.rename(former)
    old.unlink()
    (folder.settings.snapshots_dir / "CURRENT").write_text(f"{former.name}\n", encoding="ascii")
    report = folder.build()
    assert (report.published, report.real_sheets, report.findings) == (True, 1, ())
    assert folder.rows(IMPORTS) == [("status_sheet", "blatt.csv", "auenstadt", "2026-01-31", 1, 0, False)]
    assert folder.store.verify() == ()


def test_a_partner_that_left_with_an_outside_view_stops_the_build(folder):
    folder.bring_in(PVOG)
    path = folder.path / "cooperation.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"auenstadt"', '"aue"'), encoding="utf-8")
    with pytest.raises(UserError) as caught:
        folder.build()
    assert "auenstadt" in caught.value.message("de")


def example(folder: Folder, content: str = EXAMPLE) -> Path:
    path = folder.path / "demo" / "auenstadt" / "pvog.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_example_outside_views_are_built_with_the_example_sheets(folder):
    example(folder)
    sheet(folder.path / "demo" / "auenstadt" / "2026-01.csv", row(), example="ja")
    report = folder.build()
    assert report.example_sheets == 1
    assert folder.rows(IMPORTS) == [
        ("status_sheet", "2026-01.csv", "auenstadt", "2026-01-31", 1, 0, True),
        ("pvog", "pvog.csv", "auenstadt", "2026-10-31", 1, 0, True),
    ]


def test_they_go_with_the_first_real_sheet(folder, tmp_path):
    example(folder)
    folder.build()
    folder.bring_in(sheet(tmp_path / "blatt.csv", row()))
    assert folder.rows(VIEW) == []
    assert [kind for kind, *_ in folder.rows(IMPORTS)] == [ImportKind.STATUS_SHEET]
    touch(folder)
    folder.build()
    assert folder.rows(VIEW) == []


def test_they_go_with_the_first_real_outside_view_which_leaves_example_sheets(folder):
    example(folder)
    sheet(folder.path / "demo" / "auenstadt" / "2026-01.csv", row(), example="ja")
    folder.build()
    folder.bring_in(PVOG)
    assert [(kind, marked) for kind, *_, marked in folder.rows(IMPORTS)] == [("status_sheet", True), ("pvog", False)]
    touch(folder)
    folder.build()
    assert [(kind, marked) for kind, *_, marked in folder.rows(IMPORTS)] == [("pvog", False), ("status_sheet", True)]
    with pytest.raises(UserError) as caught:
        folder.bring_in(example(folder))
    assert "als Beispieldaten gekennzeichnet" in caught.value.message("de")


def test_an_unmarked_file_in_the_demo_folder_stops_the_build(folder):
    example(folder, EXAMPLE.replace("Beispieldaten;ja\n", ""))
    with pytest.raises(UserError) as caught:
        folder.build()
    assert "demo/auenstadt/pvog.csv" in caught.value.message("de")


def test_pages_of_open_pvog_in_files_of_their_own_are_one_import_or_none(folder, tmp_path):
    rows = [
        {"leika_key": key, "ars": "990010000000", "url": None, "online_status": "ok"}
        for key in ("99001001001000", "99001001002000")
    ]
    paths = []
    for number, entry in enumerate(rows):
        paths.append(tmp_path / f"seite-{number}.json")
        page = {"content": [entry], "page": {"number": number, "totalPages": 2}}
        paths[-1].write_text(json.dumps(page), encoding="utf-8")
    before = folder.content()
    with pytest.raises(UserError) as caught:
        folder.bring_in(paths[0])
    assert "1 von 2 Seiten" in caught.value.message("de")
    assert folder.content() == before
    (report,) = import_files(folder.settings, paths, by=everything("test"), today=TODAY)
    assert (report.rows, report.partner_id, report.published) == (2, "auenstadt", True)
    assert [row[3] for row in folder.rows(VIEW)] == ["99001001001000", "99001001002000"]
