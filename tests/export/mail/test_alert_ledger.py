"""Which alert was told to whom: what the ledger says after each step, and what is due then."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from local_mail import Mailbox, mail_server

from ozgdash.export.council.package import CouncilPackage, Occasion
from ozgdash.export.mail.deliveries import deliver
from ozgdash.export.mail.ledger import Delivery, Ledger
from ozgdash.export.mail.letter import Enclosure, Letter, message
from ozgdash.export.mail.server import MailServer
from ozgdash.export.mail.standing import Content, Outcome, Report, forget_ended, settled, standing
from ozgdash.model.alert import Alert
from ozgdash.model.filters import View

ANNA = "anna@example.org"
LATE = Alert("no_report 45 stadt", "Stadt meldet nichts.", date(2026, 1, 31))
OVERDUE = Alert("overdue 10 dorf", "Dorf ist in Verzug.")
PACKAGE = Enclosure("paket.zip", b"PK", "/data/paket.zip")


@pytest.fixture
def package(golden_view: View) -> CouncilPackage:
    return CouncilPackage(Occasion(title="Quartal"), golden_view, ("4 von 6 Leistungen.",), ())


def report(folder: Path, *alerts: Alert, mark: str = "m1") -> Report:
    return Report(folder, "quartal", mark, alerts)


def due(found: Report, *, again: bool = False) -> list[tuple[Content, Outcome, tuple[Alert, ...]]]:
    return [(item.content, item.outcome, item.alerts) for item in standing(found, [ANNA], again=again)]


def sent(found: Report, package: CouncilPackage, box: Mailbox, *, again: bool = False) -> list[Outcome]:
    """Sends what is due, as ``report`` does."""
    rows = [item for item in standing(found, [ANNA], again=again) if item.outcome is Outcome.DUE]
    letters = {
        row.recipient: Letter(
            "quartal", found.mark, package, row.alerts, PACKAGE if row.content is Content.PACKAGE else None
        )
        for row in rows
    }
    with mail_server(box) as port:
        server = MailServer("127.0.0.1", port, "none", "ozg@example.org", timeout_s=20)
        return [item.outcome for item in deliver(server, found, letters)]


def told(folder: Path) -> dict[str, Delivery]:
    return {key: entry.delivery for key, entry in Ledger(folder, "quartal", ANNA).known().alerts.items()}


def test_a_package_tells_every_alert_that_stands_and_only_new_ones_are_due_after_it(tmp_path, package):
    assert due(report(tmp_path, LATE)) == [(Content.PACKAGE, Outcome.DUE, (LATE,))]
    assert sent(report(tmp_path, LATE), package, Mailbox()) == [Outcome.SENT]
    assert due(report(tmp_path, LATE)) == [(Content.PACKAGE, Outcome.ALREADY, ())]
    assert due(report(tmp_path, replace(LATE, sentence="Seit 47 Tagen."), OVERDUE)) == [
        (Content.ALERTS, Outcome.DUE, (OVERDUE,))
    ]


def test_a_refused_package_does_not_forget_what_was_told_before(tmp_path, package):
    sent(report(tmp_path, LATE), package, Mailbox())
    newer = report(tmp_path, LATE, OVERDUE, mark="m2")
    assert sent(newer, package, Mailbox(refused=frozenset({ANNA}))) == [Outcome.FAILED]
    assert told(tmp_path) == {LATE.key: Delivery.SENT, OVERDUE.key: Delivery.PREPARING}
    assert due(newer) == [(Content.PACKAGE, Outcome.DUE, (LATE, OVERDUE))]


def test_an_alert_of_a_lost_package_is_not_sent_alone_but_a_new_one_is(tmp_path, package):
    assert sent(report(tmp_path, LATE), package, Mailbox(ends="after")) == [Outcome.UNKNOWN]
    assert told(tmp_path) == {LATE.key: Delivery.UNKNOWN}
    assert due(report(tmp_path, LATE, OVERDUE)) == [
        (Content.PACKAGE, Outcome.UNKNOWN, (LATE,)),
        (Content.ALERTS, Outcome.DUE, (OVERDUE,)),
    ]
    settled(report(tmp_path, LATE, OVERDUE), [ANNA])
    assert told(tmp_path) == {LATE.key: Delivery.SENT}
    assert due(report(tmp_path, LATE)) == [(Content.PACKAGE, Outcome.ALREADY, ())]


@pytest.mark.parametrize("ends", ["within", "after"])
def test_a_lost_alert_waits_for_a_person_or_for_newer_data(tmp_path, package, ends):
    sent(report(tmp_path), package, Mailbox())
    assert sent(report(tmp_path, LATE), package, Mailbox(ends=ends)) == [Outcome.UNKNOWN]
    assert due(report(tmp_path, LATE)) == [(Content.ALERTS, Outcome.UNKNOWN, (LATE,))]
    assert due(report(tmp_path, LATE, OVERDUE), again=True) == [(Content.ALERTS, Outcome.DUE, (LATE, OVERDUE))]
    # A refusal of newer data leaves the question; a mail that was taken answers it.
    newer = report(tmp_path, LATE, mark="m2")
    assert sent(newer, package, Mailbox(refused=frozenset({ANNA}))) == [Outcome.FAILED]
    assert told(tmp_path) == {LATE.key: Delivery.UNKNOWN}
    assert sent(newer, package, Mailbox()) == [Outcome.SENT]
    assert due(newer) == [(Content.PACKAGE, Outcome.ALREADY, ())]


def test_a_lost_alert_that_a_person_wants_again_goes_alone(tmp_path, package):
    sent(report(tmp_path), package, Mailbox())
    sent(report(tmp_path, LATE), package, Mailbox(ends="after"))
    box = Mailbox()
    assert sent(report(tmp_path, LATE), package, box, again=True) == [Outcome.SENT]
    assert list(box.mails()[0][1].iter_attachments()) == []
    assert due(report(tmp_path, LATE), again=True) == [(Content.PACKAGE, Outcome.DUE, (LATE,))]


def test_an_alert_that_ended_is_told_when_it_comes_back(tmp_path, package):
    sent(report(tmp_path, LATE, OVERDUE), package, Mailbox())
    forget_ended(report(tmp_path, OVERDUE), [ANNA, "never@example.org"])
    assert told(tmp_path) == {OVERDUE.key: Delivery.SENT}
    assert due(report(tmp_path, LATE, OVERDUE)) == [(Content.ALERTS, Outcome.DUE, (LATE,))]
    assert len(list(tmp_path.glob("*.json"))) == 1, "who never got anything has no ledger"


def test_a_ledger_of_before_alerts_is_read_and_tells_what_stands_once(tmp_path, package):
    old = {
        "format": 1,
        "recipe": "quartal",
        "data": {"m1": {"delivery": "sent", "at": "2026-11-02T06:31:00+00:00"}},
    }
    Ledger(tmp_path, "quartal", ANNA).path.write_text(json.dumps(old) + "\n", encoding="ascii")
    assert due(report(tmp_path)) == [(Content.PACKAGE, Outcome.ALREADY, ())]
    assert due(report(tmp_path, LATE)) == [(Content.ALERTS, Outcome.DUE, (LATE,))]
    assert sent(report(tmp_path, LATE), package, Mailbox()) == [Outcome.SENT]
    assert due(report(tmp_path, LATE)) == [(Content.PACKAGE, Outcome.ALREADY, ())]


def test_a_mailbox_can_tell_a_second_copy_from_an_alert_that_came_back(tmp_path, package):
    def id_of(*alerts: Alert, enclosure: Enclosure | None = None) -> str:
        letter = Letter("quartal", "m1", package, alerts, enclosure)
        raw = message(letter, "ozg@example.org", ANNA, package.view.snapshot.published_at)
        return next(line for line in raw.decode("ascii").splitlines() if line.startswith("Message-ID"))

    assert id_of(LATE) == id_of(replace(LATE, sentence="Seit 47 Tagen."))
    others = [id_of(OVERDUE), id_of(replace(LATE, since=date(2026, 6, 30))), id_of(LATE, enclosure=PACKAGE)]
    assert len({id_of(LATE), *others}) == 4
    assert id_of(LATE, enclosure=PACKAGE) == id_of(enclosure=PACKAGE), "that of a package is of its data"
