"""``report``: sends what is newer, once, and says what it does not know."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from local_mail import Mailbox, mail_server
from report_orders import RECIPE

from ozgdash.settings import PROJECT_DIR
from ozgdash.store.snapshots import Store

ANNA, BERT = "anna@example.org", "bert@example.org"


def report(ozgdash, *more: str):
    return ozgdash("report", "--recipe", "quartal", "--mail", ANNA, BERT, *more)


def test_newer_data_is_sent_once_to_everybody_and_a_new_snapshot_is_not_newer_data(reported, at):
    box = Mailbox()
    with mail_server(box) as port:
        at(port)
        rehearsed = report(reported, "--dry-run", "--json")
        assert rehearsed.json["package"] is None
        assert {entry["outcome"] for entry in rehearsed.json["recipients"]} == {"due"}
        assert box.taken == []
        assert not (reported.data_dir / "snapshots" / "mailed").exists()
        first = report(reported, "--json")
        assert (first.code, first.err) == (0, "")
        assert [(entry["to"], entry["outcome"]) for entry in first.json["recipients"]] == [
            (ANNA, "sent"),
            (BERT, "sent"),
        ]
        [(_, mail), _] = box.mails()
        words = mail.get_body().get_content()
        assert "Auenstadt" in words
        # The sheet is of January; the alert is judged on the day of sending.
        assert [said in words for said in first.json["alerts"]] == [True]
        assert first.json["alerts"][0].startswith("Auenstadt: Die letzte Meldung ist ")
        with zipfile.ZipFile(first.json["package"]) as archive:
            assert archive.testzip() is None
        [attachment] = mail.iter_attachments()
        assert attachment.get_content() == Path(first.json["package"]).read_bytes()
        second = report(reported)
        assert second.code == 0
        assert second.out.count("hat diese Daten schon") == 2
        assert len(box.taken) == 2
        rows = [f"{key};{2 if key == reported.keys[0] else 3};ja;Amt" for key in reported.keys]
        assert reported("import", reported.sheet(*rows, as_of="28.02.2026")).code == 0
        assert report(reported, "--lang", "en").code == 0
        assert len(box.taken) == 4
        assert "What matters" in box.mails()[3][1].get_body().get_content()
        with Store(reported.data_dir / "snapshots").draft(note="built anew"):
            pass
        assert report(reported).code == 0
        assert len(box.taken) == 4, "the same data in another snapshot is no news"
        assert reported("report", "--recipe", "quartal", "--mail", ANNA, "--again").code == 0
        assert len(box.taken) == 5


def test_what_was_refused_is_tried_again_by_the_next_call(reported, at):
    box = Mailbox(refused=frozenset({BERT}))
    with mail_server(box) as port:
        at(port)
        first = report(reported)
        assert (first.code, f"{ANNA}: geschickt." in first.out) == (1, True)
        assert f"{BERT}: nicht geschickt." in first.err
        box.refused = frozenset()
        second = report(reported)
        assert (second.code, f"{BERT}: geschickt." in second.out) == (0, True)
    assert [recipient for recipient, _ in box.taken] == [ANNA, BERT]


def test_a_process_that_was_killed_while_it_sent_leaves_a_question_and_not_a_second_mail(reported, at):
    box = Mailbox(ends="never answers")
    with mail_server(box) as port:
        at(port)
        command = [sys.executable, "-m", "ozgdash", "--data-dir", str(reported.data_dir), "report"]
        running = subprocess.Popen([*command, "--recipe", "quartal", "--mail", ANNA], cwd=PROJECT_DIR)
        try:
            assert box.got.wait(120), "the server has the text"
        finally:
            os.kill(running.pid, signal.SIGKILL)
            running.wait()
        box.ends = ""
        next_one = report(reported)
        assert next_one.code == 3
        assert f"{ANNA}: Es ist nicht bekannt" in next_one.err
        assert f"{BERT}: geschickt." in next_one.out
        assert [recipient for recipient, _ in box.taken] == [BERT]
        assert report(reported, "--arrived").code == 0
        assert report(reported).code == 0
    assert [recipient for recipient, _ in box.taken] == [BERT]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--recipe", "quartal"], "--mail"),
        (["--recipe", "quartal", "--mail", f"{ANNA}\nBcc: {BERT}"], "keine Mailadresse"),
        (["--recipe", "quartal\nBcc: x", "--mail", ANNA], "kleine Buchstaben"),
        (["--recipe", "jahr", "--mail", ANNA], "quartal"),
        (["--recipe", "quartal", "--mail", ANNA, "--again", "--arrived"], "schließen einander aus"),
        (["--recipe", "quartal", "--mail", ANNA, "--out", "x.pdf"], "zip"),
    ],
)
def test_a_wrong_call_is_answered_with_what_is_allowed(ozgdash, at, arguments, words):
    (ozgdash.data_dir / "recipes").mkdir()
    (ozgdash.data_dir / "recipes" / "quartal.toml").write_text(RECIPE, encoding="utf-8")
    result = ozgdash("report", *arguments)
    assert (result.code, words in result.err) == (2, True), result.err


def test_a_server_that_is_not_reached_or_not_named_is_an_error_and_nothing_is_forgotten(reported, at, monkeypatch):
    failed = report(reported)
    assert (failed.code, "ist nicht zu erreichen" in failed.err) == (1, True)
    assert report(reported, "--dry-run").out.count("würde jetzt geschickt") == 2
    monkeypatch.delenv("OZGDASH_SMTP_HOST")
    assert "OZGDASH_SMTP_HOST" in report(reported).err
