"""An empty 16:9 presentation with the one master that the single slide and the deck have in common.

python-pptx brings a 4:3 template with eleven layouts. Its parts are kept and filled anew: fonts and colours of the
theme here, the master's shapes and the seven layouts in ``slide_master``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from ozgdash.drawing import theme
from ozgdash.export.archive import CREATED
from ozgdash.export.powerpoint import master
from ozgdash.export.slides import layouts
from ozgdash.export.slides.layouts import HEIGHT_PT, WIDTH_PT, Layout
from ozgdash.formats import LANGUAGE_TAGS
from ozgdash.model import palette
from ozgdash.texts import Lang, text

MAX_PROPERTY = 255
ACCENTS = 6


def blank(
    title: str, lang: Lang, *, colours: Sequence[str] = (), created: datetime = CREATED, subject: str = ""
) -> Any:
    """A presentation without slides; its layouts are those of ``Layout``, in that order.

    ``title``, ``subject``, language and ``created`` stand in its properties. ``colours``: those of the partners, which
    make the strip of the master and the theme's accents; the palette where there are none.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH_PT), Pt(HEIGHT_PT)
    _remove_printer(deck)
    shown = [theme.readable(colour, "#FFFFFF", theme.MIN_MARK_CONTRAST) for colour in colours] or [palette.ACCENT]
    _set_theme(deck.slide_master, shown)
    kept = deck.slide_layouts
    for layout in list(kept)[len(Layout) :]:
        kept.remove(layout)
    master.write_master(deck.slide_master, shown)
    for kind, layout in zip(Layout, kept, strict=True):
        master.write_layout(layout, kind, shown, text(f"deck.layout_{kind}", lang))
        set_language(layout._element, lang)
    set_language(deck.slide_master._element, lang)
    set_language(deck.part._element, lang)
    describe(deck, title, lang, created=created, subject=subject)
    return deck


def describe(deck: Any, title: str, lang: Lang, *, created: datetime = CREATED, subject: str = "") -> None:
    """Title, subject, language and time as properties of the file; nobody's name."""
    facts = deck.core_properties
    facts.title, facts.subject = title[:MAX_PROPERTY], subject[:MAX_PROPERTY]
    facts.language, facts.author = LANGUAGE_TAGS[lang], text("export.author", lang)
    facts.created = facts.modified = created.replace(tzinfo=None)
    facts.last_modified_by, facts.keywords = "", ""
    facts.revision = 1


def _remove_printer(deck: Any) -> None:
    """The template remembers somebody's printer."""
    for key, relation in list(deck.part.rels.items()):
        if relation.reltype.endswith("/printerSettings"):
            deck.part.rels.pop(key)


def _set_theme(master: Any, colours: Sequence[str]) -> None:
    """Arial, which is everywhere or has a twin of the same width, and the partners' colours as accents."""
    part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    tree = parse_xml(part.blob)
    for latin in tree.iter(qn("a:latin")):
        latin.set("typeface", theme.SLIDE_FONT)
    look = theme.THEMES["light"]
    accents = [*colours, *(colour for colour in palette.PARTNER_PALETTE if colour not in colours)][:ACCENTS]
    named = {"dk1": look.ink, "lt1": look.background, "dk2": layouts.DEEP, "lt2": look.grid}
    named |= {f"accent{place}": colour for place, colour in enumerate(accents, start=1)}
    named |= {"hlink": layouts.DEEP, "folHlink": look.muted}
    scheme = parse_xml(
        f'<a:clrScheme {nsdecls("a")} name="ozgdash">'
        + "".join(f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>' for name, colour in named.items())
        + "</a:clrScheme>"
    )
    old = next(tree.iter(qn("a:clrScheme")))
    old.getparent().replace(old, scheme)
    part._blob = serialize_part_xml(tree)


def rgb(colour: str) -> RGBColor:
    """A hex colour as python-pptx takes it."""
    channels = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return RGBColor(*channels)  # type: ignore[no-untyped-call]


def set_language(element: Any, lang: Lang) -> None:
    """Marks every run of text in an element's tree as written in that language."""
    for run in element.iter(qn("a:r")):
        if run.find(qn("a:rPr")) is None:
            run.insert(0, OxmlElement("a:rPr"))
    for properties in element.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
        properties.set("lang", LANGUAGE_TAGS[lang])
