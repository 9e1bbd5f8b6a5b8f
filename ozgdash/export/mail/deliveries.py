"""One report to several recipients: hands each of them a mail, and writes into the ledger what became of it."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

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
from ozgdash.export.mail.ledger import Delivery, Ledger, LedgerWriteError
from ozgdash.export.mail.letter import Letter, message, without_package
from ozgdash.export.mail.server import MailServer
from ozgdash.export.mail.standing import Content, Delivered, Outcome, Report, is_due


def deliver(server: MailServer, report: Report, letters: Mapping[str, Letter]) -> tuple[Delivered, ...]:
    """Sends each recipient the letter over one connection; what became of each.

    Raises UserError where the server cannot be reached or refuses the sign-in: then nobody got anything. What the
    server refuses for one recipient does not keep it from the others.
    """
    turns = [_turn(server, report, recipient, letter) for recipient, letter in letters.items()]
    for turn in turns:
        turn.say(Delivery.PREPARING)
    with signed_in(server) as connection:
        return tuple(_in_turn(connection, turns))


@dataclass(frozen=True)
class _Turn:
    """One recipient's turn. ``untold``: the alerts (keys) of which the ledger says how far this mail brought them.

    Of the others it says already that they were told, or may have been: only a mail that was taken says more.
    """

    server: MailServer
    recipient: str
    letter: Letter
    ledger: Ledger
    untold: tuple[str, ...]

    def say(self, delivery: Delivery) -> None:
        keys = self.letter.keys if delivery is Delivery.SENT else self.untold
        self.ledger.write(delivery, mark=self.letter.mark if self.letter.enclosure else None, alerts=keys)

    def hand(self, connection: smtplib.SMTP, content: bytes) -> None:
        begins = partial(self.say, Delivery.HANDING_OVER)
        hand_over(connection, self.server.sender, self.recipient, content, begins=begins)

    def ended(self, outcome: Outcome, error: UserError | None = None) -> Delivered:
        content = Content.PACKAGE if self.letter.enclosure else Content.ALERTS
        return Delivered(self.recipient, outcome, content, self.letter.alerts, error=error)


def _turn(server: MailServer, report: Report, recipient: str, letter: Letter) -> _Turn:
    ledger = report.ledger(recipient)
    known = ledger.known().alerts if letter.enclosure else {}
    untold = tuple(key for key in letter.keys if is_due(known.get(key)))
    return _Turn(server, recipient, letter, ledger, untold)


def _in_turn(connection: smtplib.SMTP, turns: Sequence[_Turn]) -> list[Delivered]:
    """One after the other; with a server that has gone the rest is not even tried."""
    done: list[Delivered] = []
    gone: ServerGoneError | None = None
    for turn in turns:
        item = turn.ended(Outcome.FAILED, gone) if gone else _delivered(connection, turn)
        gone = item.error if isinstance(item.error, ServerGoneError) else None
        done.append(item)
    return done


def _delivered(connection: smtplib.SMTP, turn: _Turn) -> Delivered:
    try:
        outcome = _sent(connection, turn)
    except UnclearError as error:
        # What is on the disk already means the same; a disk that is full now must not hide what happened.
        with suppress(LedgerWriteError):
            turn.say(Delivery.UNKNOWN)
        return turn.ended(Outcome.UNKNOWN, error)
    except (NotTakenError, ServerGoneError) as error:
        turn.say(Delivery.PREPARING)
        return turn.ended(Outcome.FAILED, error)
    turn.say(Delivery.SENT)
    return turn.ended(outcome)


def _sent(connection: smtplib.SMTP, turn: _Turn) -> Outcome:
    """With the package where there is one and the server takes it, else without."""
    who = (turn.letter, turn.server.sender, turn.recipient, datetime.now(UTC))
    limit, whole, enclosure = size_limit(connection), message(*who), turn.letter.enclosure
    if enclosure is None:
        turn.hand(connection, whole)
        return Outcome.SENT
    if limit is None or len(whole) <= limit:
        with suppress(TooLargeError):
            turn.hand(connection, whole)
            return Outcome.SENT
    turn.hand(connection, without_package(*who, left_out=enclosure, limit=limit))
    return Outcome.SENT_WITHOUT_PACKAGE
