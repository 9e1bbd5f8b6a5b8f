"""An XZuFi 2.2 message as a stream of events: what is kept of it, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesNSImpl

from ozgdash.sources import cells
from ozgdash.sources.cells import CellError
from ozgdash.sources.feed import Reading, description
from ozgdash.sources.findings import Findings

MAX_DEPTH = 60
MAX_LINKS = 20
"""Further links of one online service are not kept."""
OBJECT_DEPTH = 3
"""message / schreibe / object"""
WANTED = {
    ("id",),
    ("referenzLeiKa", "code"),
    ("modulText", "leikaTextmodul", "code"),
    ("modulText", "inhalt"),
    ("bezeichnung",),
    ("link", "typ", "code"),
    ("link", "link"),
}
"""What is kept of an object, by path below it; besides them every ``leistungID``."""
CREATED = ("nachrichtenkopf", "erstellungszeitpunkt")
Steps = tuple[str, ...]


@dataclass
class MessageObject:
    """What was kept of one object of the message."""

    kind: str
    line: int
    texts: dict[Steps, str] = field(default_factory=dict)
    references: list[str] = field(default_factory=list)
    name: str | None = None
    links: list[tuple[str | None, str]] = field(default_factory=list)


@dataclass(frozen=True)
class MessageService:
    """A service (``leistung``) of the message."""

    leika_key: str
    name: str | None


class Message(ContentHandler):
    """Keeps a few short texts per object, whatever the size of the file; an object goes when it has been read."""

    def __init__(self, findings: Findings) -> None:
        super().__init__()
        self.source = description("xzufi").raw
        self.reading = Reading(findings)
        self.line_number: Callable[[], int] = lambda: 0
        self.stack: list[str] = []
        self.object: MessageObject | None = None
        self.buffer: list[str] | None = None
        self.length = 0
        self.german = True
        self.created: str | None = None
        self.version: str | None = None
        self.services: dict[str, MessageService] = {}
        self.online: list[MessageObject] = []
        self.unknown: dict[str, int] = {}

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl) -> None:
        """Opens an object or begins to collect a text that is wanted."""
        namespace, local = name
        if not self.stack:
            self._root(namespace, local, attrs)
        self.stack.append(local)
        if len(self.stack) > MAX_DEPTH:
            raise self.reading.findings.fail("feeds.xml_too_deep", allowed=MAX_DEPTH)
        if len(self.stack) == OBJECT_DEPTH and self.stack[1] == "schreibe":
            self.object = MessageObject(local, self.line_number())
        path = self._path()
        if self.object is not None and (path in WANTED or local == "leistungID"):
            self.buffer, self.length = [], 0
            language = attrs.get((None, "languageCode"), "de")
            self.german = str(language).lower().startswith("de")
        elif self.object is None and tuple(self.stack[1:]) == CREATED:
            self.buffer, self.length, self.german = [], 0, True

    def characters(self, content: str) -> None:
        """Collects a wanted text up to the length that a cell may have."""
        if self.buffer is not None and self.length <= cells.MAX_TEXT:
            self.buffer.append(content[: cells.MAX_TEXT + 1 - self.length])
            self.length += len(content)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        """Keeps a text, closes a part or the object."""
        if self.buffer is not None and (self._path() in WANTED or name[1] == "leistungID" or self.object is None):
            self._keep("".join(self.buffer).strip())
            self.buffer = None
        if self.object is not None:
            path = self._path()
            if path == ("modulText",):
                self._close_module(self.object)
            elif path == ("link",):
                self._close_link(self.object)
            elif not path:
                self._close_object(self.object)
                self.object = None
        self.stack.pop()

    def _root(self, namespace: str | None, local: str, attrs: AttributesNSImpl) -> None:
        if namespace != self.source["namespace"]:
            received = f"{{{namespace or ''}}}{local}"[:200]
            raise self.reading.findings.fail("feeds.not_xzufi", received=received, allowed=self.source["namespace"])
        self.version = attrs.get((None, "xzufiVersion"), None)

    def _path(self) -> Steps:
        return tuple(self.stack[OBJECT_DEPTH:])

    def _keep(self, words: str) -> None:
        if self.object is None:
            self.created = words or None
        elif self.stack[-1] == "leistungID":
            if words and len(self.object.references) < MAX_LINKS:
                self.object.references.append(words)
        elif words and (self.german or self._path() not in self.object.texts):
            self.object.texts[self._path()] = words

    def _close_module(self, item: MessageObject) -> None:
        code = item.texts.pop(("modulText", "leikaTextmodul", "code"), None)
        content = item.texts.pop(("modulText", "inhalt"), None)
        if code == self.source["name_module"]:
            item.name = content

    def _close_link(self, item: MessageObject) -> None:
        kind, url = item.texts.pop(("link", "typ", "code"), None), item.texts.pop(("link", "link"), None)
        if url and len(item.links) < MAX_LINKS and (kind is None or kind in self.source["link_types"]):
            item.links.append((kind, url))

    def _close_object(self, item: MessageObject) -> None:
        objects = self.source["objects"]
        if item.kind == objects["service"]:
            self._close_service(item)
        elif item.kind == objects["online_service"]:
            item.texts.clear()
            self.online.append(item)
        elif item.kind not in objects["ignored"]:
            self.unknown[item.kind[:60]] = self.unknown.get(item.kind[:60], 0) + 1
        if len(self.services) + len(self.online) > description("xzufi").max_rows:
            raise self.reading.findings.fail("feeds.too_many_objects", allowed=description("xzufi").max_rows)

    def _close_service(self, item: MessageObject) -> None:
        self.reading.rows += 1
        own_id = item.texts.get(("id",))
        try:
            key = cells.leika_key(item.texts.get(("referenzLeiKa", "code")))
            if key is None or own_id is None:
                raise CellError("feeds.service_without_key", name=_short(item.name or own_id or "–"))
            self.services[own_id] = MessageService(key, cells.text(_short(item.name)) if item.name else None)
        except CellError as error:
            self.reading.leave_out(item.line, error.key, **error.values)


def _short(words: str | None) -> str:
    return " ".join((words or "").split())[:300]
