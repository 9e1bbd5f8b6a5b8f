"""The documents name only what exists."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from ozgdash.charts.by_name import CHARTS
from ozgdash.cli.command import COMMANDS
from ozgdash.model.chart import ChartSpec, Kind
from ozgdash.model.service import service_id
from ozgdash.settings import PROJECT_DIR
from ozgdash.ui.page_list import PAGES

DOCUMENTS = [
    *(PROJECT_DIR / name for name in ("README.md", "CONTRIBUTING.md", "GLOSSARY.md", "CHANGELOG.md", "data/README.md")),
    *PROJECT_DIR.glob("docs/**/*.md"),
    *PROJECT_DIR.glob("bench/*.md"),
]
TARGETS = re.findall(r"^([a-z][a-z0-9-]*):.*##", (PROJECT_DIR / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
FOLDERS = ("ozgdash", "pages", "data", "tests", "docs", "bench", "tools")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT_DIR)))
def test_a_document_names_what_exists(path: Path):
    content = path.read_text(encoding="utf-8")
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)]+)\)", content) if "://" not in link]
    assert [link for link in links if link and not (path.parent / link).exists()] == []
    made = set(re.findall(r"`make ([a-z0-9-]+)`", content))
    assert made - set(TARGETS) == set()
    called = set(re.findall(r"python -m ozgdash ([a-z][a-z-]*)", content))
    assert called - set(COMMANDS) == set()
    named = re.findall(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]+\.(?:py|md|toml|csv|sql|sh))`", content)
    assert [name for name in named if not (PROJECT_DIR / name).exists()] == []


def test_the_readme_shows_every_page():
    readme = (PROJECT_DIR / "README.md").read_text(encoding="utf-8")
    assert [entry.key for entry in PAGES if f"`/{entry.url_path or ''}`" not in readme] == []


def test_the_readme_names_every_setting():
    readme = (PROJECT_DIR / "README.md").read_text(encoding="utf-8")
    files = ("ozgdash/settings.py", "ozgdash/export/mail/server.py")
    code = "".join((PROJECT_DIR / name).read_text(encoding="utf-8") for name in files)
    assert {name for name in re.findall(r"OZGDASH_[A-Z_]+[A-Z](?![A-Z_])", code) if f"`{name}`" not in readme} == set()


def test_the_architecture_names_every_table():
    schema = (PROJECT_DIR / "ozgdash" / "store" / "schema.sql").read_text(encoding="utf-8")
    tables = re.findall(r"CREATE TABLE \"?(\w+)", schema)
    architecture = (PROJECT_DIR / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert [table for table in tables if f"| `{table}` |" not in architecture] == []


def test_the_glossary_names_what_the_code_says():
    lines = (PROJECT_DIR / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    said = [name for line in lines if line.startswith("| ") for name in re.findall(r"`([^`]+)`", line.split(" | ")[1])]
    files = [path for ending in ("py", "sql") for path in (PROJECT_DIR / "ozgdash").rglob(f"*.{ending}")]
    words = set(re.findall(r"\w+", "\n".join(path.read_text(encoding="utf-8") for path in files)))
    unknown = [name for name in said if not words.issuperset(re.findall(r"\w+", name.removesuffix(".py")))]
    assert [name for name in unknown if not name.startswith(("ozg:", "#"))] == []
    assert len(said) > 80


def test_the_command_line_names_every_chart_once():
    said = (PROJECT_DIR / "docs" / "CLI.md").read_text(encoding="utf-8")
    table = said[said.index("| page | charts") : said.index("A recipe is")]
    assert sorted(re.findall(r"`(\w+)`", table)) == sorted(CHARTS)


def test_the_command_line_says_which_charts_are_lists(example_charts: dict[tuple[str, str], ChartSpec]):
    said = (PROJECT_DIR / "docs" / "CLI.md").read_text(encoding="utf-8")
    table = said[said.index("| page | charts") : said.index("A recipe is")]
    lists = {name for name in CHARTS if example_charts[(name, "de")].kind is Kind.TABLE}
    assert set(re.findall(r"\*`(\w+)`\*", table)) == lists


def test_the_service_that_the_command_line_names_is_in_the_catalogue():
    said = (PROJECT_DIR / "docs" / "CLI.md").read_text(encoding="utf-8")
    row = next(line for line in said.splitlines() if line.startswith("| `--service KEY`"))
    with (PROJECT_DIR / "data" / "catalogue" / "leistungen.csv").open(encoding="utf-8") as catalogue:
        rows = list(csv.DictReader(catalogue, delimiter=";"))
    ids = {service_id(row["leika_schluessel"] or None, row["ozg_id"], row["leistung"]) for row in rows}
    named = re.findall(r"\(`([^`]+)`\)", row)
    assert len(named) == 2
    assert set(named) <= ids


def test_no_table_of_the_documents_has_a_row_twice():
    for path in DOCUMENTS:
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            keys = [line.split("|")[1] for line in block.splitlines() if line.startswith("| `")]
            assert sorted(keys) == sorted(set(keys)), path.name
