"""Looks whether documents keep to the OpenDocument Format: ``python -m tools.odf_check FILE …``.

The package as ODF 1.3, part 2, has it, each of its parts against OASIS's RelaxNG schema (part 3), those of documents
within the document, too, and the names that parts call each other by. What stands in other namespaces than the
standard's (``loext`` and the like) is allowed and taken away before, as part 3, section 3.17, says.

The schemas come with the package openxml-audit, byte by byte as OASIS publishes them (SCHEMAS). OASIS lets them be
passed on unchanged; this repository does not need to. libxml2 came to the same verdict as jing on every one of 523
documents that were changed at random.
"""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openxml_audit
from lxml import etree

from tools.odf_names import reference_problems

FOLDER = Path(openxml_audit.__file__).parent / "odf" / "schemas" / "odf-1.3"
SCHEMAS = {
    "OpenDocument-v1.3-schema.rng": "40bad03efdbb02825230d357da0aa6ac679934c5bf56c6281752c0c24d58e4e6",
    "OpenDocument-v1.3-manifest-schema.rng": "8aee71f03484be112af972d622cc9031280c007b0a454ae8815e8e333c9bdd17",
}
"""Name -> SHA-256 of what OASIS published on 27.04.2021."""
DOCUMENT, MANIFEST = SCHEMAS
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
STANDARD = {
    "http://purl.org/dc/elements/1.1/", "http://www.w3.org/1999/xlink", "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/2002/xforms", "http://www.w3.org/1999/xhtml", "http://www.w3.org/2003/g/data-view#",
    "http://www.w3.org/XML/1998/namespace",
}  # fmt: skip
LISTED, MANIFEST_PART = f"{{{OASIS}manifest:1.0}}", "META-INF/manifest.xml"
VERSION = f"{{{OASIS}office:1.0}}version"
RUNNING_TEXT = {f"{{{OASIS}text:1.0}}{name}" for name in ("p", "h", "a", "span")}


@dataclass(frozen=True)
class Entry:
    """What the manifest says of a part."""

    path: str
    media_type: str
    version: str | None


def problems(content: bytes) -> list[str]:
    """What is wrong with a package, a sentence for each; empty where nothing is."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        return [f"no package: {error}"]
    found = [*_first_entry(archive), *_entries(archive)]
    parts: dict[str, etree._Element] = {}
    for name in archive.namelist():
        if name.endswith(".xml"):
            try:
                parts[name] = etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False))
            except etree.XMLSyntaxError as error:
                found.append(f"{name}: no XML: {error}")
    if MANIFEST_PART not in parts:
        return [*found, f"{MANIFEST_PART} is missing"]
    listed = _listed(parts[MANIFEST_PART])
    found += [*_manifest(archive, listed), *_versions(parts)]
    found += reference_problems(parts, set(archive.namelist()), {entry.path for entry in listed})
    for name, root in parts.items():
        found += _against_schema(name, root)
    return found


def foreign(content: bytes) -> Counter[str]:
    """How often a package uses which names that are not the standard's, as ``{namespace}name``."""
    found: Counter[str] = Counter()
    archive = zipfile.ZipFile(io.BytesIO(content))
    for name in archive.namelist():
        if name.endswith(".xml"):
            for element in etree.fromstring(archive.read(name)).iter(etree.Element):
                found.update(key for key in (element.tag, *element.attrib) if not _is_standard(key))
    return found


def standard_only(root: etree._Element) -> etree._Element:
    """The part without what the standard does not know; running text within such elements stays."""
    for element in list(root.iter(etree.Element)):
        for key in element.attrib:
            if not _is_standard(key):
                del element.attrib[key]
        if not _is_standard(element.tag):
            _take_away(element)
    return root


def _is_standard(key: str) -> bool:
    namespace = etree.QName(key).namespace
    return namespace is None or namespace.startswith(OASIS) or namespace in STANDARD


def _take_away(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None, "a document's outermost element is the standard's"  # noqa: S101
    place = parent.index(element)
    kept = list(element) if parent.tag in RUNNING_TEXT else []
    text = (element.text or "") if parent.tag in RUNNING_TEXT else ""
    _add_text(parent, place, text)
    for offset, child in enumerate(kept):
        parent.insert(place + offset, child)
    _add_text(parent, place + len(kept), element.tail or "")
    element.tail = None
    parent.remove(element)


def _add_text(parent: etree._Element, place: int, text: str) -> None:
    """Adds a text before the child at ``place``."""
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _first_entry(archive: zipfile.ZipFile) -> Iterator[str]:
    entries = archive.infolist()
    if not entries or entries[0].filename != "mimetype":
        yield "the first entry is not mimetype"
        return
    first = entries[0]
    if first.compress_type != zipfile.ZIP_STORED:
        yield "mimetype is compressed"
    if first.extra or first.header_offset:
        yield "mimetype does not begin at byte 38"


def _entries(archive: zipfile.ZipFile) -> Iterator[str]:
    for name, count in Counter(archive.namelist()).items():
        if count > 1:
            yield f"{name} is there {count} times"
    for entry in archive.infolist():
        if entry.flag_bits & 1:
            yield f"{entry.filename} is encrypted"
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield f"{entry.filename} is compressed in a way that ODF does not know"


def _listed(root: etree._Element) -> list[Entry]:
    return [
        Entry(
            str(entry.get(f"{LISTED}full-path")),
            str(entry.get(f"{LISTED}media-type")),
            entry.get(f"{LISTED}version"),
        )
        for entry in root.iter(f"{LISTED}file-entry")
    ]


def _manifest(archive: zipfile.ZipFile, listed: list[Entry]) -> list[str]:
    paths = Counter(entry.path for entry in listed)
    there = {name for name in archive.namelist() if not name.endswith("/")}
    expected = {name for name in there if name != "mimetype" and not name.startswith("META-INF/")}
    files = {path for path in paths if not path.endswith("/")}
    found = [f"the manifest lists {path} {count} times" for path, count in paths.items() if count > 1]
    found += [f"the manifest lacks {name}" for name in sorted(expected - files)]
    found += [f"the manifest lists {name}, which is not there" for name in sorted(files - there)]
    whole = next((entry.media_type for entry in listed if entry.path == "/"), None)
    said = archive.read("mimetype").decode("ascii") if "mimetype" in there else None
    if whole != said:
        found.append(f"the manifest calls the document {whole}, the entry mimetype {said}")
    folders = {entry.path: entry.media_type for entry in listed if entry.path.endswith("/")}
    for name in sorted(expected):
        folder, _, part = name.rpartition("/")
        if part == "content.xml" and not folders.get(f"{folder}/"):
            found.append(f"the manifest does not say what kind of document {folder or 'the whole'} is")
    return found


def _versions(parts: Mapping[str, etree._Element]) -> Iterator[str]:
    """Every part says the same version, the manifest too."""
    said = {name: root.get(VERSION) for name, root in parts.items() if root.tag.startswith(f"{{{OASIS}office:")}
    said[MANIFEST_PART] = parts[MANIFEST_PART].get(f"{LISTED}version")
    usual = Counter(said.values()).most_common(1)[0][0]
    for name, version in said.items():
        if version != usual or version is None:
            yield f"{name} has the version {version}, others {usual}"


@cache
def schema(name: str) -> etree.RelaxNG:
    """The schema; raises ValueError where the file is not OASIS's."""
    path = FOLDER / name
    if hashlib.sha256(path.read_bytes()).hexdigest() != SCHEMAS[name]:
        raise ValueError(f"{path} is not the schema that OASIS published")
    return etree.RelaxNG(etree.parse(path))


def _against_schema(name: str, root: etree._Element) -> Iterator[str]:
    if not _is_standard(root.tag):
        return
    rules = schema(MANIFEST if root.tag.startswith(LISTED) else DOCUMENT)
    if not rules.validate(standard_only(root)):
        for error in rules.error_log:
            yield f"{name}, line {error.line}: {error.message}"


def main(paths: list[str]) -> None:
    """Print what is wrong; ends with an error where anything is."""
    wrong = 0
    for path in map(Path, paths):
        found = problems(path.read_bytes())
        wrong += bool(found)
        print(f"{path}: {'keeps to ODF 1.3' if not found else ''}")
        for sentence in found:
            print(f"  {sentence}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
