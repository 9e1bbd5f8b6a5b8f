"""How much may be handed over at once, how slowly, and when it is let go of.

Streamlit bounds the single file and keeps all of them in memory until the page of their reader is gone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ozgdash.settings import Settings
from ozgdash.ui import data
from ozgdash.ui.refusal import refuse

MEGABYTE = 1_000_000
SWEEP_SECONDS = 30


@dataclass(frozen=True)
class Bounds:
    """Of one reader: files in memory, and uploads at the same time; of all: uploads at the same time.

    ``silence_s``: how long an upload may bring nothing; ``whole_s``: how long it may take.
    """

    files: int = 500
    at_once: int = 100
    all_at_once: int = 300
    silence_s: float = 60
    whole_s: float = 900


DEFAULT_BOUNDS = Bounds()


@dataclass(frozen=True)
class _Coming:
    who: str
    size: int


class TooSlowError(Exception):
    """An upload takes longer than anybody's line needs."""


class Uploads:
    """Lets one upload after the other through to Streamlit as long as all of them together stay in bounds."""

    def __init__(self, app: ASGIApp, bounds: Bounds | None = None) -> None:
        self.app = app
        self.bounds = bounds or DEFAULT_BOUNDS
        self.coming: dict[object, _Coming] = {}
        self.owners: dict[str, str] = {}

    async def __call__(self, session: str, who: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the upload of ``who`` on to their session, or say why not."""
        size = _announced(scope)
        if size is None:
            await refuse("no_length", 411, scope, receive, send)
            return
        reason = self._too_much(who, size, data.settings())
        if reason:
            status, key, values = reason
            await refuse(key, status, scope, receive, send, **values)
            return
        mark = object()
        self.coming[mark], self.owners[session] = _Coming(who, size), who
        try:
            await self.app(scope, self._in_time(receive), send)
        except TooSlowError:
            await refuse("too_slow", 408, scope, receive, send)
        finally:
            del self.coming[mark]
            sweep()  # the session may have ended while its file was on the way: nobody would ever remove it
            self.owners = {key: owner for key, owner in self.owners.items() if key in held() or key == session}

    def _too_much(self, who: str, size: int, settings: Settings) -> tuple[int, str, Mapping[str, object]] | None:
        mine = [sizes for session, sizes in held().items() if self.owners.get(session) == who]
        coming = [one.size for one in self.coming.values() if one.who == who]
        if len(self.coming) >= self.bounds.all_at_once or len(coming) >= self.bounds.at_once:
            return 429, "too_many_at_once", {}
        if sum(map(len, mine)) + len(coming) >= self.bounds.files:
            return 413, "too_many_files", {"allowed": self.bounds.files}
        if sum(map(sum, mine)) + sum(coming) + size > settings.max_upload_mb * MEGABYTE:
            return 413, "too_much", {"allowed": settings.max_upload_mb}
        everybody = sum(map(sum, held().values())) + sum(one.size for one in self.coming.values())
        if everybody + size > settings.max_upload_total_mb * MEGABYTE:
            return 503, "too_much_of_all", {}
        return None

    def _in_time(self, receive: Receive) -> Receive:
        end = asyncio.get_running_loop().time() + self.bounds.whole_s

        async def timed() -> Message:
            left = end - asyncio.get_running_loop().time()
            try:
                return await asyncio.wait_for(receive(), max(0.0, min(left, self.bounds.silence_s)))
            except TimeoutError as error:
                raise TooSlowError from error

        return timed


def _announced(scope: Scope) -> int | None:
    """The bytes that are to come; None where the request does not say it."""
    lengths = [value for name, value in scope["headers"] if name.lower() == b"content-length"]
    return int(lengths[0]) if len(lengths) == 1 and lengths[0].isdigit() and len(lengths[0]) < 16 else None


def held() -> dict[str, list[int]]:
    """The sizes of the files in memory, by session."""
    if not runtime.exists():
        return {}
    files = cast("MemoryUploadedFileManager", runtime.get_instance().uploaded_file_mgr).file_storage
    return {session: [len(file.data) for file in list(kept.values())] for session, kept in list(files.items())}


def is_known(session: str) -> bool:
    """Whether this server has such a session, open or to be taken up again."""
    return any(info.session.id == session for info in _sessions().list_sessions())


def let_go() -> None:
    """Forgets the files of the reader of this run: they are published, and the page asks for new ones."""
    context = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)


def sweep() -> None:
    """Lets go of the files of readers who have gone.

    Streamlit ends a session that is not coming back only when another one is put beside it: the last ones would stay.
    """
    if not runtime.exists():
        return
    sessions = _sessions()
    with sessions._storage_lock:
        len(sessions._session_storage._cache)  # being counted is what makes the cache drop what has expired
        alive = {info.session.id for info in sessions.list_sessions()}
    for session in held().keys() - alive:
        runtime.get_instance().uploaded_file_mgr.remove_session_files(session)


def _sessions() -> Any:
    return runtime.get_instance()._session_mgr


async def sweep_regularly() -> None:
    """Sweeps for as long as the server runs."""
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        sweep()
