"""``[[vergleich]]`` of cooperation.toml: with whom the outside views are compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from ozgdash.errors import SettingsError
from ozgdash.model.cooperation import PartnerKind, Peer
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.cooperation import read_cooperation

SOUND = (PROJECT_DIR / "tests" / "golden" / "data" / "cooperation.toml").read_text(encoding="utf-8")
PEER = '\n[[vergleich]]\nid = "nachbar"\nname = "Stadt Nachbarheim"\nkind = "kreisfreie_stadt"\nars = "999030000000"\n'


def read(folder: Path, content: str) -> tuple[Peer, ...]:
    path = folder / "cooperation.toml"
    path.write_text(content, encoding="utf-8")
    return read_cooperation(path).peers


def test_none_are_named_without_the_table_and_the_short_name_is_the_name_where_there_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, SOUND) == ()
    short = PEER.replace('"Stadt Nachbarheim"', '"Stadt Nachbarheim"\nshort_name = "Nachbarheim"')
    (peer,) = read(tmp_path, SOUND + PEER)
    assert peer == Peer("nachbar", "Stadt Nachbarheim", "Stadt Nachbarheim", PartnerKind.CITY, "999030000000")
    assert read(tmp_path, SOUND + short)[0].short_name == "Nachbarheim"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (PEER.replace("999030000000", "99903"), ["vergleich 1", "ars", "99903"]),
        (PEER.replace("kreisfreie_stadt", "stadt"), ["vergleich 1", "kind", "landkreis"]),
        (PEER.replace('"nachbar"', '"Nach bar"'), ["vergleich 1", "id", "a–z"]),
        (PEER + "joined_on = 2021-01-01\n", ["vergleich 1", "joined_on"]),
        (PEER.replace("999030000000", "999010000000"), ["partner 1", "vergleich 1", "Stadt Zählheim"]),
        (PEER.replace('"nachbar"', '"stadt"'), ["partner 1", "vergleich 1", "stadt"]),
        (PEER + PEER.replace('"nachbar"', '"zwei"'), ["vergleich 1", "vergleich 2"]),
    ],
)
def test_what_cannot_be_is_named_with_its_place(tmp_path: Path, content: str, said: list[str]) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, SOUND + content)
    assert [words for words in said if words not in caught.value.message("de")] == []
