"""A service is asked within limits of time and size, and every way of failing has its sentence."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from local_service import body, broken_off, endless, once_per_connection, status

from ozgdash.errors import SourceUnavailableError
from ozgdash.sources.download import Limits, Service, expect_ok
from tools.serving import free_port

QUICK = Limits(connect_s=60, read_s=60, whole_s=200, tries=3, first_wait_s=0.01, longest_wait_s=2, max_bytes=100_000)
SOON_TIRED_OF_SILENCE, SOON_TIRED_OF_WAITING = replace(QUICK, read_s=0.2), replace(QUICK, whole_s=0.5)
"""Where the service is too slow on purpose; elsewhere a busy machine must not look like a slow service."""


def ask(service, path="/x", limits=QUICK):
    with Service(service.base_url, limits=limits) as asked:
        return asked.get(path, accept="application/octet-stream", filetype="csv")


def refused(service, limits=QUICK) -> str:
    with pytest.raises(SourceUnavailableError) as caught:
        expect_ok(ask(service, limits=limits))
    return caught.value.message("de")


def test_a_good_answer_is_taken_at_once(service):
    service.on("/x", body("a,b\n", media_type="text/csv; charset=utf-8"))
    answer = ask(service)
    assert (answer.status, answer.content, answer.media_type) == (200, b"a,b\n", "text/csv")
    ((method, path, query, headers),) = service.asked
    assert (method, path, query, headers["Accept"]) == ("GET", "/x", {"filetype": "csv"}, "application/octet-stream")


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_a_busy_or_faulty_service_is_asked_again(service, code):
    service.on("/x", status(code), status(code), body("da"))
    assert ask(service).content == b"da"
    assert len(service.asked) == 3


def test_a_connection_that_breaks_off_is_asked_again(service):
    service.on("/x", broken_off(b"halb", promised=100), body("ganz"))
    assert ask(service).content == b"ganz"


def test_what_never_arrives_whole_is_not_taken(service):
    service.on("/x", broken_off(b"halb", promised=100))
    assert "brach mitten in der Antwort ab" in refused(service)
    assert len(service.asked) == 3


def test_retry_after_is_kept(service):
    service.on("/x", status(429, Retry_After="1"), body("da"))
    start = time.monotonic()
    assert ask(service, limits=QUICK).content == b"da"
    assert time.monotonic() - start >= 1.0


def test_a_wait_longer_than_ours_is_named_and_not_waited(service):
    service.on("/x", status(429, Retry_After="3600"))
    said = refused(service)
    assert "429" in said
    assert "3600" in said
    assert len(service.asked) == 1


@pytest.mark.parametrize("code", [404, 406, 500])
def test_a_status_is_named(service, code):
    service.on("/x", status(code))
    assert f"HTTP {code}" in refused(service)


def test_413_is_left_to_the_one_who_asked(service):
    service.on("/x", status(413))
    assert ask(service).status == 413


def test_silence_ends_after_the_allowed_time(service):
    service.on("/x", service.silent)
    assert "antwortet nicht" in refused(service, SOON_TIRED_OF_SILENCE)


def test_a_trickle_ends_after_the_allowed_time(service):
    service.on("/x", endless(b"x", pause_s=0.05))
    assert "nicht vollständig" in refused(service, SOON_TIRED_OF_WAITING)


def test_an_endless_answer_ends_at_the_allowed_size(service):
    service.on("/x", endless(b"x" * 10_000))
    assert "größer als" in refused(service)


def test_nobody_there():
    with (
        Service(f"http://127.0.0.1:{free_port()}", limits=QUICK) as nobody,
        pytest.raises(SourceUnavailableError) as caught,
    ):
        nobody.get("/x", accept="*/*")
    assert "nicht erreichbar" in caught.value.message("de")


def test_redirects_are_followed_a_few_times(service):
    service.on("/x", status(302, Location="/y"))
    service.on("/y", body("dort"))
    assert ask(service).content == b"dort"
    service.on("/x", status(302, Location="/x"))
    assert "leitet mehr als 3 Mal weiter" in refused(service)


def test_a_server_that_drops_kept_connections_is_read_at_the_first_try(service):
    service.on("/x", once_per_connection(status(302, Location="/y")), once_per_connection(body("zweite Seite")))
    service.on("/y", once_per_connection(body("erste Seite")))
    with Service(service.base_url, limits=replace(QUICK, tries=1)) as asked:
        pages = [asked.get("/x", accept="*/*").content.decode() for _ in range(2)]
    assert pages == ["erste Seite", "zweite Seite"]


@pytest.mark.parametrize("address", ["", "ftp://x", "portal", "http://", "file:///etc/passwd", "https://\n"])
def test_what_is_no_address_of_a_service_is_refused(address):
    with pytest.raises(SourceUnavailableError) as caught:
        Service(address)
    assert "keine Adresse eines Dienstes" in caught.value.message("de")


@pytest.mark.parametrize(
    ("content", "media_type", "said"),
    [
        ("<!DOCTYPE html><html>Wartung</html>", "text/html", "Webseite statt Daten"),
        ("  <html><body>Anmeldung</body></html>", "application/json", "Webseite statt Daten"),
        ('{"items": [', "application/json", "kein lesbares JSON"),
        ("[" * 100_000, "application/json", "kein lesbares JSON"),
    ],
)
def test_json_that_is_none(service, content, media_type, said):
    service.on("/x", body(content, media_type=media_type))
    with pytest.raises(SourceUnavailableError) as caught:
        ask(service, limits=Limits()).parsed()
    assert said in caught.value.message("de")
