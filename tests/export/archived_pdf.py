"""What a PDF for the archive must hold, read from the file itself: a second opinion beside the validator's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import page
from lxml import etree
from pdf_structure import elements, reader
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

PDFA, PDFUA = "{http://www.aiim.org/pdfa/ns/id/}", "{http://www.aiim.org/pdfua/ns/id/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
STREAM = re.compile(rb"(\d+) 0 obj\s*<<(?:(?!endobj).)*?/Length (\d+)(?:(?!endobj).)*?>>\s*stream\r?\n", re.DOTALL)
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
ALLOWED_FILTERS = {"/FlateDecode", "/DCTDecode", "/ASCIIHexDecode", "/ASCII85Decode", "/RunLengthDecode"}


def faults(file: bytes) -> list[str]:
    """What speaks against PDF/UA-1 and PDF/A-2a in one file: what the validator says and what is lacking in it."""
    return [*broken_rules(file, "ua1"), *broken_rules(file, "2a"), *lacks(file)]


def broken_rules(file: bytes, profile: str) -> list[str]:
    """What the validator says against the file.

    It counts a stream short whose data ends in CR, as one in 256 does; so lengths are measured here instead.
    """
    return [
        f"{failure.rule_id}: {failure.message}"
        for failure in page.validate_pdf_bytes(file, profile=profile).failures
        if not (failure.rule_id.endswith("STREAM-LENGTH-001") and streams_have_their_length(file))
    ]


def streams_have_their_length(file: bytes) -> bool:
    """Whether each stream is followed by the end of a line and ``endstream`` where its length says."""
    ends = [file[found.end() + int(found[2]) :][:12] for found in STREAM.finditer(file)]
    return bool(ends) and all(re.match(rb"\r?\nendstream", end) for end in ends)


def lacks(file: bytes) -> list[str]:
    """What PDF/UA-1 and PDF/A-2a ask for and the file does not have; each in a few words."""
    found = reader(file)
    root = found.trailer["/Root"]
    checks = {
        "version 1.7": file.startswith(b"%PDF-1.7\n%") and all(byte > 127 for byte in file[10:14]),
        "an id": len(found.trailer.get("/ID", ())) == 2,
        "no encryption": "/Encrypt" not in found.trailer,
        "nothing behind the end": file.rstrip(b"\r\n").endswith(b"%%EOF"),
        "lengths of streams": streams_have_their_length(file),
        "marked": _is_true(root, "/MarkInfo", "/Marked"),
        "not suspect": str(root.get("/MarkInfo", {}).get("/Suspects", False)) == "False",
        "structure": "/StructTreeRoot" in root,
        "language": bool(re.fullmatch(r"(de|en)(-[A-Z]{2})?", root.get("/Lang", ""))),
        "title shown": _is_true(root, "/ViewerPreferences", "/DisplayDocTitle"),
        "nothing that acts": not {"/OpenAction", "/AA", "/AcroForm", "/OCProperties", "/Perms"} & root.keys(),
        "no scripts, no attachments": not {"/JavaScript", "/EmbeddedFiles"} & root.get("/Names", {}).keys(),
        "colour profile": _profile_is_rgb(root),
    }
    parts = (*_of_metadata(found), *_of_streams(found), *_of_fonts(found), *_of_pages(found), *_of_tags(file))
    return [*(name for name, holds in checks.items() if not holds), *parts]


def _is_true(root: DictionaryObject, group: str, name: str) -> bool:
    return str(root.get(group, {}).get(name)) == "True"


def _profile_is_rgb(root: DictionaryObject) -> bool:
    intents = [intent.get_object() for intent in root.get("/OutputIntents", ())]
    if [intent.get("/S") for intent in intents] != ["/GTS_PDFA1"]:
        return False
    profile = intents[0]["/DestOutputProfile"].get_object()
    data = profile.get_data()
    return profile["/N"] == 3 and data[36:40] == b"acsp" and data[16:20] == b"RGB " and data[12:16] == b"mntr"


def metadata(file: bytes) -> Any:
    """The XMP of the file; it must lie in the file as plain text."""
    stream = reader(file).trailer["/Root"]["/Metadata"].get_object()
    return etree.fromstring(stream.get_data()) if "/Filter" not in stream else etree.Element("packed")


def _of_metadata(found: PdfReader) -> Iterator[str]:
    tree = metadata(found.stream.getvalue())
    said = {str(element.tag): (element.text or "").strip() for element in tree.iter()}
    wanted = {f"{PDFA}part": "2", f"{PDFA}conformance": "A", f"{PDFUA}part": "1"}
    yield from (f"{name} {value}" for name, value in wanted.items() if said.get(name) != value)
    title = tree.find(".//{http://purl.org/dc/elements/1.1/}title//" + f"{RDF}li")
    if title is None or title.text != found.metadata.title:
        yield "one title"
    days = [said.get("{http://ns.adobe.com/xap/1.0/}" + name) for name in ("CreateDate", "ModifyDate")]
    if days != [found.metadata.creation_date.isoformat(), found.metadata.modification_date.isoformat()]:
        yield "one date"
    if "http://www.aiim.org/pdfua/ns/id/" not in [element.text for element in tree.iter()]:
        yield "its own words explained"


def _objects(found: PdfReader) -> Iterator[Any]:
    for number in range(1, int(found.trailer["/Size"])):
        yield found.get_object(IndirectObject(number, 0, found))


def _of_streams(found: PdfReader) -> Iterator[str]:
    for entry in _objects(found):
        if isinstance(entry, StreamObject):
            filters = entry.get("/Filter", ArrayObject())
            used = set(filters if isinstance(filters, ArrayObject) else [filters])
            if not used <= ALLOWED_FILTERS or "/F" in entry:
                yield f"a stream packed as {used}"


def _of_fonts(found: PdfReader) -> Iterator[str]:
    fonts = [
        entry for entry in _objects(found) if isinstance(entry, DictionaryObject) and entry.get("/Type") == "/Font"
    ]
    shown = [font for font in fonts if not str(font["/Subtype"]).startswith("/CIDFontType")]
    if not shown:
        yield "a font"
    for font in shown:
        name = font.get("/BaseFont", font["/Subtype"])
        if "/ToUnicode" not in font:
            yield f"letters of {name}"
        elif PRIVATE.search(_unicode(font)):
            yield f"letters of {name} that everybody knows"
        if font["/Subtype"] != "/Type3":
            parts = font.get("/DescendantFonts", [font])
            if not all(_is_embedded(part.get_object()) for part in parts):
                yield f"{name} embedded"


def _unicode(font: DictionaryObject) -> str:
    """The letters that the glyphs of a font stand for."""
    lines = font["/ToUnicode"].get_object().get_data().decode("ascii").splitlines()
    ends = [re.findall("<([0-9a-fA-F]+)>", line)[-1] for line in lines if line.startswith("<") and line.count("<") > 1]
    return "".join(bytes.fromhex(end).decode("utf-16-be") for end in ends if len(end) % 4 == 0)


def _is_embedded(font: DictionaryObject) -> bool:
    return bool({"/FontFile", "/FontFile2", "/FontFile3"} & font["/FontDescriptor"].get_object().keys())


def _of_pages(found: PdfReader) -> Iterator[str]:
    for number, sheet in enumerate(found.pages, start=1):
        notes = [note.get_object() for note in sheet.get("/Annots", ())]
        if notes and sheet.get("/Tabs") != "/S":
            yield f"tab order on page {number}"
        for note in notes:
            if not note.get("/F", 0) & 4 or "/StructParent" not in note or not note.get("/Contents"):
                yield f"a link on page {number} that prints, has its tag and is described"
        if "/AA" in sheet:
            yield f"page {number} without actions"


def _of_tags(file: bytes) -> Iterator[str]:
    for tag, element in elements(file):
        if tag == "Figure" and not str(element.get("/Alt", "")).strip():
            yield "a figure's alternative text"
        if tag == "TH" and "/Scope" not in str(element.get("/A", "")):
            yield "what a header cell is for"
