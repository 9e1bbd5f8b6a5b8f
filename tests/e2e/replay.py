"""A client of one's own making: it says to the server what somebody else's browser said, with another sign-in."""

from __future__ import annotations

import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError

from playwright.sync_api import Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

ANSWER_TIMEOUT_S = 200


class Recorder:
    """Keeps what the browser of a page says to the server from now on."""

    def __init__(self, page: Page) -> None:
        self.frames: list[bytes] = []
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: self.frames.append(frame if isinstance(frame, bytes) else frame.encode()))

    def runs(self) -> list[BackMsg]:
        """The messages that ask for a run of the page."""
        messages = [BackMsg.FromString(frame) for frame in self.frames]
        return [message for message in messages if message.WhichOneof("type") == "rerun_script"]


@dataclass(frozen=True)
class Upload:
    """A file and the id under which the recorded messages speak of it."""

    file_id: str
    path: Path


def uploads(runs: Sequence[BackMsg], path: Path) -> list[Upload]:
    """Every upload that the messages mention, all of the same file."""
    mentioned = {
        info.file_id
        for run in runs
        for widget in run.rerun_script.widget_states.widgets
        for info in widget.file_uploader_state_value.uploaded_file_info
    }
    return [Upload(file_id, path) for file_id in sorted(mentioned)]


def replay(address: str, page: Page, runs: Sequence[BackMsg], files: Sequence[Upload]) -> str:
    """Says the messages in a session of its own, with the cookies of ``page``; returns all text of the last answer."""
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies(address)}
    token = cookies["_streamlit_xsrf"].strip('"')
    header = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    stream = address.replace("http://", "ws://") + "/_stcore/stream"
    with connect(
        stream, additional_headers=header | {"Origin": address}, subprotocols=["streamlit", token], max_size=None
    ) as socket:  # type: ignore[list-item]
        first, *others = runs
        session = _say(socket, first).session_id
        for file in files:
            _put(f"{address}/_stcore/upload_file/{session}/{file.file_id}", file.path, header | {"X-Xsrftoken": token})
        answer = Answer("", "")
        for message in others:
            answer = _say(socket, message)
        return answer.text


@dataclass(frozen=True)
class Answer:
    """What one run of the page brought."""

    session_id: str
    text: str


def _say(socket: ClientConnection, message: BackMsg) -> Answer:
    """One message, and everything that comes back until its run is over."""
    socket.send(message.SerializeToString())
    session, said = "", []
    while True:
        received = socket.recv(ANSWER_TIMEOUT_S)
        answer = ForwardMsg.FromString(received if isinstance(received, bytes) else received.encode())
        if answer.HasField("new_session"):
            session = answer.new_session.initialize.session_id
        said.append(str(answer))
        if answer.WhichOneof("type") == "script_finished":
            return Answer(session, "\n".join(said))


def _put(url: str, path: Path, headers: dict[str, str]) -> None:
    boundary = "a-boundary-of-the-tests"
    body = (
        (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{path.name}"\r\n'
            f"Content-Type: text/csv\r\n\r\n"
        ).encode()
        + path.read_bytes()
        + f"\r\n--{boundary}--\r\n".encode()
    )
    request = urllib.request.Request(url, data=body, method="PUT", headers=headers)
    request.add_header("Content-Type", f"multipart/form-data; boundary={boundary}")
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_TIMEOUT_S) as answer:
            assert answer.status in {200, 204}
    except HTTPError as error:
        if error.code != 403:
            raise
        # The door is shut already; the page has to say no by itself, so that it is asked all the same.
