"""Streamlit's words: none in its scripts that is neither replaced nor known not to stand on our pages."""

from __future__ import annotations

import re

from ozgdash.texts import LANGS, catalogue
from ozgdash.ui import chunks, document, framework_words, front_end
from tools.framework_words import gone, missing

OURS = {key: entry for key, entry in catalogue().items() if key.startswith(framework_words.AREA)}
COMPOSED = {
    "framework.input_enter",
    "framework.upload_more_icon",
    "framework.live_some",
    "framework.live_one",
    "framework.live_none",
}
"""Put together of single words in the browser; tests/e2e/test_language.py finds them there."""
PIECE = re.compile(r"[A-Za-z][^{}:,.|•]{3,}[a-z]")


def test_every_word_of_the_scripts_is_replaced_or_known_not_to_be_shown():
    assert missing() == [], "New words of Streamlit: into texts/framework.toml, or into framework_words_elsewhere.txt."


def test_nothing_is_kept_that_no_script_says_any_more():
    assert gone() == []


def test_what_is_replaced_stands_in_the_scripts():
    scripts = "".join(
        front_end.files()[where].read_text(encoding="utf-8") for where in chunks.needed() if where.endswith(".js")
    )
    said = {
        key: entry.get("says", entry["en"])
        for key, entry in OURS.items()
        if key not in COMPOSED and not key.startswith("framework.date_")  # names of months come from the browser
    }
    lost = [key for key, words in said.items() if any(piece not in scripts for piece in PIECE.findall(words))]
    assert lost == []


def test_every_word_has_a_place_and_every_place_has_words():
    named = {key.removeprefix(framework_words.AREA).split("_")[0] for key in OURS}
    assert named == set(framework_words.PLACES)


def test_the_document_itself_speaks_one_language():
    german, english = (document.document(lang, "./").bodies[""].decode() for lang in LANGS)
    told = {"Diese Seite braucht JavaScript": german, "This page needs JavaScript": english}
    assert all(words in html for words, html in told.items())
    assert not any("enable JavaScript" in html or "Reading this" in html for html in told.values())


def test_no_german_word_is_the_framework_s():
    same = {key for key, entry in OURS.items() if entry["de"] == entry.get("says", entry["en"])}
    assert {OURS[key]["de"] for key in same} <= {
        "{size}",
        "{name}, {size}",
        "Dollar",
        "Euro",
        "Yen",
        "Median",
        "Format",
    }


def test_what_is_put_in_comes_out_again():
    broken = [
        key
        for key, entry in OURS.items()
        for lang in LANGS
        if not set(re.findall(r"\{\w+\}", entry[lang])) <= set(re.findall(r"\{\w+\}", entry.get("says", entry["en"])))
    ]
    assert broken == []
