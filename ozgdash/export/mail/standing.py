"""Who has the report and was told of which alert, who is due, and of whom nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from ozgdash.errors import UserError
from ozgdash.export.mail.ledger import Delivery, Entry, Known, Ledger
from ozgdash.model.alert import Alert


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


class Content(StrEnum):
    """What a mail is about."""

    PACKAGE = "package"
    """The data, with every alert that stands."""
    ALERTS = "alerts"
    """Alerts that began while the data stayed the same."""


@dataclass(frozen=True)
class Delivered:
    """What became of one mail; ``alerts``: those it tells; ``error``: why it was not taken; ``since``: when it went."""

    recipient: str
    outcome: Outcome
    content: Content = Content.PACKAGE
    alerts: tuple[Alert, ...] = ()
    since: datetime | None = None
    error: UserError | None = None


@dataclass(frozen=True)
class Report:
    """What everybody should have: the data (``mark``) and the alerts that stand now. ``folder``: of the ledgers."""

    folder: Path
    recipe: str
    mark: str
    alerts: tuple[Alert, ...] = ()

    def ledger(self, recipient: str) -> Ledger:
        """What this recipient got."""
        return Ledger(self.folder, self.recipe, recipient)


def standing(report: Report, recipients: Sequence[str], *, again: bool) -> tuple[Delivered, ...]:
    """One for each mail that is due or may have got lost, else one ALREADY for the recipient. Nothing is written.

    ``again``: where a mail may have got lost that one is due, else the report.
    """
    choose = _again if again else _open
    return tuple(item for one in recipients for item in choose(report, one, report.ledger(one).known()))


def _open(report: Report, recipient: str, known: Known) -> Iterator[Delivered]:
    """Alerts that are new go out also where nobody knows of an earlier mail: they cannot arrive twice."""
    entry = known.data.get(report.mark)
    state, new, lost = _state(entry), _of(report, known, Outcome.DUE), _of(report, known, Outcome.UNKNOWN)
    since = entry.at if entry else None
    if state is Outcome.DUE:
        yield Delivered(recipient, state, alerts=report.alerts)
        return
    if state is Outcome.UNKNOWN:
        yield Delivered(recipient, state, alerts=lost, since=since)
    elif lost:
        latest = max(known.alerts[alert.key].at for alert in lost)
        yield Delivered(recipient, Outcome.UNKNOWN, Content.ALERTS, lost, latest)
    elif not new:
        yield Delivered(recipient, state, since=since)
    if new:
        yield Delivered(recipient, Outcome.DUE, Content.ALERTS, new)


def _again(report: Report, recipient: str, known: Known) -> Iterator[Delivered]:
    lost = _of(report, known, Outcome.UNKNOWN)
    if lost and _state(known.data.get(report.mark)) is Outcome.ALREADY:
        yield Delivered(recipient, Outcome.DUE, Content.ALERTS, lost + _of(report, known, Outcome.DUE))
    else:
        yield Delivered(recipient, Outcome.DUE, alerts=report.alerts)


def _of(report: Report, known: Known, state: Outcome) -> tuple[Alert, ...]:
    return tuple(alert for alert in report.alerts if _state(known.alerts.get(alert.key)) is state)


def _state(entry: Entry | None) -> Outcome:
    if entry is None or entry.delivery is Delivery.PREPARING:
        return Outcome.DUE
    return Outcome.ALREADY if entry.delivery is Delivery.SENT else Outcome.UNKNOWN


def is_due(entry: Entry | None) -> bool:
    """True where for certain nothing was taken."""
    return _state(entry) is Outcome.DUE


def forget_ended(report: Report, recipients: Sequence[str]) -> None:
    """Lets an alert that stands no more be told again, should it come back.

    Raises LedgerWriteError where that cannot be written down.
    """
    keys = {alert.key for alert in report.alerts}
    for recipient in recipients:
        report.ledger(recipient).forget_ended(keys)


def settled(report: Report, recipients: Sequence[str]) -> tuple[Delivered, ...]:
    """Takes a mail for arrived where nobody knows; whoever never got it is left due."""
    return tuple(_settled(report, item) for item in standing(report, recipients, again=False))


def _settled(report: Report, item: Delivered) -> Delivered:
    if item.outcome is not Outcome.UNKNOWN:
        return item
    mark = report.mark if item.content is Content.PACKAGE else None
    keys = [alert.key for alert in item.alerts]
    report.ledger(item.recipient).write(Delivery.SENT, mark=mark, alerts=keys)
    return replace(item, outcome=Outcome.ARRIVED)
