"""The marks of all slides as one property of the document, which outlives programs that lose those of single slides."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence

MAX_UNPACKED = 20_000_000
PROPERTY = "ozgdash"
"""The property of a document that has the marks of all its slides."""


def packed(lines: Sequence[str]) -> str:
    """Lines as one property of a document."""
    return base64.b64encode(zlib.compress(json.dumps(list(lines)).encode(), 9)).decode()


def unpacked(words: str) -> list[str]:
    """The lines of a property; none where it is broken or stands for more than any presentation of ours."""
    try:
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(base64.b64decode(words), MAX_UNPACKED)
        lines = [] if unpacker.unconsumed_tail else json.loads(content)
    except (ValueError, zlib.error, RecursionError):
        return []
    return [line for line in lines if isinstance(line, str)] if isinstance(lines, list) else []
