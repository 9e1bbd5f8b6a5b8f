"""An XZuFi message as a stream of events: what is kept of it, in bounded memory."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesNSImpl

from ozgdash.sources import cells
from ozgdash.sources.feed import description
from ozgdash.sources.findings import Findings
from ozgdash.sources.xzufi_inventory import Inventory
from ozgdash.sources.xzufi_object import LINK_ID, MessageObject, Steps

MAX_DEPTH = 60
WRITES, DELETES = "schreibe", "loesche"
OBJECT_DEPTH = {WRITES: 3, DELETES: 2}
"""message / schreibe / object, message / loesche."""
HEADERS = {"nachrichtenkopf", "transaktionID", "transaktionPosition"}
CREATED = ("nachrichtenkopf", "erstellungszeitpunkt")
NAMESPACE = re.compile(r"xzufi\D{0,10}(\d+)[._](\d+)(?:[._]\d+)*", re.IGNORECASE)


class Message(ContentHandler):
    """Keeps a few short texts per object, whatever the size of the file, and hands each object to the inventory.

    One handler reads the files of an export one after the other; ``begin`` comes before each.
    """

    def __init__(self, findings: Findings) -> None:
        super().__init__()
        self.source = description("xzufi").raw
        self.kinds = {name.casefold(): kind for kind, names in self.source["objects"].items() for name in names}
        self.findings = findings
        self.inventory = Inventory()
        self.unknown: Counter[str] = Counter()
        self.too_many = 0
        self.begin()

    def begin(self) -> None:
        """Forgets what belongs to one file."""
        self.line_number: Callable[[], int] = lambda: 0
        self.root = self.version = ""
        self.created: str | None = None
        self.operations = 0
        self.stack: list[str] = []
        self.object: MessageObject | None = None
        self.kind = ""
        self.buffer: list[str] | None = None
        self.length = self.depth = 0
        self.german = True
        self.agency = ""

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl) -> None:
        """Opens an object or begins to collect a text that is wanted."""
        namespace, local = name
        if not self.stack:
            self._root(namespace, local, attrs)
        self.stack.append(local)
        if len(self.stack) > MAX_DEPTH:
            raise self.findings.fail("feeds.xml_too_deep", allowed=MAX_DEPTH)
        if len(self.stack) == 2:
            self._operation(local, str(attrs.get((None, "klasse"), "")))
        elif len(self.stack) == OBJECT_DEPTH[WRITES] and self.stack[1] == WRITES:
            self._open(local)
        elif len(self.stack) > 2 and self._is_wanted():
            self._collect(attrs)

    def characters(self, content: str) -> None:
        """Collects a wanted text up to the length that a cell may have."""
        if self.buffer is not None and self.length <= cells.MAX_TEXT:
            self.buffer.append(content[: cells.MAX_TEXT + 1 - self.length])
            self.length += len(content)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        """Keeps a text, closes a part or the object."""
        if self.buffer is not None and len(self.stack) == self.depth:
            self._keep("".join(self.buffer).strip())
            self.buffer = None
        if self.object is not None:
            if len(self.stack) == OBJECT_DEPTH[WRITES] + 1:
                self.object.close_part(name[1], self.source)
            elif len(self.stack) == OBJECT_DEPTH[WRITES]:
                self._close(self.object)
        self.stack.pop()

    def _root(self, namespace: str | None, local: str, attrs: AttributesNSImpl) -> None:
        found = NAMESPACE.search(namespace or "")
        received = f"{{{namespace or ''}}}{local}"[:200]
        if found is None:
            raise self.findings.fail("feeds.not_xzufi", received=received, allowed=self.source["namespace"])
        version = f"{found[1]}.{found[2]}"
        if version not in self.source["versions"]:
            allowed = ", ".join(self.source["versions"])
            raise self.findings.fail("feeds.xzufi_other_version", received=received, version=version, allowed=allowed)
        self.root = local
        self.version = str(attrs.get((None, "xzufiVersion"), "")) or version

    def _operation(self, local: str, said: str) -> None:
        if local in OBJECT_DEPTH:
            self.operations += 1
            self.kind = self.kinds.get(said.casefold(), "") if local == DELETES else ""
            if local == DELETES and said and not self.kind:
                self._not_understood(f"{DELETES} {said}")
        elif local not in HEADERS:
            self._not_understood(local)

    def _not_understood(self, what: str) -> None:
        self.unknown[what[:60]] += 1

    def _open(self, local: str) -> None:
        kind = self.kinds.get(local.casefold())
        if kind is None:
            self._not_understood(local)
        elif kind != "ignored":
            self.object = MessageObject(kind, self.line_number())

    def _path(self) -> Steps:
        return tuple(self.stack[OBJECT_DEPTH.get(self.stack[1], 1) :]) if len(self.stack) > 1 else ()

    def _is_wanted(self) -> bool:
        if self.object is not None:
            return self.object.wants(self._path())
        if self.stack[1] == DELETES:
            return self.stack[-1] == "id"
        return tuple(self.stack[1:]) == CREATED

    def _collect(self, attrs: AttributesNSImpl) -> None:
        self.buffer, self.length, self.depth = [], 0, len(self.stack)
        self.german = str(attrs.get((None, "languageCode"), "de")).lower().startswith("de")
        # A few Redaktionen stand in every id of a large message: each name once in memory.
        self.agency = sys.intern(str(attrs.get((None, "schemeAgencyID"), "")).strip())
        if self.object is not None and self._path() == LINK_ID:
            self.object.scheme = str(attrs.get((None, "schemeID"), ""))

    def _keep(self, words: str) -> None:
        if self.object is not None:
            if words:
                self.object.keep(self._path(), words, agency=self.agency, german=self.german)
        elif self.stack[1] == DELETES:
            self._delete(words)
        else:
            self.created = words or None

    def _delete(self, words: str) -> None:
        # ``klasse`` names the kind; where it does not, an element around the id may.
        kind = self.kind or self.kinds.get(self.stack[2].casefold(), "")
        if not kind:
            self._not_understood(DELETES)
        elif kind != "ignored" and words:
            self.inventory.delete(kind, (self.agency, words))

    def _close(self, item: MessageObject) -> None:
        item.write_into(self.inventory, self.source, file=self.findings.sheet)
        self.too_many += item.too_many
        self.object = None
        guards, held = description("xzufi"), self.inventory
        if len(held.services) + len(held.nameless) + len(held.online) > guards.max_rows:
            raise self.findings.fail("feeds.too_many_objects", allowed=guards.max_rows)
        if len(held.links) > guards.raw["guards"]["max_links"]:
            raise self.findings.fail("feeds.too_many_links", allowed=guards.raw["guards"]["max_links"])
