"""How every page looks: takes pictures of all of them, keeps them small, and says where two of a page differ.

    python -m tools.look [--pages overview,data] [--themes light] [--widths 1440]

writes anew what looks different from tests/look. ``tests/e2e/test_look.py`` compares (ADR 0044).
"""

from __future__ import annotations

import argparse
import io
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from playwright.sync_api import Page

from ozgdash.settings import PROJECT_DIR
from tools.accessibility import ADDRESSES, THEMES, WIDTHS, View, views
from tools.still import reader, still_browser, still_dashboard, taken

KEPT = PROJECT_DIR / "tests" / "look"
FAILED = PROJECT_DIR / "build" / "look"
LANGS = ["de"]
SAID = 12
SMALLER, QUALITY = 3, 60
BLOCK, MOST = 8, 12.0
"""A block of so many small pixels differs when their colours differ by more than that on average (of 255)."""
AT = """([left, top, right, bottom]) => {
    const found = new Set();
    for (let x = left + 4; x < right; x += 12) for (let y = top + 4; y < bottom; y += 12) {
        const at = document.elementFromPoint(x, y);
        const key = at?.closest('[class*=st-key-]')?.className.match(/st-key-[^ ]+/)[0];
        const words = (at?.innerText ?? '').trim().slice(0, 40);
        found.add([key, words].filter(Boolean).join(': '));
    }
    return [...found].filter(Boolean).slice(0, 5);
}"""
"""What stands within a box of the window, in words."""


@dataclass(frozen=True)
class Box:
    """A part of a page in its own pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def corners(self) -> list[int]:
        """Left, top, right, bottom."""
        return [self.left, self.top, self.right, self.bottom]


def every_view() -> list[View]:
    """Every page, theme and width, in German."""
    return views(ADDRESSES, THEMES, WIDTHS, LANGS)


def kept(view: View) -> Path:
    """Where the picture of a view lies."""
    return KEPT / f"{view.name}-{view.width}-{view.theme}.webp"


def small(png: bytes) -> Image.Image:
    """A third as wide and high, each pixel the mean of nine, with what the format of the kept pictures takes away.

    The smoothing of letters then hardly counts, and two pictures of the same page have lost the same.
    """
    return _opened(_packed(png))


def keep(view: View, png: bytes) -> bool:
    """Write the picture of a view where it looks different from the one that is kept; says whether it did."""
    if kept(view).exists() and not differing(before(view), small(png)):
        return False
    kept(view).parent.mkdir(parents=True, exist_ok=True)
    kept(view).write_bytes(_packed(png))
    return True


def before(view: View) -> Image.Image:
    """The picture that is kept of a view.

    Raises FileNotFoundError where there is none: then ``make look-record`` takes it.
    """
    return _opened(kept(view).read_bytes())


def _packed(png: bytes) -> bytes:
    packed = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").reduce(SMALLER).save(packed, "WEBP", quality=QUALITY, method=6)
    return packed.getvalue()


def _opened(packed: bytes) -> Image.Image:
    return Image.open(io.BytesIO(packed)).convert("RGB")


def differing(old: Image.Image, now: Image.Image) -> list[Box]:
    """Where two small pictures differ, each box in the pixels of the page; empty where they look the same."""
    size = (max(old.width, now.width), max(old.height, now.height))
    apart = np.abs(_spread(old, size) - _spread(now, size)).max(axis=2)
    rows, columns = apart.shape[0] // BLOCK, apart.shape[1] // BLOCK
    means = apart.reshape(rows, BLOCK, columns, BLOCK).mean(axis=(1, 3))
    side = BLOCK * SMALLER
    runs = [_runs(np.flatnonzero(row)) for row in means > MOST]
    return [
        Box(first * side, row * side, (last + 1) * side, (row + 1) * side)
        for row, found in enumerate(runs)
        for first, last in found
    ]


def _spread(image: Image.Image, size: tuple[int, int]) -> np.ndarray:
    """The colours in whole blocks; what one picture has and the other has not is as different as can be."""
    ground = np.full((-(-size[1] // BLOCK) * BLOCK, -(-size[0] // BLOCK) * BLOCK, 3), -255.0)
    if size != image.size:
        ground[image.height // BLOCK * BLOCK + BLOCK :] = 0
    ground[: image.height, : image.width] = np.asarray(image, dtype=float)
    return ground


def _runs(columns: np.ndarray) -> list[tuple[int, int]]:
    if not columns.size:
        return []
    parts = np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)
    return [(int(part[0]), int(part[-1])) for part in parts]


def side_by_side(old: Image.Image, now: Image.Image, boxes: list[Box], target: Path) -> None:
    """Before, now, and now with a frame around all that differs."""
    framed = now.copy()
    draw = ImageDraw.Draw(framed)
    for box in boxes:
        draw.rectangle([corner // SMALLER for corner in box.corners], outline=(208, 0, 0))
    sheet = Image.new("RGB", (old.width + 2 * now.width + 40, max(old.height, now.height)), (128, 128, 128))
    for image, left in ((old, 0), (now, old.width + 20), (framed, old.width + now.width + 40)):
        sheet.paste(image, (left, 0))
    target.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(target)


def complaint(view: View, boxes: list[Box], page: Page, sheet: Path) -> str:
    """Where a page looks different, in words, and where the pictures are."""
    places = [f"  {box.corners}: {'; '.join(page.evaluate(AT, box.corners))}" for box in boxes[:SAID]]
    more = [f"  and {len(boxes) - SAID} more"] if len(boxes) > SAID else []
    return "\n".join(
        [
            f"{view} looks different. Before, now, and where: {sheet}",
            *places,
            *more,
            "Where that is meant: make look-record",
        ]
    )


def main() -> None:
    """Start the dashboard over the example data, take the pictures, stop it."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, values in (("pages", ADDRESSES), ("themes", THEMES), ("widths", WIDTHS)):
        parser.add_argument(f"--{name}", default=",".join(map(str, values)))
    asked = parser.parse_args()
    wanted = views(
        asked.pages.split(","), asked.themes.split(","), [int(one) for one in asked.widths.split(",")], LANGS
    )
    with still_dashboard() as root, still_browser() as chromium:
        for view in wanted:
            with reader(chromium, view) as context:
                written = keep(view, taken(context.new_page(), root, view))
            print(view, "written" if written else "as before", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
