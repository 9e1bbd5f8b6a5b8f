"""Where there is no nginx and none can be fetched, a sentence says what to do; Debian's package is unpacked, not installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ozgdash.settings import PROJECT_DIR

PACKAGE_PROGRAM = "usr/sbin/nginx"
WHAT_IT_NEEDS = ("id", "mkdir", "mktemp", "rm", "tail", "cat", "chmod")


def on_a_machine_with(folder: Path, *, named: str = "", **programs: str) -> subprocess.CompletedProcess[str]:
    """The script in a project folder of its own, on a machine that knows little more than these programs (shell)."""
    project, commands = folder / "project", folder / "bin"
    (project / "tools").mkdir(parents=True)
    commands.mkdir()
    for name in ("ensure_nginx.sh", "nginx.py"):
        shutil.copy(PROJECT_DIR / "tools" / name, project / "tools" / name)
    for name in WHAT_IT_NEEDS:
        (commands / name).symlink_to(str(shutil.which(name)))
    for name, content in programs.items():
        path = commands / name.replace("_", "-")
        path.write_text(f"#!/bin/sh\n{content}\n")
        path.chmod(0o755)
    # The nginx of this machine is none of theirs.
    source = (project / "tools" / "nginx.py").read_text().replace(', "/usr/sbin"]', "]")
    (project / "tools" / "nginx.py").write_text(source)
    return subprocess.run(
        ["/bin/sh", "tools/ensure_nginx.sh", sys.executable],
        cwd=project,
        env={"PATH": str(commands), "OZGDASH_NGINX": named},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_nothing_is_said_where_there_is_one(tmp_path: Path):
    said = on_a_machine_with(tmp_path, nginx="exit 0")
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


def test_one_that_was_named_and_does_not_start_is_named_again(tmp_path: Path):
    said = on_a_machine_with(tmp_path, named="/nowhere/nginx", nginx="exit 0")
    assert said.returncode == 1
    assert "OZGDASH_NGINX names '/nowhere/nginx'" in said.stderr
    assert "apt-get install nginx\n" in said.stderr


@pytest.mark.parametrize(
    ("programs", "sentence"),
    [
        ({}, "there is no apt-get"),
        ({"apt_get": "echo no network >&2; exit 100", "dpkg_deb": "exit 0"}, "could not be fetched"),
        ({"apt_get": "touch() { : >$1; }; touch nginx_1_amd64.deb", "dpkg_deb": "exit 2"}, "could not be unpacked"),
        ({"apt_get": ": >nginx_1_amd64.deb", "dpkg_deb": "exit 0"}, "does not start"),
    ],
)
def test_where_it_cannot_be_fetched_a_sentence_says_what_to_do(tmp_path: Path, programs: dict[str, str], sentence: str):
    said = on_a_machine_with(tmp_path, **programs)
    assert said.returncode == 1
    assert sentence in said.stderr
    assert "apt-get install nginx\n" in said.stderr


def test_the_package_is_fetched_with_a_new_list_where_the_old_one_does_not_do_and_unpacked_beside(tmp_path: Path):
    fetch = (
        'case "$1" in update) : >updated ;; download) [ -e ../../updated ] || exit 100; : >nginx_1_amd64.deb ;; esac'
    )
    unpack = f'mkdir -p "$3/usr/sbin"; echo "#!/bin/sh" >"$3/{PACKAGE_PROGRAM}"; chmod 755 "$3/{PACKAGE_PROGRAM}"'
    said = on_a_machine_with(tmp_path, apt_get=fetch, dpkg_deb=unpack, sudo='shift; exec "$@"')
    assert (said.returncode, said.stderr) == (0, "")
    assert (tmp_path / "project" / "build" / "nginx" / PACKAGE_PROGRAM).exists()
