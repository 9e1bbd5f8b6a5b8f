"""A reader without a browser: it speaks Streamlit's protocol over a websocket and says what a click would say."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

CHOSEN_FROM = {"multiselect", "selectbox"}
ANSWER, ERROR = "-answer", "-error"


@dataclass(frozen=True)
class Run:
    """One run of the page: milliseconds from the message to the answer and to the end, and what the answer said.

    The answer is the sentence on top; where a page has none, it is there at the end. ``failed``: the run did not end as
    it should, or the page told of an error.
    """

    answer_ms: float
    finished_ms: float
    words: tuple[str, ...]
    failed: bool


@dataclass
class _Heard:
    """What has come back so far."""

    begun: float
    answered: float | None = None
    answer_path: tuple[int, ...] | None = None
    words: list[str] = field(default_factory=list)
    failed: bool = False


class Reader:
    """One session."""

    def __init__(self, socket: ClientConnection, address: str, query: str) -> None:
        self.options: dict[str, Sequence[str]] = {}
        self._socket, self._address, self._query = socket, address, query
        self._page = ""
        self._ids: dict[str, str] = {}
        self._states: dict[str, WidgetState] = {}
        self._kept: set[str] = set()

    async def say(self, chosen: Mapping[str, Sequence[str] | str]) -> Run:
        """Choose these options, by the keys of their widgets; returns when the run is over."""
        for key, value in chosen.items():
            self._states[key] = _state(self._ids[key], value)
        heard = _Heard(time.perf_counter())
        await self._socket.send(self._message().SerializeToString())
        while True:
            received = await self._socket.recv()
            assert isinstance(received, bytes)
            message = ForwardMsg.FromString(received)
            self._hear(message, heard)
            if message.WhichOneof("type") == "script_finished":
                heard.failed |= message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY
                return _run(heard)

    def _message(self) -> BackMsg:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_script_hash = self._query, self._page
        asked.widget_states.widgets.extend(self._states.values())
        asked.cached_message_hashes.extend(sorted(self._kept))
        context = asked.context_info
        context.timezone, context.locale, context.url = "Europe/Berlin", "de-DE", f"{self._address}/"
        context.color_scheme = "light"
        return message

    def _hear(self, message: ForwardMsg, heard: _Heard) -> None:
        kind = message.WhichOneof("type")
        if message.metadata.cacheable:
            self._kept.add(message.hash)
        if kind == "new_session":
            self._page = message.new_session.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "add_block":
            _hear_block(message, heard)
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._hear_element(message, heard)

    def _hear_element(self, message: ForwardMsg, heard: _Heard) -> None:
        element = message.delta.new_element
        name = element.WhichOneof("type") or ""
        said = getattr(element, name, None)
        heard.failed |= name == "exception"
        if name in CHOSEN_FROM and said is not None:
            key = said.id.split("-", 2)[2]
            self._ids[key], self.options[key] = said.id, tuple(said.options)
        if hasattr(said, "body"):
            _hear_words(said.body, message, heard)  # type: ignore[union-attr]


def _hear_block(message: ForwardMsg, heard: _Heard) -> None:
    block = message.delta.add_block
    heard.failed |= block.id.endswith(ERROR)
    if block.id.endswith(ANSWER):
        heard.answer_path = tuple(message.metadata.delta_path)
    elif block.WhichOneof("type") == "expandable":
        _hear_words(block.expandable.label, message, heard)


def _hear_words(words: str, message: ForwardMsg, heard: _Heard) -> None:
    """Note what the answer says, or the line below it that opens."""
    path = tuple(message.metadata.delta_path)
    if heard.answer_path and path[: len(heard.answer_path)] == heard.answer_path:
        heard.words.append(words)
        heard.answered = time.perf_counter()


def _run(heard: _Heard) -> Run:
    end = time.perf_counter()
    answered = heard.answered or end
    return Run((answered - heard.begun) * 1000, (end - heard.begun) * 1000, tuple(heard.words), heard.failed)


def _state(identity: str, value: Sequence[str] | str) -> WidgetState:
    state = WidgetState(id=identity)
    if isinstance(value, str):
        state.string_value = value
    else:
        state.string_array_value.data.extend(value)
    return state


@asynccontextmanager
async def connected(address: str, query: str = "", cookie: str = "") -> AsyncIterator[Reader]:
    """A reader who has opened the page and has got it."""
    stream = address.replace("http://", "ws://") + "/_stcore/stream"
    async with connect(
        stream,
        origin=address,  # type: ignore[arg-type]
        additional_headers={"Cookie": cookie} if cookie else None,
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        ping_interval=None,
    ) as socket:
        reader = Reader(socket, address, query)
        await reader.say({})
        yield reader
