from dataclasses import replace
from datetime import date

import pytest
from figure_frames import HOSTILE_NAMES, make_view

from ozgdash.drawing.lettering import one_line
from ozgdash.errors import SettingsError, UsageError, UserError
from ozgdash.export.council.order import Order
from ozgdash.export.council.package import Formats, Occasion
from ozgdash.export.council.recipe_files import read_recipe, recipe_names, write_recipe
from ozgdash.export.council.recipes import CouncilRecipe
from ozgdash.export.council.sections import DEFAULT_SECTIONS
from ozgdash.model.filters import Rule
from ozgdash.settings import PROJECT_DIR

FULL = CouncilRecipe(
    occasion=Occasion("Sachstand OZG", "Verwaltungsausschuss", date(2026, 12, 8), "BV 26/0123"),
    sections=("method", "situation"),
    partners=("adam", "berta"),
    rule=Rule.BUNDLE_RG2,
    topics=("Bildung", "Mobilität & Reisen"),
    departments=('Amt "für" Alles',),
    addressees=("buerger",),
    deadline="ozg",
    as_of=date(2026, 10, 31),
    compare=date(2026, 6, 30),
    target_on=date(2029, 12, 31),
    pace_months=24,
    groups=("land-03", "mitte"),
    formats=Formats.ODF,
)


def put(folder, content, name="x"):
    (folder / "recipes").mkdir(exist_ok=True)
    (folder / "recipes" / f"{name}.toml").write_text(content, encoding="utf-8")
    return folder


def test_a_recipe_comes_back_as_it_was_written(tmp_path):
    for name, recipe in (("voll", FULL), ("leer", CouncilRecipe()), ("monate", replace(FULL, compare=6, as_of=None))):
        path = write_recipe(tmp_path, name, recipe)
        assert path == tmp_path / "recipes" / f"{name}.toml"
        assert read_recipe(tmp_path, name) == recipe
    assert recipe_names(tmp_path) == ("leer", "monate", "voll")
    assert [path.name for path in (tmp_path / "recipes").iterdir() if path.suffix != ".toml"] == []


@pytest.mark.parametrize("words", HOSTILE_NAMES)
def test_hostile_words_stay_words(tmp_path, words):
    write_recipe(tmp_path, "x", replace(FULL, occasion=Occasion(words, words[::-1]), departments=(one_line(words),)))
    read = read_recipe(tmp_path, "x")
    assert read.occasion.title == one_line(words)[:300]
    assert read.departments == (one_line(words)[:300],)


def test_line_breaks_and_control_characters_cannot_add_a_key(tmp_path):
    write_recipe(tmp_path, "x", CouncilRecipe(Occasion('a"\npace = 6\n#\x00\x7f')))
    assert read_recipe(tmp_path, "x").pace_months == 12


@pytest.mark.parametrize("name", ["", "../x", "a/b", "Über", "x.toml", "A", ".x", "x" * 61, "x\n", "c:x"])
def test_a_name_that_is_no_file_name_is_refused(tmp_path, name):
    with pytest.raises(UsageError, match="Name eines Rezepts"):
        write_recipe(tmp_path, name, FULL)
    with pytest.raises(UsageError, match="Name eines Rezepts"):
        read_recipe(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_a_recipe_that_is_not_there_names_those_that_are(tmp_path):
    with pytest.raises(UsageError, match="halbjahr"):
        read_recipe(put(tmp_path, "", "halbjahr"), "quartal")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("title = 7", ("title", "7", "…")),
        ('sections = ["situation", "wetter"]', ("sections", "wetter", "situation, topics")),
        ('sections = "situation"', ("sections", "situation")),
        ('rule = "alle"', ("rule", "alle", "buendel_rg2")),
        ('addressees = ["katzen"]', ("addressees", "katzen", "buerger, unternehmen")),
        ("partners = [1]", ("partners", "1")),
        ('as_of = "gestern"', ("as_of", "gestern", "newest")),
        ('as_of = "2026-02-30"', ("as_of", "2026-02-30", "newest")),
        ("as_of = 2026-10-31T10:00:00", ("as_of", "2026-10-31 10:00:00")),
        ("compare = 0", ("compare", "0", "1–120")),
        ("compare = true", ("compare", "True", "1–120")),
        ('compare = "3"', ("compare", "3", "1–120")),
        ("target = 2029", ("target", "2029", "1990-01-01 – 2100-12-31")),
        ("target = 9999-12-31", ("target", "9999-12-31", "1990-01-01 – 2100-12-31")),
        ("session = 0001-01-01", ("session", "0001-01-01", "1990-01-01 – 2100-12-31")),
        ("as_of = 1989-12-31", ("as_of", "1989-12-31", "newest", "1990-01-01 – 2100-12-31")),
        ("compare = 2101-01-01", ("compare", "2101-01-01", "1–120", "1990-01-01 – 2100-12-31")),
        ("pace = 7", ("pace", "7", "6, 12, 24")),
        ('vorlage = "ohne"', ("vorlage", "ohne", "26-12345")),
        ("vorlage = 26", ("vorlage", "26")),
        ('formats = "docx"', ("formats", "docx", "ooxml, odf, both")),
        ("farbe = 1", ("farbe", "title, committee", "use_below")),
    ],
)
def test_what_is_wrong_is_named_with_file_key_received_and_allowed(tmp_path, line, words):
    with pytest.raises(SettingsError) as caught:
        read_recipe(put(tmp_path, line), "x")
    for lang in ("de", "en"):
        assert all(word in caught.value.message(lang) for word in ("recipes/x.toml", *words))


def test_a_day_in_quotation_marks_is_that_day(tmp_path):
    days = ("as_of", "compare", "target", "session")
    said = [
        read_recipe(put(tmp_path, "\n".join(f"{key} = {quote}2026-10-31{quote}" for key in days)), "x")
        for quote in ('"', "")
    ]
    assert said[0] == said[1]
    assert said[0].as_of == date(2026, 10, 31)


def test_a_file_that_is_no_toml_is_named_with_the_place(tmp_path):
    with pytest.raises(SettingsError, match=r"x\.toml.*line 1"):
        read_recipe(put(tmp_path, "title = oh\n"), "x")
    (tmp_path / "recipes" / "x.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match=r"x\.toml"):
        read_recipe(tmp_path, "x")


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "recipes").write_text("a file in the way")
    with pytest.raises(UserError, match="recipes"):
        write_recipe(tmp_path, "x", FULL)


def test_an_order_becomes_a_recipe_that_moves_on_or_stays():
    view = replace(make_view(as_of=date(2026, 10, 31), topics=("Bildung",)), compare_on=date(2026, 4, 30))
    order = Order(Occasion("T", "C", date(2026, 12, 8), "26-1"), view, ("situation",), Formats.OOXML)
    moving, fixed = CouncilRecipe.of(order, fixed=False), CouncilRecipe.of(order, fixed=True)
    assert (moving.as_of, moving.compare, moving.occasion) == (None, 6, Occasion("T", "C"))
    assert (fixed.as_of, fixed.compare) == (date(2026, 10, 31), date(2026, 4, 30))
    assert fixed.occasion == order.occasion
    assert moving.formats == fixed.formats == Formats.OOXML
    later = date(2027, 1, 31)
    assert (moving.filters(later).as_of, moving.compare_on(later)) == (later, date(2026, 7, 31))
    assert (fixed.filters(later).as_of, fixed.compare_on(later)) == (date(2026, 10, 31), date(2026, 4, 30))
    assert moving.topics == fixed.topics == ("Bildung",)


def test_three_months_is_what_a_view_takes_by_itself():
    assert CouncilRecipe().compare_on(date(2026, 10, 31)) is None
    assert CouncilRecipe().sections == DEFAULT_SECTIONS


def test_a_day_within_a_month_and_one_far_back_are_kept_sensibly():
    for day, kept in ((date(2026, 10, 5), 1), (date(2000, 1, 1), date(2000, 1, 1))):
        view = replace(make_view(as_of=date(2026, 10, 31)), compare_on=day)
        assert CouncilRecipe.of(Order(Occasion(), view), fixed=False).compare == kept


def test_every_recipe_that_comes_with_the_program_can_be_read():
    names = recipe_names(PROJECT_DIR / "data")
    assert "halbjahresbericht" in names
    for name in names:
        read_recipe(PROJECT_DIR / "data", name)
