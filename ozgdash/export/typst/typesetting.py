"""A document typeset by Typst: a template of ours and data, as tagged PDF for everybody and for the archive."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib import import_module, resources
from typing import Any

from ozgdash.drawing import svg
from ozgdash.drawing.theme import Target
from ozgdash.errors import UserError
from ozgdash.export.archive import CREATED
from ozgdash.model.chart import ChartSpec

FONT_PACKAGE = "fontpkg_arimo"
FONT = "Arimo"
"""Has the widths of Arial and Liberation Sans, for which the charts are lettered."""
UNUSUAL = re.compile(
    "[^\u0000-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u052f\u0591-\u05c7\u05d0-\u05ea"
    "\u1e00-\u1f15\u2000-\u2071\u2074-\u208e\u20a0-\u20be\u2190-\u2195\u2212\u2248\u2260\u2264\u2265]"
)
"""All but letters and signs that our font surely has: Latin, Greek, Cyrillic, Hebrew, punctuation."""
UNSHOWABLE = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
"""The text is empty where a mark lacks the letter that it is set on."""
JOINERS = re.compile("[\u200b-\u200f\u2060\ufe00-\ufe0f]")
"""Marks without a shape of their own, which change the letters beside them; in a picture they cannot be read out."""
STANDARDS: tuple[str, ...] = ("ua-1", "a-2a")
"""PDF/UA-1 and PDF/A-2a in one file."""
LOOKS_ALONE = ("a-2b",)
"""The level of PDF/A that promises the look of a page and not that its letters can be read out."""
UNAGREED = re.compile("[\ue000-\uf8ff\ufffe\uffff\U000f0000-\U0010ffff]")
"""Characters of private use, of which each font shows another sign so that PDF/A-2a has none, and non-characters."""
UNSPEAKABLE = "missing codepoints"
RUST_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
SUBSTITUTE = "\u25a1"
"""An empty square, for a character that no font here has."""
INVISIBLE = ("\ufe0e", "\ufe0f", "\u200d")
"""Say how the emoji before them is shown; nothing stands in their place."""
ATTEMPTS = 4


def pdf(template: str, data: Mapping[str, Any], moment: datetime) -> bytes:
    """The document as PDF/UA-1 and PDF/A-2a, dated ``moment``: the same data gives the same bytes.

    ``template``: the stem of a ``.typ`` file beside this module; it reads ``sys.inputs.data`` as JSON, so that no text
    is ever taken for Typst's own language. A character that our font lacks is taken from the fonts of the machine; one
    that they lack too, or that is for private use, becomes an empty square. Where a chart has letters that melt into
    each other (Devanagari) Typst cannot say which they were: the file is tagged, but calls itself PDF/A-2b only. Raises
    UserError where Typst or the font is not installed.
    """
    made, _ = _showable(_source(template), json.dumps(data, ensure_ascii=False), moment)
    return made


def png(template: str, data: Mapping[str, Any], ppi: int) -> bytes:
    """The document's only page as PNG, with the characters that ``pdf`` shows; the same data gives the same bytes.

    Only a PDF of a standard is refused for a character without a font; so unusual texts are tried as one beforehand.
    """
    source, said = _source(template), json.dumps(data, ensure_ascii=False)
    machine_fonts = UNUSUAL.search(said) is not None
    if machine_fonts:
        _, said = _showable(source, said, CREATED.replace(tzinfo=UTC))
    made: bytes = _typst().compile(
        source, font_paths=_fonts(machine_fonts), sys_inputs={"data": said}, format="png", ppi=ppi
    )
    return made


def families() -> tuple[str, ...]:
    """The names of the fonts of this machine, and of ours.

    Raises UserError where Typst or the font is not installed.
    """
    return tuple(_fonts(True).families())


def picture(spec: ChartSpec, target: Target) -> str:
    """The chart as SVG in our font, without the joiners."""
    return JOINERS.sub("", svg.picture(spec, target=target, family=FONT))


def _source(template: str) -> bytes:
    return resources.files(__package__).joinpath(f"{template}.typ").read_bytes()


def _showable(source: bytes, said: str, moment: datetime) -> tuple[bytes, str]:
    """The PDF, and the data with squares for what no font here has."""
    machine_fonts, standards = UNUSUAL.search(said) is not None, STANDARDS
    said = UNAGREED.sub(SUBSTITUTE, said)
    for _ in range(ATTEMPTS):
        try:
            return _compiled(source, said, moment, standards, machine_fonts=machine_fonts), said
        except _typst().TypstError as error:
            lacking = UNSHOWABLE.findall(error.diagnostic)
            if lacking and machine_fonts:
                said = _without(said, lacking)
            elif UNSPEAKABLE in error.diagnostic:
                standards = LOOKS_ALONE
            elif not lacking:
                raise
            machine_fonts = True
    raise RuntimeError("characters without a font remain")


def _compiled(source: bytes, data: str, moment: datetime, standards: Sequence[str], *, machine_fonts: bool) -> bytes:
    typst = _typst()
    made: bytes = typst.compile(
        source,
        font_paths=_fonts(machine_fonts),
        sys_inputs={"data": data},
        pdf_standards=list(standards),
        timestamp=int(moment.timestamp()),
    )
    return made


def _without(data: str, lacking: list[str]) -> str:
    """The data with a square in the place of each of these texts, which the message writes as Rust does.

    Where the message names none, the marks are left out that no letter of ours has.
    """
    if not any(lacking):
        return UNUSUAL.sub(lambda found: "" if unicodedata.category(found[0])[0] == "M" else found[0], data)
    for written in lacking:
        for character in RUST_ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), written):
            if ord(character) > 127:
                data = data.replace(character, "" if character in INVISIBLE else SUBSTITUTE)
    return data


def _typst() -> Any:
    """Loaded when the first document is made: it weighs 30 MB, and the dashboard starts without it."""
    try:
        return import_module("typst")
    except ImportError as error:
        raise UserError("briefing.typst_missing") from error


@cache
def _fonts(machine_fonts: bool) -> Any:
    try:
        folder = resources.files(FONT_PACKAGE).joinpath("files")
    except ImportError as error:
        raise UserError("briefing.font_missing", font=FONT) from error
    fonts = _typst().Fonts(include_system_fonts=machine_fonts, include_embedded_fonts=False, font_paths=[str(folder)])
    if FONT not in fonts.families():
        raise UserError("briefing.font_missing", font=FONT)
    return fonts
