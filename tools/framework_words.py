"""What Streamlit's front end says, as it stands in its scripts: the source of the tests on the language of a page.

    python -m tools.framework_words

prints what ``ozgdash/texts/framework.toml`` does not have and ``tests/ui/framework_words_elsewhere.txt`` does not name,
after an update of Streamlit for instance.
"""

from __future__ import annotations

import re
from functools import cache

from ozgdash.settings import PROJECT_DIR
from ozgdash.texts import catalogue
from ozgdash.ui import chunks, front_end
from ozgdash.ui.framework_words import AREA

ELSEWHERE = PROJECT_DIR / "tests" / "ui" / "framework_words_elsewhere.txt"
LITERAL = re.compile(r"""(?=`((?:[^`\\]|\\.)*)`|"((?:[^"\\\n]|\\.)*)")""")
"""From every quotation mark to the next one: what lies between two literals is code and sorted out as such."""
PLACE = re.compile(r"\$\{(?:[^{}]|\{[^{}]*\})*\}")
NAME = re.compile(r"/([\w-]+?)(?:\.esm)?\.[\w-]{8}\.js$")
LONGEST = 300
LIBRARIES = re.compile(
    "UriUtil|LiveAnnouncer|Quiver|StreamlitMarkdown|_baseAssignValue|_baseIsEqual|arrowFormatUtils|dist|emotion-.+|isArrayLike"
    "|isArrayLikeObject|isEmpty|isString|isSymbol|lib|loglevel|merge|moment|numbro|opacities|protobuf|react-dom"
    "|reactJsonViewCompat|recordbatch|rolldown-runtime|serialization|shim|space-separated-tokens|sprintfjs|src"
    "|styled-components|toConsumableArray|useCollection|useFloatingOverlay"
)
"""Scripts that say nothing to a reader, or only to a developer."""
UNHEARD = re.compile(
    r"(?:(?<!show)Error\(|\.(?:error|warn|info|debug|trace|log)\(|\.displayName=|case ?|[!=]==?|\]=|invariant\("
    r"|target:|typeof \w+<|className:|testid\"?:|\.key\(|getLogger\(|includes\(|startsWith\(|endsWith\(|join\("
    r"|split\(|add\()$"
)
"""What stands before a literal that no reader sees."""
CODE = re.compile(r"[{};<>=\\_#@|&]|--|\w\.\w|\d(?:px|ms|rem|em|s)\b|%|^\W*$|\b(?:ease|solid|inset|calc|flex)\b")
CAPITAL = re.compile(r"[A-Z][a-z]+(?![a-z]*[A-Z])")
WORDS = re.compile(r"[A-Za-z]{2,}[,.;:!?]? [A-Za-z]{2,}")


@cache
def said() -> frozenset[str]:
    """Everything in the scripts of our pages that reads like words to a reader; ``{}`` for what is put in.

    Rather too much than too little. The words of React Aria, which it has in every language, are not among them.
    """
    return frozenset(words for where in chunks.needed() if _speaks(where) for words in _said_in(where))


@cache
def said_in_german() -> frozenset[str]:
    """What React Aria says in German: it has its words in many languages and takes that of the browser."""
    return frozenset(words for where in chunks.needed() if where.endswith(".js") for words in _german_in(where))


def missing() -> list[str]:
    """What is neither replaced nor known not to stand on our pages."""
    known = {gaps(entry.get("says", entry["en"])) for key, entry in catalogue().items() if key.startswith(AREA)}
    return sorted(said() - known - elsewhere())


def gone() -> list[str]:
    """Of what is known not to stand on our pages: what no script says any more."""
    return sorted(elsewhere() - said())


def elsewhere() -> frozenset[str]:
    """What no page of ours says: of elements we do not use, for developers, and code that reads like words."""
    return frozenset(ELSEWHERE.read_text(encoding="utf-8").splitlines())


def gaps(words: str) -> str:
    """Words of our table with ``{}`` for what is put in."""
    return re.sub(r"\{\w+\}", "{}", words)


def _speaks(where: str) -> bool:
    name = NAME.search(where)
    return name is not None and LIBRARIES.fullmatch(name[1]) is None


def _said_in(where: str) -> set[str]:
    script = front_end.files()[where].read_text(encoding="utf-8")
    found = set()
    for match in LITERAL.finditer(script):
        words = PLACE.sub("{}", next(group for group in match.groups() if group is not None))
        if _reads_like_words(words) and not UNHEARD.search(script[max(match.start() - 20, 0) : match.start()]):
            found.add(words.replace("\n", " ").strip())
    return found


def _german_in(where: str) -> set[str]:
    script = front_end.files()[where].read_text(encoding="utf-8")
    found: set[str] = set()
    for name in re.finditer(r'"de-DE":([\w$]+)', script):
        begins = [one.end() for one in re.finditer(rf"\b{re.escape(name[1])}=\{{(?!\}})", script[: name.start()])]
        dictionary = script[begins[-1] : script.find("};", begins[-1])] if begins else ""
        found |= {_unescaped(PLACE.sub("{}", match[1] or match[2] or "")) for match in LITERAL.finditer(dictionary)}
    return {words for words in found if words[:1].isalpha() or words.startswith("{}")}


def _unescaped(words: str) -> str:
    return re.sub(r"\\x([0-9a-f]{2})", lambda match: chr(int(match[1], 16)), words)


def _reads_like_words(words: str) -> bool:
    plain = words.replace("{}", "")
    if (
        len(words) > 300
        or words.startswith((":", ")"))
        or (not words.isascii() and not re.search("[’•…–]", words))
        or CODE.search(plain)
    ):
        return False
    return bool(CAPITAL.match(plain.strip()) or WORDS.search(plain))


if __name__ == "__main__":
    print("\n".join(missing()))
