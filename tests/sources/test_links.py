"""Addresses from sheets are asked carefully: never into our own network, within limits, and every outcome is told apart."""

from __future__ import annotations

import ipaddress
from dataclasses import replace
from datetime import date

import pytest
from local_service import body, broken_off, endless, slow, status

from ozgdash.model.outside import Link, LinkOutcome
from ozgdash.sources.links import LinkLimits, LinkReport, check_links
from ozgdash.sources.public_address import is_public

PATIENT = LinkLimits(timeout_s=60, whole_s=200, parallel=4, max_redirects=2)
SOON_TIRED = replace(PATIENT, timeout_s=0.5)
"""Where the service is too slow on purpose; elsewhere a busy machine must not look like a slow service."""
DAY = date(2026, 11, 24)


def check(*urls: str, allow_private: bool = True, limits: LinkLimits = PATIENT) -> LinkReport:
    links = [Link("auenstadt", f"s{number}", url) for number, url in enumerate(urls)]
    return check_links(links, on=DAY, allow_private=allow_private, limits=limits)


def outcome(url: str, **options) -> tuple[LinkOutcome, int | None]:
    (found,) = check(url, **options).checks
    assert (found.link.url, found.checked_on) == (url, DAY)
    return found.outcome, found.status


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([body("da")], (LinkOutcome.OK, 200)),
        ([status(204)], (LinkOutcome.OK, 204)),
        ([status(405), body("da")], (LinkOutcome.OK, 200)),
        ([status(404), body("da")], (LinkOutcome.OK, 200)),
        ([status(404)], (LinkOutcome.GONE, 404)),
        ([status(410)], (LinkOutcome.GONE, 410)),
        ([status(500)], (LinkOutcome.FAULTY, 500)),
        ([status(403)], (LinkOutcome.UNCLEAR, 403)),
        ([status(401)], (LinkOutcome.UNCLEAR, 401)),
        ([status(302, Location="/dort")], (LinkOutcome.OK, 200)),
        ([status(302, Location="/x")], (LinkOutcome.UNCLEAR, 302)),
        ([status(302, Location="ftp://portal.example/x")], (LinkOutcome.REFUSED, None)),
        ([status(302)], (LinkOutcome.UNCLEAR, 302)),
        ([broken_off(b"", promised=9)], (LinkOutcome.OK, 200)),
        ([endless(b"x" * 1000, limit_s=3)], (LinkOutcome.OK, 200)),
    ],
)
def test_outcomes(service, answers, expected):
    service.on("/x", *answers)
    service.on("/dort", body("da"))
    assert outcome(f"{service.base_url}/x") == expected


def test_a_path_with_umlauts_and_a_query_arrive(service):
    service.on("/M%C3%BCll", body("da"))
    assert outcome(f"{service.base_url}/Müll?a=b c#teil") == (LinkOutcome.OK, 200)
    assert service.asked[0][2] == {"a": "b c"}


def test_a_header_that_trickles_ends(service):
    def trickle(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not service.stopped.wait(0.1):
            handler.wfile.write(b"X-A: b\r\n")
            handler.wfile.flush()

    service.on("/x", trickle)
    assert outcome(f"{service.base_url}/x", limits=SOON_TIRED) == (LinkOutcome.UNREACHABLE, None)


def test_silence_ends(service):
    service.on("/x", service.silent)
    assert outcome(f"{service.base_url}/x", limits=SOON_TIRED) == (LinkOutcome.UNREACHABLE, None)


def test_the_own_network_is_not_asked(service):
    service.on("/x", body("geheim"))
    port = service.base_url.rpartition(":")[2]
    for host in (
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "127.1",
        "0x7f000001",
        "2130706433",
        "0.0.0.0",
    ):
        assert outcome(f"http://{host}:{port}/x", allow_private=False) == (LinkOutcome.REFUSED, None)
    assert service.asked == []


@pytest.mark.parametrize(
    "url", ["http://user:secret@127.0.0.1/", "file:///etc/passwd", "http://", "http://a:99999999/", "https://[/"]
)
def test_what_is_no_web_address_is_not_asked(url):
    assert outcome(url) == (LinkOutcome.REFUSED, None)


def test_a_host_that_does_not_exist_is_gone_and_one_that_refuses_is_unreachable():
    assert outcome("http://gibt-es-nicht.invalid/") == (LinkOutcome.GONE, None)
    assert outcome("http://127.0.0.1:9/") == (LinkOutcome.UNREACHABLE, None)


def test_an_address_is_asked_once_however_many_services_have_it(service):
    service.on("/x", body("da"))
    report = check(*[f"{service.base_url}/x"] * 5)
    assert [item.link.service_id for item in report.checks] == ["s0", "s1", "s2", "s3", "s4"]
    assert len(service.asked) == 1


def test_number_and_time_are_limited(service):
    service.on("/x", slow(body("da"), seconds=0.3))
    urls = [f"{service.base_url}/x?{number}" for number in range(12)]
    few = check(*urls, limits=LinkLimits(timeout_s=10, max_addresses=3))
    assert (len(few.checks), few.left_out) == (3, 9)
    short = check(*urls, limits=LinkLimits(timeout_s=1, whole_s=0.5, parallel=2))
    assert 0 < len(short.checks) < 12
    assert len(short.checks) + short.left_out == 12


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2001:4860:4860::8888", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False), ("fe80::1", False),
        ("fd00::1", False), ("ff02::1", False), ("::ffff:10.0.0.1", False), ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False), ("64:ff9b::808:808", True),
    ],
)  # fmt: skip
def test_public_addresses(address, public):
    assert is_public(ipaddress.ip_address(address)) is public
