"""Settings come from the environment, have defaults, and a wrong one is named with what is allowed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ozgdash.errors import SettingsError
from ozgdash.settings import from_environment

NUMBERS = {"OZGDASH_KEEP_SNAPSHOTS": "5", "OZGDASH_MAX_SHRINK": "0.25", "OZGDASH_MAX_JUMP": "1"}


def test_what_is_not_set_has_its_default():
    settings = from_environment({})
    assert (settings.edit, settings.keep_snapshots, settings.max_shrink, settings.max_jump) == ("local", 36, 0.1, 0.5)
    assert from_environment(dict.fromkeys(NUMBERS, "")) == settings


def test_what_is_set_is_taken():
    settings = from_environment(NUMBERS | {"OZGDASH_EDIT": "off"})
    assert (settings.edit, settings.keep_snapshots, settings.max_shrink, settings.max_jump) == ("off", 5, 0.25, 1.0)


def test_compressed_files_lie_in_the_folder_that_is_set_or_in_the_users_cache(tmp_path: Path):
    assert from_environment({"OZGDASH_CACHE_DIR": str(tmp_path / "here")}).cache_dir == tmp_path / "here"
    if os.name != "nt":
        chosen = from_environment({"XDG_CACHE_HOME": str(tmp_path / "cache")}).cache_dir
        assert chosen == tmp_path / "cache" / "ozgdash"
        default = from_environment({}).cache_dir
        assert default == Path.home() / ".cache" / "ozgdash"


def test_origins_of_frames_are_parted_by_spaces():
    given = {"OZGDASH_FRAME_ANCESTORS": " https://intranet.example.org  http://localhost:8080 "}
    assert from_environment(given).frame_ancestors == ("https://intranet.example.org", "http://localhost:8080")
    assert from_environment({}).frame_ancestors == ()


def test_the_zone_is_that_of_germany_unless_another_one_is_set():
    assert from_environment({}).timezone == "Europe/Berlin"
    assert from_environment({"OZGDASH_TIMEZONE": "Europe/Lisbon"}).timezone == "Europe/Lisbon"


@pytest.mark.parametrize(
    ("name", "received"),
    [
        ("OZGDASH_EDIT", "alle"),
        ("OZGDASH_READ", "niemand"),
        ("OZGDASH_FILE_MODE", "0664"),
        ("OZGDASH_SESSION_HOURS", "0"),
        ("OZGDASH_SESSION_HOURS", "nan"),
        ("OZGDASH_KEEP_SNAPSHOTS", "0"),
        ("OZGDASH_KEEP_SNAPSHOTS", "viele"),
        ("OZGDASH_MAX_UPLOAD_MB", "0"),
        ("OZGDASH_MAX_UPLOAD_TOTAL_MB", "1,5"),
        ("OZGDASH_MAX_SHRINK", "0"),
        ("OZGDASH_MAX_SHRINK", "1.5"),
        ("OZGDASH_MAX_JUMP", "halb"),
        ("OZGDASH_MAX_JUMP", "nan"),
        ("OZGDASH_FRAME_ANCESTORS", "https://intranet.example.org/"),
        ("OZGDASH_FRAME_ANCESTORS", "intranet.example.org"),
        ("OZGDASH_FRAME_ANCESTORS", "'none';"),
        ("OZGDASH_FRAME_ANCESTORS", "*"),
        ("OZGDASH_TIMEZONE", "Berlin"),
        ("OZGDASH_TIMEZONE", "../Europe/Berlin"),
    ],
)
def test_a_wrong_value_is_named_with_its_setting(name, received):
    with pytest.raises(SettingsError) as caught:
        from_environment({name: received})
    for lang in ("de", "en"):
        assert name in caught.value.message(lang)
        assert received in caught.value.message(lang)


def test_the_address_of_the_dashboard_ends_in_a_slash() -> None:
    assert from_environment({}).address is None
    assert from_environment({"OZGDASH_ADDRESS": "https://ozg.example.org"}).address == "https://ozg.example.org/"
    assert from_environment({"OZGDASH_ADDRESS": "http://localhost:8501/ozg/"}).address == "http://localhost:8501/ozg/"


@pytest.mark.parametrize(
    "received", ["ozg.example.org", "ftp://ozg.example.org", "https://a.b/?lang=en", "https://a b"]
)
def test_what_is_no_address_of_a_dashboard_is_refused_with_the_name_of_the_setting(received: str) -> None:
    with pytest.raises(SettingsError, match="OZGDASH_ADDRESS"):
        from_environment({"OZGDASH_ADDRESS": received})
