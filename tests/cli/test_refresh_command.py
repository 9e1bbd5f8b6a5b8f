"""``refresh deck``: where the new file goes, what is said, and what is refused."""

import json
from pathlib import Path

import pptx
import pytest

HEAD = "Partner;{partner}\nStand;{as_of}\nBeispieldaten;nein\nleika_schluessel;reifegrad;zustaendig;fachbereich\n"


@pytest.fixture
def deck(ozgdash, tmp_path):
    """A deck of one report, after which another one came."""
    services = (ozgdash.data_dir / "catalogue" / "leistungen.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    keys = [line.split(";")[0] for line in services if line.split(";")[0]]
    path = tmp_path / "folien.pptx"
    for maturity, as_of in ((1, "2026-01-31"), (3, "2026-02-28")):
        sheet = tmp_path / f"{as_of}.csv"
        rows = "".join(f"{key};{maturity};ja;Amt\n" for key in keys)
        sheet.write_text(HEAD.format(partner="auenstadt", as_of=as_of) + rows, encoding="utf-8")
        assert ozgdash("import", str(sheet)).code == 0
        if not path.exists():
            assert ozgdash("export", "deck", "--section", "situation", "--out", str(path)).code == 0
    return path


def words(path: Path) -> str:
    slides = pptx.Presentation(path).slides
    return "\n".join(shape.text_frame.text for page in slides for shape in page.shapes if shape.has_text_frame)


def test_the_new_file_lies_beside_the_old_one_which_stays(ozgdash, deck):
    before = deck.read_bytes()
    result = ozgdash("refresh", "deck", str(deck))
    target = deck.with_name("folien_2026-02-28.pptx")
    assert (result.code, result.err) == (0, "")
    assert deck.read_bytes() == before
    assert "31.01.2026" in words(deck)
    assert "Stand 28.02.2026" in words(target)
    assert "31.01.2026. Jetzt: 28.02.2026" in result.out
    assert str(target) in result.out
    again = ozgdash("refresh", "deck", str(deck))
    assert (again.code, again.err != "") == (2, True)
    assert target.name in again.err


def test_what_is_named_is_replaced_and_json_says_what_was_done(ozgdash, deck):
    result = ozgdash("refresh", "deck", str(deck), "--out", str(deck), "--list-changes", "--json")
    facts = json.loads(result.out)
    assert result.code == 0
    assert (facts["as_of"], facts["file"]) == ("2026-02-28", str(deck))
    assert {slide["fate"] for slide in facts["slides"]} <= {"refreshed", "same"}
    assert "Was sich seit der letzten Fassung geändert hat" in words(deck)


def test_the_stand_can_be_chosen(ozgdash, deck, tmp_path):
    target = tmp_path / "alt.pptx"
    assert ozgdash("refresh", "deck", str(deck), "--as-of", "2026-01-31", "--out", str(target)).code == 0
    assert "Stand 31.01.2026" in words(target)
    assert ozgdash("refresh", "deck", str(deck), "--as-of", "2099-01-01", "--out", str(target)).code == 1


def test_a_file_never_says_that_it_is_of_another_format(ozgdash, deck, tmp_path):
    target = tmp_path / "neu.ODP"
    result = ozgdash("refresh", "deck", str(deck), "--out", str(target))
    assert (result.code, result.out, target.exists()) == (2, "", False)
    assert "„neu.ODP“ hat die Endung .odp" in result.err
    assert "Erlaubt ist die Endung .pptx" in result.err
    slides = tmp_path / "folien.odp"
    assert ozgdash("export", "deck", "--as-of", "2026-01-31", "--section", "situation", "--out", str(slides)).code == 0
    result = ozgdash("refresh", "deck", str(slides), "--out", str(tmp_path / "neu.pptx"))
    assert (result.code, (tmp_path / "neu.pptx").exists()) == (2, False)
    assert ozgdash("refresh", "deck", str(slides), "--out", str(tmp_path / "ohne_endung")).code == 0


def test_what_cannot_be_refreshed_leaves_nothing_behind(ozgdash, deck, tmp_path):
    stranger, target = tmp_path / "fremd.pptx", tmp_path / "neu.pptx"
    pptx.Presentation().save(stranger)
    for path in (stranger, tmp_path / "fehlt.pptx"):
        result = ozgdash("refresh", "deck", str(path), "--out", str(target))
        assert result.code == 1
        assert path.name in result.err
    result = ozgdash("refresh", "deck", str(deck), "--out", str(tmp_path / "kein_ordner" / "neu.pptx"))
    assert result.code == 1
    assert sorted(path.name for path in tmp_path.glob("*neu*")) == []
