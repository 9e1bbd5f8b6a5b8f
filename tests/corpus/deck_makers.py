"""Makes presentations of PowerPoint and LibreOffice from their parts."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from file_makers import zipped
from pptx import Presentation

SHELF = Path(__file__).parent.parent / "fixtures" / "shelf"
PRESENTATION, MASTER, LAYOUT = (
    "ppt/presentation.xml",
    "ppt/slideMasters/slideMaster1.xml",
    "ppt/slideLayouts/slideLayout2.xml",
)
TYPES, MASTER_RELATIONS = "[Content_Types].xml", "ppt/slideMasters/_rels/slideMaster1.xml.rels"
CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MEGABYTE = 1_000_000
Parts = dict[str, str | bytes]
Write = Callable[[Path], object]


@cache
def _pptx() -> bytes:
    """A sound presentation: the library's usual design and a slide on it."""
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[1]).shapes.title.text = "Wo steht die Kooperation?"
    target = io.BytesIO()
    deck.save(target)
    return target.getvalue()


def pptx_parts() -> Parts:
    return unpacked(_pptx())


def odp_parts() -> Parts:
    """A sound presentation that LibreOffice saved."""
    return unpacked((SHELF / "notes.odp").read_bytes())


def unpacked(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}


def packed(parts: Parts) -> bytes:
    """The parts as an archive; ``mimetype`` stands uncompressed, as ODF has it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return target.getvalue()


def pptx(**changes: str | bytes) -> Write:
    return lambda path: path.write_bytes(packed(pptx_parts() | changes))


def odp(**changes: str | bytes) -> Write:
    return lambda path: path.write_bytes(packed(odp_parts() | changes))


def with_parts(make: Callable[[], Parts], changes: Parts, *, without: tuple[str, ...] = ()) -> Write:
    """A presentation with other parts; those in ``without`` are missing."""
    return lambda path: path.write_bytes(
        packed({name: part for name, part in (make() | changes).items() if name not in without})
    )


def edited(make: Callable[[], Parts], part: str, before: str, after: str, *, every: bool = False) -> Write:
    """A presentation in one part of which other words stand. Fails where ``before`` does not stand there."""

    def write(path: Path) -> None:
        parts = make()
        content = _text(parts[part])
        assert before in content, (part, before)
        path.write_bytes(packed(parts | {part: content.replace(before, after, -1 if every else 1)}))

    return write


def _text(part: str | bytes) -> str:
    return part.decode() if isinstance(part, bytes) else part


def swollen(
    make: Callable[[], Parts], part: str, *, megabytes: int, before: bytes = b"", filling: bytes = b" "
) -> Write:
    """A part of so many megabytes; about a thousandth of it on the disk."""

    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in make().items():
                if name != part:
                    archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
            with archive.open(part, "w") as entry:
                entry.write(before)
                for _ in range(megabytes):
                    entry.write(filling * (MEGABYTE // len(filling)))

    return write


def root_of(make: Callable[[], Parts], part: str) -> bytes:
    """How a part begins: its declaration and its outermost tag."""
    content = _text(make()[part])
    start = content.index("<", content.index("?>"))
    return content[: content.index(">", start) + 1].encode()


def png(width: int, height: int) -> bytes:
    """A picture of one colour, about a thousandth of a byte for each point."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    squeezed = zlib.compressobj(9)
    line = bytes(1 + (width + 7) // 8)
    content = b"".join(squeezed.compress(line) for _ in range(height)) + squeezed.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", content) + chunk(b"IEND", b"")


def other_archive(**parts: str | bytes) -> Write:
    return lambda path: path.write_bytes(zipped(parts))
