"""cooperation.toml is read strictly, and what is wrong is named with its place."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from ozgdash.errors import SettingsError
from ozgdash.model.cooperation import Deadline, PartnerKind
from ozgdash.model.statement import Feedback
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.cooperation import read_cooperation
from ozgdash.sources.feedback import read_feedback

SOUND = (PROJECT_DIR / "tests" / "golden" / "data" / "cooperation.toml").read_text(encoding="utf-8")


def written(folder: Path, content: str) -> Path:
    path = folder / "cooperation.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_the_cooperation_of_the_project() -> None:
    cooperation = read_cooperation(PROJECT_DIR / "data" / "cooperation.toml")
    assert [partner.id for partner in cooperation.partners] == ["wolfsburg", "braunschweig", "salzgitter", "gifhorn"]
    assert cooperation.start == date(2020, 9, 1)
    gifhorn = cooperation.partner("gifhorn")
    assert (gifhorn.kind, gifhorn.joined_on, gifhorn.ars) == (PartnerKind.DISTRICT, date(2021, 4, 23), "031510000000")
    assert cooperation.deadline(None) == Deadline("ozg", "OZG-Frist", date(2022, 12, 31))


def test_a_deadline_may_have_a_share_and_a_scope(tmp_path: Path) -> None:
    content = SOUND + '[[deadline]]\nkey = "rat"\nname = "Ratsziel"\ndate = 2027-12-31\nshare = 0.6\n'
    assert read_cooperation(written(tmp_path, content)).deadlines[-1] == Deadline(
        "rat", "Ratsziel", date(2027, 12, 31), None, 0.6
    )
    assert read_cooperation(written(tmp_path, content)).deadlines[1].scope == "sdg"


def test_whom_to_tell_of_barriers_may_be_said(tmp_path: Path) -> None:
    said = '[accessibility]\ncontact = "Stadt A"\nemail = "b@a.example"\nchecked_on = 2026-11-29\n'
    path = written(tmp_path, SOUND + said)
    assert read_cooperation(path) == read_cooperation(written(tmp_path, SOUND))
    path = written(tmp_path, SOUND + said)
    assert read_feedback(path) == Feedback(contact="Stadt A", email="b@a.example", checked_on=date(2026, 11, 29))
    assert read_feedback(written(tmp_path, SOUND)) == Feedback()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('email = "b at a"', ["accessibility", "email", "b at a", "barrieren@stadt.example"]),
        ('phone = "later"', ["accessibility", "phone", "later", "05361 28-0"]),
        ('checked_on = "today"', ["accessibility", "checked_on", "today", "2020-09-01"]),
        ('fax = "1"', ["accessibility", "fax"]),
    ],
)
def test_a_wrong_way_to_tell_of_barriers_is_refused(tmp_path: Path, line: str, said: list[str]) -> None:
    with pytest.raises(SettingsError) as caught:
        read_cooperation(written(tmp_path, f"{SOUND}[accessibility]\n{line}\n"))
    assert [word for word in said if word not in caught.value.message("de")] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'kind = "landkreis"',
            'kind = "bezirk"',
            ["partner 2", "kind", "bezirk", "kreisfreie_stadt, landkreis, gemeinde"],
        ),
        ('ars = "999510000000"', 'ars = "03151"', ["partner 2", "ars", "03151", "031030000000"]),
        ("joined_on = 2021-03-15", 'joined_on = "bald"', ["partner 2", "joined_on", "bald"]),
        ('id = "kreis"', 'id = "stadt"', ["partner 1", "partner 2", "„stadt“"]),
        ('name = "Zählprobe"', "", ["cooperation", "name", "fehlt"]),
        ("start = 2021-01-01", "start = 2021-01-01\nstrat = 1", ["cooperation", "strat", "name, start"]),
        ('scope = "sdg"', 'scope = "alles"', ["deadline 2", "scope", "alles", "sdg"]),
        ("joined_on = 2021-03-15", "joined_on = 1899-12-31", ["partner 2", "joined_on", "1899-12-31", "1990-01-01"]),
        ("start = 2021-01-01", "start = 9999-12-31", ["cooperation", "start", "9999-12-31", "2100-12-31"]),
        ("date = 2021-12-31", "date = 2101-01-01", ["deadline 2", "date", "2101-01-01", "2100-12-31"]),
        ("[cooperation]", "[kooperation]", ["cooperation"]),
        ("[[deadline]]", "[[frist]]", ["deadline", "fehlt"]),
        ("start = 2021-01-01", "start = ", ["TOML"]),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, said: list[str]) -> None:
    assert old in SOUND
    with pytest.raises(SettingsError) as caught:
        read_cooperation(written(tmp_path, SOUND.replace(old, new)))
    for part in said:
        assert part in caught.value.message("de")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="fehlt oder ist nicht lesbar"):
        read_cooperation(tmp_path / "cooperation.toml")


MEETING = [
    ("short_name", "Zählheim"),
    ("short_name", "ZÄHLHEIM"),
    ("short_name", "Za\u0308hlheim"),
    ("short_name", "Zähl\u00adheim"),
    ("name", "Stadt  Zählheim"),
    ("name", "zählheim"),
    ("short_name", "Stadt"),
    ("id", "zaehlheim"),
]


@pytest.mark.parametrize(("key", "name"), MEETING)
def test_two_partners_that_answer_to_one_name_are_refused_by_both_names(tmp_path: Path, key: str, name: str) -> None:
    content = SOUND.replace('short_name = "Zählheim"', 'short_name = "zaehlheim"') if key == "id" else SOUND
    first, *others = content.split("[[partner]]")
    others[1] = re.sub(rf'^{key} = ".*"', f'{key} = "{name}"', others[1], flags=re.MULTILINE)
    with pytest.raises(SettingsError) as caught:
        read_cooperation(written(tmp_path, "[[partner]]".join([first, *others])))
    message = caught.value.message("de")
    assert "[partner 1] „Stadt Zählheim“" in message
    assert "[partner 2]" in message
    assert "umbenennen" in message


def test_one_partner_may_have_one_name_for_all(tmp_path: Path) -> None:
    content = SOUND.replace('name = "Stadt Zählheim"', 'name = "Zählheim"')
    assert read_cooperation(written(tmp_path, content)).partners[0].name == "Zählheim"


def test_two_deadlines_of_one_name_are_refused(tmp_path: Path) -> None:
    content = SOUND + '[[deadline]]\nkey = "rat"\nname = "ZIEL"\ndate = 2027-12-31\n'
    with pytest.raises(SettingsError, match=r"\[deadline 1\].*\[deadline 3\]"):
        read_cooperation(written(tmp_path, content))
