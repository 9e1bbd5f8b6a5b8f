"""Takes the pictures in docs/images from the running program, so that the documents show what it does now.

    python -m tools.screenshots [FOLDER] [--all]

``--all`` takes every page at 1440 and 390 px, light and dark, German and English, for looking at; without it only the
pictures of the documents are taken. The data, the moment and the font are always the same (``tools.still``), and a
picture that looks as before keeps its bytes.
"""

from __future__ import annotations

import argparse
import io
from pathlib import Path

from PIL import Image

from ozgdash.settings import PROJECT_DIR
from ozgdash.ui.page_list import PAGES
from tools.accessibility import LANGS, THEMES, WIDTHS, views
from tools.look import differing, small
from tools.still import reader, still_browser, still_dashboard, taken

KEYS = [entry.key for entry in PAGES]
COLOURS = 256


def main() -> None:
    """Start the dashboard, take the pictures, stop it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PROJECT_DIR / "docs" / "images")
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    wanted = views(KEYS, THEMES, WIDTHS, LANGS) if asked.all else views(KEYS, ["light"], [1440], ["de"])
    with still_dashboard() as root, still_browser() as chromium:
        for view in wanted:
            suffix = f"-{view.width}-{view.theme}-{view.lang}" if asked.all else ""
            with reader(chromium, view) as context:
                write(taken(context.new_page(), root, view), asked.folder / f"{view.name}{suffix}.png")


def write(png: bytes, target: Path) -> bool:
    """Write the picture with few colours, a third of the size, where it looks different; says whether it did.

    The last line of a border may be a shade lighter from one start of the browser to the next.
    """
    packed = io.BytesIO()
    few = (
        Image.open(io.BytesIO(png))
        .convert("RGB")
        .quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    )
    few.save(packed, "PNG", optimize=True)
    if target.exists() and not differing(small(target.read_bytes()), small(packed.getvalue())):
        return False
    target.write_bytes(packed.getvalue())
    return True


if __name__ == "__main__":
    main()
