"""What was sent to whom, so that nothing is sent twice and nothing is lost in silence.

One file for each recipe and recipient in ``snapshots/mailed``, named by a hash: the address itself is kept nowhere.
It says for each state of the data (``mark``) how far the mail came. A state is on the disk before the step that
it names begins, so that whatever ends the process, the file never says less than what may have happened.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout

from ozgdash.errors import UserError
from ozgdash.export.mail.addresses import mailbox
from ozgdash.store.publishing import write_pointer
from ozgdash.store.trouble import reading

FOLDER = "mailed"
LOCK_FILE = "LOCK"
FORMAT = 1
DIGITS = 32


class LedgerWriteError(UserError):
    """What is sent cannot be written down, so nothing may be sent."""


class Delivery(StrEnum):
    """How far a mail came."""

    PREPARING = "preparing"
    """It was begun and for certain not taken: it may be sent again."""
    HANDING_OVER = "handing_over"
    """The server was about to get its text. Found later, it means the same as ``UNKNOWN``: the process ended there."""
    SENT = "sent"
    """The server took it."""
    UNKNOWN = "unknown"
    """The connection ended after the text and before the server's word: it may have arrived."""


@dataclass(frozen=True)
class Entry:
    """How far the mail with one state of the data came, and when that was written."""

    delivery: Delivery
    at: datetime


class Ledger:
    """The mails of one recipe to one recipient."""

    def __init__(self, folder: Path, recipe: str, recipient: str) -> None:
        self.recipe = recipe
        key = hashlib.sha256(f"{recipe}\0{mailbox(recipient)}".encode()).hexdigest()[:DIGITS]
        self.path = folder / f"{key}.json"

    def entry(self, mark: str) -> Entry | None:
        """What is known of the mail with this data; None where none was begun.

        Raises UserError where the file cannot be read: then nobody knows, and nothing may be sent.
        """
        return self._entries().get(mark)

    def write(self, mark: str, delivery: Delivery) -> None:
        """Says how far it came; on the disk when this returns. Raises LedgerWriteError where that is not possible."""
        with _writing(self.path.parent):
            entries = self._entries() | {mark: Entry(delivery, datetime.now(UTC).replace(microsecond=0))}
            listed = {key: {"delivery": entry.delivery, "at": entry.at.isoformat()} for key, entry in entries.items()}
            write_pointer(self.path, json.dumps({"format": FORMAT, "recipe": self.recipe, "data": listed}) + "\n")

    def _entries(self) -> dict[str, Entry]:
        try:
            with reading(self.path):
                facts = json.loads(self.path.read_text(encoding="utf-8"))
            return {
                mark: Entry(Delivery(entry["delivery"]), datetime.fromisoformat(entry["at"]))
                for mark, entry in facts["data"].items()
            }
        except FileNotFoundError:
            return {}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UserError("mail.ledger_damaged", file=self.path) from error


@contextmanager
def opened_ledgers(snapshots: Path) -> Iterator[Path]:
    """The folder of the ledgers; nobody else sends meanwhile.

    Raises UserError where another process does, LedgerWriteError where the folder cannot be written.
    """
    folder = snapshots / FOLDER
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK_FILE, timeout=0, is_singleton=False)
    try:
        with _writing(folder):
            lock.acquire()
    except Timeout:
        raise UserError("mail.busy", folder=folder) from None
    try:
        yield folder
    finally:
        lock.release()


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except Timeout:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise LedgerWriteError("mail.ledger_not_written", folder=folder, reason=reason) from error
