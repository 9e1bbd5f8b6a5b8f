"""Workbooks whose ZIP archive says what is not true, or is encrypted entry by entry."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from file_makers import USUAL, Broken, bytes_, parts

SHEET = "xl/worksheets/sheet1.xml"
CENTRAL, LOCAL = b"PK\x01\x02", b"PK\x03\x04"
PLACES = {"flags": (8, 6), "crc": (16, 14), "packed": (20, 18), "size": (24, 22)}
"""Where a fact stands in the central head and in the local one of an entry."""
HEAD_LENGTH = {CENTRAL: 46, LOCAL: 30}


def heads(content: bytes, name: str) -> Iterator[tuple[bytes, int]]:
    """Both heads of the entry: which one and where."""
    for mark, length in HEAD_LENGTH.items():
        at = content.find(mark)
        while at >= 0:
            if content[at + length :].startswith(name.encode()):
                yield mark, at
            at = content.find(mark, at + 1)


def forged(content: bytes = USUAL, name: str = SHEET, **facts: int) -> bytes:
    """The archive with other facts in both heads of the entry."""
    changed = bytearray(content)
    for mark, at in heads(content, name):
        for fact, value in facts.items():
            place = at + PLACES[fact][mark == LOCAL]
            changed[place : place + (2 if fact == "flags" else 4)] = struct.pack(
                "<H" if fact == "flags" else "<I", value
            )
    return bytes(changed)


def entry(name: str = SHEET) -> zipfile.ZipInfo:
    with zipfile.ZipFile(io.BytesIO(USUAL)) as archive:
        return archive.getinfo(name)


def hidden_end(size: int = 200) -> bytes:
    """The head ends the sheet early, and its checksum fits what is left."""
    sheet = str(parts()[SHEET]).encode()
    return forged(size=size, crc=zlib.crc32(sheet[:size]))


class Cipher:
    """The old encryption of ZIP archives, as APPNOTE.TXT 6.1 has it."""

    def __init__(self, password: bytes) -> None:
        self.keys = [0x12345678, 0x23456789, 0x34567890]
        for byte in password:
            self._feed(byte)

    def _feed(self, byte: int) -> None:
        first, second, third = self.keys
        first = self._crc(first, byte)
        second = ((second + (first & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        self.keys = [first, second, self._crc(third, second >> 24)]

    @staticmethod
    def _crc(key: int, byte: int) -> int:
        return zlib.crc32(bytes([byte]), key ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    def encrypted(self, plain: bytes) -> bytes:
        found = bytearray()
        for byte in plain:
            low = (self.keys[2] | 2) & 0xFFFF
            found.append(byte ^ ((low * (low ^ 1)) >> 8 & 0xFF))
            self._feed(byte)
        return bytes(found)


def encrypted(password: bytes = b"geheim") -> bytes:
    """The usual workbook, its sheet encrypted as a packing program does it."""
    sheet = str(parts()[SHEET]).encode()
    cover = bytes(11) + bytes([zlib.crc32(sheet) >> 24])
    secret = Cipher(password).encrypted(cover + sheet)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts().items():
            archive.writestr(name, secret if name == SHEET else content)
    return forged(target.getvalue(), flags=1, size=len(sheet), crc=zlib.crc32(sheet))


FORGED = [
    Broken("an encrypted entry", "verschluesselt.xlsx", lambda path: path.write_bytes(encrypted()), "Kennwort verschlüsselt"),
    Broken("a forged checksum of the sheet", "pruefsumme2.xlsx", bytes_(forged(crc=1)), "beschädigt"),
    Broken("a size that is too small", "klein.xlsx", bytes_(forged(size=100)), "beschädigt"),
    Broken("a size that is too large", "gross.xlsx", bytes_(forged(size=entry().file_size + 1)), "beschädigt"),
    Broken("a size of 4 GB", "vier.xlsx", bytes_(forged(size=0xFFFFFFF0)), "entpackt 429"),
    Broken("a size that hides the end, with a checksum to fit", "ende.xlsx", bytes_(hidden_end()), "beschädigt"),
    Broken("fewer packed bytes than there are", "gepackt.xlsx", bytes_(forged(packed=50)), "beschädigt"),
    Broken("more packed bytes than the file has", "mehr.xlsx", bytes_(forged(packed=len(USUAL) * 2)), "beschädigt"),
]  # fmt: skip
OFFICE = Path(__file__).parent.parent / "fixtures" / "office"
WRITTEN_BY_LIBREOFFICE = [
    Broken(
        "the Excel of 1997, by LibreOffice",
        "blatt.xls",
        lambda path: path.write_bytes((OFFICE / "blatt.xls").read_bytes()),
        "alten Excel-Format",
    ),
]
