"""The container file without a container: its steps in a folder, its command, its health check."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from container_steps import command, instructions, steps

from ozgdash.settings import PROJECT_DIR
from tools.serving import free_port, running

RECIPE = (PROJECT_DIR / "deploy" / "container" / "Containerfile").read_text(encoding="utf-8")
PLACES = ("/opt/ozgdash", "/var/lib/ozgdash", "/var/lib/apt")


def test_every_instruction_is_one_that_the_steps_know():
    known = {"FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD"}
    assert {name for name, _ in instructions(RECIPE)} == known
    copied = [words.split()[:-1] for name, words in instructions(RECIPE) if name == "COPY"]
    assert [source for sources in copied for source in sources if not (PROJECT_DIR / source).exists()] == []


def test_packages_come_pinned_and_nobody_runs_as_root():
    copied = next(words for name, words in instructions(RECIPE) if name == "COPY")
    assert copied.split()[:-1] == ["requirements.txt", "constraints.txt"]
    pinned = (PROJECT_DIR / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert pinned[1] == "-c constraints.txt"
    assert [line for line in pinned[2:] if line and "==" not in line] == []
    names = [name for name, _ in instructions(RECIPE)]
    assert dict(instructions(RECIPE))["USER"] == "10001:10001"
    assert max(position for position, name in enumerate(names) if name == "RUN") < names.index("USER")


def below(root: Path, text: str) -> str:
    for place in PLACES:
        text = text.replace(place, f"{root}{place}")
    return text


@pytest.mark.long
def test_the_steps_make_a_place_that_builds_serves_and_is_healthy(example_data: Path, tmp_path: Path):
    stubs = {
        "apt-get": "exit 0",
        "groupadd": "exit 0",
        "useradd": "exit 0",
        "install": "exit 0",
        "python3": f'mkdir -p "$3/bin"; ln -sf {sys.executable} "$3/bin/python"',
    }
    (tmp_path / "bin").mkdir()
    for name, content in stubs.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{content}\n", encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    # The packages of this process stand for those that would be installed: python is the one that runs this.
    script = below(tmp_path, steps(RECIPE, str(PROJECT_DIR))).replace(".venv/bin/python -m pip install", "true")
    subprocess.run(
        ["sh", "-c", script], env=os.environ | {"PATH": f"{tmp_path}/bin:{os.environ['PATH']}"}, check=True, timeout=300
    )
    place, port = tmp_path / "opt" / "ozgdash", free_port()
    settings = dict(word.split("=", 1) for word in below(tmp_path, dict(instructions(RECIPE))["ENV"]).split())
    settings |= {"OZGDASH_DATA_DIR": str(example_data), "STREAMLIT_SERVER_PORT": str(port)}
    begun = [sys.executable, *command(RECIPE, "ENTRYPOINT")[1:]]
    done = subprocess.run(
        [*begun, "ozgdash", "status"],
        cwd=place,
        env=os.environ | settings,
        check=True,
        timeout=120,
        capture_output=True,
        text=True,
    )
    assert "2.159" in done.stdout
    checked = [word.replace(":8501", f":{port}") for word in command(RECIPE, "HEALTHCHECK")]
    checked[0] = sys.executable
    log = tmp_path / "server.log"
    with running(
        [*begun, *command(RECIPE, "CMD")], f"http://127.0.0.1:{port}/_stcore/health", log, folder=place, **settings
    ):
        subprocess.run(checked, cwd=place, check=True, timeout=60)
    assert subprocess.run(checked, cwd=place, check=False, timeout=60, capture_output=True).returncode != 0
