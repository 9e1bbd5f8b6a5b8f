"""Groups in cooperation.toml: read strictly, and what is wrong is named with its place and what to do."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from ozgdash.errors import SettingsError
from ozgdash.ingest import build
from ozgdash.model.groups import Group, GroupKind
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.sources.cooperation import read_cooperation
from ozgdash.store import read
from ozgdash.store.snapshots import Store

GOLDEN = PROJECT_DIR / "tests" / "golden" / "data"
SOUND = (GOLDEN / "cooperation.toml").read_text(encoding="utf-8")
LIST = '[[vergleichsgruppe]]\nkey = "umland"\nname = "Umland"\npartner = ["99951"]\n'
TODAY = date(2021, 6, 1)


def with_words(**words: str) -> str:
    content = SOUND
    for partner, word in words.items():
        content = content.replace(f'id = "{partner}"', f'id = "{partner}"\ngruppe = "{word}"')
    return content


def groups_of(folder: Path, content: str) -> list[tuple[str, str, tuple[str, ...]]]:
    path = folder / "cooperation.toml"
    path.write_text(content, encoding="utf-8")
    return [(group.key, group.name, group.partners) for group in read_cooperation(path).groups]


def test_a_cooperation_without_groups_has_none(tmp_path: Path) -> None:
    assert groups_of(tmp_path, SOUND) == []
    assert read_cooperation(PROJECT_DIR / "data" / "cooperation.toml").groups == ()


def test_a_word_makes_a_group_of_all_who_have_it(tmp_path: Path) -> None:
    content = with_words(stadt="Mittelzentren Süd", dorf="mittelzentren  SÜD", kreis="Kreise")
    assert groups_of(tmp_path, content) == [
        ("gruppe-kreise", "Kreise", ("kreis",)),
        ("gruppe-mittelzentrensued", "Mittelzentren Süd", ("stadt", "dorf")),
    ]


def test_a_list_names_partners_by_id_and_by_the_beginning_of_their_ars(tmp_path: Path) -> None:
    other = '[[vergleichsgruppe]]\nkey = "zwei"\nname = "Zwei"\npartner = ["dorf", "stadt", "999510000001"]\n'
    assert groups_of(tmp_path, SOUND + LIST + other) == [
        ("umland", "Umland", ("kreis", "dorf")),
        ("zwei", "Zwei", ("stadt", "dorf")),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SOUND + LIST.replace('["99951"]', "[]"), ["vergleichsgruppe 1", "Umland", "nennt niemanden", "löschen"]),
        (SOUND + LIST.replace('partner = ["99951"]\n', ""), ["vergleichsgruppe 1", "Umland", "nennt niemanden"]),
        (SOUND + LIST.replace("99951", "9995"), ["vergleichsgruppe 1", "„9995“ ist kein ARS", "5 (Kreis)", "berichtigen"]),
        (SOUND + LIST.replace("99951", "05315"), ["vergleichsgruppe 1", "„05315“", "keines Partners", "streichen"]),
        (SOUND + LIST.replace("99951", "atlantis"), ["vergleichsgruppe 1", "„atlantis“", "stadt, kreis, dorf", "streichen"]),
        (SOUND + LIST.replace('["99951"]', "[99951]"), ["vergleichsgruppe 1", "„99951“", "stadt, kreis, dorf"]),
        (SOUND + LIST + LIST.replace("Umland", "Anders"), ["vergleichsgruppe 1", "vergleichsgruppe 2", "„umland“", "umbenennen"]),
        (SOUND + LIST + LIST.replace('"umland"', '"anders"'), ["vergleichsgruppe 1", "vergleichsgruppe 2", "„Umland“"]),
        (SOUND + LIST.replace('"umland"', '"kreis-99951"'), ["vergleichsgruppe 1", "„kreis-99951“", "land-…", "umbenennen"]),
        (SOUND + LIST.replace('"umland"', '"Um Land"'), ["vergleichsgruppe 1", "Um Land", "a–z"]),
        (SOUND + LIST.replace('name = "Umland"', ""), ["vergleichsgruppe 1", "name"]),
        (SOUND + LIST + "partnr = 1\n", ["vergleichsgruppe 1", "partnr"]),
        (SOUND + LIST.replace("[[vergleichsgruppe]]", "[[vergleiche]]"), ["vergleiche", "[[vergleichsgruppe]]", "[[vergleich]]"]),
        (with_words(dorf=" "), ["partner 3", "gruppe"]),
        (with_words(dorf="…"), ["partner 3", "gruppe", "…"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_and_what_to_do(tmp_path: Path, content: str, said: list[str]) -> None:
    assert content != SOUND
    with pytest.raises(SettingsError) as caught:
        groups_of(tmp_path, content)
    for part in said:
        assert part in caught.value.message("de")


def test_a_snapshot_keeps_the_groups_and_a_faulty_one_publishes_nothing(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    shutil.copytree(GOLDEN, settings.data_dir)
    file = settings.data_dir / "cooperation.toml"
    file.write_text(with_words(dorf="Dörfer", kreis="Kreise") + LIST, encoding="utf-8")
    build(settings, today=TODAY)
    current, connection = Store(settings.snapshots_dir).open_current()
    with connection:
        assert read.cooperation(connection) == read_cooperation(file)
        assert read.cooperation(connection).own_groups == (
            Group("umland", "Umland", GroupKind.CHOSEN, ("kreis", "dorf")),
            Group("gruppe-doerfer", "Dörfer", GroupKind.SHARED_WORD, ("dorf",)),
            Group("gruppe-kreise", "Kreise", GroupKind.SHARED_WORD, ("kreis",)),
        )
    file.write_text(SOUND + LIST.replace("99951", "atlantis"), encoding="utf-8")
    with pytest.raises(SettingsError):
        build(settings, today=TODAY)
    assert Store(settings.snapshots_dir).current() == current
