"""A document typeset by Typst: a template of ours and data, as tagged PDF (PDF/UA-1)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import import_module, resources
from typing import Any

from ozgdash.charts import svg
from ozgdash.charts.spec import ChartSpec
from ozgdash.charts.theme import Target
from ozgdash.errors import UserError

FONT_PACKAGE = "fontpkg_arimo"
FONT = "Arimo"
"""Has the widths of Arial and Liberation Sans, for which the charts are lettered."""
UNUSUAL = re.compile(r"[^\u0000-\u05ff\u1e00-\u2265]")
"""Letters beyond Latin, Greek, Cyrillic and Hebrew, and signs that our font may lack."""
UNSHOWABLE = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
JOINERS = re.compile("[\u200b-\u200f\u2060\ufe00-\ufe0f]")
"""Marks without a shape of their own, which change the letters beside them; in a picture they cannot be read out."""
STANDARD = "ua-1"
UNSPEAKABLE = "missing codepoints"
RUST_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
SUBSTITUTE = "\u25a1"
"""An empty square, for a character that no font here has."""
INVISIBLE = ("\ufe0e", "\ufe0f", "\u200d")
"""Say how the emoji before them is shown; nothing stands in their place."""
ATTEMPTS = 4


def pdf(template: str, data: Mapping[str, Any], moment: datetime) -> bytes:
    """The document as PDF/UA-1 with ``moment`` as its creation time: the same data gives the same bytes.

    ``template``: the stem of a ``.typ`` file beside this module; it reads ``sys.inputs.data`` as JSON, so that no text
    is ever taken for Typst's own language. A character that our font lacks is taken from the fonts of the machine; one
    that they lack too becomes an empty square. Where a chart has letters that melt into each other (Devanagari) the
    file is tagged, but does not call itself PDF/UA: Typst cannot say which letters they were. Raises UserError where
    Typst or the font is not installed.
    """
    source = resources.files(__package__).joinpath(f"{template}.typ").read_bytes()
    said = json.dumps(data, ensure_ascii=False)
    machine_fonts, standards = UNUSUAL.search(said) is not None, [STANDARD]
    for _ in range(ATTEMPTS):
        try:
            return _compiled(source, said, moment, standards, machine_fonts=machine_fonts)
        except _typst().TypstError as error:
            lacking = UNSHOWABLE.findall(error.diagnostic)
            if lacking and machine_fonts:
                said = _without(said, lacking)
            elif UNSPEAKABLE in error.diagnostic:
                standards = []
            elif not lacking:
                raise
            machine_fonts = True
    raise RuntimeError("characters without a font remain")


def picture(spec: ChartSpec, target: Target) -> str:
    """The chart as SVG in our font, without the joiners."""
    return JOINERS.sub("", svg.picture(spec, target=target, family=FONT))


def _compiled(source: bytes, data: str, moment: datetime, standards: list[str], *, machine_fonts: bool) -> bytes:
    typst = _typst()
    made: bytes = typst.compile(
        source,
        font_paths=_fonts(machine_fonts),
        sys_inputs={"data": data},
        pdf_standards=standards,
        timestamp=int(moment.timestamp()),
    )
    return made


def _without(data: str, lacking: list[str]) -> str:
    """The data with a square in the place of each of these texts, which the message writes as Rust does."""
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
