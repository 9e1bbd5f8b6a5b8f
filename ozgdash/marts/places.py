"""Files and folders on this machine and in object stores, as pyarrow and as Spark call them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from pyarrow import fs

from ozgdash.errors import UserError

WITH_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://.*", re.DOTALL)
PATTERN = re.compile(r"[\\{}\[\]*?]")
"""What Spark takes for a pattern in the name of a file."""


@dataclass(frozen=True)
class Place:
    """A file or a folder: ``address`` as it was given, ``path`` within its ``files``."""

    address: str
    files: fs.FileSystem
    path: str

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rstrip("/").rsplit("/", 1)[-1]

    def for_spark(self) -> str:
        """The address as Spark reads it: S3 by Hadoop's name, and no letter that it would take for a pattern."""
        return PATTERN.sub(lambda letter: "\\" + letter[0], self.for_writing())

    def for_writing(self) -> str:
        """The address to which Spark writes: that one it takes as it stands."""
        if WITH_SCHEME.fullmatch(self.address):
            return re.sub(r"^s3://", "s3a://", self.address)
        return f"file://{self.path}"

    def below(self, name: str) -> Place:
        """A file or folder in this folder."""
        return Place(f"{self.address.rstrip('/')}/{name}", self.files, f"{self.path.rstrip('/')}/{name}")

    def parent(self) -> Place:
        """The folder that it lies in."""
        cut = len(self.name)
        return Place(self.address.rstrip("/")[:-cut] or ".", self.files, self.path.rstrip("/")[:-cut])

    def is_folder(self) -> bool:
        """Whether it is one."""
        return bool(self._kind() == fs.FileType.Directory)

    def exists(self) -> bool:
        """Whether anything is there."""
        return bool(self._kind() != fs.FileType.NotFound)

    def _kind(self) -> fs.FileType:
        with readable(self.address):
            return self.files.get_file_info(self.path).type

    def entries(self) -> list[Place]:
        """What lies in the folder, by name; what begins with a dot or an underscore is nobody's data."""
        with readable(self.address):
            infos = self.files.get_file_info(fs.FileSelector(self.path))
        names = sorted(info.base_name for info in infos)
        return [self.below(name) for name in names if not name.startswith((".", "_"))]

    def parquet_files(self) -> list[Place]:
        """The file itself, or the files of the folder that Spark wrote under this name."""
        if not self.is_folder():
            return [self]
        return [place for place in self.entries() if place.name.endswith(".parquet")]


def place(address: str) -> Place:
    """Where an address leads: a path of this machine, or ``s3://``, ``gs://``, ``hdfs://``, ``file://`` and the rest.

    Raises UserError for an address that pyarrow cannot read.
    """
    if not WITH_SCHEME.fullmatch(address):
        return Place(address, fs.LocalFileSystem(), Path(address).expanduser().resolve().as_posix())
    with readable(address):
        files, path = fs.FileSystem.from_uri(re.sub(r"^s3a://", "s3://", address))
    # What follows the question mark is for pyarrow alone, for instance another endpoint.
    return Place(address.partition("?")[0], files, path)


@contextmanager
def readable(address: str) -> Iterator[None]:
    """Turns what pyarrow says of a file into a sentence with its address and the reason."""
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        raise UserError("marts.not_read", file=address, reason=str(error).splitlines()[0].rstrip(".")) from error
