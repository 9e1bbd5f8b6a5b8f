"""What a page takes of the line and of the browser, as the browser counts it."""

from __future__ import annotations

import base64
from typing import Any, ClassVar

from playwright.sync_api import Page


class Traffic:
    """Counts from its making on; what the cache gave counts nothing."""

    def __init__(self, page: Page) -> None:
        self.http = 0.0
        self.websocket = 0.0
        session = page.context.new_cdp_session(page)
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.webSocketFrameReceived", self._received)
        session.send("Network.enable")

    def _finished(self, event: dict[str, Any]) -> None:
        self.http += event["encodedDataLength"]

    def _received(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        text = frame["payloadData"]
        self.websocket += len(base64.b64decode(text)) if frame["opcode"] == 2 else len(text.encode())

    def since(self, before: tuple[float, float] = (0.0, 0.0)) -> tuple[float, float]:
        """Bytes over HTTP (compressed, with headers) and over the websocket (as unpacked), beyond ``before``."""
        return self.http - before[0], self.websocket - before[1]


class Work:
    """How long the browser's main thread is at work for a page, from its making on."""

    PARTS: ClassVar = {"script": ("ScriptDuration",), "layout": ("LayoutDuration", "RecalcStyleDuration")}
    WHOLE = "TaskDuration"

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable")

    def now(self) -> dict[str, float]:
        """Milliseconds so far: of scripts, of styles and layout, and of all tasks together."""
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        seconds = {entry["name"]: entry["value"] for entry in metrics}
        parts = {part: sum(seconds[name] for name in names) * 1000 for part, names in self.PARTS.items()}
        return parts | {"tasks": seconds[self.WHOLE] * 1000}
