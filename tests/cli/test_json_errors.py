"""Who asks for JSON gets JSON, also for what goes wrong."""

from __future__ import annotations

import argparse

import pytest

from ozgdash.cli.command import COMMANDS, load
from ozgdash.cli.parser import command_parser


def takes_json(command: str) -> bool:
    parser: argparse.ArgumentParser = command_parser(command, "de")
    load(command).add_arguments(parser, "de")
    return any("--json" in action.option_strings for action in parser._actions)


WITH_JSON = [command for command in COMMANDS if takes_json(command)]
NEEDED = {"import": ["x.csv"], "sync": ["pvog"]}
WRONG_CALLS = [
    *([command, *NEEDED.get(command, ()), "--wings"] for command in WITH_JSON),
    *([command] for command in NEEDED),
    ["fly"],
    ["status", "--rule", "best"],
    ["status", "--as-of", "gestern"],
    ["status", "--by", "colour"],
    ["status", "--partner"],
    ["import", "x.csv", "--as-of", "31.02.2026"],
    ["sync", "tea"],
    ["sync", "fim", "--partner", "moordorf"],
    ["status", "--lang", "fr"],
    ["check-template", "gibtesnicht.pptx"],
]
WRONG_INPUT = [
    ["status", "--partner", "atlantis"],
    ["status", "--deadline", "nie"],
    ["import", "gibtesnicht.csv"],
    ["refresh", "deck", "gibtesnicht.pptx"],
    ["verify", "ozg-19990101-000000-aaaaaaaaaaaa"],
    ["sync", "pvog", "--base-url", "kein dienst"],
    ["sync", "pvog", "--partner", "atlantis"],
]


def test_the_commands_that_take_json_are_known():
    assert WITH_JSON == [
        "build",
        "status",
        "import",
        "sync",
        "snapshots",
        "verify",
        "check-template",
        "marts",
        "refresh",
        "report",
        "verify-package",
    ]


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(("arguments", "code"), [(c, 2) for c in WRONG_CALLS] + [(c, 1) for c in WRONG_INPUT])
def test_an_error_is_an_object_with_the_sentence_that_people_read(ozgdash, arguments, code, lang):
    options = ["--json"] if "--lang" in arguments else ["--lang", lang, "--json"]
    result = ozgdash(*arguments, *options)
    assert result.code == code
    assert result.json["error"].strip() == result.err.strip()
    assert set(result.json) == {"error"}
    plain = ozgdash(*arguments, *(options[:-1]))
    assert (plain.code, plain.out) == (code, "")


def test_a_refused_file_keeps_its_findings(ozgdash, tmp_path):
    path = tmp_path / "papier.json"
    path.write_text('{"type": "https://schema.oparl.org/1.1/Paper"}', encoding="utf-8")
    result = ozgdash("import", str(path), "--json")
    assert (result.code, result.json["file_name"], result.json["published"]) == (1, "papier.json", False)
    assert ["OParl (Paper)" in finding["message"] for finding in result.json["findings"]] == [True]
