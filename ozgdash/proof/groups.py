"""Groups that add up: Themenfelder, Fachbereiche, stages, kinds of change, obstacles, ways in which cases come in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from ozgdash.proof.claims import Claim, Grid, Line, count, grid
from ozgdash.proof.facts import RULES, Facts
from ozgdash.proof.services import reader, tally
from ozgdash.texts import text

COUNTS = ("done", "total", "not_responsible", "not_digitisable", "unknown")
WAYS = ("known", "few", "cases_only", "silent")
"""How services are told apart by what is known of their cases."""
USE = (*WAYS, "digital", "cases", "cases_left", "monthly")
BY_DAYS = {"online": "online", "fallen_back": "fallen_back", "in_scope": "in_scope", "out_of_scope": "out_of_scope"}
"""Columns of what changed in sum, and the kinds of change that they count."""
REACHED = (("in_scope_done", "in_scope", "to"), ("out_of_scope_done", "out_of_scope", "from"))
"""Columns that count only those of a kind whose service is done, at which end of the change."""


def groups(facts: Facts) -> Iterator[Claim]:
    """Every table by groups, against the list of services, the list that it counts, or a table of the same things."""
    yield from _matrix(facts)
    yield from _departments(facts)
    yield from _use(facts)
    yield from _changes(facts)
    yield from _obstacles(facts)
    yield from _demand(facts)


def _matrix(facts: Facts) -> Iterator[Claim]:
    """Single services of each Themenfeld and partner."""
    table = grid(facts.package, "matrix", "charts", "topic", "partner", *COUNTS)
    listed = facts.listed
    if table is None or listed is None or not facts.of_single_services:
        return
    for line in table.lines:
        place = facts.places.get(line["partner"])
        if place is None:
            continue
        found = zip(listed.topics, listed.cells[place], strict=True)
        counts = tally(tuple(cell for topic, cell in found if topic == line["topic"]))
        yield from (line.claim(key, getattr(counts, key)) for key in _told(facts))


def _told(facts: Facts) -> tuple[str, ...]:
    """The counts that follow from the list, which does not say who is responsible beyond the chosen Fachbereiche."""
    return tuple(key for key in COUNTS if key != "not_responsible" or not facts.by_department)


def _departments(facts: Facts) -> Iterator[Claim]:
    """The Fachbereiche of a partner add up to what is counted there."""
    table = grid(facts.package, "departments", "partner", "department", "partner", *COUNTS)
    if table is None or not facts.of_single_services:
        return
    for name, lines in table.by("partner").items():
        counts = facts.tally_of(name)
        for key in _told(facts) if counts else ():
            yield table.total(lines, key, getattr(counts, key), name)
    yield from _stages(facts, table)


def _stages(facts: Facts, table: Grid) -> Iterator[Claim]:
    """The stages of a Fachbereich add up to what is counted in it, and the other way round."""
    stages = grid(facts.package, "pipeline", "partner", "partner", "department", "stage", "services")
    if stages is None:
        return
    counted: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in stages.lines:
        counted[line["partner"], line["department"]].append(line)
    for line in table.lines:
        lines = counted[line["partner"], line["department"]]
        where = f"{line['partner']}, {line['department']}"
        yield stages.total(lines, "services", line.number("total") or 0.0, where)
        yield line.claim("total", sum(own.number("services") or 0.0 for own in lines))


def _use(facts: Facts) -> Iterator[Claim]:
    """Each counted service is in one of the groups, and Themenfelder have together what partners have."""
    partners = grid(facts.package, "use", "use", "partner", *USE)
    topics = grid(facts.package, "use_topics", "use", "topic", *USE)
    for line in partners.lines if partners else ():
        counts, parts = facts.tally_of(line["partner"]), line.numbers(*WAYS)
        if counts is not None and parts is not None:
            yield Claim(
                line.sheet,
                tuple((line.row, line.places[way]) for way in WAYS),
                line["partner"],
                f"{sum(parts):g}",
                f"{counts.total:g}",
                sum(parts) == counts.total,
            )
    # Of many partners only those stand in the table that know something.
    if partners and topics and not facts.of_many:
        for key in USE:
            yield from _alike(partners, topics, key)


def _alike(partners: Grid, topics: Grid, key: str) -> Iterator[Claim]:
    """Sums of a column of both tables; where one number is hidden nothing is summed."""
    cells = [line[key] for table in (partners, topics) for line in table.lines]
    if any("<" in cell or ">" in cell for cell in cells):
        return
    sums = [sum(line.number(key) or 0.0 for line in table.lines) for table in (partners, topics)]
    for table, expected in zip((partners, topics), reversed(sums), strict=True):
        yield table.total(table.lines, key, expected, table.sheet.facts.get("title", ""))


def _changes(facts: Facts) -> Iterator[Claim]:
    """How many changes of each kind the list of them has, by partner and in sum."""
    listed = grid(facts.package, "changes_list", "changes", "kind", "partner", "from", "to")
    counts = grid(facts.package, "changes_counts", "changes", "kind", "partner", "services")
    sums = grid(facts.package, "changes_waterfall", "changes", "partner", *BY_DAYS, *(key for key, _, _ in REACHED))
    if listed is None or not facts.short:
        return
    found = Counter((line["kind"], line["partner"]) for line in listed.lines)
    for line in counts.lines if counts else ():
        if line["partner"] in facts.short:
            yield line.claim("services", found[line["kind"], facts.short[line["partner"]]])
    for line in sums.lines if sums and facts.of_single_services else ():
        for key, kind in BY_DAYS.items() if line["partner"] in facts.short else ():
            said = text(f"changes.kind_{kind}", facts.package.lang)
            yield line.claim(key, found[said, facts.short[line["partner"]]])
    for key, kind, end in REACHED if sums and facts.of_single_services else ():
        done = _reached(facts, listed, kind, end)
        for line in sums.lines if sums else ():
            if line["partner"] in facts.short:
                yield line.claim(key, done[facts.short[line["partner"]]])


def _reached(facts: Facts, listed: Grid, kind: str, end: str) -> Counter[str]:
    """How many of the changes of a kind have a service that is done at one end of them, by partner."""
    said, cell = text(f"changes.kind_{kind}", facts.package.lang), reader(facts.package.lang)
    lines = (line for line in listed.lines if line["kind"] == said)
    return Counter(line["partner"] for line in lines if (own := cell(line[end])) is not None and own.done)


def _obstacles(facts: Facts) -> Iterator[Claim]:
    """How many services the list of services with an obstacle has, by obstacle and partner."""
    table = grid(facts.package, "obstacles", "partner", "partner", "obstacle", "open")
    listed = grid(facts.package, "obstacle_services", "partner", "obstacle", "partner")
    if table is None or listed is None or not facts.short:
        return
    found = Counter((line["obstacle"], line["partner"]) for line in listed.lines)
    for line in table.lines:
        if line["partner"] in facts.short:
            yield line.claim("open", found[line["obstacle"], facts.short[line["partner"]]])
    yield count(listed.sheet, listed.sheet.rows, sum(line.number("open") or 0 for line in table.lines), "")


def _demand(facts: Facts) -> Iterator[Claim]:
    """How many services a partner has; and of a service the cases at all its levels together."""
    table = grid(facts.package, "demand", "demand", "partner", "done", "total")
    for line in table.lines if table and facts.package.rule == RULES[0] else ():
        counts = facts.tally_of(line["partner"])
        if counts is not None:
            yield line.claim("done", counts.done)
            yield line.claim("total", counts.total)
    yield from _with_cases(facts)
    following = grid(facts.package, "demand_next", "demand", "name", "service_cases", "cases")
    for name, lines in following.by("name").items() if following else ():
        parts = [part for line in lines if (part := line.number("cases")) is not None]
        if following is None or len(parts) < len(lines):
            continue
        yield from (line.claim("service_cases", sum(parts)) for line in lines)
        yield following.total(lines, "cases", lines[0].number("service_cases") or 0.0, name)


def _with_cases(facts: Facts) -> Iterator[Claim]:
    """Cases are given for all services but those of which nothing is known."""
    table = grid(facts.package, "demand", "demand", "partner", "with_cases")
    used = grid(facts.package, "use", "use", "partner", *WAYS, "monthly")
    by_name = {line["partner"]: line for line in used.lines} if used else {}
    for line in table.lines if table else ():
        other = by_name.get(line["partner"])
        given = other.numbers("known", "few", "cases_only") if other else None
        # Months tell cases of services of which the sheet tells none.
        if given is not None and other is not None and other.number("monthly") == 0:
            yield line.claim("with_cases", sum(given))
