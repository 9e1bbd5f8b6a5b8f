"""What the claims of a sign-in are worth: nothing, unless they say it clearly and are fresh."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ozgdash.model.rights import Rights
from ozgdash.settings import from_environment
from ozgdash.ui.sign_in import Standing, judged

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOUR = 3600
SETTINGS = from_environment({"OZGDASH_EDIT": "oidc", "OZGDASH_SESSION_HOURS": "8"})


def claims(**more: object) -> dict[str, object]:
    return {"is_logged_in": True, "iat": NOW.timestamp() - HOUR, "sub": "k-17", "preferred_username": "muster"} | more


@pytest.mark.parametrize(
    ("roles", "reads", "partners", "admin"),
    [
        (["ozg:viewer"], True, set(), False),
        (["ozg:editor:gifhorn"], True, {"gifhorn"}, False),
        (["ozg:editor:gifhorn", "ozg:editor:salzgitter", "ozg:viewer"], True, {"gifhorn", "salzgitter"}, False),
        (["ozg:admin"], True, set(), True),
        ("ozg:viewer", True, set(), False),
        ([], False, set(), False),
        (None, False, set(), False),
        (["ozg:editor:"], False, set(), False),
        (["ozg:editor"], False, set(), False),
        (["OZG:ADMIN", "admin", "viewer", "ozg:admin ", "ozg:administrator"], False, set(), False),
        ({"ozg:admin": True}, False, set(), False),
        ([["ozg:admin"], {"a": "ozg:admin"}, 7, None], False, set(), False),
        ("ozg:viewer ozg:admin", False, set(), False),
        (True, False, set(), False),
    ],
)
def test_roles_become_rights_and_everything_else_none(roles, reads, partners, admin):
    found = judged(claims(roles=roles), SETTINGS, now=NOW)
    assert found.standing is Standing.SIGNED_IN
    assert found.rights == Rights("muster", reads, frozenset(partners), admin)


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        ({"realm_access": {"roles": ["ozg:admin"]}}, "realm_access.roles"),
        ({"resource_access": {"ozgdash": {"roles": ["ozg:admin"]}}}, "resource_access.ozgdash.roles"),
        ({"https://ozg.example.org/roles": ["ozg:admin"]}, "https://ozg.example.org/roles"),
    ],
)
def test_the_claim_may_be_nested_or_have_dots_in_its_name(given, claim):
    assert judged(claims(**given), replace(SETTINGS, role_claim=claim), now=NOW).rights.admin
    assert not judged(claims(**given), SETTINGS, now=NOW).rights.reads


@pytest.mark.parametrize("path", ["realm_access.roles.more", "realm_access.none", "roles."])
def test_a_way_that_leads_nowhere_gives_nothing(path):
    given = claims(realm_access={"roles": ["ozg:admin"]}, roles=["ozg:admin"])
    assert not judged(given, replace(SETTINGS, role_claim=path), now=NOW).rights.reads


@pytest.mark.parametrize("age", [0, HOUR, 8 * HOUR - 1, -60])
def test_a_sign_in_holds_for_the_hours_that_are_set(age):
    given = claims(iat=NOW.timestamp() - age, roles=["ozg:admin"])
    assert judged(given, SETTINGS, now=NOW).standing is Standing.SIGNED_IN


@pytest.mark.parametrize(
    "issued",
    [
        NOW.timestamp() - 8 * HOUR,
        NOW.timestamp() - 30 * 24 * HOUR,
        NOW.timestamp() + 600,
        None,
        "2026-11-24",
        True,
        float("nan"),
        float("inf"),
        10**400,
        -(10**400),
    ],
)
def test_one_that_is_too_old_or_has_no_honest_time_of_issue_is_over(issued):
    found = judged(claims(iat=issued, roles=["ozg:admin"]), SETTINGS, now=NOW)
    assert found.standing is Standing.EXPIRED
    assert found.rights == Rights()


@pytest.mark.parametrize("said", [False, None, "true", 1])
def test_who_is_not_signed_in_has_no_rights(said):
    found = judged(claims(is_logged_in=said, roles=["ozg:admin"]), SETTINGS, now=NOW)
    assert found.standing is Standing.SIGNED_OUT
    assert found.rights == Rights()
    assert judged({}, SETTINGS, now=NOW).rights == Rights()


def test_the_name_is_the_first_that_there_is():
    assert judged(claims(), SETTINGS, now=NOW).rights.who == "muster"
    assert judged(claims(preferred_username="", email="a@example.org"), SETTINGS, now=NOW).rights.who == "a@example.org"
    assert judged(claims(preferred_username=None), SETTINGS, now=NOW).rights.who == "k-17"
