"""What somebody asks of the server who does not use the page."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
from playwright.sync_api import Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

BOUNDARY = "a-boundary-of-the-tests"
ANSWER_TIMEOUT_S = 200
PATIENCE_S = 200


def cookies_of(page: Page, address: str) -> dict[str, str]:
    """The cookies that the browser would send."""
    return {cookie["name"]: cookie["value"] for cookie in page.context.cookies(address)}


def as_header(cookies: dict[str, str]) -> dict[str, str]:
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}


def with_token(address: str, cookies: dict[str, str]) -> dict[str, str]:
    """The cookies with the one against requests of other pages, which everybody gets."""
    answer = httpx.get(f"{address}/_stcore/health")
    return {"_streamlit_xsrf": answer.cookies["_streamlit_xsrf"].strip('"')} | cookies


@dataclass(frozen=True)
class Session:
    """An open page: its id and what its first run said."""

    id: str
    said: str


@contextmanager
def session(address: str, cookies: dict[str, str], path: str = "daten") -> Iterator[Session]:
    """The page ``path`` opened without a browser, for as long as the block lasts."""
    token = cookies["_streamlit_xsrf"].strip('"')
    run = BackMsg()
    run.rerun_script.query_string = ""
    run.rerun_script.page_name = path
    with connect(
        address.replace("http://", "ws://") + "/_stcore/stream",
        additional_headers=as_header(cookies) | {"Origin": address},
        subprotocols=["streamlit", token],  # type: ignore[list-item]
        max_size=None,
    ) as socket:
        said = say(socket, run)
        yield Session(said.split('session_id: "', 1)[1].split('"', 1)[0], said)


def say(socket: ClientConnection, message: BackMsg) -> str:
    """One message, and everything that comes back until its run is over."""
    socket.send(message.SerializeToString())
    said = []
    while True:
        received = socket.recv(ANSWER_TIMEOUT_S)
        answer = ForwardMsg.FromString(received if isinstance(received, bytes) else received.encode())
        said.append(str(answer))
        if answer.WhichOneof("type") == "script_finished":
            return "\n".join(said)


def body_of(content: bytes, name: str = "blatt.csv") -> bytes:
    """The content as a form with one file."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def upload(
    address: str, session_id: str, cookies: dict[str, str], content: bytes, *, file: str = "1", **headers: str
) -> httpx.Response:
    """One file to the address where Streamlit takes them."""
    return httpx.put(
        f"{address}/_stcore/upload_file/{session_id}/{file}",
        content=body_of(content),
        headers=upload_headers(address, cookies) | headers,
        timeout=60,
    )


def upload_headers(address: str, cookies: dict[str, str]) -> dict[str, str]:
    return as_header(cookies) | {
        "X-Xsrftoken": cookies.get("_streamlit_xsrf", "").strip('"'),
        "Origin": address,
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
    }


def held(address: str) -> dict[str, list[int]]:
    """The uploads in the memory of a spied server: their sizes by session."""
    found: dict[str, list[int]] = httpx.get(f"{address}/test/held", timeout=ANSWER_TIMEOUT_S).json()
    return {session_id: sizes for session_id, sizes in found.items() if sizes}


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether it comes true within a time that no machine needs."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return holds()
