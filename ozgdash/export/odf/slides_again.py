"""Puts a slide of today into one of OpenDocument that is there: whole where nobody touched it, else frame by frame."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from lxml import etree

from ozgdash.export.odf.came_back import CONTENT, Document, Seen, folder_of
from ozgdash.export.odf.reading import cells_of, paragraphs, tag, words_of
from ozgdash.export.odf.styles_again import Importer
from ozgdash.export.odf.words_again import write_cells, write_text
from ozgdash.export.refresh.pieces import Print, Role, digest
from ozgdash.export.refresh.plan import SlidePlan, Step, Verb
from ozgdash.odf.xml import NAMESPACES

MANIFEST = "META-INF/manifest.xml"
ENTRY, PATH = f"{{{NAMESPACES['manifest']}}}file-entry", f"{{{NAMESPACES['manifest']}}}full-path"
LINK = tag("xlink:href")
NUMBER = re.compile(r"^\d+ ")
OF_PAGE = ("draw:master-page-name", "presentation:presentation-page-layout-name", "draw:style-name")


class Again:
    """Writes slides of one document, ``source``, into another one."""

    def __init__(self, document: Document, source: Document) -> None:
        self._document, self._source = document, source
        self._importer = Importer(source.styles, document.root)

    def replace(self, old: Seen, new: Seen) -> None:
        """The whole slide, which nobody touched."""
        page = self._page(new, old.shapes.get(Role.PICTURE))
        self._name(page, old, new)
        old.page.getparent().replace(old.page, page)
        old.page = page

    def insert(self, before: Any, new: Seen) -> Any:
        """A new slide behind another one; the slide."""
        page = self._page(new, None)
        page.set(tag("draw:name"), self._free_name(page.get(tag("draw:name"), "")))
        self._show(before, page)
        before.addnext(page)
        return page

    def _name(self, page: Any, old: Seen, new: Seen) -> None:
        """The name of the new slide, unless a person gave it one; shows of some of the slides know it by that."""
        before = old.page.get(tag("draw:name"), "")
        page.set(tag("draw:name"), before)
        if not old.renamed:
            after = self._free_name(
                NUMBER.sub(before.partition(" ")[0] + " ", new.page.get(tag("draw:name"), "")), before
            )
            page.set(tag("draw:name"), after)
            for show in self._document.root.iter(tag("presentation:show")):
                names = show.get(tag("presentation:pages"), "").split(",")
                show.set(tag("presentation:pages"), ",".join(after if name == before else name for name in names))

    def _show(self, before: Any, page: Any) -> None:
        """Shows of some of the slides that have the one before have the new one, too."""
        for show in self._document.root.iter(tag("presentation:show")):
            names = show.get(tag("presentation:pages"), "").split(",")
            if before.get(tag("draw:name")) in names:
                names.insert(names.index(before.get(tag("draw:name"))) + 1, page.get(tag("draw:name")))
                show.set(tag("presentation:pages"), ",".join(names))

    def write(self, old: Seen, new: Seen, plan: SlidePlan) -> None:
        """Carries out the plan on the frames of the slide."""
        if old.mark is not None and new.mark is not None and old.mark.layout != new.mark.layout:
            for name in map(tag, OF_PAGE):
                if new.page.get(name):
                    old.page.set(name, self._importer.copied(new.page).get(name))
        self._name(old.page, old, new)
        for step in plan.steps:
            if step.verb is Verb.NEW:
                self._renew(old, new, step)
            elif step.verb is Verb.ADDED and step.role is not Role.NOTES:
                frame = self._importer.copied(new.shapes[step.role])
                self._take_object(frame, new.shapes[step.role], None)
                _before_notes(old.page, frame)
            elif step.verb is Verb.REMOVED:
                frame = old.shapes[step.role]
                frame.getparent().remove(frame)

    def _page(self, new: Seen, frame: Any) -> Any:
        page = self._importer.copied(new.page)
        for copy, source in zip(page.iter(tag("draw:frame")), new.page.iter(tag("draw:frame")), strict=True):
            self._take_object(copy, source, frame)
        return page

    def _renew(self, old: Seen, new: Seen, step: Step) -> None:
        role = Role.PICTURE if step.role is Role.ALT else step.role
        frame, fresh = old.shapes[role], new.shapes[role]
        if step.role is Role.ALT:
            _say(frame, fresh)
        elif step.cells:
            self._write_table(frame, fresh, step)
        elif step.role is Role.PICTURE:
            self._take_object(frame, fresh, frame)
        elif step.count:
            write_text(frame, step, [words_of(item) for item in paragraphs(fresh)])
        if step.role is Role.PICTURE:
            for preview in frame.findall(tag("draw:image")):
                self._forget(preview.get(LINK, "").removeprefix("./"))
                frame.remove(preview)
            if digest(frame.get(tag("draw:name"), "")) == _print(old, role).name:
                frame.set(tag("draw:name"), fresh.get(tag("draw:name"), ""))
        if not step.moved and step.role not in (Role.NOTES, Role.ALT):
            for name in ("x", "y", "width", "height"):
                if fresh.get(tag(f"svg:{name}")):
                    frame.set(tag(f"svg:{name}"), fresh.get(tag(f"svg:{name}")))

    def _write_table(self, frame: Any, fresh: Any, step: Step) -> None:
        table = frame.find(tag("table:table"))
        if step.looks_kept and len(cells_of(table)[0]) == len(step.cells[0]):
            rows = list(table.iter(tag("table:table-row")))
            for row in rows[len(step.cells) :]:
                row.getparent().remove(row)
            for _ in range(len(step.cells) - len(rows)):
                rows[-1].addnext(deepcopy(rows[-1]))
        else:
            written = self._importer.copied(fresh.find(tag("table:table")))
            frame.replace(table, written)
            table = written
        write_cells(table, step.cells)

    def _take_object(self, frame: Any, source: Any, old: Any) -> None:
        """The document of a chart under the folder of the old one, or a new folder."""
        if source.find(tag("draw:object")) is None:
            return
        folder, origin = self._folder(old), folder_of(source)
        for name in [name for name in self._document.parts if name.startswith(f"{folder}/")]:
            self._forget(name)
        self._forget(f"ObjectReplacements/{folder}")
        for name, content in self._source.parts.items():
            if name.startswith(f"{origin}/"):
                self._document.parts[f"{folder}/{name.removeprefix(f'{origin}/')}"] = content
        self._list(origin, folder)
        frame.find(tag("draw:object")).set(LINK, f"./{folder}")

    def _folder(self, old: Any) -> str:
        if old is not None and old.find(tag("draw:object")) is not None:
            return folder_of(old)
        taken = {name.partition("/")[0] for name in self._document.parts}
        return next(name for number in range(1, 100_000) if (name := f"Object {number}") not in taken)

    def _forget(self, name: str) -> None:
        self._document.parts.pop(name, None)
        root = etree.fromstring(self._document.parts[MANIFEST])
        for item in [item for item in root.iter(ENTRY) if item.get(PATH) == name]:
            root.remove(item)
        self._document.parts[MANIFEST] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    def _list(self, origin: str, folder: str) -> None:
        """The parts of the chart's document in the package's list."""
        root = etree.fromstring(self._document.parts[MANIFEST])
        for item in [item for item in root.iter(ENTRY) if str(item.get(PATH, "")).startswith(f"{folder}/")]:
            root.remove(item)
        for item in etree.fromstring(self._source.parts[MANIFEST]).iter(ENTRY):
            if str(item.get(PATH, "")).startswith(f"{origin}/"):
                copy = deepcopy(item)
                copy.set(PATH, f"{folder}/{str(item.get(PATH)).removeprefix(f'{origin}/')}")
                root.append(copy)
        self._document.parts[MANIFEST] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    def _free_name(self, name: str, own: str = "") -> str:
        taken = {page.get(tag("draw:name")) for page in self._document.pages} - {own}
        names = (name if number == 1 else f"{name} ({number})" for number in range(1, 100_000))
        return next(name for name in names if name not in taken)


def rename(document: Document, ours: list[Any]) -> dict[str, str]:
    """Numbers our slides anew by their places, in the shows of some of the slides, too; old name -> new name."""
    pages = document.pages
    names = {page.get(tag("draw:name"), ""): page.get(tag("draw:name"), "") for page in pages}
    for place, page in enumerate(pages, start=1):
        before = page.get(tag("draw:name"), "")
        after = NUMBER.sub(f"{place} ", before)
        if page in ours and after not in set(names.values()) - {before}:
            names[before] = after
    for page in pages:
        page.set(tag("draw:name"), names[page.get(tag("draw:name"), "")])
    for show in document.root.iter(tag("presentation:show")):
        listed = show.get(tag("presentation:pages"), "").split(",")
        show.set(tag("presentation:pages"), ",".join(names[name] for name in listed if name in names))
    return names


def save(document: Document) -> None:
    """Writes the tree into the parts."""
    document.parts[CONTENT] = etree.tostring(document.root, xml_declaration=True, encoding="UTF-8")


def _before_notes(page: Any, frame: Any) -> None:
    notes = page.find(tag("presentation:notes"))
    page.append(frame) if notes is None else notes.addprevious(frame)


def _say(frame: Any, fresh: Any) -> None:
    before, after = frame.find(tag("svg:desc")), fresh.find(tag("svg:desc"))
    if before is not None and after is not None:
        before.text = after.text


def _print(seen: Seen, role: Role) -> Print:
    if seen.mark is None:
        raise ValueError(role)
    return next(item for item in seen.mark.prints if item.role is role)
