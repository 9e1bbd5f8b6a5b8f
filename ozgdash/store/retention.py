"""How many snapshots stay."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from ozgdash.store.folder import SnapshotFile


def remove_beyond(keep: int, files: Sequence[SnapshotFile], *, published: SnapshotFile) -> None:
    """Leaves ``keep`` (at least 1) of the ``files``, which come newest first: the one just ``published``, whatever its
    name, and the newest others. One that a reader holds open (Windows) goes another time.
    """
    others = [file for file in files if file != published]
    for file in others[keep - 1 :]:
        with suppress(OSError):
            file.path.unlink()
