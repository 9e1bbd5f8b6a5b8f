"""publiccode.yml by the rules of its standard (0.4), which has no schema and no validator in a package registry of its own.

``schema.json`` was written from the standard's text; the licence is looked up in the project. The parser that catalogues
use is a program in Go, which no test runs; docs/OPERATIONS.md says what it found.
"""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
import yaml

from ozgdash.settings import PROJECT_DIR
from ozgdash.texts import Lang

FILE = PROJECT_DIR / "publiccode.yml"
SCHEMA = json.loads((Path(__file__).parent / "schema.json").read_text(encoding="utf-8"))
CHECKER = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def stated() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def faults(said: dict[str, Any]) -> list[str]:
    return [error.json_path for error in CHECKER.iter_errors(said)]


def without(*keys: str) -> Callable[[dict[str, Any]], None]:
    def change(said: dict[str, Any]) -> None:
        for key in keys[:-1]:
            said = said[key]
        del said[keys[-1]]

    return change


def having(value: Any, *keys: str) -> Callable[[dict[str, Any]], None]:
    def change(said: dict[str, Any]) -> None:
        for key in keys[:-1]:
            said = said[key]
        said[keys[-1]] = value

    return change


def test_it_keeps_to_the_standard():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert faults(stated()) == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (without("url"), "$"),
        (having("not an address", "url"), "$.url"),
        (having("1.0", "publiccodeYmlVersion"), "$.publiccodeYmlVersion"),
        (having(0.4, "publiccodeYmlVersion"), "$.publiccodeYmlVersion"),
        (having("finished", "developmentStatus"), "$.developmentStatus"),
        (having("web", "softwareType"), "$.softwareType"),
        (having(["charts"], "categories"), "$.categories[0]"),
        (having("29.11.2026", "releaseDate"), "$.releaseDate"),
        (having("2026-13-29", "releaseDate"), "$.releaseDate"),
        (having("x" * 151, "description", "de", "shortDescription"), "$.description.de.shortDescription"),
        (having("too short", "description", "en", "longDescription"), "$.description.en.longDescription"),
        (without("description", "de", "features"), "$.description.de"),
        (without("maintenance", "contacts"), "$.maintenance"),
        (having("contract", "maintenance", "type"), "$.maintenance"),
        (having("yes", "localisation", "localisationReady"), "$.localisation.localisationReady"),
        (having("Deutsch", "localisation", "availableLanguages"), "$.localisation.availableLanguages"),
        (having("text", "licence"), "$"),
    ],
)
def test_what_breaks_the_standard_is_found(change: Callable[[dict[str, Any]], None], where: str):
    said = copy.deepcopy(stated())
    change(said)
    assert where in faults(said)


def test_it_says_what_the_project_says():
    said = stated()
    project = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert said["softwareVersion"] == project["version"]
    assert said["legal"]["license"] == project["license"]
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (PROJECT_DIR / "LICENSE").read_text(encoding="utf-8")
    assert said["localisation"]["availableLanguages"] == list(get_args(Lang)) == list(said["description"])
    assert f">={said['dependsOn']['open'][0]['versionMin']}" == project["requires-python"]
    shown = {path for texts in said["description"].values() for path in texts["screenshots"]}
    assert [path for path in shown if not (PROJECT_DIR / path).is_file()] == []


def test_what_only_the_house_knows_is_in_capitals_and_the_documents_say_so():
    said = stated()
    document = (PROJECT_DIR / "docs" / "OPERATIONS.md").read_text(encoding="utf-8")
    open_yet = [said["url"], said["maintenance"]["contacts"][0]["name"]]
    assert open_yet == ["https://example.org/REPOSITORY.git", "NAME"]
    assert [one for one in ("`url`", "`REPOSITORY`", "`maintenance`", "`NAME`") if one not in document] == []
