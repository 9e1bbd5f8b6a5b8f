"""The commands of docs/OPERATIONS.md, as they stand there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ozgdash.settings import PROJECT_DIR

DOCUMENT = (PROJECT_DIR / "docs" / "OPERATIONS.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
PLACES = (
    "/opt/ozgdash",
    "/var/lib/ozgdash",
    "/var/cache",
    "/etc/ozgdash",
    "/etc/nginx",
    "/etc/ssl",
    "/etc/systemd",
    "/etc/credstore.encrypted",
)
OF_THE_MACHINE = {
    "apt-get": "exit 0",
    "adduser": "exit 0",
    "chown": "exit 0",
    "nginx": "exit 0",
    "podman": 'for one in "$@"; do case "$one" in */Containerfile) test -e "$one" || exit 1 ;; esac; done',
    "systemd-ask-password": "echo secret",
    "systemd-creds": 'cat >"$4"',
    "runuser": 'shift 3; exec "$@"',
    "systemctl": (
        'for one in "$@"; do case "$one" in ozgdash*)\n'
        '  name=$(echo "$one" | sed "s/@.*/@/"); test -n "$(ls "$UNITS" | grep "^$name")" || exit 1 ;;\nesac; done'
    ),
}
"""What only an administrator of a real machine may do: here it is looked at whether what it names is there."""


def below(root: Path, text: str) -> str:
    """The text with every place of the machine below ``root``."""
    for place in PLACES:
        text = re.sub(rf"(?<![\w./-]){re.escape(place)}", f"{root}{place}", text)
    return text


def run(block: str, root: Path, *, folder: Path) -> subprocess.CompletedProcess[str]:
    """A block with every place below ``root``."""
    block = below(root, block)
    environment = os.environ | {"PATH": f"{root}/bin:{os.environ['PATH']}", "UNITS": f"{root}/etc/systemd/system"}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )


def a_machine(root: Path) -> None:
    """The folders that Debian has, and the programs that are not to be run in earnest."""
    for folder in ("bin", "opt", "var/lib", "etc/nginx/conf.d", "etc/nginx/snippets", "etc/systemd/system"):
        (root / folder).mkdir(parents=True)
    for folder in ("etc/nginx/sites-available", "etc/nginx/sites-enabled"):
        (root / folder).mkdir()
    for name, content in OF_THE_MACHINE.items():
        (root / "bin" / name).write_text(f"#!/bin/sh\n{content}\n", encoding="utf-8")
        (root / "bin" / name).chmod(0o755)


def repository(folder: Path) -> Path:
    """A repository with the files of this project as they are now."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    for name in listed:
        source, target = PROJECT_DIR / name, folder / name
        if source.is_file() and not name.startswith("tests/"):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    for arguments in (["init", "--quiet"], ["add", "--all"], [*who, "commit", "--quiet", "--message", "as it is"]):
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    return folder


def all_blocks_run(root: Path, blocks: list[str]) -> None:
    a_machine(root)
    source = repository(root / "repository")
    for block in blocks:
        done = run(block.replace("REPOSITORY", str(source)), root, folder=root)
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
        settings = root / "etc/ozgdash/ozgdash.env"
        settings.write_text(below(root, settings.read_text(encoding="utf-8")), encoding="utf-8")
    assert (root / "var/lib/ozgdash/backup.zip").stat().st_size > 100_000
    assert (root / "var/lib/ozgdash/restored/snapshots/CURRENT").exists()
    assert (root / "etc/nginx/sites-enabled/ozgdash").resolve().read_text(encoding="utf-8").startswith("# A host name")


@pytest.mark.long
def test_every_command_runs_but_for_what_installs_packages(tmp_path: Path):
    # The packages of this very process stand for those that would be installed.
    python = (
        "mkdir -p /opt/ozgdash/.venv/bin; cd /opt/ozgdash/.venv/bin; "
        f"printf '#!/bin/sh\\nexec {sys.executable} \"$@\"\\n' >python; chmod 755 python"
    )
    blocks = [block for block in BLOCKS if "--no-index" not in block]
    assert len(blocks) == len(BLOCKS) - 1
    blocks = [block.replace("python3 -m venv /opt/ozgdash/.venv\n", f"{python}\n") for block in blocks]
    kept = ["\n".join(line for line in block.splitlines() if "-m pip" not in line) for block in blocks]
    assert sum(block.count("-m pip") for block in blocks) == 2
    build = "cd /opt/ozgdash; OZGDASH_DATA_DIR=/var/lib/ozgdash/data .venv/bin/python -m ozgdash build"
    all_blocks_run(tmp_path, [kept[0], build, *kept[1:]])


@pytest.mark.long
def test_every_command_runs_with_the_packages_installed_from_the_registry_and_from_a_folder(tmp_path: Path):
    build = "cd /opt/ozgdash; OZGDASH_DATA_DIR=/var/lib/ozgdash/data .venv/bin/python -m ozgdash build"
    all_blocks_run(tmp_path, [BLOCKS[0], build, *BLOCKS[1:]])


def test_every_block_is_a_script_that_the_shell_reads():
    assert len(BLOCKS) >= 7
    for block in BLOCKS:
        subprocess.run(["bash", "-n", "-c", block], check=True, timeout=60)


def test_every_file_of_deploy_is_named():
    names = {path.name for path in (PROJECT_DIR / "deploy").rglob("*") if path.is_file()}
    copied = {
        "/*.service": " ozgdash@.service ozgdash-build.service ozgdash-report@.service",
        "/*.target": " ozgdash.target",
        "/*.timer": " ozgdash-report@.timer",
    }
    said = DOCUMENT
    for pattern, named in copied.items():
        said = said.replace(pattern, named)
    assert {name for name in names if name not in said} == set()
