"""The list of everyday words: read strictly, so that a fault is found before a search is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ozgdash.errors import SourceFormatError
from ozgdash.model.synonym import WordGroup
from ozgdash.sources.synonyms import read_synonyms


def written(folder: Path, *lines: str) -> Path:
    path = folder / "synonyme.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_row_is_a_group_of_entries_separated_by_commas(tmp_path):
    path = written(
        tmp_path, "alltag;amtlich", "Kita,  Kita  Platz ;Kindertagesstätte", "Perso;Personalausweis, Ausweis"
    )
    assert read_synonyms(path) == (
        WordGroup(("Kita", "Kita Platz"), ("Kindertagesstätte",)),
        WordGroup(("Perso",), ("Personalausweis", "Ausweis")),
    )


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["wort;amtlich", "Kita;x"], r"alltag; amtlich"),
        (["alltag;amtlich", "Kita;"], r"Zeile 2, Spalte „amtlich“"),
        (["alltag;amtlich", ",;Kindertagesstätte"], r"Zeile 2, Spalte „alltag“"),
        (["alltag;amtlich", "Kita;Krippe", "KITA;Hort"], r"Zeile 3.*„KITA“ steht schon in Zeile 2"),
        (["alltag;amtlich", "Kita;kita"], r"Zeile 2.*„kita“ steht in dieser Zeile"),
        (["alltag;amtlich", "AB;Kindertagesstätte"], r"Zeile 2, Spalte „alltag“.*„AB“ ist zu kurz.*ab 3 Buchstaben"),
        (["alltag;amtlich", f"{', '.join(f'wort{n}' for n in range(21))};Kita"], r"21 Wörter.*höchstens 20"),
    ],
)
def test_a_fault_is_named_with_its_place_and_what_is_allowed(tmp_path, lines, message):
    with pytest.raises(SourceFormatError, match=message):
        read_synonyms(written(tmp_path, *lines))
