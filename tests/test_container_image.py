"""The image itself: built by podman, run as a reader's server with nothing but its volume to write to."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import tarfile
import time
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from ozgdash.settings import PROJECT_DIR
from tools.serving import browser as chromium_started
from tools.serving import free_port

pytestmark = [pytest.mark.long, pytest.mark.image, pytest.mark.timeout(2400)]

NAME, VOLUME, SERVER = "localhost/ozgdash-under-test", f"ozgdash-{os.getpid()}", f"ozgdash-{os.getpid()}"
HOUSE = ["--volume", f"{VOLUME}:/var/lib/ozgdash"]
LOCKED = ["--read-only", "--cap-drop", "all", "--security-opt", "no-new-privileges"]
SECRET = "not-for-an-image"  # noqa: S105 - a word to look for
CONTEXT = (
    "ozgdash",
    "pages",
    ".streamlit",
    "app.py",
    "LICENSE",
    "requirements.txt",
    "constraints.txt",
    ".dockerignore",
)
START_S, BUILD_S = 300, 1800
KILLED = "137"


def podman(*words: str, sent: bytes | None = None, timeout: int = START_S, check: bool = True) -> str:
    """What the program says; ``check``: it has to go well, else what podman says of it comes, too."""
    done = subprocess.run(["podman", *words], input=sent, capture_output=True, timeout=timeout, check=False)
    said, why = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
    assert done.returncode == 0 or not check, said + why
    return said if check else said + why


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Built from a folder in which secrets lie about."""
    folder = tmp_path_factory.mktemp("context")
    for name in CONTEXT:
        source = PROJECT_DIR / name
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        copy(source, folder / name)
    shutil.copytree(PROJECT_DIR / "deploy" / "container", folder / "deploy" / "container")
    (folder / "data").mkdir()
    for place in (".streamlit/secrets.toml", ".env", "data/reifegrad.csv"):
        (folder / place).write_text(SECRET, encoding="ascii")
    recipe = folder / "deploy" / "container" / "Containerfile"
    podman("build", "--format", "docker", "--file", str(recipe), "--tag", NAME, str(folder), timeout=BUILD_S)
    yield NAME
    podman("rmi", NAME)


@pytest.fixture(scope="module")
def house(image: str) -> Iterator[str]:
    """A volume with a cooperation's files, put there by the image's own user."""
    podman("volume", "create", VOLUME)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        archive.add(PROJECT_DIR / "tests" / "fixtures" / "cooperation_b", "data")
    unpack = ["--entrypoint", "tar", image, "--extract", "--no-same-owner", "--directory", "/var/lib/ozgdash"]
    podman("run", "--rm", "--interactive", *HOUSE, *unpack, sent=packed.getvalue())
    yield VOLUME
    podman("volume", "rm", "--force", VOLUME)


@pytest.fixture
def server(image: str, house: str) -> Iterator[str]:
    """The address of a server as docs/OPERATIONS.md starts it, with all locks on."""
    port = free_port()
    podman("run", "--rm", *LOCKED, *HOUSE, image, "ozgdash", "build")
    podman("run", "--detach", "--name", SERVER, *LOCKED, "--publish", f"127.0.0.1:{port}:8501", *HOUSE, image)
    try:
        wait_for_health(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        podman("rm", "--force", SERVER)


def wait_for_health(address: str) -> None:
    until = time.monotonic() + START_S
    while True:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
                assert answer.read() == b"ok"
                return
        except OSError:
            assert time.monotonic() < until, podman("logs", SERVER)
            time.sleep(0.5)


def test_the_image_says_who_runs_it_and_how_its_health_is_known(image: str):
    [facts] = json.loads(podman("image", "inspect", image))
    assert facts["User"] == "10001:10001"
    assert facts["Healthcheck"]["Test"][0] == "CMD"
    assert [word for word in facts["Config"]["Env"] if "PASS" in word or "SECRET" in word] == []


def test_nothing_that_lay_beside_the_program_is_in_it(image: str):
    words = ["grep", "--recursive", "--files-with-matches", SECRET, "/opt", "/var", "/etc", "/home", "/root"]
    look = f"{' '.join(words)} 2>/dev/null; ls -A /opt/ozgdash /var/lib/ozgdash"
    said = podman("run", "--rm", "--user", "0", "--entrypoint", "sh", image, "-c", look)
    assert said.split() == [
        "/opt/ozgdash:",
        ".streamlit",
        ".venv",
        *sorted(("LICENSE", "app.py", "constraints.txt", "ozgdash", "pages", "requirements.txt")),
        "/var/lib/ozgdash:",
    ]


def test_data_are_built_into_the_volume_and_stay_there(image: str, house: str):
    run = ["run", "--rm", *LOCKED, *HOUSE, image, "ozgdash"]
    built = podman(*run, "build")
    assert "Veröffentlicht: ozg-" in built
    [name] = [word for word in built.split() if word.startswith("ozg-")]
    assert name in podman(*run, "snapshots")
    assert name in podman(*run, "build"), "the same data is not published twice"


def test_it_serves_pages_as_nobody_who_could_change_the_program(server: str):
    assert podman("exec", SERVER, "id", "--user").strip() == "10001"
    assert "cannot touch" in podman("exec", SERVER, "touch", "/opt/ozgdash/app.py", check=False)
    assert "CapEff:\t0000000000000000" in podman("exec", SERVER, "cat", "/proc/1/status")
    podman("healthcheck", "run", SERVER)
    with chromium_started() as browser:
        page = browser.new_page(locale="de-DE")
        page.goto(f"{server}/leistungen")
        expect(page.get_by_role("heading", level=1)).to_contain_text("welchem Reifegrad", timeout=START_S * 1000)
        expect(page.get_by_text("3 Partner zusammen").first).to_be_visible(timeout=START_S * 1000)
    podman("stop", "--time", "60", SERVER)
    ended = podman("inspect", "--format", "{{.State.ExitCode}}", SERVER).strip()
    assert ended != KILLED, "it ends when it is told to"
