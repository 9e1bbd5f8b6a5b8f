"""Decks on a house's own template, refreshed."""

import pytest
from house_templates import house, saved
from refreshing import NOW, THEN, again, edited, made, opened, parts, slide_of, titles

SECTIONS = ("situation", "topics_by_partner", "changes", "late")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("house") / "haus.pptx"
    path.write_bytes(saved(house()))
    return str(path)


def test_a_deck_on_a_houses_template_becomes_the_one_of_today_part_by_part(golden_connection, golden_view, template):
    old, new = (made(golden_connection, golden_view, day, SECTIONS, template) for day in (THEN, NOW))
    assert parts(old) != parts(new)
    result = again(golden_connection, golden_view, old)
    assert parts(result.content) == parts(new)
    assert again(golden_connection, golden_view, result.content).content == result.content


def test_its_master_and_what_a_person_wrote_stay(golden_connection, golden_view, template):
    def edit(presentation):
        slide_of(presentation, "progress").shapes.title.text_frame.text = "Eigene Worte"

    old = made(golden_connection, golden_view, THEN, SECTIONS, template)
    result = again(golden_connection, golden_view, edited(old, edit), list_changes=True)
    after = opened(result.content)
    assert slide_of(after, "progress").shapes.title.text_frame.text == "Eigene Worte"
    assert after.slide_masters[0].part.blob == opened(old).slide_masters[0].part.blob
    assert any(title.startswith("Was sich seit") for title in titles(after))
