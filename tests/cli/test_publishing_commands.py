from __future__ import annotations

from pathlib import Path

import pytest

from ozgdash.charts import by_name

DOG_TAX, LICENCE = "99001001001000", "99001002001000"


def test_build_tells_what_it_published_and_when_there_is_nothing_to_do(empty):
    first = empty("build", "--json").json
    assert (first["published"], first["partners"], first["services"]) == (True, 3, 5)
    second = empty("build")
    assert second.code == 0
    assert "Nichts zu tun" in second.out
    assert first["snapshot"] in second.out


def test_build_tells_what_is_wrong_with_a_file(empty):
    (empty.data_dir / "cooperation.toml").write_text("[cooperation]\nname = 7\n", encoding="utf-8")
    result = empty("build")
    assert (result.code, result.out) == (1, "")
    assert "cooperation.toml" in result.err


def test_import_publishes_and_tells_so(ozgdash):
    report = ozgdash("import", ozgdash.sheet(f"{DOG_TAX};3;;"), "--note", "Januar", "--json").json
    assert (report["published"], report["partner"], report["as_of"], report["rows"]) == (
        True,
        "auenstadt",
        "2026-01-31",
        1,
    )
    newest = ozgdash("snapshots", "--json").json[0]
    assert (newest["snapshot"], newest["note"], newest["current"]) == (report["snapshot"], "Januar", True)


def test_partner_and_day_may_come_from_the_options(ozgdash):
    path = ozgdash.data_dir / "ohne_kopf.csv"
    path.write_text(f"leika_schluessel;reifegrad\n{DOG_TAX};2\n", encoding="utf-8")
    report = ozgdash("import", str(path), "--partner", "Moordorf", "--as-of", "28.02.2026", "--json").json
    assert (report["partner"], report["as_of"]) == ("moordorf", "2026-02-28")


def test_a_dry_run_says_that_nothing_was_published(ozgdash):
    before = ozgdash("snapshots").out
    result = ozgdash("import", ozgdash.sheet(f"{DOG_TAX};3;;"), "--dry-run")
    assert result.code == 0
    assert "Es wurde nichts veröffentlicht" in result.out
    assert ozgdash("snapshots").out == before


def test_an_import_of_the_same_file_is_no_error(ozgdash):
    path = ozgdash.sheet(f"{DOG_TAX};3;;")
    ozgdash("import", path)
    result = ozgdash("import", path)
    assert result.code == 0
    assert "schon eingespielt" in result.out


def test_the_end_of_the_example_data_is_announced(ozgdash):
    ozgdash("import", ozgdash.sheet(f"{DOG_TAX};1;;", example="ja"))
    path = ozgdash.sheet(f"{DOG_TAX};3;;")
    assert "würden alle Beispieldaten entfernt" in ozgdash("import", path, "--dry-run").out
    assert "wurden alle Beispieldaten entfernt" in ozgdash("import", path).out


def test_a_faulty_sheet_ends_with_1_and_names_every_fault_with_its_row(ozgdash):
    result = ozgdash("import", ozgdash.sheet(f"{DOG_TAX};9;;", "9900100100100;1;;", f"{LICENCE};;vielleicht;"))
    assert (result.code, result.out) == (1, "")
    for row in ("Zeile 5", "Zeile 6", "Zeile 7"):
        assert row in result.err
    assert "Es wurde nichts veröffentlicht" in result.err


@pytest.mark.parametrize(
    ("lang", "more", "where"),
    [("de", "und 449 weitere dieser Art", "--json; auf der Datenseite"), ("en", "and 449 more of this kind", "--json")],
)
def test_of_very_many_faults_the_first_are_printed_and_json_has_all(ozgdash, lang, more, where):
    path = ozgdash.sheet(*(f"99{n:011};1;;" for n in range(500)), f"{LICENCE};;vielleicht;")
    result = ozgdash("--lang", lang, "import", path, "--json")
    lines = result.err.splitlines()
    assert (result.code, len(lines)) == (1, 54)
    assert [more in line for line in lines[51:]] == [True, False, False]
    assert "vielleicht" in lines[52]
    assert where in lines[53]
    assert (result.json["published"], result.json["error"]) == (False, lines[0])
    assert len([found for found in result.json["findings"] if found["severity"] == "error"]) == 501


@pytest.mark.parametrize(
    ("name", "options", "begins"),
    [
        ("moordorf.xlsx", (), b"[Content_Types].xml"),
        ("moordorf.ods", (), b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
        ("moordorf", ("--format", "ods"), b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
        ("moordorf.ods", ("--format", "xlsx"), b"[Content_Types].xml"),
    ],
)
def test_a_template_can_be_written_and_imported(ozgdash, tmp_path, name, options, begins):
    out = tmp_path / name
    assert ozgdash("template", str(out), "--partner", "Moordorf", "--as-of", "2026-03-31", *options).code == 0
    assert out.read_bytes()[30:].startswith(begins)
    report = ozgdash("import", str(out), "--json").json
    assert (report["partner"], report["as_of"], report["rows"]) == ("moordorf", "2026-03-31", 5)


def test_snapshots_marks_the_current_one_and_rollback_moves_the_mark(ozgdash):
    first = ozgdash("snapshots", "--json").json[0]["snapshot"]
    ozgdash("import", ozgdash.sheet(f"{DOG_TAX};3;;"))
    assert "blatt.csv" in ozgdash("snapshots").out
    assert ozgdash("rollback", first).code == 0
    (current,) = [entry for entry in ozgdash("snapshots", "--json").json if entry["current"]]
    assert current["snapshot"] == first
    assert ozgdash("status", "--json").json["rows"][0]["unknown"] == 5


def test_snapshots_without_any_says_how_to_build_one(empty):
    result = empty("snapshots")
    assert (result.code, result.out) == (0, "")
    assert "python -m ozgdash build" in result.err
    assert empty("snapshots", "--json").json == []


def test_verify_of_a_damaged_snapshot_ends_with_1(ozgdash):
    assert ozgdash("verify", "--json").json["sound"]
    (path,) = (ozgdash.data_dir / "snapshots").glob("*.duckdb")
    path.write_bytes(path.read_bytes() + b"x")
    result = ozgdash("verify", path.stem, "--json")
    assert result.code == 1
    assert not result.json["sound"]
    assert "Prüfsumme" in result.json["findings"][0]["message"]


@pytest.mark.parametrize("command", ["rollback", "verify"])
def test_an_unknown_snapshot_is_answered_with_the_known_ones(ozgdash, command):
    known = ozgdash("snapshots", "--json").json[0]["snapshot"]
    result = ozgdash(command, "ozg-1")
    assert result.code == 1
    assert known in result.err


@pytest.mark.parametrize("form", ["csv", "xlsx", "pptx"])
def test_a_chart_leaves_by_the_command_line(ozgdash, tmp_path, form):
    out = tmp_path / f"chart.{form}"
    result = ozgdash("export", "chart", "--chart", "progress", "--out", str(out), "--partner", "auenstadt")
    assert (result.code, result.err) == (0, "")
    assert out.stat().st_size > 200
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_unknown_chart_is_answered_with_the_known_ones(ozgdash, tmp_path):
    result = ozgdash("export", "chart", "--chart", "pie", "--out", str(tmp_path / "x.csv"))
    assert result.code == 2
    assert ", ".join(by_name.CHARTS) in result.err


def test_a_chart_that_cannot_be_written_is_explained(ozgdash, tmp_path):
    result = ozgdash("export", "chart", "--chart", "rules", "--out", str(tmp_path / "nowhere" / "x.csv"))
    assert result.code == 1
    assert "nowhere" in result.err


def test_several_files_are_one_snapshot_with_a_report_each(ozgdash, tmp_path):
    first, second = (tmp_path / name for name in ("a.csv", "b.csv"))
    first.write_bytes(Path(ozgdash.sheet(f"{DOG_TAX};3;;")).read_bytes())
    second.write_bytes(Path(ozgdash.sheet(f"{DOG_TAX};1;;", partner="moordorf")).read_bytes())
    reports = ozgdash("import", str(first), str(second), "--json").json
    assert [(report["partner"], report["published"]) for report in reports] == [("auenstadt", True), ("moordorf", True)]
    assert len({report["snapshot"] for report in reports}) == 1
