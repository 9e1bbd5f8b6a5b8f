"""The letters of the browsers that tests, pictures and measurements start: the font that comes with the program.

The pages ask for the fonts of the reader's system. Where a line breaks would hang on what a machine happens to have,
and so would every test of a place on the page. How pages stand wider letters is a test of its own (``WIDE``).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

LETTERS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="autohint" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
    <edit name="lcdfilter" mode="assign"><const>lcdnone</const></edit>
  </match>
</fontconfig>
"""
WIDE = "body * { letter-spacing: .12em !important; line-height: 1.5 !important; word-spacing: .16em !important }"
"""What a reader may ask for (WCAG 2.2, 1.4.12); letters so far apart are as wide as the widest of a system's fonts."""


@contextmanager
def known_letters() -> Iterator[dict[str, str]]:
    """The environment in which a program finds one font for every family, until the block ends.

    It has no choice left, on a desktop with 200 fonts or on a server with none.
    """
    fonts = resources.files("fontpkg_arimo") / "files"
    with tempfile.TemporaryDirectory(prefix="letters-") as name, resources.as_file(fonts) as found:
        settings = Path(name) / "fonts.conf"
        settings.write_text(LETTERS.format(fonts=found, cache=Path(name) / "cache"), encoding="utf-8")
        yield {"FONTCONFIG_FILE": str(settings)}
