"""Presentations and templates from strangers: bombs, forged, broken, loaded, and files of other kinds.

Every entrance for a presentation refuses each of them with a sentence, in bounded memory. ``HOSTILE_PPTX`` for
PowerPoint's, ``HOSTILE_ODP`` for LibreOffice's, ``DECK_BOMBS`` for what is dear to make; ``python tests/corpus/hostile_decks.py FOLDER`` writes them all.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from deck_makers import (
    CONTENT,
    LAYOUT,
    MANIFEST,
    MASTER,
    MASTER_RELATIONS,
    OFFICE_RELATIONS,
    PRESENTATION,
    STYLES,
    TYPES,
    Parts,
    Write,
    edited,
    odp_parts,
    other_archive,
    packed,
    pptx_parts,
    root_of,
    swollen,
    with_parts,
)
from file_makers import OLE, Broken, bytes_
from forged import forged

ENTRANCES = {
    "refresh": ("refresh", "deck", "{file}", "--out", "{out}"),
    "template": ("export", "deck", "--template", "{file}", "--out", "{out}"),
    "check-template": ("check-template", "{file}"),
}
"""Where a presentation of a stranger comes in."""
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 100}">' for n in range(10))
OUTSIDE = "<!ENTITY e9 SYSTEM 'file:///etc/passwd'>"


def declared(make: Callable[[], Parts], part: str, lines: str, *, used: bool = True) -> Write:
    """A part with a DTD; its entity is used in the outermost element."""

    def write(path: Path) -> None:
        parts = make()
        content = bytes(parts[part] if isinstance(parts[part], bytes) else str(parts[part]).encode()).decode()
        declaration, _, rest = content.partition("?>")
        inside = rest.index(">", rest.index("<")) + 1
        words = "&e9;" if used else ""
        text = f"{declaration}?><!DOCTYPE x [{lines}]>{rest[:inside]}{words}{rest[inside:]}"
        path.write_bytes(packed(parts | {part: text}))

    return write


def cut(make: Callable[[], Parts], tenths: int) -> Write:
    def write(path: Path) -> None:
        content = packed(make())
        path.write_bytes(content[: len(content) * tenths // 10])

    return write


def many_parts(make: Callable[[], Parts], count: int = 12_000) -> Write:
    return with_parts(make, {f"ppt/media/{number}.xml": b"<a/>" for number in range(count)})


def twice(make: Callable[[], Parts], part: str) -> Write:
    """The same name in other letters: which of both counts depends on who reads."""
    return with_parts(make, {part.upper(): b"<a/>"})


def facts(make: Callable[[], Parts], part: str, **changed: int) -> Write:
    return lambda path: path.write_bytes(forged(packed(make()), part, **changed))


def nested(before: str, element: str, depth: int = 100_000) -> str:
    return before + f"<{element}>" * depth + f"</{element}>" * depth


RELATION = '<Relationship Id="rId{n}" Type="{kind}" Target="{target}"{more}/>'


def relation(target: str, kind: str = "image", more: str = "") -> str:
    return RELATION.format(n=999, kind=f"{OFFICE_RELATIONS}/{kind}", target=target, more=more)


def related(written: str) -> Write:
    """A master that refers to something else, too."""
    return edited(pptx_parts, MASTER_RELATIONS, "</Relationships>", f"{written}</Relationships>")


MACROS = {"ppt/vbaProject.bin": OLE + b"\0" * 500}
MACRO_TYPE = "application/vnd.ms-powerpoint.template.macroEnabled.main+xml"
USUAL_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
DAMAGED, DTD = "beschädigt", "DTD"
HOSTILE_PPTX = [
    Broken("100,000 elements within each other", "tief2.pptx", with_parts(pptx_parts, {LAYOUT: nested(root_of(pptx_parts, LAYOUT).decode(), "a") + "</p:sldLayout>"}), ""),
    Broken("12,000 parts", "teile.pptx", many_parts(pptx_parts), ""),
    Broken("entities that multiply, in a master", "entitaeten.pptx", declared(pptx_parts, MASTER, ENTITIES), DTD),
    Broken("entities that multiply, in the list of types", "entitaeten2.potx", declared(pptx_parts, TYPES, ENTITIES), DTD),
    Broken("an entity that reads a file", "datei.pptx", declared(pptx_parts, PRESENTATION, OUTSIDE), DTD),
    Broken("a DTD that nobody uses", "dtd.pptx", declared(pptx_parts, LAYOUT, "<!ENTITY e9 'x'>", used=False), DTD),
    Broken("a name that leads out", "hinaus.pptx", with_parts(pptx_parts, {"../../../../tmp/ozgdash-hinaus.xml": b"<a/>"}), DAMAGED),
    Broken("a name from the root", "wurzel.pptx", with_parts(pptx_parts, {"/etc/ozgdash.xml": b"<a/>"}), DAMAGED),
    Broken("a name of Windows", "laufwerk.pptx", with_parts(pptx_parts, {"C:\\ozgdash.xml": b"<a/>"}), DAMAGED),
    Broken("a name in other letters", "doppelt.pptx", twice(pptx_parts, MASTER), DAMAGED),
    Broken("a checksum that is none", "summe.pptx", facts(pptx_parts, MASTER, crc=1), DAMAGED),
    Broken("a size that is too small", "klein.pptx", facts(pptx_parts, MASTER, size=100), DAMAGED),
    Broken("a size of 4 GB", "vier.pptx", facts(pptx_parts, MASTER, size=0xFFFFFFF0), "MB"),
    Broken("an encrypted part", "geheim.pptx", facts(pptx_parts, MASTER, flags=1), "Kennwort"),
    *(Broken(f"a presentation cut at {tenths}0 %", f"{tenths}0.pptx", cut(pptx_parts, tenths), DAMAGED) for tenths in (1, 5, 9)),
    Broken("no presentation in it", "ohne.pptx", with_parts(pptx_parts, {}, without=(PRESENTATION,)), ""),
    Broken("no list of types", "ohnetypen.pptx", with_parts(pptx_parts, {}, without=(TYPES,)), ""),
    Broken("no relations", "ohnebezug.pptx", with_parts(pptx_parts, {}, without=("_rels/.rels",)), ""),
    Broken("no master", "ohnemaster.potx", with_parts(pptx_parts, {}, without=(MASTER,)), ""),
    Broken("a layout that is gone", "ohnelayout.potx", with_parts(pptx_parts, {}, without=(LAYOUT,)), ""),
    Broken("a master that is no XML", "keinxml.pptx", with_parts(pptx_parts, {MASTER: "Guten Tag"}), ""),
    Broken("a layout of another kind", "fremd.pptx", with_parts(pptx_parts, {LAYOUT: "<rechnung/>"}), ""),
    Broken("a slide without a width", "breite.potx", edited(pptx_parts, PRESENTATION, 'cx="9144000"', 'cx="0"'), ""),
    Broken("a slide of a thousand kilometres", "weit.potx", edited(pptx_parts, PRESENTATION, 'cx="9144000"', 'cx="36000000000000"'), ""),
    Broken("a slide whose width is a word", "wort.potx", edited(pptx_parts, PRESENTATION, 'cx="9144000"', 'cx="breit"'), ""),
    Broken("macros", "makro.potx", with_parts(pptx_parts, MACROS), "Makros"),
    Broken("macros by type", "makro.pptx", edited(pptx_parts, TYPES, USUAL_TYPE, MACRO_TYPE), "Makros"),
    Broken("a picture from elsewhere", "fern.pptx", related(relation("http://192.0.2.1/b.png", more=' TargetMode="External"')), "von anderswo"),
    Broken("a file of this machine", "nah.pptx", related(relation("file:///etc/passwd", more=' TargetMode="External"')), "von anderswo"),
    Broken("with a password", "kennwort.pptx", bytes_(OLE + b"\0" * 3_000), "Kennwort"),
    Broken("empty", "leer.potx", bytes_(b""), ""),
    Broken("a text", "brief.potx", bytes_(b"Sehr geehrte Damen und Herren"), ""),
    Broken("a letter of Word", "brief.pptx", other_archive(**{TYPES: "<Types/>", "word/document.xml": "<w/>"}), ""),
    Broken("an empty archive", "leer.pptx", other_archive(), ""),
]  # fmt: skip
ENCRYPTED = '<manifest:file-entry manifest:full-path="{part}" manifest:media-type="text/xml"><manifest:encryption-data/></manifest:file-entry>'
BODY = "<office:presentation>"
TABLE = '<draw:page draw:name="p" draw:master-page-name="{master}"><draw:frame svg:width="5cm" svg:height="5cm"><table:table>{rows}</table:table></draw:frame></draw:page>'


def first_page(xml: str) -> Write:
    """A page before the others."""
    return edited(odp_parts, CONTENT, BODY, f"{BODY}{xml}")


HOSTILE_ODP = [
    Broken("100,000 drawings within each other", "tief2.odp", first_page(nested("", "draw:g")), ""),
    Broken("12,000 parts", "teile.odp", many_parts(odp_parts), ""),
    Broken("entities that multiply", "entitaeten.odp", declared(odp_parts, CONTENT, ENTITIES), DTD),
    Broken("entities that multiply, in the styles", "entitaeten.otp", declared(odp_parts, STYLES, ENTITIES), DTD),
    Broken("an entity in the list of parts", "liste.odp", declared(odp_parts, MANIFEST, OUTSIDE), DTD),
    Broken("a name that leads out", "hinaus.odp", with_parts(odp_parts, {"../../../../tmp/ozgdash-hinaus.xml": b"<a/>"}), DAMAGED),
    Broken("a checksum that is none", "summe.odp", facts(odp_parts, STYLES, crc=1), DAMAGED),
    Broken("a size of 4 GB", "vier.odp", facts(odp_parts, CONTENT, size=0xFFFFFFF0), "MB"),
    Broken("with a password", "kennwort.odp", edited(odp_parts, MANIFEST, "</manifest:manifest>", f"{ENCRYPTED.format(part='content.xml')}</manifest:manifest>"), "Kennwort"),
    *(Broken(f"a presentation of LibreOffice cut at {tenths}0 %", f"{tenths}0.odp", cut(odp_parts, tenths), DAMAGED) for tenths in (1, 5, 9)),
    Broken("no content", "ohneinhalt.odp", with_parts(odp_parts, {}, without=(CONTENT,)), ""),
    Broken("no styles", "ohnestile.otp", with_parts(odp_parts, {}, without=(STYLES,)), ""),
    Broken("styles that are no XML", "keinxml.otp", with_parts(odp_parts, {STYLES: "Guten Tag"}), ""),
    Broken("a letter of Writer", "brief.odp", with_parts(odp_parts, {"mimetype": "application/vnd.oasis.opendocument.text"}), ""),
    Broken("macros of LibreOffice", "makro.otp", with_parts(odp_parts, {"Basic/Standard/script-lb.xml": "<a/>", "Basic/Standard/Module1.xml": "<a/>"}), "Makros"),
    Broken("an empty one", "leer.odp", bytes_(b""), ""),
]  # fmt: skip
DECK_BOMBS = [
    Broken("450 MB of zeros in a master", "nullen.pptx", swollen(pptx_parts, MASTER, megabytes=450, filling=b"\0"), "MB"),
    Broken("450 MB of zeros as a picture", "bild.potx", swollen(pptx_parts, "ppt/media/image1.png", megabytes=450, filling=b"\0"), "MB"),
    Broken("190 MB of blanks in the presentation", "blanks.pptx", swollen(pptx_parts, PRESENTATION, megabytes=190, before=root_of(pptx_parts, PRESENTATION)), ""),
    Broken("190 MB of elements in a layout", "tief.potx", swollen(pptx_parts, LAYOUT, megabytes=190, before=root_of(pptx_parts, LAYOUT), filling=b"<p:sp>"), ""),
    Broken("a tag of 190 MB", "marke.pptx", swollen(pptx_parts, MASTER, megabytes=190, before=b"<p:sldMaster x='"), ""),
    Broken("450 MB of blanks", "blanks.odp", swollen(odp_parts, CONTENT, megabytes=450, before=root_of(odp_parts, CONTENT)), "MB"),
    Broken("190 MB of blanks in the styles", "blanks.otp", swollen(odp_parts, STYLES, megabytes=190, before=root_of(odp_parts, STYLES)), ""),
    Broken("190 MB of drawings within each other", "tief.odp", swollen(odp_parts, CONTENT, megabytes=190, before=root_of(odp_parts, CONTENT), filling=b"<draw:g>"), ""),
    Broken("a tag of 190 MB", "marke.odp", swollen(odp_parts, STYLES, megabytes=190, before=b"<office:document-styles x='"), ""),
]  # fmt: skip


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for broken in (*HOSTILE_PPTX, *HOSTILE_ODP, *DECK_BOMBS):
        broken.write(folder / broken.file_name)
        print(f"{broken.file_name}: {broken.name}")
