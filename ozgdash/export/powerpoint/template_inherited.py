"""What a slide inherits from a placeholder of its layout: box, margins, letters, from layout, master and theme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from ozgdash.export.powerpoint.template_theme import A, Colours
from ozgdash.export.slides.layouts import EMU_PER_PT, Box

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
INSETS = {"l": 91440, "t": 45720, "r": 91440, "b": 45720}
DEFAULT_SIZE = 18.0
OF_MASTER = {
    "title": "title", "ctrTitle": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum",
}  # fmt: skip
"""The type of a layout's placeholder -> that of the master's from which it inherits; all others from the body."""
STYLES = {
    "title": "titleStyle",
    "ctrTitle": "titleStyle",
    "dt": "otherStyle",
    "ftr": "otherStyle",
    "sldNum": "otherStyle",
}
FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
ALIGN = {"l": "l", "ctr": "ctr", "r": "r"}


class Inherited:
    """One placeholder of a layout with all that it inherits from."""

    def __init__(self, shape: Any, kind: str, master: Any, presentation: Any, colours: Colours) -> None:
        self.shape, self.kind, self._colours = shape, kind, colours
        wanted = OF_MASTER.get(kind, "body")
        self._chain = [shape, *_of_master(master, wanted)]
        styles = master.find(f"{P}txStyles")
        self._styles = [] if styles is None else styles.findall(P + STYLES.get(kind, "bodyStyle"))
        self._defaults = presentation.findall(f"{P}defaultTextStyle")

    def box(self) -> Box | None:
        """Where it stands; None where nobody says."""
        for shape in self._chain:
            frame = shape.find(f"{P}spPr/{A}xfrm")
            if frame is not None and (found := box_of(frame)):
                return found
        return None

    def is_turned(self) -> bool:
        """Whether its text runs from top to bottom or the place itself is turned."""
        turned = self._body("vert", "horz") != "horz" or self._body("rot", "0") != "0"
        frames = [shape.find(f"{P}spPr/{A}xfrm") for shape in self._chain]
        rotation = next((frame.get("rot", "0") for frame in frames if frame is not None), "0")
        return turned or rotation != "0"

    def inner(self, box: Box) -> Box:
        """The box without the margins."""
        left, top, right, bottom = (
            int(self._body(f"{side}Ins", str(INSETS[side]))) / EMU_PER_PT for side in ("l", "t", "r", "b")
        )
        return Box(
            box.left + left, box.top + top, max(box.width - left - right, 1.0), max(box.height - top - bottom, 1.0)
        )

    def anchor(self) -> str:
        """Where the text stands in it: t, ctr or b."""
        found = self._body("anchor", "t")
        return found if found in ("t", "ctr", "b") else "t"

    def columns(self) -> int:
        """In how many columns its text runs."""
        return int(self._body("numCol", "1"))

    def size(self) -> float:
        """The size of its letters in points."""
        scale = next(
            (
                int(fit.get("fontScale", "100000").rstrip("%")) / 100_000
                for fit in self.shape.iterfind(f"{P}txBody/{A}bodyPr/{A}normAutofit")
            ),
            1.0,
        )
        return int(self._run("sz", str(int(DEFAULT_SIZE * 100)))) / 100 * (scale if 0.2 < scale <= 1 else 1.0)

    def is_certain(self) -> bool:
        """Whether somebody says how large the letters are: programs take different sizes where nobody does."""
        return bool(self._run("sz", ""))

    def is_bold(self) -> bool:
        """Whether they are bold."""
        return self._run("b", "0") in ("1", "true")

    def is_upper(self) -> bool:
        """Whether they are all shown as capitals."""
        return self._run("cap", "none") == "all"

    def font(self) -> str:
        """The name of the font; that of the theme by name."""
        for level in self._levels():
            found = level.find(f"{A}defRPr/{A}latin")
            if found is not None:
                name = str(found.get("typeface", ""))
                theme = self._colours.theme
                return {"+mj-lt": theme.major, "+mn-lt": theme.minor}.get(name, name)
        return self._colours.theme.major if STYLES.get(self.kind) == "titleStyle" else self._colours.theme.minor

    def colour(self) -> str:
        """The colour of the letters."""
        for level in self._levels():
            fill = level.find(f"{A}defRPr/{A}solidFill")
            if fill is not None and (found := self._colours.of(fill)):
                return found
        return self._colours.ink()

    def fill(self) -> Any | None:
        """What the place itself is filled with; None where nobody says."""
        looks = [shape.find(f"{P}spPr") for shape in self._chain]
        fills = (item for look in looks if look is not None for item in look)
        return next((item for item in fills if etree.QName(item).localname in FILLS), None)

    def align(self) -> str:
        """How its lines are set: l, ctr or r."""
        return ALIGN.get(self._paragraph("algn", "l"), "l")

    def bullet_pt(self) -> float:
        """What bullet and indent take of the width."""
        if any(level.find(f"{A}buNone") is not None for level in self._first_said("buNone", "buChar", "buAutoNum")):
            return 0.0
        return max(0.0, int(self._paragraph("marL", "0")) / EMU_PER_PT)

    def spaced_pt(self, size: float) -> float:
        """The space between two paragraphs."""
        return sum(self._space(name, size) for name in ("spcBef", "spcAft"))

    def line(self) -> float:
        """The height of a line, against a single one."""
        for level in self._levels():
            found = level.find(f"{A}lnSpc/{A}spcPct")
            if found is not None:
                value = str(found.get("val", "100000"))
                share = float(value[:-1]) / 100 if value.endswith("%") else int(value) / 100_000
                return min(max(share, 0.7), 2.0)
        return 1.0

    def _space(self, name: str, size: float) -> float:
        for level in self._levels():
            points, share = level.find(f"{A}{name}/{A}spcPts"), level.find(f"{A}{name}/{A}spcPct")
            if points is not None:
                return int(points.get("val", "0")) / 100
            if share is not None:
                return int(str(share.get("val", "0")).rstrip("%")) / 100_000 * size * 1.2
        return 0.0

    def _levels(self) -> Iterator[Any]:
        """The styles of the first level, the nearest first."""
        for shape in self._chain:
            yield from shape.iterfind(f"{P}txBody/{A}lstStyle/{A}lvl1pPr")
        for style in (*self._styles, *self._defaults):
            yield from style.iterfind(f"{A}lvl1pPr")

    def _first_said(self, *names: str) -> list[Any]:
        for level in self._levels():
            if any(level.find(A + name) is not None for name in names):
                return [level]
        return []

    def _run(self, name: str, default: str) -> str:
        found = (level.find(f"{A}defRPr") for level in self._levels())
        return next((str(item.get(name)) for item in found if item is not None and item.get(name)), default)

    def _paragraph(self, name: str, default: str) -> str:
        return next((str(level.get(name)) for level in self._levels() if level.get(name)), default)

    def _body(self, name: str, default: str) -> str:
        found = (shape.find(f"{P}txBody/{A}bodyPr") for shape in self._chain)
        return next((str(item.get(name)) for item in found if item is not None and item.get(name)), default)


def _of_master(master: Any, kind: str) -> list[Any]:
    return [
        shape
        for shape in master.iterfind(f"{P}cSld/{P}spTree/{P}sp")
        if (found := shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")) is not None and found.get("type", "obj") == kind
    ][:1]


def box_of(frame: Any) -> Box | None:
    """The box of an ``a:xfrm`` in points."""
    offset, extent = frame.find(f"{A}off"), frame.find(f"{A}ext")
    if offset is None or extent is None:
        return None
    left, top = int(offset.get("x", "0")), int(offset.get("y", "0"))
    width, height = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
    if etree.QName(frame).localname and frame.get("rot") in ("5400000", "16200000"):
        left, top, width, height = left + (width - height) // 2, top + (height - width) // 2, height, width
    return Box(left / EMU_PER_PT, top / EMU_PER_PT, width / EMU_PER_PT, height / EMU_PER_PT)
