"""One view of a page run as Streamlit runs it, without a browser: what the server sends of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from streamlit.testing.v1 import AppTest, app_test
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from ozgdash.ui.page_list import PageEntry

TIMEOUT_S = 600


@dataclass(frozen=True)
class OneView:
    """The page, how many bytes its messages to the browser have, and the largest of these with what it shows."""

    app: AppTest
    sent: int
    elements: int
    largest: tuple[tuple[int, str], ...]


def one_view(entry: PageEntry, parameters: dict[str, str | list[str]]) -> OneView:
    """The page behind sidebar and notices, as app.py has it, for one address."""
    app = AppTest.from_function(_page_in_its_frame, default_timeout=TIMEOUT_S, args=(entry.file, entry.url_path or ""))
    for name, value in parameters.items():
        app.query_params[name] = value
    with _messages() as messages:
        app.run()
    elements = [message for message in messages if message.WhichOneof("type") == "delta"]
    sizes = sorted(((message.ByteSize(), _kind(message)) for message in elements), reverse=True)
    return OneView(app, sum(message.ByteSize() for message in messages), len(elements), tuple(sizes[:5]))


@contextmanager
def _messages() -> Iterator[list[Any]]:
    """What is sent while the block runs."""
    found: list[Any] = []

    class Heard(LocalScriptRunner):
        def join(self) -> None:
            super().join()
            found[:] = self.forward_msgs()

    with patch.object(app_test, "LocalScriptRunner", Heard):
        yield found


def _kind(message: Any) -> str:
    delta = message.delta
    if not delta.HasField("new_element"):
        return str(delta.WhichOneof("type"))
    kind = str(delta.new_element.WhichOneof("type"))
    return f"{kind} {getattr(getattr(delta.new_element, kind, None), 'id', '')}".strip()


def _page_in_its_frame(file: str, url_path: str) -> None:
    import runpy
    from datetime import date

    from ozgdash.settings import PROJECT_DIR
    from ozgdash.ui import components, data, filter_state, filters, page_list

    entry = page_list.at(url_path)
    view = filters.sidebar(data.current(), entry, today=date(2026, 10, 31))
    components.notices(view, filter_state.dropped(), ignored=entry.ignores)
    runpy.run_path(str(PROJECT_DIR / file))
