"""Goes through the XML of strangers as a stream: no DTD, no depth, no tag and no element that fills the memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

MAX_DEPTH = 200
"""Elements within elements; a spreadsheet has about twenty."""
MAX_ATTRIBUTES = 500
MAX_NAMES = 5_000
"""Different names of elements and attributes: the parser remembers each of them."""
MAX_TAG_BYTES = 8_000_000
"""A cell's text may stand in an attribute."""

Attributes = dict[str, str]


class ForbiddenXmlError(Exception):
    """The XML has a DTD."""


@dataclass
class Handlers:
    """What happens at the elements, by local name; ``text`` takes what stands between the tags.

    Of what stands within an element of ``skipped`` nobody is told.
    """

    start: Mapping[str, Callable[[Attributes], object]] = field(default_factory=dict)
    end: Mapping[str, Callable[[], object]] = field(default_factory=dict)
    text: Callable[[str], object] | None = None
    skipped: Collection[str] = ()


def go_through(chunks: Iterable[bytes], handlers: Handlers) -> None:
    """Parses a document that comes in pieces, telling ``handlers`` of its elements.

    Raises ForbiddenXmlError for a DTD: nothing that a spreadsheet needs stands in one; ExpatError for what is no XML;
    ValueError where a tag, the names or the depth are beyond all measure, and for an encoding that nobody knows.
    """
    names: dict[str, str] = {}
    parser = expat.ParserCreate(intern=names)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_dtd
    _Guard(parser, handlers)
    received = begun = 0
    for chunk in chunks:
        _parse(parser, chunk)
        received += len(chunk)
        begun = max(begun, parser.CurrentByteIndex)
        if received - begun > MAX_TAG_BYTES or len(names) > MAX_NAMES:
            raise ValueError("tag")
    _parse(parser, b"", is_last=True)


def _parse(parser: Any, chunk: bytes, *, is_last: bool = False) -> None:
    try:
        parser.Parse(chunk, is_last)
    except (KeyError, IndexError):
        raise
    except LookupError as error:  # an encoding that nobody knows
        raise ValueError(str(error)) from error


class _Guard:
    """Hands events on, counting the depth; within an element that is skipped it counts only."""

    def __init__(self, parser: Any, handlers: Handlers) -> None:
        self._parser, self._handlers = parser, handlers
        self._starts, self._ends = _ByLocalName(handlers.start), _ByLocalName(handlers.end)
        self._skipped = _ByLocalName(dict.fromkeys(handlers.skipped, True))
        self._depth, self._skipped_at = 0, 0
        self._listen()

    def _listen(self) -> None:
        parser = self._parser
        parser.StartElementHandler = self._start_or_skip if self._handlers.skipped else self._start
        parser.EndElementHandler, parser.CharacterDataHandler = self._end, self._handlers.text

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH or len(attributes) > MAX_ATTRIBUTES:
            raise ValueError(name)
        if (handler := self._starts[name]) is not None:
            handler(attributes)

    def _start_or_skip(self, name: str, attributes: Attributes) -> None:
        if self._skipped[name]:
            self._skipped_at = self._depth
            parser = self._parser
            parser.StartElementHandler, parser.EndElementHandler = self._deeper, self._shallower
            parser.CharacterDataHandler = None
            self._deeper(name, attributes)
        else:
            self._start(name, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if (handler := self._ends[name]) is not None:
            handler()

    def _deeper(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH or len(attributes) > MAX_ATTRIBUTES:
            raise ValueError(name)

    def _shallower(self, _: str) -> None:
        self._depth -= 1
        if self._depth == self._skipped_at:
            self._listen()


def _refuse_dtd(*_: object) -> None:
    raise ForbiddenXmlError


class _ByLocalName(dict[str, Any]):
    """What belongs to a name as it stands in the file, with or without a prefix; None for nothing."""

    def __missing__(self, name: str) -> Any:
        found = dict.get(self, name.rpartition(":")[2])
        self[name] = found
        return found
