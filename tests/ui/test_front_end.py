"""Our own front-end files: addresses that hold a hash, and answers that a browser keeps."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ozgdash.settings import PROJECT_DIR
from ozgdash.ui import front_end
from tools.serving import free_port, running, served

NAMES = ("chart.js", "chart.css", "print.css", front_end.PLOTLY)


@pytest.fixture(scope="module")
def server(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(example_data, tmp_path_factory.mktemp("log") / "server.log") as address:
        yield address


@pytest.mark.parametrize("name", NAMES)
def test_an_address_holds_the_hash_of_the_content_and_the_answer_is_kept_forever(server: str, name: str):
    where = front_end.address(name)
    stem, ending = name.rsplit(".", 1)
    found = re.fullmatch(rf"assets/{re.escape(stem)}\.([0-9a-f]{{10}})\.{ending}", where)
    assert found
    answer = httpx.get(f"{server}/{where}")
    assert hashlib.sha256(answer.content).hexdigest().startswith(found[1])
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == f"text/{'css' if ending == 'css' else 'javascript'}; charset=utf-8"
    assert "set-cookie" not in answer.headers


def test_what_has_another_name_or_hash_is_not_found(server: str):
    where = front_end.address("chart.js")
    wrong = [where.replace(".js", "0.js"), "assets/chart.js", "assets/", "assets", "assets/x", "assets/../app.py"]
    for path in [*wrong, where + "/", where + ".br", f"leistungen/{where}"]:
        answer = httpx.get(f"{server}/{path}")
        assert (answer.status_code, "There is nothing at this address" in answer.text) == (404, True), path
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert httpx.request(method, f"{server}/{where}").status_code == 404


def test_a_head_has_the_headers_alone_and_a_known_file_is_not_sent_again(server: str):
    where = f"{server}/{front_end.address(front_end.PLOTLY)}"
    whole, head = httpx.get(where), httpx.head(where)
    assert (head.status_code, head.content) == (200, b"")
    assert {**head.headers, "date": ""} == {**whole.headers, "date": ""}
    again = httpx.get(where, headers={"If-None-Match": f'"other", {whole.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == whole.headers["cache-control"]
    assert httpx.get(where, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_part_of_a_file_can_be_asked_for(server: str):
    where = f"{server}/{front_end.address(front_end.PLOTLY)}"
    plain = httpx.get(where, headers={"Accept-Encoding": "identity"})
    part = httpx.get(where, headers={"Accept-Encoding": "identity", "Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, plain.content[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(plain.content)}"


def test_the_document_links_what_a_page_needs_and_not_plotly(server: str):
    document = httpx.get(f"{server}/leistungen").text
    head = document[: document.index("</head>")]
    for name in ("chart.css", "print.css"):
        assert f'<link rel="stylesheet" href="./{front_end.address(name)}">' in head
    assert f'<link rel="modulepreload" href="./{front_end.address("chart.js")}">' in head
    assert f"./{front_end.address(front_end.PLOTLY)}" not in head


def test_below_another_path_the_files_are_there_and_scripts_know_where(example_data: Path, tmp_path: Path):
    port = free_port()
    address = f"http://localhost:{port}/ozg"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += ["--server.baseUrlPath", "ozg"]
    with running(
        command,
        f"{address}/_stcore/health",
        tmp_path / "log",
        folder=PROJECT_DIR,
        OZGDASH_DATA_DIR=str(example_data),
    ):
        where = front_end.address("chart.js")
        assert httpx.get(f"{address}/{where}").status_code == 200
        assert httpx.get(f"http://localhost:{port}/{where}").status_code == 404
        assert f'"chart.js": "/ozg/{where}"' in httpx.get(f"{address}/leistungen").text


def test_the_same_files_have_the_same_addresses_in_every_process():
    asked = f"from ozgdash.ui import front_end; print(*map(front_end.address, {NAMES!r}))"
    said = subprocess.run([sys.executable, "-c", asked], cwd=PROJECT_DIR, capture_output=True, text=True, check=True)
    assert said.stdout.split() == [front_end.address(name) for name in NAMES]
