"""Targets of one's own: what they count, what is missing, what pace that needs, and what their two lists say alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from ozgdash import formats
from ozgdash.proof.claims import Claim, Line, grid
from ozgdash.proof.facts import RULES, Facts
from ozgdash.proof.history import DAYS_PER_MONTH, HAIR, PACES
from ozgdash.proof.pasts import Past, pasts
from ozgdash.proof.services import tally
from ozgdash.texts import text

KEYS = (
    *("target", "share", "due_on", "state", "unit", "done", "total", "now", "goal", "remaining"),
    *("pace", "needed", "planned", "undated"),
)
ALIKE = ("share", "due_on", "remaining", "planned", "undated", "state")
"""What the list of those that no plan covers repeats."""
USE = "nutzung"


@dataclass(frozen=True)
class Counted:
    """What a target counts; ``past``: the history that it goes by, where that is in the package."""

    done: float
    total: float
    past: Past | None = None


def aims(facts: Facts) -> Iterator[Claim]:
    """The tables of targets."""
    table = grid(facts.package, "targets", "targets", *KEYS)
    if table is None:
        return
    known = _known(facts) if facts.unfiltered else {}
    pacing = [(line, known[_bare(facts, line)]) for line in table.lines if _bare(facts, line) in known]
    window = max(PACES, key=lambda months: sum(claim.holds for pair in pacing for claim in _pace(*pair, months)))
    for line, counted in pacing:
        yield line.claim("done", counted.done)
        yield line.claim("total", counted.total)
        yield from _pace(line, counted, window)
    for line in table.lines:
        yield from _missing(line)
        yield from _needed(facts, line)
        yield from _state(facts, line)
    yield from _repeated(facts, {line["target"]: line for line in table.lines})


def _bare(facts: Facts, line: Line) -> str:
    """What a target is called, without a word that it is invented."""
    return line["target"].removesuffix(text("targets.example", facts.package.lang, name=""))


def _known(facts: Facts) -> dict[str, Counted]:
    """What each target counts that could be decided of all services, or of a Themenfeld, by what it is called."""
    found: dict[str, Counted] = {}
    known, listed = pasts(facts), facts.listed
    for place, short in enumerate(listed.partners if listed else ()):
        name = facts.names[place] if facts.names else ""
        for rule in RULES:
            counts = facts.by_rule(place, rule)
            past = known.get(name) if rule == facts.package.rule else None
            found[_named(facts, short, rule)] = Counted(counts.done, counts.total, past)
        for topic in dict.fromkeys(listed.topics) if listed else ():
            cells = zip(listed.topics, listed.cells[place], strict=True) if listed else ()
            counts = tally(tuple(cell for own, cell in cells if own == topic))
            found[_named(facts, f"{short}, {topic}", RULES[0])] = Counted(counts.done, counts.total)
    return found | _everybody(facts) | _used(facts)


def _everybody(facts: Facts) -> dict[str, Counted]:
    listed = facts.listed
    if listed is None or not facts.package.of_everybody:
        return {}
    who, found = text("targets.everybody", facts.package.lang), {}
    for rule in RULES:
        counts = [facts.by_rule(place, rule) for place in range(len(listed.partners))]
        done, total = sum(count.done for count in counts), sum(count.total for count in counts)
        found[_named(facts, who, rule)] = Counted(done, total)
    return found


def _used(facts: Facts) -> dict[str, Counted]:
    """Digital cases of a partner; none where a number is hidden."""
    table = grid(facts.package, "use", "use", "partner", "digital", "cases")
    found = {}
    for line in table.lines if table else ():
        numbers = line.numbers("digital", "cases")
        if numbers and line["partner"] in facts.short:
            found[_named(facts, facts.short[line["partner"]], USE)] = Counted(numbers[0], numbers[1])
    return found


def _named(facts: Facts, who: str, rule: str) -> str:
    lang = facts.package.lang
    return text("targets.name", lang, who=who, what=text(f"targets.what_{rule}", lang))


def _pace(line: Line, counted: Counted, window: int) -> Iterator[Claim]:
    pace = counted.past.pace(window) if counted.past else None
    if pace is not None:
        yield line.claim("pace", pace)


def _missing(line: Line) -> Iterator[Claim]:
    """How many are to be reached, how many of them are missing, and how many of those have no date."""
    wanted, reached = line.numbers("share", "total"), line.numbers("goal", "done")
    if wanted is not None:
        yield line.claim("goal", ceil(wanted[0] * wanted[1] - HAIR))
    if reached is not None:
        yield line.claim("remaining", max(reached[0] - reached[1], 0.0))
    dated = line.numbers("remaining", "planned")
    if dated is not None:
        yield line.claim("undated", max(dated[0] - dated[1], 0.0))


def _needed(facts: Facts, line: Line) -> Iterator[Claim]:
    """Per month to the day of the target; of use in percentage points."""
    due, remaining = line.day("due_on"), line.number("remaining")
    if due is None or facts.as_of is None or not remaining or due <= facts.as_of:
        return
    months = (due - facts.as_of).days / DAYS_PER_MONTH
    parts = line.numbers("share", "done", "total")
    if line["unit"] != text("targets.unit_nutzung", facts.package.lang):
        yield line.claim("needed", remaining / months)
    elif parts is not None and parts[2]:
        yield line.claim("needed", (parts[0] - parts[1] / parts[2]) * 100 / months)


def _state(facts: Facts, line: Line) -> Iterator[Claim]:
    """Reached or missed, whatever the path says; else neither."""
    due, counts, lang = line.day("due_on"), line.numbers("done", "goal"), facts.package.lang
    if due is None or counts is None or facts.as_of is None:
        return
    reached, missed = (text(f"targets.state_{state}", lang) for state in ("reached", "missed"))
    if counts[0] >= counts[1]:
        yield line.claim("state", reached)
    elif due < facts.as_of:
        yield line.claim("state", missed)
    else:
        holds = line["state"] not in (reached, missed)
        yield Claim(line.sheet, ((line.row, line.places["state"]),), line["target"], line["state"], "", holds)


def _repeated(facts: Facts, targets: dict[str, Line]) -> Iterator[Claim]:
    """What the other lists of targets say of the same ones."""
    unplanned = grid(facts.package, "targets_unplanned", "targets", "target", *ALIKE)
    for line in unplanned.lines if unplanned else ():
        if line["target"] in targets:
            yield from (line.claim(key, targets[line["target"]][key]) for key in ALIKE)
    changed = grid(facts.package, "targets_changes", "targets", "target", "share", "due_on", "after")
    for line in changed.lines if changed else ():
        other = targets.get(line["target"])
        counts = other.numbers("done", "total") if other else None
        if other is not None and counts is not None:
            said = formats.n_of_m(int(counts[0]), int(counts[1]), facts.package.lang)
            yield line.claim("after", said)
            yield from (line.claim(key, other[key]) for key in ("share", "due_on"))
