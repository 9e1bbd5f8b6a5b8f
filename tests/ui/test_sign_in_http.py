"""The way back after signing in stays on this server, whatever a header or a cookie says."""

import pytest

from ozgdash.ui.sign_in_http import MAX_BACK, is_own, way_back

HOST = "ozg.example.org"


@pytest.mark.parametrize(
    ("referer", "expected"),
    [
        (f"https://{HOST}/daten?partner=gifhorn&lang=en", "/daten?partner=gifhorn&lang=en"),
        (f"https://{HOST}/", "/"),
        (f"https://{HOST}", ""),
        ("https://elsewhere.example.org/daten", ""),
        (f"https://{HOST}.evil.example/daten", ""),
        (f"https://{HOST}@evil.example/daten", ""),
        (f"https://{HOST}//evil.example/daten", ""),
        ("", ""),
        ("about:blank", ""),
    ],
)
def test_the_way_back_is_the_page_one_came_from(referer, expected):
    assert way_back(referer, host=HOST) == expected


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/a\r\nLocation: x", ""],
)
def test_what_could_lead_away_is_not_followed(address):
    assert not is_own(address)


def test_an_address_too_long_for_a_cookie_is_left_out():
    assert is_own("/" + "a" * (MAX_BACK - 1))
    assert not is_own("/" + "a" * MAX_BACK)
