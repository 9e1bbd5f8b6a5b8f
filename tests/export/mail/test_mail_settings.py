"""Who sends to whom: settings of the environment, and addresses that cannot become anything else."""

from __future__ import annotations

import pytest

from ozgdash.errors import SettingsError, UsageError
from ozgdash.export.mail.addresses import addresses
from ozgdash.export.mail.server import CREDENTIAL, mail_server

PLACE = {"OZGDASH_SMTP_HOST": "mail.example.org", "OZGDASH_SMTP_FROM": "ozg@example.org"}
SECRET, KEPT = "sehr geheim", "vom Tresor"
SIGNED = {"OZGDASH_SMTP_USER": "ozg", "OZGDASH_SMTP_PASSWORD": SECRET}


def test_the_way_of_encryption_decides_the_port():
    found = mail_server(PLACE | SIGNED)
    assert (found.host, found.port, found.security, found.sender, found.user) == (
        "mail.example.org", 587, "starttls", "ozg@example.org", "ozg",
    )  # fmt: skip
    assert found.password == SECRET
    assert "geheim" not in repr(found)
    assert mail_server(PLACE | {"OZGDASH_SMTP_SECURITY": "tls"}).port == 465
    assert mail_server(PLACE | {"OZGDASH_SMTP_SECURITY": "none"}).port == 25
    assert mail_server(PLACE | {"OZGDASH_SMTP_PORT": "2525"}).port == 2525


def test_systemd_hands_the_password_over(tmp_path):
    (tmp_path / CREDENTIAL).write_text(f"{KEPT}\n", encoding="utf-8")
    handed = PLACE | {"OZGDASH_SMTP_USER": "ozg", "CREDENTIALS_DIRECTORY": str(tmp_path)}
    assert mail_server(handed).password == KEPT
    assert mail_server(handed | SIGNED).password == SECRET


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"OZGDASH_SMTP_HOST": ""}, "OZGDASH_SMTP_HOST"),
        ({"OZGDASH_SMTP_HOST": "mail example"}, "OZGDASH_SMTP_HOST"),
        ({"OZGDASH_SMTP_FROM": ""}, "OZGDASH_SMTP_FROM"),
        ({"OZGDASH_SMTP_FROM": "OZG <ozg@example.org>"}, "OZGDASH_SMTP_FROM"),
        ({"OZGDASH_SMTP_PORT": "0"}, "OZGDASH_SMTP_PORT"),
        ({"OZGDASH_SMTP_PORT": "smtp"}, "OZGDASH_SMTP_PORT"),
        ({"OZGDASH_SMTP_SECURITY": "ssl"}, "starttls, tls, none"),
        ({"OZGDASH_SMTP_TIMEOUT": "nan"}, "OZGDASH_SMTP_TIMEOUT"),
        ({"OZGDASH_SMTP_USER": ""}, "OZGDASH_SMTP_USER"),
        ({"OZGDASH_SMTP_PASSWORD": ""}, "OZGDASH_SMTP_PASSWORD"),
        ({"OZGDASH_SMTP_SECURITY": "none"}, "unverschlüsselt"),
    ],
)
def test_a_wrong_setting_is_named_and_the_password_never(change, named):
    with pytest.raises(SettingsError) as caught:
        mail_server(PLACE | SIGNED | change)
    assert named in caught.value.message("de")
    assert SECRET not in caught.value.message("de") + caught.value.message("en")


def test_a_mailbox_is_named_once():
    given = ["b@example.org", "a@example.org", "A@Example.ORG", "b@example.org"]
    assert addresses(given) == ("b@example.org", "a@example.org")


@pytest.mark.parametrize(
    "received",
    [
        "", "anna", "anna@", "@example.org", "a@example.org\nBcc: b@example.org", "a@example.org\r\n", "a@example.org\n",
        "a@example.org,b@example.org", "Anna <a@example.org>", "a b@example.org", "<a@example.org>", "a@example..org",
        "a@-example.org", "ä@example.org", "a@exämple.org", ".a@example.org", "a@example.org SIZE=1", "a\0@example.org",
        "a" * 250 + "@example.org",
    ],
)  # fmt: skip
def test_nothing_but_an_address_is_taken_for_one(received):
    with pytest.raises(UsageError) as caught:
        addresses(["b@example.org", received])
    assert "\n" not in caught.value.message("de")
    assert "\r" not in caught.value.message("en")
