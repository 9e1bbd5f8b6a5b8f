"""A name has one spelling, that of the newest report, over months, partners and files of an older program."""

from __future__ import annotations

from pathlib import Path

from folders import DOG_TAX, DOG_TAX_END, LICENCE, Folder, component_file, row, sheet

from ozgdash.store.spellings import forget_spellings

NOW = "FROM state WHERE department IS NOT NULL AND valid_to = DATE '9999-12-31'"


def departments(folder: Folder) -> list[str]:
    return [name for (name,) in folder.rows(f"SELECT DISTINCT department {NOW} ORDER BY department")]


def test_next_month_and_the_next_partner_make_no_new_department(folder: Folder, tmp_path: Path) -> None:
    folder.bring_in(sheet(tmp_path / "a.csv", row(DOG_TAX, fachbereich="Fachbereich 1"), as_of="31.01.2026"))
    again = sheet(tmp_path / "b.csv", row(DOG_TAX_END, fachbereich="FACHBEREICH\u00a01"), as_of="28.02.2026")
    report = folder.bring_in(again)
    assert [f.key for f in report.findings if f.column == "fachbereich"] == ["sources.spellings_joined"]
    other = row(LICENCE, fachbereich="Fachbereich\u200b 1 ")
    folder.bring_in(sheet(tmp_path / "c.csv", other, partner="moordorf", as_of="28.02.2026"))
    assert departments(folder) == ["Fachbereich 1"]


def test_a_new_sheet_corrects_upper_and_lower_case_everywhere_and_an_older_one_does_not(
    folder: Folder, tmp_path: Path
) -> None:
    for name, department, day in (("a", "FACHBEREICH 1", "31.01.2026"), ("b", "Fachbereich 1", "28.02.2026")):
        report = folder.bring_in(sheet(tmp_path / f"{name}.csv", row(DOG_TAX, fachbereich=department), as_of=day))
    assert report.changed == 0
    folder.bring_in(sheet(tmp_path / "c.csv", row(LICENCE, fachbereich="fachbereich 1"), as_of="31.01.2026"))
    assert folder.rows("SELECT DISTINCT department FROM observation") == [("Fachbereich 1",)]


def test_the_same_sheet_again_changes_nothing_for_its_spelling(folder: Folder, tmp_path: Path) -> None:
    folder.bring_in(sheet(tmp_path / "a.csv", row(DOG_TAX, fachbereich="Fachbereich 1")))
    report = folder.bring_in(sheet(tmp_path / "b.csv", row(DOG_TAX, fachbereich="fachbereich 1")))
    assert report.changed == 0


def test_spellings_of_an_older_snapshot_are_joined_by_the_next_publish(folder: Folder, tmp_path: Path) -> None:
    rows = [row(DOG_TAX, fachbereich="Amt 1"), row(DOG_TAX_END, fachbereich="Amt 1"), row(LICENCE, fachbereich="Amt 2")]
    folder.bring_in(sheet(tmp_path / "a.csv", *rows))
    items = ["Fachverfahren;Einwohner;MESO;;HSH;;;", "Fachverfahren;Kfz;MESO;;HSH;;;"]
    folder.bring_in(component_file(tmp_path / "k.csv", *items))
    with folder.store.draft(note="an older program") as draft:
        forget_spellings(draft.connection)
        draft.connection.execute(
            "UPDATE observation SET department = 'amt\u00a01' WHERE service_id = $service", {"service": DOG_TAX_END}
        )
        draft.connection.execute("UPDATE component SET product = 'meso', provider = 'HSH\u200b' WHERE name = 'Kfz'")
    assert departments(folder) == ["Amt 1", "Amt 2"]
    assert folder.rows("SELECT DISTINCT product, provider FROM component") == [("MESO", "HSH")]
    assert folder.store.verify() == ()


def test_a_topic_is_spelled_as_the_files_of_the_data_folder_say(folder: Folder) -> None:
    topics = folder.rows("SELECT service_id, topic FROM service ORDER BY service_id")
    with folder.store.draft(note="a list") as draft:
        draft.connection.execute(
            "UPDATE service SET topic = upper(topic), origin = '1' WHERE service_id = $service", {"service": DOG_TAX}
        )
    assert folder.rows("SELECT service_id, topic FROM service ORDER BY service_id") == topics
