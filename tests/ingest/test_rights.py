"""Whose file it is decides who may publish it: asked where the publishing is done, whoever calls it."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import TODAY, Folder, component_file, row, sheet

from ozgdash.errors import NotAllowedError
from ozgdash.ingest import import_files
from ozgdash.model.rights import Rights

EDITOR = Rights("editor", reads=True, partners=frozenset({"auenstadt"}))


def a_list(folder: Folder) -> Path:
    """A list of services: it concerns everybody."""
    return folder.path / "catalogue" / "leistungen.csv"


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize("rights", [Rights(), Rights("viewer", reads=True)])
def test_who_may_publish_nothing_does_not_even_get_a_preview(folder: Folder, tmp_path: Path, rights, dry_run):
    before = folder.content()
    with pytest.raises(NotAllowedError):
        import_files(folder.settings, [sheet(tmp_path / "a.csv", row())], by=rights, today=TODAY, dry_run=dry_run)
    assert folder.content() == before


@pytest.mark.parametrize("dry_run", [True, False])
def test_an_editor_publishes_for_the_named_partner_alone(folder: Folder, tmp_path: Path, dry_run):
    own, other = sheet(tmp_path / "a.csv", row()), sheet(tmp_path / "b.csv", row(), partner="moordorf")
    before = folder.content()
    for paths in ([other], [own, other], [other, own]):
        with pytest.raises(NotAllowedError) as caught:
            import_files(folder.settings, paths, by=EDITOR, today=TODAY, dry_run=dry_run)
        assert "b.csv" in caught.value.message("de")
        assert "ozg:editor" in caught.value.message("en")
        assert folder.content() == before
    [report] = import_files(folder.settings, [own], by=EDITOR, today=TODAY, dry_run=dry_run)
    assert report.published is not dry_run


def test_the_partner_that_counts_is_the_one_it_is_published_for(folder: Folder, tmp_path: Path):
    own, other = sheet(tmp_path / "a.csv", row()), sheet(tmp_path / "b.csv", row(), partner="moordorf")
    with pytest.raises(NotAllowedError):
        import_files(folder.settings, [own], by=EDITOR, today=TODAY, partner="moordorf")
    [report] = import_files(folder.settings, [other], by=EDITOR, today=TODAY, partner="auenstadt")
    assert report.partner_id == "auenstadt"
    assert folder.rows("SELECT partner_id, imported_by FROM import") == [("auenstadt", "editor")]


def test_a_list_of_components_is_of_its_partner(folder: Folder, tmp_path: Path):
    components = component_file(tmp_path / "k.csv", "Basisdienst;Postfach;;;;;;", partner="moordorf")
    before = folder.content()
    with pytest.raises(NotAllowedError):
        import_files(folder.settings, [components], by=EDITOR, today=TODAY)
    assert folder.content() == before


def test_what_concerns_everybody_takes_an_admin(folder: Folder):
    before = folder.content()
    with pytest.raises(NotAllowedError):
        import_files(folder.settings, [a_list(folder)], by=EDITOR, today=TODAY)
    assert folder.content() == before
    import_files(folder.settings, [a_list(folder)], by=Rights("admin", reads=True, admin=True), today=TODAY)
