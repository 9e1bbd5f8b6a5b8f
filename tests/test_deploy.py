"""What lies in deploy/ is what the programs that read it understand."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ozgdash.settings import PROJECT_DIR
from tools.nginx import nginx
from tools.proxying import KEPT, OWN_NAME, STRIPPED, laid_out

DEPLOY = PROJECT_DIR / "deploy"
UNITS = ("ozgdash@.service", "ozgdash.target", "ozgdash-build.service", "ozgdash-report@.service")
TIMER = "ozgdash-report@.timer"
COPIED = re.compile(r"^COPY (.+) (\S+)$", re.MULTILINE)


@pytest.mark.parametrize("site", [KEPT, STRIPPED])
def test_nginx_understands_its_files(tmp_path: Path, site: str):
    program = nginx()
    assert program, "nginx is missing: tools/ensure_nginx.sh fetches it"
    main = laid_out([8501, 8502, 8503], {site: 8080}, tmp_path)
    said = subprocess.run(
        [str(program), "-t", "-p", str(tmp_path), "-c", str(main)], capture_output=True, text=True, check=False
    )
    assert "syntax is ok" in said.stderr
    assert (said.returncode, "[warn]" in said.stderr, "[emerg]" in said.stderr) == (0, False, False), said.stderr
    assert (tmp_path / "ozgdash.conf").read_text().count("server 127.0.0.1:850") == 3


def test_every_nginx_file_is_tried_somewhere():
    assert {path.name for path in (DEPLOY / "nginx").iterdir()} == {
        "ozgdash.conf",
        "ozgdash-proxy.conf",
        OWN_NAME,
        KEPT,
        STRIPPED,
    }


def units_in(folder: Path) -> None:
    """The units, with folders that are there."""
    for name in (*UNITS, TIMER):
        unit = (DEPLOY / "systemd" / name).read_text(encoding="utf-8")
        unit = unit.replace("/opt/ozgdash/.venv/bin/python", sys.executable).replace("/opt/ozgdash", str(PROJECT_DIR))
        (folder / name).write_text(unit, encoding="utf-8")
    shutil.copy(folder / "ozgdash@.service", folder / "ozgdash@8501.service")
    for ending in ("service", "timer"):
        shutil.copy(folder / f"ozgdash-report@.{ending}", folder / f"ozgdash-report@quartal.{ending}")


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="this machine has no systemd that could look at its units"
)
def test_systemd_understands_its_units_and_finds_them_shut(tmp_path: Path):
    units_in(tmp_path)
    names = ("ozgdash@8501.service", "ozgdash.target", "ozgdash-build.service", "ozgdash-report@quartal.timer")
    command = ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in names)]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert [line for line in said.stderr.splitlines() if "ozgdash" in line] == []
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(tmp_path / names[0])]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert said.returncode == 0, said.stdout


def test_the_units_name_programs_and_options_that_there_are():
    for name in (*UNITS[::2], UNITS[3]):
        unit = (DEPLOY / "systemd" / name).read_text(encoding="utf-8")
        assert "User=ozgdash\n" in unit
        assert "EnvironmentFile=/etc/ozgdash/ozgdash.env\n" in unit
        [start] = re.findall(r"^ExecStart=/opt/ozgdash/\.venv/bin/python -m (.+)$", unit, re.MULTILINE)
        assert start in {
            "ozgdash build",
            "streamlit run app.py --server.port %i",
            "ozgdash report --recipe %i --mail $MAIL_TO",
        }


def test_the_environment_file_names_settings_that_there_are():
    lines = (DEPLOY / "systemd" / "ozgdash.env").read_text(encoding="utf-8").splitlines()
    named = {line.lstrip("# ").partition("=")[0] for line in lines if re.match(r"#? ?[A-Z_]+=", line)}
    settings = (PROJECT_DIR / "ozgdash" / "settings.py").read_text(encoding="utf-8")
    ours = {name for name in named if name.startswith("OZGDASH_")}
    assert len(ours) >= 5
    assert {name for name in ours if name not in settings} == set()
    assert named - ours == {"STREAMLIT_SECRETS_FILES", "STREAMLIT_SERVER_BASE_URL_PATH"}


def test_the_environment_file_of_mail_names_settings_that_there_are_and_no_password():
    lines = (DEPLOY / "systemd" / "mail.env").read_text(encoding="utf-8").splitlines()
    named = {line.lstrip("# ").partition("=")[0] for line in lines if re.match(r"#? ?[A-Z_]+=", line)}
    settings = (PROJECT_DIR / "ozgdash" / "export" / "mail" / "server.py").read_text(encoding="utf-8")
    ours = set(re.findall(r"OZGDASH_SMTP_[A-Z]+", settings)) - {"OZGDASH_SMTP_"}
    assert named == (ours - {"OZGDASH_SMTP_PASSWORD"}) | {"MAIL_TO", "SSL_CERT_FILE"}


def test_what_the_container_file_copies_is_all_that_the_dashboard_needs(tmp_path: Path):
    recipe = (DEPLOY / "container" / "Containerfile").read_text(encoding="utf-8")
    for sources, target in COPIED.findall(recipe):
        for source in sources.split():
            place = tmp_path / target / (source if target == "./" else "")
            if (PROJECT_DIR / source).is_dir():
                shutil.copytree(PROJECT_DIR / source, place, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(PROJECT_DIR / source, place)
    shutil.copytree(PROJECT_DIR / "tests" / "fixtures" / "cooperation_b", tmp_path / "house")
    for command in (["-m", "ozgdash", "build"], ["-m", "ozgdash", "status"], ["-c", "import app"]):
        done = subprocess.run(
            [sys.executable, *command],
            cwd=tmp_path,
            env={"OZGDASH_DATA_DIR": str(tmp_path / "house"), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
    ignored = (PROJECT_DIR / ".dockerignore").read_text(encoding="utf-8").split()
    copied = {source for sources, _ in COPIED.findall(recipe) for source in sources.split()}
    assert {f"!{source}" for source in copied} <= set(ignored)
