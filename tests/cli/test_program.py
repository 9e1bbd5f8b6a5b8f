from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from ozgdash.cli import main
from ozgdash.cli.command import COMMANDS, load
from ozgdash.cli.parser import command_parser
from ozgdash.settings import PROJECT_DIR

DOCUMENTATION = (PROJECT_DIR / "docs" / "CLI.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_command_has_help(capsys, command, lang):
    with pytest.raises(SystemExit) as end:
        main([command, "--lang", lang, "--help"])
    assert end.value.code == 0
    assert f"python -m ozgdash {command}" in capsys.readouterr().out


def options_of(command: str) -> list[str]:
    parser = command_parser(command, "de")
    load(command).add_arguments(parser, "de")
    words = [word for action in parser._actions for word in action.option_strings or [action.metavar or action.dest]]
    return [word for word in words if word not in ("-h", "--help", "--data-dir", "--lang")]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_documented(command):
    section = re.search(rf"^## {command}\n(.*?)(?=^## |\Z)", DOCUMENTATION, re.MULTILINE | re.DOTALL)
    assert section, f"docs/CLI.md has no section ## {command}"
    missing = [option for option in options_of(command) if option not in section[1]]
    assert missing == []


def test_no_section_describes_a_command_that_does_not_exist():
    described = re.findall(r"^## (\S+)$", DOCUMENTATION, re.MULTILINE)
    assert sorted(described) == sorted(COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fly"], "build, status, import"),
        ([], "COMMAND"),
        (["status", "--by", "colour"], "topic"),
        (["status", "--wings"], "--wings"),
        (["status", "--rule", "best"], "buendel_rg2"),
        (["status", "--as-of", "yesterday"], "2022-12-31"),
        (["import"], "FILE"),
        (["template", "x.xlsx"], "--partner"),
        (["rollback"], "ID"),
        (["export", "chart", "--chart", "progress", "--out", "x.gif"], "pptx"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_what_is_right(ozgdash, arguments, message):
    result = ozgdash(*arguments)
    assert result.code == 2
    assert message in result.err
    assert result.out == ""


def test_a_wrong_call_is_answered_in_the_language_asked_for(ozgdash):
    assert "is not right" in ozgdash("import", "--lang", "en").err
    assert "is not right" in ozgdash("import", "--lang=en").err
    assert "ist nicht richtig" in ozgdash("import").err


def test_the_data_folder_may_be_named_before_and_behind_the_command(ozgdash, tmp_path, capsys):
    assert main(["--data-dir", str(tmp_path / "nowhere"), "verify", "--data-dir", str(ozgdash.data_dir)]) == 0
    assert main(["verify", f"--data-dir={tmp_path / 'nowhere'}"]) == 1


def test_the_module_runs_as_a_program(ozgdash):
    environment = os.environ | {"OZGDASH_DATA_DIR": str(ozgdash.data_dir)}
    run = subprocess.run(
        [sys.executable, "-m", "ozgdash", "verify"],
        cwd=PROJECT_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert "ist in Ordnung" in run.stdout


def test_a_reader_that_goes_away_is_no_error(ozgdash):
    reading, writing = os.pipe()
    os.close(reading)
    run = subprocess.run(
        [sys.executable, "-m", "ozgdash", "--data-dir", str(ozgdash.data_dir), "snapshots"],
        cwd=PROJECT_DIR,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (run.returncode, run.stderr) == (0, "")
