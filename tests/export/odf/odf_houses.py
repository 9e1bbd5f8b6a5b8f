"""Templates of OpenDocument as a city might have made them, and damaged ones."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import quoteattr

from presentation_reading import NAMES

MIMETYPE = "application/vnd.oasis.opendocument.presentation-template"
LOGO = bytes.fromhex("89504e470d0a1a0a") + b"a city's coat of arms"
EMPTY = (
    '<office:body><office:presentation><draw:page draw:master-page-name="Inhalt"/></office:presentation></office:body>'
)


def document(root: str, inside: str) -> str:
    names = " ".join(f"xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in NAMES.items())
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{root} {names} office:version="1.2">{inside}</office:{root}>'


def lettered(name: str, size: int, colour: str, *, inside: str = "", family: str = "presentation") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}"><style:graphic-properties draw:stroke="none" '
        f'draw:fill="none" fo:padding="0cm">{inside}</style:graphic-properties><style:text-properties '
        f'fo:color="{colour}" fo:font-family="Carlito" fo:font-size="{size}pt"/></style:style>'
    )


def frame(kind: str, style: str, box: tuple[float, float, float, float], inside: str = "") -> str:
    left, top, width, height = box
    return (
        f'<draw:frame presentation:style-name="{style}" draw:layer="backgroundobjects" svg:x="{left}cm" svg:y="{top}cm" '
        f'svg:width="{width}cm" svg:height="{height}cm" presentation:class="{kind}"><draw:text-box>{inside}'
        "</draw:text-box></draw:frame>"
    )


BULLETS = (
    '<text:list-style style:name="Inhalt-outline1"><text:list-level-style-bullet text:level="1" text:bullet-char="■">'
    '<style:list-level-properties text:space-before="0.2cm" text:min-label-width="0.8cm"/>'
    "</text:list-level-style-bullet></text:list-style>"
)
COMMON = (
    '<style:default-style style:family="graphic"><style:graphic-properties draw:fill-color="#729fcf"/>'
    '<style:paragraph-properties style:writing-mode="page"/><style:text-properties fo:language="en" fo:country="US"/>'
    "</style:default-style>"
    # Some templates have a colour for shapes, and a direction that turns tables round. Names that ours would have, too.
    + "".join(lettered(name, 18, "#123456", family="graphic") for name in ("gr1", "gr2"))
    + lettered("pr1", 18, "#123456")
    + '<style:style style:name="P1" style:family="paragraph"/>'
    + "".join(
        lettered(f"{master}-title", 30, ink) + lettered(f"{master}-subtitle", 24, ink)
        + lettered(f"{master}-outline1", 22, "#222222", inside=BULLETS if master == "Inhalt" else "")
        for master, ink in (("Start", "#FFFFFF"), ("Inhalt", "#7A0019"))
    )
    + lettered("Inhalt-notes", 12, "#000000")
)  # fmt: skip
AUTOMATIC = (
    '<style:page-layout style:name="PM1"><style:page-layout-properties fo:page-width="28cm" fo:page-height="15.75cm"/>'
    '</style:page-layout><style:style style:name="Mdp1" style:family="drawing-page"><style:drawing-page-properties '
    'draw:fill="solid" draw:fill-color="#ffffff"/></style:style><style:style style:name="Mdp2" style:family="drawing-page">'
    '<style:drawing-page-properties draw:fill="solid" draw:fill-color="#7a0019"/></style:style>'
)
FOOTER = "<text:p>Stadt Musterstadt <presentation:footer/></text:p>"
SHOWN = '<draw:image xlink:href="Pictures/wappen.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
PICTURE = f'<draw:frame svg:x="25cm" svg:y="0.4cm" svg:width="2.5cm" svg:height="1.5cm">{SHOWN}</draw:frame>'
NOTES = f"<presentation:notes>{frame('notes', 'Inhalt-notes', (2, 13, 17, 14))}</presentation:notes>"
MASTERS = (
    '<style:master-page style:name="Start" style:page-layout-name="PM1" draw:style-name="Mdp2">'
    + frame("title", "Start-title", (2, 5, 24, 3)) + frame("outline", "Start-outline1", (2, 8.5, 24, 4))
    + '</style:master-page><style:master-page style:name="Inhalt" style:page-layout-name="PM1" draw:style-name="Mdp1">'
    + PICTURE + frame("title", "Inhalt-title", (1.5, 0.5, 23, 2.4)) + frame("outline", "Inhalt-outline1", (1.5, 3.2, 25, 10.5))
    + frame("footer", "Inhalt-title", (9, 14.6, 9, 0.8), FOOTER)
    + frame("page-number", "Inhalt-title", (24, 14.6, 2.5, 0.8), "<text:p><text:page-number/></text:p>")
    + NOTES + "</style:master-page>"
)  # fmt: skip


def styles(masters: str = MASTERS) -> str:
    return document(
        "document-styles",
        f"<office:styles>{COMMON}</office:styles><office:automatic-styles>{AUTOMATIC}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles>",
    )


def house(**changes: str | bytes) -> bytes:
    """The template; ``changes``: other parts, ``styles`` for styles.xml, by names in which ``__`` stands for a slash."""
    listed = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
    manifest = f"<manifest:manifest xmlns:manifest={quoteattr(NAMES['manifest'])}>{listed}</manifest:manifest>"
    parts: dict[str, str | bytes] = {
        "mimetype": MIMETYPE,
        "content.xml": document("document-content", EMPTY),
        "styles.xml": styles(),
        "Pictures/wappen.png": LOGO,
        "META-INF/manifest.xml": manifest,
    }
    parts |= {{"styles": "styles.xml", "manifest": "META-INF/manifest.xml"}.get(name, name.replace("__", "/")): part
              for name, part in changes.items()}  # fmt: skip
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()
