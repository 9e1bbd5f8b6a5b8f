"""Our own front-end files: addresses that hold a hash, and answers that a browser keeps."""

from __future__ import annotations

import gzip
import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import resources
from itertools import count
from pathlib import Path

import brotli
import httpx
import pytest
from PIL import ImageFont

from ozgdash.settings import PROJECT_DIR
from ozgdash.ui import chunks, front_end
from ozgdash.ui.packing import BEST, QUICK, Shelf
from tools.serving import free_port, running, served

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
NAMES = ("chart.js", "chart.css", "print.css", front_end.PLOTLY)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache") / "ozgdash"


@pytest.fixture(scope="module")
def server(example_data: Path, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard that starts for the first time: nothing is stored."""
    log = tmp_path_factory.mktemp("log") / "server.log"
    with served(example_data, log, OZGDASH_CACHE_DIR=str(cache), TMPDIR=str(cache.parent)) as address:
        yield address


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith("part-")}


def raw(address: str, **headers: str) -> httpx.Response:
    """The answer with its bytes as they were sent, in ``extensions["sent"]``."""
    with httpx.stream(
        "GET", address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    ) as answer:
        answer.extensions["sent"] = b"".join(answer.iter_raw())
    return answer


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
    assert f'<link rel="modulepreload" crossorigin href="./{front_end.address("chart.js")}">' in head
    assert front_end.address(front_end.PLOTLY) not in re.findall(r'href="\./([^"]+)"', head)


@pytest.mark.long
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
        assert httpx.get(f"http://localhost:{port}/{where}").status_code == 200
        assert f'"chart.js": "./{where}"' in httpx.get(f"{address}/leistungen").text


def test_the_same_files_have_the_same_addresses_in_every_process():
    asked = f"from ozgdash.ui import front_end; print(*map(front_end.address, {NAMES!r}))"
    said = subprocess.run([sys.executable, "-c", asked], cwd=PROJECT_DIR, capture_output=True, text=True, check=True)
    assert said.stdout.split() == [front_end.address(name) for name in NAMES]


SCRIPT = next(where for where in sorted(front_end.files()) if where.startswith("static/js/index."))


@pytest.mark.parametrize("where", [SCRIPT, front_end.address(front_end.PLOTLY)], ids=["streamlit", "plotly"])
@pytest.mark.parametrize(("takes", "encoding"), [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0", None)])
def test_a_file_comes_in_the_encoding_that_the_client_takes(server: str, where: str, takes: str, encoding: str | None):
    content = front_end.files()[where].read_bytes()
    answer = raw(f"{server}/{where}", Accept_Encoding=takes)
    sent, headers = answer.extensions["sent"], answer.headers
    assert headers.get("content-encoding") == encoding
    assert (headers["vary"], int(headers["content-length"])) == ("Accept-Encoding", len(sent))
    assert "immutable" in headers["cache-control"]
    assert UNPACK[encoding](sent) == content
    assert encoding is None or len(sent) < len(content) / 3
    again = raw(f"{server}/{where}", Accept_Encoding=takes, If_None_Match=f"W/{headers['etag']}")
    assert again.status_code in {200, 304}  # meanwhile a smaller one may have been stored
    other = raw(f"{server}/{where}", Accept_Encoding="identity" if encoding else "gzip")
    assert other.headers["etag"] != headers["etag"]


def test_what_opens_a_page_is_stored_before_the_first_reader_comes_and_the_rest_when_it_is_asked_for(
    server: str, cache: Path
):
    shelf = Shelf([cache])
    for where in chunks.needed():
        original = shelf.original(front_end.files()[where])
        assert any(shelf.has(original, "br", step) for step in (QUICK, BEST)), where
    rare_where = next(where for where in front_end.files() if where.startswith("static/js/GraphVizChart."))
    rare = front_end.files()[rare_where]
    assert not any(name.startswith(shelf.original(rare).digest) for name in files_in(cache))
    answer = raw(f"{server}/{rare_where}", Accept_Encoding="br")
    assert brotli.decompress(answer.extensions["sent"]) == rare.read_bytes()
    assert shelf.has(shelf.original(rare), "br", QUICK)


def test_a_part_is_one_of_the_file_itself_whatever_the_client_takes(server: str):
    content = front_end.files()[SCRIPT].read_bytes()
    part = raw(f"{server}/{SCRIPT}", Accept_Encoding="br, gzip", Range="bytes=100-199")
    assert (part.status_code, part.extensions["sent"]) == (206, content[100:200])
    assert "content-encoding" not in part.headers
    tag = raw(f"{server}/{SCRIPT}", Accept_Encoding="br").headers["etag"]
    whole = raw(f"{server}/{SCRIPT}", Accept_Encoding="br", Range="bytes=100-199", If_Range=tag)
    assert (whole.status_code, whole.extensions["sent"]) == (200, content)
    assert raw(f"{server}/{SCRIPT}", Range="bytes=99999999-").status_code == 416


def test_what_has_no_hash_in_its_name_is_asked_for_again_one_day(server: str):
    answer = httpx.get(f"{server}/favicon.png")
    assert (answer.headers["cache-control"], answer.headers["content-type"]) == ("public, max-age=86400", "image/png")
    assert "content-encoding" not in answer.headers
    assert httpx.get(f"{server}/favicon.png", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def put_a_file_in_place_of(folder: Path) -> None:
    """The process beside the server may make the folder again while it is being moved away."""
    for attempt in count():
        with suppress(OSError):
            folder.rename(folder.with_name(f"moved-{attempt}"))
        with suppress(IsADirectoryError):
            folder.write_text("no folder any more")
            return


@pytest.mark.long
def test_where_the_cache_cannot_be_written_or_goes_while_it_serves_every_file_still_comes(
    example_data: Path, tmp_path: Path
):
    (tmp_path / "a file").write_text("")
    (tmp_path / "temporary").mkdir()
    places = {"OZGDASH_CACHE_DIR": str(tmp_path / "a file" / "cache"), "TMPDIR": str(tmp_path / "temporary")}
    with served(example_data, tmp_path / "server.log", **places) as address:
        [kept] = (tmp_path / "temporary").glob("ozgdash-*")
        assert raw(f"{address}/{SCRIPT}", Accept_Encoding="br").headers["content-encoding"] == "br"
        put_a_file_in_place_of(kept)
        for where in (SCRIPT, front_end.address("chart.js"), ""):
            answer = httpx.get(f"{address}/{where}")
            assert answer.status_code == 200
        assert httpx.get(f"{address}/{SCRIPT}").content == front_end.files()[SCRIPT].read_bytes()
    said = (tmp_path / "server.log").read_text(encoding="utf-8")
    assert "they are sent as they are" in said
    assert "Traceback" not in said


def test_every_sign_of_our_words_and_scripts_is_one_that_usual_fonts_have():
    letters = ImageFont.truetype(str(resources.files("fontpkg_arimo").joinpath("files", "Arimo[wght].ttf")), 20)
    unknown = bytes(letters.getmask("\U0010fffe"))
    files = [*front_end.FOLDER.glob("*.js"), *(PROJECT_DIR / "ozgdash" / "texts").glob("*.toml")]
    signs = {(sign, path.name) for path in files for sign in path.read_text(encoding="utf-8") if ord(sign) > 126}
    assert ("↑", "sections.js") in signs
    assert [(sign, name) for sign, name in sorted(signs) if bytes(letters.getmask(sign)) == unknown] == []
