"""What was sent to whom, so that nothing is sent twice and nothing is lost in silence.

One file for each recipe and recipient in ``snapshots/mailed``, named by a hash: the address itself is kept nowhere.
It says for each state of the data (``mark``) how far the mail came, and the same for each alert that stands (its
``key``). A state is on the disk before the step that it names begins, so that whatever ends the process, the file never
says less than what may have happened. A file without ``alerts`` is of a version that kept none: nobody was told of any.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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
    """How far a mail came, and when that was written."""

    delivery: Delivery
    at: datetime


Entries = dict[str, Entry]


@dataclass(frozen=True)
class Known:
    """What is known of the mails to one recipient: by state of the data, and by alert."""

    data: Entries = field(default_factory=dict)
    alerts: Entries = field(default_factory=dict)


class Ledger:
    """The mails of one recipe to one recipient."""

    def __init__(self, folder: Path, recipe: str, recipient: str) -> None:
        self.recipe = recipe
        key = hashlib.sha256(f"{recipe}\0{mailbox(recipient)}".encode()).hexdigest()[:DIGITS]
        self.path = folder / f"{key}.json"

    def known(self) -> Known:
        """What is known; nothing where no mail was ever begun.

        Raises UserError where the file cannot be read: then nobody knows, and nothing may be sent.
        """
        try:
            with reading(self.path):
                facts = json.loads(self.path.read_text(encoding="utf-8"))
            return Known(_entries(facts["data"]), _entries(facts.get("alerts", {})))
        except (FileNotFoundError, NotADirectoryError):
            return Known()
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UserError("mail.ledger_damaged", file=self.path) from error

    def write(self, delivery: Delivery, *, mark: str | None, alerts: Iterable[str] = ()) -> None:
        """Says how far the mail with this data (None: without) and these alerts came; on the disk when this returns.

        Raises LedgerWriteError where that is not possible.
        """
        entry = Entry(delivery, datetime.now(UTC).replace(microsecond=0))
        with _writing(self.path.parent):
            known = self.known()
            data = known.data if mark is None else known.data | {mark: entry}
            self._write(Known(data, known.alerts | dict.fromkeys(alerts, entry)))

    def forget_ended(self, standing: Collection[str]) -> None:
        """Leaves only alerts that stand: one that comes back is told again. Raises LedgerWriteError as ``write``."""
        with _writing(self.path.parent):
            known = self.known()
            left = {key: entry for key, entry in known.alerts.items() if key in standing}
            if len(left) < len(known.alerts):
                self._write(Known(known.data, left))

    def _write(self, known: Known) -> None:
        facts = {"recipe": self.recipe, "data": _listed(known.data), "alerts": _listed(known.alerts)}
        write_pointer(self.path, json.dumps({"format": FORMAT} | facts) + "\n")


def _listed(entries: Entries) -> dict[str, dict[str, str]]:
    return {key: {"delivery": entry.delivery, "at": entry.at.isoformat()} for key, entry in entries.items()}


def _entries(facts: dict[str, dict[str, str]]) -> Entries:
    return {
        key: Entry(Delivery(entry["delivery"]), datetime.fromisoformat(entry["at"])) for key, entry in facts.items()
    }


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
