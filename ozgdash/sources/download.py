"""Asks a configured service over HTTP, within limits of time and size, and says what went wrong."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

import httpx

from ozgdash.errors import SourceUnavailableError

USER_AGENT = "ozgdash (municipal OZG dashboard)"
TOO_LARGE, TOO_MANY = 413, 429
WORTH_ANOTHER_TRY = frozenset({408, 425, TOO_MANY, 500, 502, 503, 504})
MAX_REDIRECTS = 3
NOTHING_KEPT = httpx.Limits(max_keepalive_connections=0)
"""A server may drop a connection that was kept at any time; a question that crosses with that gets no answer."""
HTML_STARTS = (b"<!doctype html", b"<html")


@dataclass(frozen=True)
class Limits:
    """How long and how much. ``first_wait_s`` doubles with every further try; ``longest_wait_s`` also bounds what a
    server may ask for by Retry-After.
    """

    connect_s: float = 10.0
    read_s: float = 60.0
    whole_s: float = 300.0
    tries: int = 4
    first_wait_s: float = 1.0
    longest_wait_s: float = 60.0
    max_bytes: int = 50_000_000
    max_pages: int = 300


@dataclass(frozen=True)
class Answer:
    """What a server said: status, body, media type (lower case, without parameters)."""

    url: str
    status: int
    content: bytes
    media_type: str

    @property
    def is_html(self) -> bool:
        """True for a web page, whatever it is called: a maintenance page, a proxy's, a sign-in."""
        return self.media_type == "text/html" or self.content[:200].lstrip().lower().startswith(HTML_STARTS)

    def parsed(self) -> Any:
        """The body as JSON; raises SourceUnavailableError where it is none."""
        if self.is_html:
            raise SourceUnavailableError("feeds.html", url=self.url)
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError) as error:
            raise SourceUnavailableError("feeds.not_json", url=self.url, reason=str(error)[:120]) from error


class Service:
    """A service with a base address. Only what a person configured or called for is asked, one request at a time, each
    over a connection of its own.
    """

    def __init__(self, base_url: str, *, limits: Limits | None = None) -> None:
        url = httpx.URL(base_url) if _is_address(base_url) else None
        if url is None or url.scheme not in ("http", "https") or not url.host:
            raise SourceUnavailableError("feeds.base_url", received=base_url)
        self.base_url = base_url.rstrip("/")
        self.limits = limits or Limits()
        self._client = httpx.Client(
            timeout=httpx.Timeout(self.limits.read_s, connect=self.limits.connect_s),
            follow_redirects=True,
            max_redirects=MAX_REDIRECTS,
            limits=NOTHING_KEPT,
            headers={"User-Agent": USER_AGENT, "Connection": "close"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, path: str, *, accept: str, **parameters: Any) -> Answer:
        """The answer to one question, whatever its status below 500 but 408, 425 and 429.

        Where the server is busy or faulty, or the connection fails, it is asked again after a growing pause, or after
        what the server asks for. Raises SourceUnavailableError where that does not help, and where the answer takes
        too long, is too large or breaks off.
        """
        deadline = time.monotonic() + self.limits.whole_s
        url = f"{self.base_url}{path}"
        for attempt in range(1, self.limits.tries + 1):
            last = attempt == self.limits.tries
            pause = self.limits.first_wait_s * 2 ** (attempt - 1)
            try:
                with _explained(url):
                    answer, asked = self._once(url, accept, parameters, deadline)
            except _FailedError as failure:
                if last or time.monotonic() + pause > deadline:
                    raise failure.error from failure
            else:
                if answer.status not in WORTH_ANOTHER_TRY:
                    return answer
                pause = max(pause, asked)
                if last or pause > self.limits.longest_wait_s or time.monotonic() + pause > deadline:
                    raise _refusal(answer, asked)
            time.sleep(pause)
        raise AssertionError  # pragma: no cover - the last try returns or raises

    def _once(self, url: str, accept: str, parameters: Mapping[str, Any], deadline: float) -> tuple[Answer, float]:
        with self._client.stream("GET", url, params=parameters, headers={"Accept": accept}) as response:
            content = bytearray()
            for part in response.iter_bytes():
                content += part
                if len(content) > self.limits.max_bytes:
                    raise SourceUnavailableError("feeds.too_large", url=url, allowed=self.limits.max_bytes // 1_000_000)
                if time.monotonic() > deadline:
                    raise SourceUnavailableError("feeds.too_slow", url=url, allowed=round(self.limits.whole_s))
            media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            answer = Answer(str(response.url), response.status_code, bytes(content), media_type)
            return answer, _retry_after(response.headers.get("retry-after"))


class _FailedError(Exception):
    """A try that failed in a way that another one may mend."""

    def __init__(self, error: SourceUnavailableError) -> None:
        self.error = error
        super().__init__(error)


@contextmanager
def _explained(url: str) -> Iterator[None]:
    """Turns the errors of the connection into ours."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise _FailedError(SourceUnavailableError("feeds.timeout", url=url)) from error
    except httpx.RemoteProtocolError as error:
        raise _FailedError(SourceUnavailableError("feeds.broken_connection", url=url)) from error
    except httpx.TooManyRedirects as error:
        raise SourceUnavailableError("feeds.redirects", url=url, allowed=MAX_REDIRECTS) from error
    except httpx.HTTPError as error:
        raise _FailedError(SourceUnavailableError("feeds.no_connection", url=url, reason=str(error)[:200])) from error


def _retry_after(received: str | None) -> float:
    """The seconds that a server asks to wait; a date or anything else counts as none."""
    return float(received) if received and received.strip().isdigit() else 0.0


def _refusal(answer: Answer, asked: float) -> SourceUnavailableError:
    if answer.status == TOO_MANY:
        wait = f"{asked:.0f}" if asked else "?"
        return SourceUnavailableError("feeds.too_many", url=answer.url, wait=wait)
    return SourceUnavailableError("feeds.status", url=answer.url, status=answer.status)


def expect_ok(answer: Answer) -> Answer:
    """The answer where its status is 200; raises SourceUnavailableError otherwise."""
    if answer.status != httpx.codes.OK:
        raise SourceUnavailableError("feeds.status", url=answer.url, status=answer.status)
    return answer


def _is_address(received: str) -> bool:
    try:
        httpx.URL(received)
    except (httpx.InvalidURL, ValueError):
        return False
    return True
