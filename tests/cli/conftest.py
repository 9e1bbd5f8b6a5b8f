"""The command line over a copy of the second cooperation's data folder, called as ``python -m ozgdash`` would."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from report_orders import NO_REPORT, RECIPE

from ozgdash.cli import main
from ozgdash.settings import PROJECT_DIR

COOPERATION_B = PROJECT_DIR / "tests" / "fixtures" / "cooperation_b"
HEAD = "Partner;{partner}\nStand;{as_of}\nBeispieldaten;{example}\nleika_schluessel;reifegrad;zustaendig;fachbereich\n"


@dataclass
class Result:
    """What one call left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class CommandLine:
    def __init__(self, data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data_dir = data_dir
        self.capsys = capsys

    def __call__(self, *arguments: str) -> Result:
        self.capsys.readouterr()
        code = main(["--data-dir", str(self.data_dir), *arguments])
        captured = self.capsys.readouterr()
        return Result(code, captured.out, captured.err)

    def sheet(self, *rows: str, partner: str = "auenstadt", as_of: str = "31.01.2026", example: str = "nein") -> str:
        path = self.data_dir / "blatt.csv"
        head = HEAD.format(partner=partner, as_of=as_of, example=example)
        path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
        return str(path)


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """A data folder that was not built yet."""
    return CommandLine(Path(shutil.copytree(COOPERATION_B, tmp_path / "data")), capsys)


@pytest.fixture
def ozgdash(built_b: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """A data folder that was built."""
    return CommandLine(Path(shutil.copytree(built_b, tmp_path / "data")), capsys)


@pytest.fixture
def reported(ozgdash):
    """The data folder with one report and a recipe."""
    services = (ozgdash.data_dir / "catalogue" / "leistungen.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    ozgdash.keys = [line.split(";")[0] for line in services if line.split(";")[0]]
    assert ozgdash("import", ozgdash.sheet(*(f"{key};3;ja;Amt" for key in ozgdash.keys))).code == 0
    (ozgdash.data_dir / "recipes").mkdir()
    (ozgdash.data_dir / "recipes" / "quartal.toml").write_text(RECIPE, encoding="utf-8")
    (ozgdash.data_dir / "hinweise.toml").write_text(NO_REPORT, encoding="utf-8")
    assert ozgdash("build").code == 0
    return ozgdash


@pytest.fixture
def at(monkeypatch):
    """Points the settings to a server on a port."""

    def use(port: int) -> None:
        settings = {"HOST": "127.0.0.1", "PORT": str(port), "SECURITY": "none", "FROM": "ozg@example.org"}
        for name, value in settings.items():
            monkeypatch.setenv(f"OZGDASH_SMTP_{name}", value)

    use(9)
    return use
