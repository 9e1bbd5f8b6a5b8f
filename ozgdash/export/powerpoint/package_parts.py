"""The parts of an Office package: of which type they are, what they refer to, and how that is written."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from lxml import etree

from ozgdash.export.archive import zip_of
from ozgdash.export.templates.archive import Archive

TYPES = "[Content_Types].xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OF_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


@dataclass(frozen=True)
class Relation:
    """``target``: the name of a part in the archive, for an external one the address as it stands there."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of its type."""
        return self.type.rpartition("/")[2]


class ContentTypes:
    """The content types of the parts."""

    def __init__(self, content: bytes) -> None:
        root = etree.fromstring(content, PARSER)
        self.defaults = {
            str(item.get("Extension", "")).lower(): str(item.get("ContentType", ""))
            for item in root.iter(f"{{{CONTENT_TYPES}}}Default")
        }
        self.overrides = {
            unquote(str(item.get("PartName", ""))).lstrip("/").lower(): str(item.get("ContentType", ""))
            for item in root.iter(f"{{{CONTENT_TYPES}}}Override")
        }

    def of(self, name: str) -> str:
        """That of the part with this name."""
        own = self.overrides.get(name.lower())
        return own or self.defaults.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def relations_of(archive: Archive, name: str) -> Iterator[Relation]:
    """What a part refers to, "" for the package itself; spelled as the archive spells it."""
    folder, base = posixpath.split(name)
    rels = archive.spelled(posixpath.join(folder, "_rels", f"{base}.rels"))
    if rels is None:
        return
    for item in etree.fromstring(archive.xml(rels), PARSER).iter(f"{{{PACKAGE_RELATIONS}}}Relationship"):
        target, external = str(item.get("Target", "")), item.get("TargetMode") == "External"
        if not external:
            path = unquote(target.replace("\\", "/").partition("#")[0])
            path = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
            target = archive.spelled(path) or path
        yield Relation(str(item.get("Id", "")), str(item.get("Type", "")), target, external)


def written(
    parts: dict[str, bytes], relations: dict[str, list[Relation]], types: ContentTypes, main: str, same: dict[str, str]
) -> bytes:
    """The package as an archive, its ``main`` part listed first.

    ``relations``: what each part refers to, "" for the package; ``same``: name -> that of the part that stands for it.
    """
    kept = [name for name in parts if same.get(name, name) == name]
    lines = [
        f'<Override PartName="{_attribute("/" + name)}" ContentType="{_attribute(types.of(name))}"/>'
        for name in kept
        if name != main
    ]
    lines.append(f'<Override PartName="{_attribute("/" + main)}" ContentType="{_attribute(types.of(main))}"/>')
    lines.append(f'<Default Extension="rels" ContentType="{OF_RELATIONS}"/>')
    files = {TYPES: f'{DECLARATION}<Types xmlns="{CONTENT_TYPES}">{"".join(reversed(lines))}</Types>'.encode()}
    for name in ("", *kept):
        if relations[name]:
            folder, base = posixpath.split(name)
            files[posixpath.join(folder, "_rels", f"{base}.rels")] = _relations(folder, relations[name], same)
        if name:
            files[name] = parts[name]
    return zip_of(files)


def _relations(folder: str, items: list[Relation], same: dict[str, str]) -> bytes:
    lines = []
    for item in items:
        target, mode = item.target, ' TargetMode="External"'
        if not item.external:
            target = quote(posixpath.relpath("/" + same.get(target, target), "/" + folder), safe="/.-_~!$&'()*+,;=@ ")
            mode = ""
        said = {"Id": item.id, "Type": item.type, "Target": target}
        words = " ".join(f'{name}="{_attribute(value)}"' for name, value in said.items())
        lines.append(f"<Relationship {words}{mode}/>")
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE_RELATIONS}">{"".join(lines)}</Relationships>'.encode()


def _attribute(words: str) -> str:
    return words.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
