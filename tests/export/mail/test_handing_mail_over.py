"""One mail to a real server: what arrives, and what is said where it does not."""

from __future__ import annotations

import io
import socket
import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from local_mail import PASSWORD, USER, Mailbox, authority_and_certificate, mail_server

from ozgdash.errors import UserError
from ozgdash.export.archive import zip_of
from ozgdash.export.council.package import CouncilPackage, Occasion
from ozgdash.export.mail.deliveries import deliver
from ozgdash.export.mail.ledger import Delivery, Ledger, LedgerWriteError, opened_ledgers
from ozgdash.export.mail.letter import Enclosure, Letter
from ozgdash.export.mail.server import MailServer
from ozgdash.export.mail.standing import Delivered, Outcome, Report, settled, standing
from ozgdash.model.alert import Alert
from ozgdash.model.filters import View

SENDER, ANNA, BERT, CARL = "ozg@example.org", "anna@example.org", "bert@example.org", "carl@example.org"
TWICE = (ANNA, BERT)
WRONG = "falsch-123"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return authority_and_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def trusted(certificates: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The certificate of a server whose authority this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates[0]))
    return certificates[1]


@pytest.fixture
def letter(golden_view: View) -> Letter:
    occasion = Occasion(title="Sachstand für Größe und Übermut\r\nBcc: alle@example.org", committee="Rat")
    package = CouncilPackage(occasion, golden_view, ("4 von 6 Leistungen.", ".\r\nDATA"), ())
    content = zip_of({"inhalt.txt": b"Inhalt\r\n.\r\n" * 400})
    enclosure = Enclosure("ozg-paket.zip", content, "/data/ozg-paket.zip")
    return Letter("quartal", "m1", package, (Alert("no_report 45 stadt", "Stadt meldet nichts."),), enclosure)


def server(port: int, **options) -> MailServer:
    return replace(MailServer("127.0.0.1", port, "none", SENDER, timeout_s=20), **options)


def report(folder: Path, *alerts: Alert) -> Report:
    return Report(folder, "quartal", "m1", alerts)


def sent(place: MailServer, folder: Path, letter: Letter, recipients) -> tuple[Delivered, ...]:
    """What became of the same letter to each of them."""
    return deliver(place, report(folder, *letter.alerts), dict.fromkeys(recipients, letter))


def outcomes(done: tuple[Delivered, ...]) -> list[tuple[str, Outcome]]:
    return [(item.recipient, item.outcome) for item in done]


def states(folder: Path, *recipients: str) -> list[Delivery | None]:
    found = [Ledger(folder, "quartal", one).known().data.get("m1") for one in recipients]
    return [entry.delivery if entry else None for entry in found]


def test_each_recipient_gets_a_sound_mail_with_the_package(tmp_path, letter):
    box = Mailbox()
    with mail_server(box) as port:
        assert outcomes(sent(server(port), tmp_path, letter, TWICE)) == [(one, Outcome.SENT) for one in TWICE]
    assert [recipient for recipient, _ in box.mails()] == list(TWICE)
    for recipient, mail in box.mails():
        assert (mail["From"], mail["To"]) == (SENDER, recipient)
        assert mail["Subject"] == "Sachstand für Größe und Übermut Bcc: alle@example.org: Stand 30.04.2021"
        assert mail["Bcc"] is None
        assert mail.defects == []
        assert all(len(line) <= 998 for line in mail.as_bytes().splitlines())
        words = mail.get_body().get_content()
        assert mail.get_body()["Content-Language"] == "de"
        assert "4 von 6 Leistungen." in words
        assert "- . DATA" in words
        assert "Ein Hinweis\n- Stadt meldet nichts." in words.replace("\r\n", "\n")
        [attachment] = mail.iter_attachments()
        assert (attachment.get_filename(), attachment.get_content_type()) == ("ozg-paket.zip", "application/zip")
        with zipfile.ZipFile(io.BytesIO(attachment.get_content())) as archive:
            assert archive.read("inhalt.txt") == b"Inhalt\r\n.\r\n" * 400
    assert states(tmp_path, *TWICE) == [Delivery.SENT] * 2


@pytest.mark.parametrize("at_once", [False, True])
@pytest.mark.parametrize("password", [PASSWORD, "Käfer-Ö1"])
def test_it_signs_in_over_an_encrypted_connection(tmp_path, letter, trusted, at_once, password):
    box = Mailbox()
    with mail_server(box, trusted, at_once=at_once) as port:
        place = server(port, host="localhost", security="tls" if at_once else "starttls", user=USER, password=password)
        assert outcomes(sent(place, tmp_path, letter, [ANNA])) == [(ANNA, Outcome.SENT)]
    assert box.passwords == [password.encode()]


def refused(tmp_path: Path, letter: Letter, place: MailServer) -> str:
    """What is said where nobody gets anything; the next call would try again."""
    with pytest.raises(UserError) as caught:
        sent(place, tmp_path, letter, TWICE)
    assert standing(report(tmp_path), TWICE, again=False) == tuple(Delivered(one, Outcome.DUE) for one in TWICE)
    for lang in ("de", "en"):
        assert place.password not in caught.value.message(lang) or not place.password
    return caught.value.message("de")


def test_a_wrong_password_is_said_and_never_shown(tmp_path, letter, trusted):
    box = Mailbox()
    with mail_server(box, trusted) as port:
        place = server(port, host="localhost", security="starttls", user=USER, password=WRONG)
        said = refused(tmp_path, letter, place)
    assert f"lehnt die Anmeldung als {USER} ab (535)" in said
    assert box.taken == []
    assert WRONG not in repr(place)


def test_a_certificate_of_nobody_or_of_another_machine_is_not_trusted(
    tmp_path, letter, trusted, certificates, monkeypatch
):
    box = Mailbox()
    with mail_server(box, trusted) as port:
        said = refused(tmp_path, letter, server(port, security="starttls", user=USER, password=PASSWORD))
        assert "Das Zertifikat des Mailservers 127.0.0.1" in said
        monkeypatch.delenv("SSL_CERT_FILE")
        place = server(port, host="localhost", security="starttls", user=USER, password=PASSWORD)
        assert "SSL_CERT_FILE" in refused(tmp_path, letter, place)
    assert (box.taken, box.passwords) == ([], []), "the password went nowhere"


def test_a_server_without_encryption_gets_no_password(tmp_path, letter):
    box = Mailbox()
    with mail_server(box) as port:
        for security, said in (("starttls", "STARTTLS"), ("tls", "keine verschlüsselte Verbindung")):
            assert said in refused(tmp_path, letter, server(port, security=security, user=USER, password=PASSWORD))
    assert (box.taken, box.passwords) == ([], [])


def test_a_server_that_is_not_there_is_named(tmp_path, letter):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        said = refused(tmp_path, letter, server(taken.getsockname()[1]))
    assert "ist nicht zu erreichen" in said
    assert "OZGDASH_SMTP_PORT" in said


def test_a_refused_recipient_is_named_while_others_get_theirs(tmp_path, letter):
    box = Mailbox(refused=frozenset({BERT}))
    with mail_server(box) as port:
        done = sent(server(port), tmp_path, letter, (ANNA, BERT, CARL))
    assert outcomes(done) == [(ANNA, Outcome.SENT), (BERT, Outcome.FAILED), (CARL, Outcome.SENT)]
    assert "550 5.1.1 no such mailbox [31m here" in done[1].error.message("de")
    assert [recipient for recipient, _ in box.taken] == [ANNA, CARL]
    assert states(tmp_path, ANNA, BERT, CARL) == [Delivery.SENT, Delivery.PREPARING, Delivery.SENT]


@pytest.mark.parametrize("ends", ["within", "after"])
def test_a_server_that_goes_while_it_has_the_text_leaves_it_open_whether_it_arrived(tmp_path, letter, ends):
    box = Mailbox(ends=ends)
    with mail_server(box) as port:
        done = sent(server(port), tmp_path, letter, TWICE)
    assert outcomes(done) == [(ANNA, Outcome.UNKNOWN), (BERT, Outcome.FAILED)]
    assert "nachdem der Mailserver die Nachricht bekam" in done[0].error.message("de")
    assert states(tmp_path, *TWICE) == [Delivery.UNKNOWN, Delivery.PREPARING]
    found = standing(report(tmp_path), TWICE, again=False)
    assert outcomes(found) == [(ANNA, Outcome.UNKNOWN), (BERT, Outcome.DUE)]


def test_what_may_have_arrived_is_settled_by_a_person(tmp_path):
    with opened_ledgers(tmp_path) as folder:
        Ledger(folder, "quartal", ANNA).write(Delivery.UNKNOWN, mark="m1")
        Ledger(folder, "quartal", BERT).write(Delivery.HANDING_OVER, mark="m1")
        done = settled(report(folder), (ANNA, BERT, CARL))
    assert outcomes(done) == [(ANNA, Outcome.ARRIVED), (BERT, Outcome.ARRIVED), (CARL, Outcome.DUE)]
    found = standing(report(folder), (ANNA, BERT, CARL), again=False)
    assert outcomes(found) == [(ANNA, Outcome.ALREADY), (BERT, Outcome.ALREADY), (CARL, Outcome.DUE)]
    assert {item.outcome for item in standing(report(folder), TWICE, again=True)} == {Outcome.DUE}


@pytest.mark.parametrize(("options", "answer"), [({"data_size_limit": 3_000}, "250 OK"), ({}, "552 too large for me")])
def test_a_package_that_is_too_large_is_not_sent_and_the_mail_says_where_it_lies(tmp_path, letter, options, answer):
    box = Mailbox(answer=answer)
    with mail_server(box, **options) as port:
        if answer.startswith("552"):
            box.handle_DATA = takes_small_ones(box, 3_000)
        done = sent(server(port), tmp_path, letter_of(letter, 4_000), [ANNA])
    assert outcomes(done) == [(ANNA, Outcome.SENT_WITHOUT_PACKAGE)]
    [(_, mail)] = box.mails()
    assert list(mail.iter_attachments()) == []
    assert "/data/ozg-paket.zip" in mail.get_content()
    assert ("höchstens 0,0 MB" in mail.get_content()) == bool(options)


def test_a_server_for_which_even_the_words_are_too_large_does_not_blame_the_sender(tmp_path, letter):
    box = Mailbox()
    with mail_server(box, data_size_limit=100) as port:
        [done] = sent(server(port), tmp_path, letter, [ANNA])
    assert (done.outcome, box.taken) == (Outcome.FAILED, [])
    said = done.error.message("de")
    assert "nimmt die Nachricht nicht an: 552" in said
    assert "OZGDASH_SMTP_FROM" not in said


def test_a_server_that_turns_everybody_away_is_quoted_in_its_words(tmp_path, letter):
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            with listening.accept()[0] as caller:
                caller.sendall(b"554 5.3.2 heute zu \x1b[31m\r\n")
                caller.recv(100)

        thread = threading.Thread(target=answer)
        thread.start()
        said = refused(tmp_path, letter, server(listening.getsockname()[1]))
        thread.join()
    assert "ist nicht zu erreichen: 554 5.3.2 heute zu" in said
    assert "\x1b" not in said


def letter_of(letter: Letter, size: int) -> Letter:
    return replace(letter, enclosure=replace(letter.enclosure, content=bytes(size)))


def takes_small_ones(box: Mailbox, limit: int):
    """A server that says how much is too much only when it has it."""

    async def handle(server, session, envelope):
        if len(envelope.content) > limit:
            return "552 5.3.4 too large for me"
        box.taken.append((envelope.rcpt_tos[0], bytes(envelope.content)))
        return "250 OK"

    return handle


def test_a_text_that_is_refused_is_for_certain_not_there(tmp_path, letter):
    box = Mailbox(answer="554 5.7.1 looks like spam")
    with mail_server(box) as port:
        done = sent(server(port), tmp_path, letter, TWICE)
    assert outcomes(done) == [(one, Outcome.FAILED) for one in TWICE]
    assert "554 5.7.1 looks like spam" in done[0].error.message("en")
    assert states(tmp_path, *TWICE) == [Delivery.PREPARING] * 2


def test_nothing_is_sent_where_it_could_not_be_written_down(tmp_path, letter):
    box, folder = Mailbox(), tmp_path / "mailed"
    folder.write_text("no folder", encoding="ascii")
    with mail_server(box) as port, pytest.raises(LedgerWriteError):
        sent(server(port), folder, letter, [ANNA])
    assert box.texts_begun == 0


def test_a_ledger_that_cannot_be_read_stops_the_sending(tmp_path):
    ledger = Ledger(tmp_path, "quartal", ANNA)
    ledger.write(Delivery.SENT, mark="m1")
    ledger.path.write_text(ledger.path.read_text(encoding="ascii")[:40], encoding="ascii")
    with pytest.raises(UserError, match="ein zweites Mal"):
        standing(report(tmp_path), [ANNA], again=False)


def test_the_ledger_keeps_no_address_and_two_never_send_at_once(tmp_path):
    with opened_ledgers(tmp_path) as folder:
        Ledger(folder, "quartal", "Anna@Example.org").write(Delivery.SENT, mark="m1")
        assert states(folder, ANNA, BERT) == [Delivery.SENT, None], "a mailbox is the same however it is written"
        kept = "".join(path.name + path.read_text(encoding="ascii") for path in folder.glob("*.json"))
        assert "anna" not in kept.lower()
        with pytest.raises(UserError, match="gerade schon"), opened_ledgers(tmp_path):
            pass
