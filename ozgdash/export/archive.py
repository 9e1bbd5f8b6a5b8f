"""Office files as zip archives."""

from __future__ import annotations

import io
import zipfile

FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def with_fixed_times(archive: bytes) -> bytes:
    """The same archive with one constant time on every entry: the same content gives the same bytes."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as before,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.infolist():
            after.writestr(zipfile.ZipInfo(entry.filename, FIXED_TIME), before.read(entry), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
