"""One report to several recipients: who gets it, who has it already, and what the ledger says afterwards."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path

from ozgdash.errors import UserError
from ozgdash.export.mail.handing import (
    NotTakenError,
    ServerGoneError,
    TooLargeError,
    UnclearError,
    hand_over,
    signed_in,
    size_limit,
)
from ozgdash.export.mail.ledger import Delivery, Entry, Ledger, LedgerWriteError
from ozgdash.export.mail.letter import Letter, message, without_package
from ozgdash.export.mail.server import MailServer


class Outcome(StrEnum):
    """What became of the mail to one recipient."""

    SENT = "sent"
    SENT_WITHOUT_PACKAGE = "sent_without_package"
    ALREADY = "already"
    """Sent earlier; nothing was done."""
    FAILED = "failed"
    """For certain not taken; the next call tries again."""
    UNKNOWN = "unknown"
    """It may have arrived; nothing is sent until somebody says so."""
    DUE = "due"
    """It would be sent now."""
    ARRIVED = "arrived"
    """Somebody said that it arrived."""


@dataclass(frozen=True)
class Delivered:
    """What became of the mail to one recipient; ``error`` says why it was not taken, ``since`` when it was sent."""

    recipient: str
    outcome: Outcome
    since: datetime | None = None
    error: UserError | None = None


def standing(folder: Path, recipe: str, mark: str, recipients: Sequence[str], *, again: bool) -> tuple[Delivered, ...]:
    """Who is due (``again``: everybody), who has the report, and of whom nobody knows. Nothing is written."""
    return tuple(_standing(one, None if again else Ledger(folder, recipe, one).entry(mark)) for one in recipients)


def _standing(recipient: str, entry: Entry | None) -> Delivered:
    if entry is None or entry.delivery is Delivery.PREPARING:
        return Delivered(recipient, Outcome.DUE)
    if entry.delivery is Delivery.SENT:
        return Delivered(recipient, Outcome.ALREADY, entry.at)
    return Delivered(recipient, Outcome.UNKNOWN, entry.at)


def settled(folder: Path, recipe: str, mark: str, recipients: Sequence[str]) -> tuple[Delivered, ...]:
    """Takes the report for arrived where nobody knows; whoever never got it is left due."""
    found = standing(folder, recipe, mark, recipients, again=False)
    return tuple(_settled(item, Ledger(folder, recipe, item.recipient), mark) for item in found)


def _settled(item: Delivered, ledger: Ledger, mark: str) -> Delivered:
    if item.outcome is not Outcome.UNKNOWN:
        return item
    ledger.write(mark, Delivery.SENT)
    return Delivered(item.recipient, Outcome.ARRIVED, item.since)


def deliver(server: MailServer, folder: Path, letter: Letter, recipients: Sequence[str]) -> tuple[Delivered, ...]:
    """Sends the letter to each of them over one connection; what became of each.

    Raises UserError where the server cannot be reached or refuses the sign-in: then nobody got anything. What the
    server refuses for one recipient does not keep it from the others.
    """
    ledgers = {one: Ledger(folder, letter.recipe, one) for one in recipients}
    for ledger in ledgers.values():
        ledger.write(letter.mark, Delivery.PREPARING)
    with signed_in(server) as connection:
        return tuple(_in_turn(connection, server, letter, ledgers))


def _in_turn(
    connection: smtplib.SMTP, server: MailServer, letter: Letter, ledgers: dict[str, Ledger]
) -> list[Delivered]:
    """One after the other; with a server that has gone the rest is not even tried."""
    done: list[Delivered] = []
    gone: ServerGoneError | None = None
    for recipient, ledger in ledgers.items():
        if gone is None:
            item = _delivered(_Turn(connection, server, letter, recipient, ledger))
            gone = item.error if isinstance(item.error, ServerGoneError) else None
        else:
            item = Delivered(recipient, Outcome.FAILED, error=gone)
        done.append(item)
    return done


@dataclass(frozen=True)
class _Turn:
    """One recipient's turn."""

    connection: smtplib.SMTP
    server: MailServer
    letter: Letter
    recipient: str
    ledger: Ledger

    def say(self, delivery: Delivery) -> None:
        self.ledger.write(self.letter.mark, delivery)

    def hand(self, content: bytes) -> None:
        begins = partial(self.say, Delivery.HANDING_OVER)
        hand_over(self.connection, self.server.sender, self.recipient, content, begins=begins)


def _delivered(turn: _Turn) -> Delivered:
    try:
        outcome = _sent(turn)
    except UnclearError as error:
        # What is on the disk already means the same; a disk that is full now must not hide what happened.
        with suppress(LedgerWriteError):
            turn.say(Delivery.UNKNOWN)
        return Delivered(turn.recipient, Outcome.UNKNOWN, error=error)
    except (NotTakenError, ServerGoneError) as error:
        turn.say(Delivery.PREPARING)
        return Delivered(turn.recipient, Outcome.FAILED, error=error)
    turn.say(Delivery.SENT)
    return Delivered(turn.recipient, outcome)


def _sent(turn: _Turn) -> Outcome:
    """With the package where the server takes it, else without."""
    who = (turn.letter, turn.server.sender, turn.recipient, datetime.now(UTC))
    limit = size_limit(turn.connection)
    whole = message(*who)
    if limit is None or len(whole) <= limit:
        with suppress(TooLargeError):
            turn.hand(whole)
            return Outcome.SENT
    turn.hand(without_package(*who, limit=limit))
    return Outcome.SENT_WITHOUT_PACKAGE
