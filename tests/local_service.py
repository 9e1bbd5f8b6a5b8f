"""A service on this machine that answers as it is told, to ask over real HTTP."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Handler = BaseHTTPRequestHandler
Answer = Callable[[Handler], None]


class LocalService:
    """Answers each path with the next of its answers, the last one again and again; keeps what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, str, dict[str, str], dict[str, str]]] = []
        self.base_url = ""
        self.stopped = threading.Event()

    def on(self, path: str, *answers: Answer) -> None:
        self.answers[path] = list(answers)

    def handle(self, handler: Handler) -> None:
        parts = urlsplit(handler.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.asked.append((handler.command, parts.path, query, dict(handler.headers.items())))
        waiting = self.answers.get(parts.path, [status(404)])
        answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        answer(handler)

    def silent(self, _: Handler) -> None:
        """An answer that never comes."""
        self.stopped.wait()

    def paths(self) -> list[str]:
        return [path for _, path, _, _ in self.asked]


@contextmanager
def serving() -> Iterator[LocalService]:
    service = LocalService()

    class Handle(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.close_connection = True
            with suppress(BrokenPipeError, ConnectionResetError):
                service.handle(self)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handle)
    server.daemon_threads = True
    service.base_url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


def body(
    content: bytes | str, *, media_type: str = "application/octet-stream", code: int = 200, **headers: str
) -> Answer:
    raw = content.encode() if isinstance(content, str) else content

    def answer(handler: Handler) -> None:
        handler.send_response(code)
        handler.send_header("Content-Type", media_type)
        handler.send_header("Content-Length", str(len(raw)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(raw)

    return answer


def status(code: int, **headers: str) -> Answer:
    return body("", code=code, **headers)


def broken_off(content: bytes, *, promised: int) -> Answer:
    """Promises more than it sends, then hangs up."""

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(promised))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def once_per_connection(answer: Answer) -> Answer:
    """Seems to keep the connection, but hangs up without a word on whoever asks over it again."""

    def first_only(handler: Handler) -> None:
        if not hasattr(handler, "has_answered"):
            answer(handler)
            handler.has_answered = True  # type: ignore[attr-defined]
            handler.close_connection = False

    return first_only


def without_length(content: bytes) -> Answer:
    """Sends and hangs up; nobody can tell from HTTP whether that was all."""

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def endless(piece: bytes, *, pause_s: float = 0.0, limit_s: float = 120.0) -> Answer:
    """Sends on and on until the other side has enough."""

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        end = time.monotonic() + limit_s
        while time.monotonic() < end:
            handler.wfile.write(piece)
            time.sleep(pause_s)

    return answer


def slow(answer: Answer, *, seconds: float) -> Answer:
    """Says nothing for a while, then answers."""

    def later(handler: Handler) -> None:
        time.sleep(seconds)
        answer(handler)

    return later
