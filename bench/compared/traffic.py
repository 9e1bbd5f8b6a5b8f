"""How many bytes a page takes, as the browser counts them."""

from __future__ import annotations

import base64
from typing import Any

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
