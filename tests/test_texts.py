"""Every sentence exists in both languages, says the same things, and is used."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from ozgdash.settings import PROJECT_DIR
from ozgdash.store.records import ImportKind
from ozgdash.texts import LANGS, catalogue, text

PLACEHOLDER = re.compile(r"\{(\w+)(?::[^{}]*)?\}")
KEY = re.compile(r"[a-z]+\.[a-z0-9_]+")
SOURCES = sorted(
    path for path in [*PROJECT_DIR.glob("ozgdash/**/*.py"), *PROJECT_DIR.glob("pages/*.py"), PROJECT_DIR / "app.py"]
)
VALUES_OF_FILES = {"nicht im leika"}
"""What official files say, looked for word by word."""
GERMAN = re.compile(r"[äöüßÄÖÜ]|\b(?:und|oder|nicht|keine?|wird|werden|sind|bitte)\b")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def strings(path: Path) -> list[str]:
    """The string literals of a module, without docstrings; the variable parts of an f-string as ``*``."""
    tree = parsed(path)
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.append("".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (inside | docs):
            found.append(node.value)
    return found


LITERALS = {literal for path in SOURCES for literal in strings(path)}
AREAS = {key.split(".")[0] for key in catalogue()}


def test_every_text_has_both_languages():
    assert [key for key, entry in catalogue().items() if not {"de", "en"} <= set(entry)] == []


def test_languages_have_the_same_placeholders():
    different = {}
    for key, entry in catalogue().items():
        plural = {lang: set(PLACEHOLDER.findall(entry[lang])) for lang in ("de", "en")}
        singular = {name: set(PLACEHOLDER.findall(words)) for name, words in entry.items() if name.endswith("_one")}
        if plural["de"] != plural["en"] or any(not names <= plural["de"] for names in singular.values()):
            different[key] = (plural, singular)
    assert different == {}


def test_no_key_is_named_that_does_not_exist():
    named = {literal for literal in LITERALS if KEY.fullmatch(literal) and literal.split(".")[0] in AREAS}
    assert sorted(named - set(catalogue())) == []


PLACED = {"error", "warning", "notice", "fail"}
"""Calls of ``Findings``: row and column say where it is, and fill nothing in a sentence."""


def refused() -> dict[str, set[str]]:
    """Where an error or a finding is named with fewer values than its sentence has gaps -> the gaps left."""
    left: dict[str, set[str]] = {}
    sentences = {
        key: {gap for words in entry.values() for gap in PLACEHOLDER.findall(words)}
        for key, entry in catalogue().items()
    }
    for path in SOURCES:
        calls = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
        for call in calls:
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            key = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
            given = {keyword.arg for keyword in call.keywords} - ({"row", "column"} if name in PLACED else set())
            if not (name in PLACED or name.endswith("Error")) or None in given:
                continue
            if sentences.get(key, set()) - given:
                left[f"{path.name}:{call.lineno} {key}"] = sentences[key] - given
    return left


def test_every_error_and_finding_fills_its_sentence():
    assert refused() == {}


def test_every_kind_of_file_has_a_name_in_the_list_of_files():
    assert {f"history.kind_{kind}" for kind in ImportKind} == {
        key for key in catalogue() if key.startswith("history.kind_")
    }


@cache
def constants() -> frozenset[str]:
    """All string constants and their words, also of those inside f-strings."""
    nodes = (node for path in SOURCES for node in ast.walk(parsed(path)))
    written = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return frozenset(written | {word for value in written for word in re.findall(r"[\w\-]+", value)})


def is_put_together(name: str) -> bool:
    """True for one of the words that stand in the code, or two of them joined."""
    halves = ((name[:at], name[at:]) for at in range(1, len(name)))
    return name in constants() or any({*pair} <= constants() for pair in halves)


def test_every_text_is_used():
    starred = [word for word in LITERALS if re.fullmatch(r"[a-z_]+\.[\w.*\-]*\*[\w.*\-]*", word)]
    patterns = [re.compile(re.escape(word).replace(r"\*", r"[\w\-.]+")) for word in starred if word[-2:] != ".*"]
    whole = {word.split(".")[0] for word in starred if word[-2:] == ".*"}
    # The framework's own words are looked up by what stands on the page.
    unused = [
        key
        for key in catalogue()
        if not key.startswith("framework.")
        and not (key in constants() or any(pattern.fullmatch(key) for pattern in patterns))
        and not (key.split(".")[0] in whole and is_put_together(key.split(".", 1)[1]))
    ]
    assert unused == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PROJECT_DIR)))
def test_no_german_sentence_stands_in_the_code(path):
    assert [
        literal
        for literal in strings(path)
        if " " in literal and GERMAN.search(literal) and literal not in VALUES_OF_FILES
    ] == []


OFFERED = re.compile(r"\{\w+:([^{}|]+)\|([^{}|]+)\}")
NEVER_ONE = {
    "allowed",
    "received",
    "months",
    "megabytes",
    "highest",
    "n_of_m",
    "rate",
    "value",
    "finding",
    "file",
    "share",
    "below",
    "example",
    "split",
}
"""Limits, what a reader wrote, names, lengths of a pace, and numbers that always have a digit after the point or a sign."""
MORE_PLURALS = {
    "Änderungen", "Anfragen", "Angaben", "Beispieldaten", "Einträgen", "Fachverfahren", "Hindernisse", "Initiativen",
    "Monate", "Partnern", "Termine", "Verträge", "changes", "columns", "contracts", "months", "obstacles",
}  # fmt: skip


VERBS = {"are", "bleiben", "lead", "liegen", "sind"}


def plurals() -> set[str]:
    """The nouns that the texts have in the plural, as far as they say so themselves."""
    offered = {pair for entry in catalogue().values() for words in entry.values() for pair in OFFERED.findall(words)}
    return ({plural for _, plural in offered} | MORE_PLURALS) - {singular for singular, _ in offered} - VERBS


def test_no_noun_in_the_plural_follows_a_one():
    nouns = "|".join(map(re.escape, sorted(plurals())))
    one = re.compile(rf"(?<![\w.,])1[ \u00a0](?:\w+ )?(?:{nouns})\b")
    found = {}
    for key, entry in catalogue().items():
        names = {name for words in entry.values() for name in PLACEHOLDER.findall(words)}
        values = {name: "7" if name in NEVER_ONE else "1" for name in names} | {"count": 1}
        for lang in LANGS:
            said = text(key, lang, **values)
            if one.search(said):
                found[key, lang] = said
    assert found == {}


def test_a_word_goes_with_its_number():
    assert text("services.found", "de", shown="1", total="1") == "1 von 1 Leistung"
    assert text("services.found", "en", shown="1", total="21") == "1 of 21 services"


def test_no_sentence_names_another_time_zone_than_that_of_the_moments_in_it():
    assert [key for key, entry in catalogue().items() if "UTC" in " ".join(entry.values())] == []


HEAD = re.compile(r"\.(column|head)_")


def test_every_head_of_a_table_begins_with_a_capital_in_both_languages():
    heads = {key: entry for key, entry in catalogue().items() if HEAD.search(key) and key != "sources.head_twice"}
    assert len(heads) > 400
    assert [(key, entry[lang]) for key, entry in heads.items() for lang in LANGS if entry[lang][0].islower()] == []
