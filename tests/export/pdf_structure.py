"""What a screen reader finds in a PDF: the structure tree as plain tuples."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


def reader(file: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(file))


def elements(file: bytes) -> list[tuple[str, DictionaryObject]]:
    """(tag, element) of the whole structure tree in reading order."""
    root = reader(file).trailer["/Root"]
    return list(_walk(root["/StructTreeRoot"]["/K"]))


def _walk(node: Any) -> Iterator[tuple[str, DictionaryObject]]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, ArrayObject):
        for part in node:
            yield from _walk(part)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield str(node["/S"])[1:], node
        if "/K" in node:
            yield from _walk(node["/K"])


def pages(file: bytes) -> list[str]:
    """The text of each page with single spaces; places for line breaks are taken out."""
    return [plain(page.extract_text()) for page in reader(file).pages]


def plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.replace("\u200b", "").replace("\u00ad", "")).strip()


def packed(words: str) -> str:
    """Without any space and hyphen: what was divided at the end of a line is whole again."""
    return re.sub(r"[\s\u200b\u00ad\u2010-]+", "", words)
