"""The mark that a slide carries in the document: where it comes from, and the fingerprints of what we wrote on it.

It says what the slide's provenance says anyway: no paths, no names of persons. Whatever comes back is a stranger's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, get_args

from ozgdash.errors import UserError
from ozgdash.export.council.package import Occasion
from ozgdash.export.refresh.pieces import Print, Role
from ozgdash.export.slides.origin import Origin, PageKind, Paper
from ozgdash.model.asked import Asked
from ozgdash.model.days import is_in_range
from ozgdash.model.filters import DEFAULT_PACE, DEFAULT_USE_LIMIT, PACES, USE_LIMITS, Filters, Rule
from ozgdash.model.paper_number import paper_number
from ozgdash.texts import LANGS, Lang

VERSION = 1
HOUSE = "house/"
MAX_CHARS = 200_000
MAX_WORDS = 5_000
LIST_FIELDS = ("partners", "groups", "topics", "departments", "addressees")
SNAPSHOT = re.compile(r"[\w.-]{1,80}")


@dataclass(frozen=True)
class Mark:
    """``layout``: the kind of layout that the slide was written on, behind ``HOUSE`` where that is a house's own."""

    origin: Origin
    layout: str
    prints: tuple[Print, ...]

    @property
    def of_house(self) -> bool:
        """Whether the slide was written on a house's template."""
        return self.layout.startswith(HOUSE)


class UnreadableMarkError(ValueError):
    """What stands in the place of a mark is none of ours, or of a later version."""


def written(mark: Mark) -> str:
    """The mark as one line of JSON; the same mark always gives the same line."""
    return json.dumps(_mark(mark), ensure_ascii=True, separators=(",", ":"), sort_keys=True)


def read(words: str) -> Mark:
    """The mark of a line; raises UnreadableMarkError for what is none."""
    try:
        if len(words) > MAX_CHARS:
            raise ValueError("length")
        raw = json.loads(words)
        if raw["v"] != VERSION:
            raise ValueError("version")
        return Mark(_origin_of(raw), _word(raw["layout"]), tuple(_print_of(item) for item in raw["shapes"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UnreadableMarkError(str(error)) from error


def _mark(mark: Mark) -> dict[str, Any]:
    origin, asked = mark.origin, mark.origin.asked
    raw: dict[str, Any] = {"v": VERSION, "kind": origin.kind.value, "layout": mark.layout}
    raw |= {"lang": asked.lang, "snapshot": asked.snapshot, "cooperation": asked.cooperation}
    raw |= {"published": asked.published_at.isoformat(), "view": _view(asked)}
    raw |= {name: value for name, value in (("chart", asked.chart), ("section", origin.section)) if value}
    if origin.parts > 1:
        raw |= {"part": origin.part, "parts": origin.parts}
    if origin.also:
        raw["also"] = list(origin.also)
    if origin.paper is not None:
        raw["paper"] = _paper(origin.paper)
    return raw | {"shapes": [_print(item) for item in mark.prints]}


def _view(asked: Asked) -> dict[str, Any]:
    filters = asked.filters
    values: dict[str, Any] = {
        "as_of": filters.as_of.isoformat(),
        "rule": filters.rule.value,
        **{name: list(getattr(filters, name)) for name in LIST_FIELDS},
        "deadline": filters.deadline,
        "compare": asked.compare_on and asked.compare_on.isoformat(),
        "target": asked.target_on and asked.target_on.isoformat(),
        "pace": asked.pace_months if asked.pace_months != DEFAULT_PACE else None,
        "use_below": asked.use_below if asked.use_below != DEFAULT_USE_LIMIT else None,
        "service": asked.service,
        "takeover": list(asked.takeover),
    }
    return {name: value for name, value in values.items() if value}


def _paper(paper: Paper) -> dict[str, Any]:
    occasion = paper.occasion
    session = occasion.session_on and occasion.session_on.isoformat()
    values = {"title": occasion.title, "committee": occasion.committee, "session": session}
    values["number"] = occasion.paper
    return {name: value for name, value in values.items() if value} | {"sections": list(paper.sections)}


SHORT = {
    "count": "n", "text": "t", "data": "d", "book": "b", "scale": "x", "kind": "k", "labels": "q", "look": "l",
    "name": "m", "alt": "a",
}  # fmt: skip
"""The fields of a fingerprint by what they are called in the document, where every letter counts."""


def _print(item: Print) -> dict[str, Any]:
    raw: dict[str, Any] = {"r": item.role.value, "i": item.shape}
    raw |= {short: value for name, short in SHORT.items() if (value := getattr(item, name))}
    if item.cells:
        raw["c"] = list(item.cells)
    if item.series:
        raw["s"] = [list(pair) for pair in item.series]
    if item.place is not None:
        raw["p"] = list(item.place)
    return raw


def _origin_of(raw: Mapping[str, Any]) -> Origin:
    return Origin(
        kind=PageKind(raw["kind"]),
        asked=_asked_of(raw),
        paper=_paper_of(raw["paper"]) if "paper" in raw else None,
        section=_word(raw.get("section", "")),
        part=_number(raw.get("part", 1)),
        parts=_number(raw.get("parts", 1)),
        also=_words(raw.get("also", [])),
    )


def _asked_of(raw: Mapping[str, Any]) -> Asked:
    view = raw["view"]
    pace = view.get("pace", DEFAULT_PACE)
    use_below = view.get("use_below", DEFAULT_USE_LIMIT)
    if (
        raw["lang"] not in get_args(Lang)
        or pace not in PACES
        or use_below not in USE_LIMITS
        or not SNAPSHOT.fullmatch(raw["snapshot"])
    ):
        raise ValueError(raw["lang"])
    return Asked(
        chart=_word(raw.get("chart", "")),
        filters=_filters_of(view),
        lang=LANGS[LANGS.index(raw["lang"])],
        snapshot=raw["snapshot"],
        published_at=_moment(raw["published"]),
        cooperation=_word(raw["cooperation"]),
        compare_on=_day(view["compare"]) if "compare" in view else None,
        target_on=_day(view["target"]) if "target" in view else None,
        pace_months=pace,
        use_below=use_below,
        service=_word(view["service"]) if "service" in view else None,
        takeover=_words(view.get("takeover", [])),
    )


def _filters_of(view: Mapping[str, Any]) -> Filters:
    chosen = {name: _words(view.get(name, [])) for name in LIST_FIELDS}
    deadline = _word(view["deadline"]) if "deadline" in view else None
    return Filters(as_of=_day(view["as_of"]), rule=Rule(view["rule"]), deadline=deadline, **chosen)


def _paper_of(raw: Mapping[str, Any]) -> Paper:
    session = _day(raw["session"]) if "session" in raw else None
    # Marks of decks that were made before papers had numbers have none.
    number = _paper_number(raw.get("number", ""))
    occasion = Occasion(_word(raw.get("title", "")), _word(raw.get("committee", "")), session, number)
    return Paper(occasion, _words(raw["sections"]))


def _paper_number(value: object) -> str:
    try:
        return paper_number(_word(value))
    except UserError as error:
        raise ValueError("number") from error


def _print_of(raw: Mapping[str, Any]) -> Print:
    words = {name: _word(raw.get(short, "")) for name, short in SHORT.items() if name != "count"}
    place = tuple(int(_integer(value)) for value in raw["p"]) if "p" in raw else None
    if place is not None and len(place) != 4:
        raise ValueError("place")
    return Print(
        role=Role(raw["r"]),
        shape=_integer(raw["i"]),
        count=_integer(raw.get("n", 0)),
        cells=_words(raw.get("c", [])),
        series=tuple((_word(name), _word(look)) for name, look in raw.get("s", [])),
        place=place,
        **words,
    )


def _word(value: object) -> str:
    if not isinstance(value, str) or len(value) > MAX_WORDS:
        raise ValueError("word")
    return value


def _words(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise ValueError("words")
    return tuple(map(_word, values))


def _integer(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("integer")
    return value


def _number(value: object) -> int:
    number = _integer(value)
    if not 1 <= number <= MAX_WORDS:
        raise ValueError("number")
    return number


def _day(value: object) -> date:
    day = date.fromisoformat(_word(value))
    if not is_in_range(day):
        raise ValueError("day")
    return day


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_word(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
