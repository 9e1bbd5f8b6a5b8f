"""What is raised where a single cell cannot be read."""

from __future__ import annotations

import re
from typing import Any

MAX_SHOWN = 120
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class CellError(Exception):
    """A cell that cannot be read; ``key`` and ``values`` name the sentence for the reader.

    What was received is shortened and rid of control characters: it may be anything.
    """

    def __init__(self, key: str, /, **values: Any) -> None:
        self.key, self.values = key, values
        received = values.get("received")
        if isinstance(received, str):
            plain = CONTROL.sub("", received)
            values["received"] = plain if len(plain) <= MAX_SHOWN else f"{plain[:MAX_SHOWN]}…"
        super().__init__(key)
