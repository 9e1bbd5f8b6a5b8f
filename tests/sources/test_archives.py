"""Archives from strangers: one guard for sheets, templates and decks that come back."""

import io
import zipfile

import pytest

from ozgdash.sources.archives import OLE, ArchiveRefusedError, Limits, Reason, opened

MANY = Limits(file_bytes=10_000, unpacked_bytes=10_000, xml_bytes=1_000, parts=3)


def archive_of(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


SOUND = archive_of({"a.xml": b"<a/>", "media/b.png": b"\0" * 900})


def test_a_sound_archive_opens_and_gives_its_parts_without_folders() -> None:
    archive, entries = opened(archive_of({"media/": b"", "media/b.png": b"1"}), MANY)
    assert [entry.filename for entry in entries] == ["media/b.png"]
    assert archive.read(entries[0]) == b"1"


@pytest.mark.parametrize(
    ("content", "limits", "reason", "received"),
    [
        (SOUND, Limits(file_bytes=len(SOUND) - 1), Reason.FILE_TOO_LARGE, len(SOUND)),
        (SOUND, Limits(unpacked_bytes=903), Reason.UNPACKS_TOO_LARGE, 904),
        (SOUND, Limits(xml_bytes=3), Reason.TOO_MUCH_XML, 4),
        (archive_of({"_rels/a.RELS": b"12345"}), Limits(xml_bytes=4), Reason.TOO_MUCH_XML, 5),
        (SOUND, Limits(parts=1), Reason.TOO_MANY_PARTS, 2),
        (OLE + bytes(600), MANY, Reason.ENCRYPTED, 0),
        (b"no archive", MANY, Reason.NO_ARCHIVE, 0),
        (b"", MANY, Reason.NO_ARCHIVE, 0),
        (SOUND[:40], MANY, Reason.DAMAGED, 0),
        (archive_of({"a.xml": b"1", "A.xml": b"2"}), MANY, Reason.DAMAGED, 0),
        (archive_of({"a.xml": b"1"}, zipfile.ZIP_BZIP2), MANY, Reason.DAMAGED, 0),
    ],
    ids=lambda value: value.name if isinstance(value, Reason) else "",
)
def test_an_archive_is_refused_with_the_reason_and_what_was_received(
    content: bytes, limits: Limits, reason: Reason, received: int
) -> None:
    with pytest.raises(ArchiveRefusedError) as caught:
        opened(content, limits)
    assert (caught.value.reason, caught.value.received) == (reason, received)


def test_what_just_keeps_every_limit_is_taken() -> None:
    opened(SOUND, Limits(file_bytes=len(SOUND), unpacked_bytes=904, xml_bytes=4, parts=2))
