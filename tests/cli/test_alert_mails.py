"""``report`` where the data is the same: an alert that nobody was told of goes out alone, once while it stands."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from local_mail import Mailbox, mail_server
from report_orders import LATER, NO_REPORT

from ozgdash.settings import PROJECT_DIR

ANNA, BERT = "anna@example.org", "bert@example.org"


def rules(ozgdash, *alerts: str) -> None:
    """Lets these rules hold from now on: the data stays the same, and alerts begin and end."""
    (ozgdash.data_dir / "hinweise.toml").write_text("".join(alerts), encoding="utf-8")
    assert ozgdash("build").code == 0


def report(ozgdash, *more: str):
    return ozgdash("report", "--recipe", "quartal", "--mail", ANNA, *more)


def words_of(mail) -> str:
    return mail.get_body().get_content().replace("\r\n", "\n")


def test_an_alert_goes_out_alone_once_and_again_when_it_came_back(reported, at):
    box = Mailbox()
    rules(reported)
    with mail_server(box) as port:
        at(port)
        assert report(reported).code == 0
        rules(reported, NO_REPORT)
        rehearsed = report(reported, "--dry-run")
        assert rehearsed.code == 0
        assert f"{ANNA}: Ein neuer Hinweis würde jetzt geschickt, ohne Paket" in rehearsed.out
        assert "Ein neuer Hinweis: Quartal" in rehearsed.out
        assert "Das Wichtigste" not in rehearsed.out
        told = report(reported, "--json")
        assert (told.code, told.err, told.json["package"]) == (0, "", None)
        [row] = told.json["recipients"]
        assert (row["mail"], row["outcome"], row["alerts"]) == ("alerts", "sent", told.json["alerts"])
        assert len(told.json["alerts"]) == 1
        [_, (_, mail)] = box.mails()
        assert list(mail.iter_attachments()) == []
        assert mail["Subject"].startswith("Ein neuer Hinweis: Quartal: Stand ")
        assert f"Ein neuer Hinweis\n- {told.json['alerts'][0]}\n" in words_of(mail)
        assert "Die Daten sind nicht neuer als zuletzt" in words_of(mail)
        again = report(reported)
        assert (again.code, "hat diese Daten schon" in again.out, len(box.taken)) == (0, True, 2)
        rules(reported)
        assert (report(reported).code, len(box.taken)) == (0, 2), "that it ended is no mail"
        rules(reported, NO_REPORT)
        assert (report(reported, "--lang", "en").code, len(box.taken)) == (0, 3)
        assert "One new alert\n- " in words_of(box.mails()[2][1])


def test_a_further_alert_is_told_without_the_one_that_was(reported, at):
    box = Mailbox()
    with mail_server(box) as port:
        at(port)
        assert report(reported).code == 0
        assert "(Grenze: 3)" in words_of(box.mails()[0][1])
        rules(reported, NO_REPORT, LATER)
        assert report(reported).code == 0
        words = words_of(box.mails()[1][1])
        assert ("(Grenze: 5)" in words, "(Grenze: 3)" in words) == (True, False)
        # Somebody who is new gets the package with both, and nobody else anything.
        assert reported("report", "--recipe", "quartal", "--mail", ANNA, BERT).code == 0
    assert [recipient for recipient, _ in box.taken] == [ANNA, ANNA, BERT]
    assert "2 Hinweise\n" in words_of(box.mails()[2][1])


def test_newer_data_and_a_new_alert_are_one_mail(reported, at):
    box = Mailbox()
    rules(reported)
    with mail_server(box) as port:
        at(port)
        assert report(reported).code == 0
        rules(reported, NO_REPORT)
        rows = [f"{key};2;ja;Amt" for key in reported.keys]
        assert reported("import", reported.sheet(*rows, as_of="28.02.2026"), "--reason", "neu bewertet").code == 0
        assert report(reported).code == 0
        assert report(reported).code == 0
    [_, (_, mail)] = box.mails()
    assert len(list(mail.iter_attachments())) == 1
    assert "Ein Hinweis\n- Auenstadt" in words_of(mail)


def test_a_refused_alert_goes_out_with_the_next_call(reported, at):
    box = Mailbox()
    rules(reported)
    with mail_server(box) as port:
        at(port)
        assert report(reported).code == 0
        rules(reported, NO_REPORT)
        box.refused = frozenset({ANNA})
        refused = report(reported)
        assert (refused.code, f"{ANNA}: Hinweise nicht geschickt." in refused.err) == (1, True)
        box.refused = frozenset()
        assert f"{ANNA}: einen neuen Hinweis geschickt" in report(reported).out
    assert len(box.taken) == 2


def test_a_process_that_was_killed_while_it_told_an_alert_leaves_a_question_and_nobody_sends_beside_it(reported, at):
    box = Mailbox()
    rules(reported)
    with mail_server(box) as port:
        at(port)
        assert report(reported).code == 0
        rules(reported, NO_REPORT)
        box.got.clear()
        box.ends = "never answers"
        command = [sys.executable, "-m", "ozgdash", "--data-dir", str(reported.data_dir), "report"]
        running = subprocess.Popen([*command, "--recipe", "quartal", "--mail", ANNA], cwd=PROJECT_DIR)
        try:
            assert box.got.wait(120), "the server has the text"
            beside = report(reported)
            assert (beside.code, "gerade schon ein Bericht" in beside.err) == (1, True)
        finally:
            os.kill(running.pid, signal.SIGKILL)
            running.wait()
        box.ends = ""
        next_one = report(reported)
        assert (next_one.code, "ob die Nachricht mit den Hinweisen angekommen ist" in next_one.err) == (3, True)
        rules(reported, NO_REPORT, LATER)
        later = report(reported, "--json")
        assert later.code == 3
        assert [(row["mail"], row["outcome"]) for row in later.json["recipients"]] == [
            ("alerts", "unknown"),
            ("alerts", "sent"),
        ]
        assert f"{ANNA}: Die Hinweise gelten jetzt als angekommen." in report(reported, "--arrived").out
        assert report(reported).code == 0
    assert len(box.taken) == 2
    assert "(Grenze: 5)" in words_of(box.mails()[1][1])
