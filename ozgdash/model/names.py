"""Names that people type, and their forms: the one to be shown and the ones to be compared."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

IGNORABLE = frozenset(
    chr(code)
    for first, last in (
        (0x034F, 0x034F),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0x180B, 0x180F),
        (0x2800, 0x2800),
        (0x3164, 0x3164),
        (0xFE00, 0xFE0F),
        (0xFFA0, 0xFFA0),
        (0xE0100, 0xE01EF),
    )
    for code in range(first, last + 1)
)
"""Characters that show nothing and are neither format characters nor white space: fillers, selectors of a variant."""
APOSTROPHES = "‘’ʼ´`′"
LONGEST_KEPT = 120
"""Letters of a name whose form for comparison is remembered; a longer one is hardly a name."""
UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))


def cleaned(name: str) -> str:
    """The name as a reader sees it: NFC, characters that show nothing left out, every run of white space one blank.

    White space is what Unicode calls so: line breaks and no-break blanks, too. Nothing is shown by format characters
    (category Cf: soft hyphen, zero-width blanks and joiners, marks of direction), fillers, selectors of a variant and
    control characters. Empty where nothing visible is left.
    """
    if name.isascii() and name.isprintable():
        return " ".join(name.split())
    return " ".join(unicodedata.normalize("NFC", "".join(filter(_shows, name))).split())


def _shows(character: str) -> bool:
    return character not in IGNORABLE and (unicodedata.category(character) not in ("Cf", "Cc") or character.isspace())


def folded(name: str) -> str:
    """The form in which two names are compared: names that look alike but for case are the same.

    Alike are also the kinds of dashes and of apostrophes, and letters of another width.
    """
    if name.isascii() and name.isprintable():
        return " ".join(name.lower().replace("`", "'").split())
    return _folded_before(name) if len(name) <= LONGEST_KEPT else _folded_anew(name)


@lru_cache(maxsize=20_000)
def _folded_before(name: str) -> str:
    """Headers, names and words of the vocabulary come again with every row."""
    return _folded_anew(name)


def _folded_anew(name: str) -> str:
    return cleaned(_alike(look(name).casefold()))


def look(name: str) -> str:
    """The form in which two names are the same that a reader takes for the same, upper and lower case included."""
    return _alike(cleaned(name))


def _alike(name: str) -> str:
    """Before and after the letters of another width: some of them stand for a dash or an apostrophe."""
    return "".join(map(_plain, unicodedata.normalize("NFKC", "".join(map(_plain, name)))))


def _plain(character: str) -> str:
    if unicodedata.category(character) == "Pd" or character == "\N{MINUS SIGN}":
        return "-"
    return "'" if character in APOSTROPHES else character


def lettered(words: str) -> str:
    """The letters and digits of the words alone, umlauts spelled out: ``Leika Schluessel`` is ``LeiKa-Schlüssel``."""
    plain = folded(words)
    for letter, spelling in UMLAUTS:
        plain = plain.replace(letter, spelling)
    return "".join(character for character in plain if character.isalnum())


def distinct(names: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """One name for each item, no two of which are compared as one: the first of its names that meets no other's.

    Where two items meet, both go on to their next name; the last names of all items must differ.
    """
    used = [0] * len(names)
    while True:
        chosen = [options[at] for options, at in zip(names, used, strict=True)]
        forms = [folded(name) for name in chosen]
        counts = Counter(forms)
        meeting = [
            place for place, form in enumerate(forms) if counts[form] > 1 and used[place] + 1 < len(names[place])
        ]
        if not meeting:
            return tuple(chosen)
        for place in meeting:
            used[place] += 1


@dataclass(frozen=True)
class KnownNames:
    """Names that were reported before, as they are spelled in the snapshot: those of the newest report first."""

    departments: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()


NO_NAMES = KnownNames()


def spelled(names: Sequence[str], known: Sequence[str]) -> list[str]:
    """Each of the names as ``known_as`` finds it, as it is where that finds none; quick where many are known."""
    exact = set(known)
    if exact.issuperset(names):
        return list(names)
    by_look: dict[str, str] = {}
    for item in known:
        by_look.setdefault(folded(item), item)
    return [name if name in exact else by_look.get(folded(name), name) for name in names]


def known_as(name: str, known: Iterable[str]) -> str | None:
    """The one of the known names that looks like this one, spelled as it is known; None where there is none."""
    wanted = folded(name)
    return next((item for item in known if item == name or folded(item) == wanted), None)
