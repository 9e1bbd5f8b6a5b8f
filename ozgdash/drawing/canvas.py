"""The measures of one drawing: sizes, margins, and what stands around the plot on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ozgdash.drawing import theme
from ozgdash.drawing.lettering import escaped, wrapped
from ozgdash.model.chart import ChartSpec

if TYPE_CHECKING:
    import plotly.graph_objects as go

EDGE = 48
"""Free space around a printed picture, in pixels."""
LEADING = 1.3
"""Line height as a multiple of the font size."""
FINDING_LINES = 3
SCREEN_WIDTH = 640
"""An estimate for wrapping on the screen; the figure itself follows the width of the page."""


@dataclass(frozen=True)
class Margins:
    """What a geometry needs around its plot, in pixels; ``plot_height`` is the lowest height that it can use."""

    top: int
    bottom: int
    left: int
    right: int
    plot_height: int


@dataclass(frozen=True)
class Canvas:
    """One drawing's look and measures in pixels; ``width`` is an estimate on the screen, where it follows the page."""

    look: theme.Theme
    sizes: theme.Sizes
    target: theme.Target
    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int

    @property
    def plot_height(self) -> int:
        """Height of the plot area."""
        return self.height - self.top - self.bottom

    @property
    def plot_width(self) -> int:
        """Width of the plot area."""
        return self.width - self.left - self.right

    @property
    def printed(self) -> bool:
        """True for a picture, which has a size of its own; on the screen a chart follows the page."""
        return self.target != "screen"

    def text(self, colour: str) -> str:
        """The shade of a colour in which text can be read."""
        return theme.readable(colour, self.look.background, theme.MIN_TEXT_CONTRAST)

    def mark(self, colour: str) -> str:
        """The shade of a colour in which a mark stands out."""
        return theme.readable(colour, self.look.background, theme.MIN_MARK_CONTRAST)


class Drawing:
    """What is drawn so far, as plain parts: traces are dictionaries with a ``type``, as in Plotly's JSON.

    A Plotly figure checks all its annotations again with each one that is added; 60 cells took more than a second.
    """

    def __init__(self, layout: dict[str, Any]) -> None:
        self.layout = layout
        self.traces: list[dict[str, Any]] = []
        self.annotations: list[dict[str, Any]] = []
        self.shapes: list[dict[str, Any]] = []

    def add_trace(self, trace: dict[str, Any]) -> None:
        """Adds a trace over those there are."""
        self.traces.append(trace)

    def add_annotation(self, annotation: dict[str, Any]) -> None:
        """Adds a text."""
        self.annotations.append(annotation)

    def add_shape(self, shape: dict[str, Any]) -> None:
        """Adds a line or an area."""
        self.shapes.append(shape)

    def update_layout(self, **parts: Any) -> None:
        """Replaces parts of the layout; a part that is a dictionary is merged."""
        for key, value in parts.items():
            before = self.layout.get(key)
            self.layout[key] = {**before, **value} if isinstance(before, dict) else value

    def figure(self) -> go.Figure:
        """The finished figure, checked by Plotly; it is loaded for the first one, a picture needs none of it."""
        import plotly.graph_objects as go

        return go.Figure(self.traces, {**self.layout, "annotations": self.annotations, "shapes": self.shapes})


@dataclass(frozen=True)
class Frame:
    """Heading and footer of a printed picture as positioned lines; both empty on the screen."""

    heading: tuple[tuple[str, int, str], ...] = ()
    """(text, font size, ``title`` or ``finding``), from the top."""
    footer: tuple[tuple[str, bool], ...] = ()
    """(text, is example label), from the top."""

    def heading_height(self) -> int:
        """Pixels of the heading including the space below it."""
        return round(sum(size * LEADING for _, size, _ in self.heading)) + (EDGE + 20 if self.heading else 0)

    def footer_height(self, font: int) -> int:
        """Pixels of the footer including the space above it."""
        return round(len(self.footer) * font * LEADING) + (EDGE + 16 if self.footer else 0)


def frame(spec: ChartSpec, target: theme.Target) -> Frame:
    """Heading and footer that stand inside the picture; a page or a document shows them beside its charts."""
    if target != "print":
        return Frame()
    sizes = theme.SIZES[target]
    room = (sizes.width or 0) - 2 * EDGE
    size = sizes.heading
    while size > sizes.font and len(wrapped(spec.finding, max_px=room * 0.96, font_px=size)) > FINDING_LINES:
        size -= 2
    title = [(line, sizes.font, "title") for line in wrapped(spec.title, max_px=room, font_px=sizes.font, max_lines=2)]
    finding = [
        (line, size, "finding")
        for line in wrapped(spec.finding, max_px=room * 0.96, font_px=size, max_lines=FINDING_LINES)
    ]
    footer = [
        (line, part == spec.provenance.example_label)
        for part in spec.provenance.lines
        for line in wrapped(part, max_px=room, font_px=sizes.small)
    ]
    return Frame((*title, *finding), tuple(footer))


def sheet(margins: Margins, around: Frame, *, look: theme.Look, target: theme.Target) -> Canvas:
    """The measures of the whole drawing; a printed one is 16:9 unless the plot needs more height."""
    sizes = theme.SIZES[target]
    edge = EDGE if target == "print" else 0
    top = margins.top + around.heading_height()
    bottom = margins.bottom + around.footer_height(sizes.small)
    return Canvas(
        look=theme.look(look),
        sizes=sizes,
        target=target,
        width=sizes.width or SCREEN_WIDTH,
        height=max(theme.LOWEST[target], top + margins.plot_height + bottom),
        top=top,
        bottom=bottom,
        left=margins.left + edge,
        right=margins.right + edge,
    )


def surroundings(around: Frame, canvas: Canvas) -> list[dict[str, Any]]:
    """Heading and footer as Plotly annotations, placed in pixels from the edges of the picture."""
    left = EDGE - canvas.left
    placed = []
    offset = float(canvas.top - EDGE)
    for line, size, role in around.heading:
        colour = canvas.look.ink if role == "finding" else canvas.look.muted
        placed.append(_line(line, size=size, colour=colour, bold=role == "finding", x=left, y=offset, from_top=True))
        offset -= size * LEADING
    offset = -float(canvas.bottom - EDGE) + len(around.footer) * canvas.sizes.small * LEADING
    for line, example in around.footer:
        colour = canvas.text("#B35900") if example else canvas.look.muted
        placed.append(
            _line(line, size=canvas.sizes.small, colour=colour, bold=example, x=left, y=offset, from_top=False)
        )
        offset -= canvas.sizes.small * LEADING
    return placed


def _line(text: str, *, size: int, colour: str, bold: bool, x: float, y: float, from_top: bool) -> dict[str, Any]:
    inert = escaped(text)
    return {
        "text": f"<b>{inert}</b>" if bold else inert,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1 if from_top else 0,
        "xshift": x,
        "yshift": y,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "font": {"size": size, "color": colour},
    }
