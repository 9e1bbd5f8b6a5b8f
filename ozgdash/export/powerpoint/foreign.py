"""A presentation of PowerPoint that comes back from strangers, without macros before it is opened."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from pptx import Presentation
from pptx.exc import PythonPptxError

from ozgdash.errors import UserError
from ozgdash.export.refresh.archive import names_in
from ozgdash.sources.archives import DAMAGES
from ozgdash.sources.guarded_xml import Attributes, Handlers, go_through

TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MAIN_ENDING = ".main+xml"
OF_PRESENTATIONS = ("presentationml", "ms-powerpoint")


def opened(content: bytes, file: str) -> Any:
    """The presentation as python-pptx has it.

    Raises UserError for what is too large, encrypted, damaged, no presentation, or has macros or forbidden XML in it.
    """
    _refuse_others(content, names_in(content, file), file)
    try:
        deck = Presentation(io.BytesIO(content))
        list(deck.slides)
        _ = [layout.name for master in deck.slide_masters for layout in master.slide_layouts]
    # XML that lxml cannot parse is a SyntaxError.
    except (PythonPptxError, SyntaxError, *DAMAGES, KeyError, AttributeError, TypeError) as error:
        raise UserError("refresh.damaged", file=file) from error
    return deck


def _refuse_others(content: bytes, names: list[str], file: str) -> None:
    """Macros are refused: what we hand back as ours must not run a stranger's program."""
    types: list[str] = []
    if TYPES not in names:
        raise UserError("refresh.not_a_deck", file=file)

    def take(attributes: Attributes) -> None:
        types.append(attributes.get("ContentType", ""))

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        go_through([archive.read(TYPES)], Handlers({"Override": take, "Default": take}))
    macros = ("macroEnabled", "vbaProject", "activeX")
    if any(word.lower() in known.lower() for known in (*types, *names) for word in macros):
        raise UserError("refresh.macros", file=file)
    if MAIN not in types:
        other = any(word in known for known in types for word in OF_PRESENTATIONS if known.endswith(MAIN_ENDING))
        raise UserError("refresh.template_or_show" if other else "refresh.not_a_deck", file=file)
