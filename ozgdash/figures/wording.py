"""The sentences that figures have in common: what was counted, by which rule, for whom, and what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ozgdash import formats
from ozgdash.figures.frames import Count
from ozgdash.model.chart import Column, ColumnType, Provenance
from ozgdash.model.cooperation import Partner
from ozgdash.model.filters import Rule, View
from ozgdash.model.groups import Group
from ozgdash.model.many import SEVERAL
from ozgdash.texts import Lang, text

FEW = 3
"""So many names stand in a sentence for many."""


def provenance(view: View, done: int, total: int, *, unknown: int = 0, rule_key: str | None = None) -> Provenance:
    """What must stand on everything that leaves the program.

    ``done`` and ``total`` are those of the whole chart; with a total of 0 the sentence says that nothing was counted.
    How many of them have no known Reifegrad (``unknown``) is said where there are any.
    ``rule_key`` names another text than the view's Zählweise, for charts that do not follow it.
    """
    lang = view.lang
    counted = text("charts.together", lang, n_of_m=n_of_m(Count(done, total, unknown), lang))
    if unknown:
        counted = text("charts.with_unknown", lang, counted=counted, unknown=formats.number(unknown, lang))
    return Provenance(
        as_of=text("charts.as_of", lang, day=formats.day(view.filters.as_of, lang)),
        rule=rule_sentence(view.filters.rule, lang, rule_key=rule_key),
        filters=filter_sentence(view),
        n_of_m=counted if total else text("charts.nothing_counted", lang),
        source=text("charts.source", lang, cooperation=view.cooperation.name, snapshot=view.snapshot.id),
        example_label=text("charts.example_data", lang) if view.snapshot.example_data else None,
        published=view.snapshot.published_at,
    )


def rule_sentence(rule: Rule, lang: Lang, *, rule_key: str | None = None) -> str:
    """``Zählweise: einzelne Leistungen ab Reifegrad 3``."""
    return text("charts.rule", lang, rule=text(rule_key or f"charts.rule_{rule.value}", lang))


def filter_sentence(view: View) -> str:
    """``Filter: Partner Wolfsburg und Gifhorn; alle Themenfelder``: what was chosen, of many partners the first."""
    filters, lang = view.filters, view.lang
    parts = [
        partner_choice(view),
        _all_of("topics", filters.topics, lang) or text("charts.filter_all_topics", lang),
        _all_of("departments", filters.departments, lang),
        _all_of("addressees", [text(f"charts.addressee_{item}", lang) for item in filters.addressees], lang),
        text(f"charts.filter_scope_{view.deadline.scope}", lang) if view.deadline.scope else "",
    ]
    return text("charts.filters", lang, parts="; ".join(part for part in parts if part))


def partner_choice(view: View) -> str:
    """``Partner Wolfsburg``, ``Gruppe Landkreise (12 Partner) und Partner Wolfsburg``, ``alle Partner``."""
    filters, lang = view.filters, view.lang
    groups = [group_name(group, lang) for group in view.cooperation.groups if group.key in filters.groups]
    partners = [partner.short_name for partner in view.cooperation.members(filters.partners, ())]
    parts = [_first_of("groups", groups, lang), _first_of("partners", partners, lang)]
    return formats.enumeration([part for part in parts if part], lang) or text("charts.filter_all_partners", lang)


def group_name(group: Group, lang: Lang) -> str:
    """``Landkreise (12 Partner)``."""
    count = len(group.partners)
    return text("charts.group", lang, count=count, name=group.name, partners=formats.number(count, lang))


def few(names: Sequence[str], lang: Lang) -> str:
    """The names as a list of words; of many the first ones and how many more there are."""
    if len(names) <= SEVERAL:
        return formats.enumeration(list(names), lang)
    rest = formats.number(len(names) - FEW, lang)
    return text("crowd.few", lang, names=", ".join(names[:FEW]), n=rest)


def _first_of(kind: str, names: Sequence[str], lang: Lang) -> str:
    return text(f"charts.filter_{kind}", lang, count=len(names), names=few(names, lang)) if names else ""


def first_rows(shown: int, total: int, lang: Lang) -> str:
    """Of how many rows a paper shows the first ones, and where the whole list is."""
    numbers = {"shown": formats.number(shown, lang), "total": formats.number(total, lang)}
    return text("charts.first_rows_on_paper", lang, **numbers)


def _all_of(kind: str, names: Sequence[str], lang: Lang) -> str:
    return (
        text(f"charts.filter_{kind}", lang, count=len(names), names=formats.enumeration(list(names), lang))
        if names
        else ""
    )


def core_sentence(count: Count, view: View, *, rule: Rule | None = None) -> str:
    """The finding without subject, deadline and full stop: ``106 von 2.200 Leistungen (4,8 %) haben …``.

    Where no Reifegrad is known at all it says that, and not that none is done. The total must not be 0. ``rule``:
    another one than the view's, for charts that do not follow it.
    """
    lang = view.lang
    amount = {0: "none", count.total: "all"}.get(count.done, "some") if count.reported else "unreported"
    return text(
        f"charts.{amount}_{rule or view.filters.rule}",
        lang,
        count=count.done if amount == "some" else count.total,
        done=formats.number(count.done, lang),
        total=formats.number(count.total, lang),
        share=formats.percent(count.share, lang),
    )


def with_subject(sentence: str, view: View) -> str:
    """The sentence with the partner's name or the number of partners in front."""
    partners = view.partners
    if len(partners) == 1:
        return text("charts.subject_one", view.lang, partner=partners[0].short_name, sentence=sentence)
    n = formats.number(len(partners), view.lang)
    return text("charts.subject_many", view.lang, n=n, sentence=sentence)


def without_subject(finding: str, view: View) -> str:
    """The finding without the partner's name or the number of partners, for where these have been said."""
    rest = finding.removeprefix(with_subject("", view))
    return rest[:1].upper() + rest[1:]


def core_alone(count: Count, view: View, *, rule: Rule | None = None) -> str:
    """``core_sentence`` with its subject and full stop, where nothing else is to be said."""
    core = core_sentence(count, view, rule=rule)
    return with_subject(text("services.finding_core", view.lang, core=core), view)


def with_silent(finding: str, counts: Mapping[Partner, Count], view: View) -> str:
    """The finding, then the partners without any known Reifegrad where others have one: theirs is no zero."""
    silent = [partner.short_name for partner, count in counts.items() if count.total and not count.reported]
    if not silent or len(silent) == len(counts):
        return finding
    return text("charts.without_report", view.lang, finding=finding, names=few(silent, view.lang))


def deadline_sentence(core: str, view: View, at_deadline: Count | None, *, now: Count | None = None) -> str:
    """The core sentence against the deadline, seen from the Stand.

    After the deadline it also says what stood on that day; ``at_deadline`` None or without any known Reifegrad: not
    known. A deadline for a part of the services is followed by how many that are of those counted ``now``, after it of
    those on the day, and how many are missing.
    """
    lang, days = view.lang, view.days_past_deadline
    then = at_deadline if at_deadline and at_deadline.reported else None
    key = "after_deadline" if then else "after_deadline_unknown"
    if days <= 0:
        key = "before_deadline" if days else "on_deadline"
    goal = goal_sentence(then if days > 0 and then else now, view, on_the_day=days > 0 and then is not None)
    sentence = text(
        f"charts.{key}",
        lang,
        core=core,
        count=abs(days),
        days=formats.number(abs(days), lang),
        day=formats.day(view.deadline.date, lang),
        deadline=view.deadline.name,
        then=n_of_m(then, lang) if then else "",
    )
    return f"{sentence} {goal}".rstrip()


def goal_sentence(count: Count | None, view: View, *, on_the_day: bool = False) -> str:
    """``Das Ziel sind 60 % von 150 = 90 Leistungen; es fehlen 78.``; empty for a deadline for all of them.

    ``on_the_day``: the count is that of a deadline that has passed. Where no Reifegrad is known nothing is missing yet.
    """
    lang, deadline = view.lang, view.deadline
    if not deadline.partial or count is None or not count.total:
        return ""
    goal = deadline.goal(count.total)
    missing = goal - count.done
    state = "unknown" if not count.reported else "reached" if missing <= 0 else "missing"
    unit = f"charts.unit_{view.filters.rule.unit}"
    return text(
        f"charts.goal_{state}_then" if on_the_day else f"charts.goal_{state}",
        lang,
        count=missing,
        share=target_share(deadline.share, lang),
        total=formats.number(count.total, lang),
        goal=text("charts.n_units", lang, n=formats.number(goal, lang), unit=text(unit, lang, count=goal)),
        missing=formats.number(missing, lang),
    )


def target_share(share: float, lang: Lang) -> str:
    """The share of a deadline as it was set: ``60 %``, ``62,5 %``."""
    return formats.percent(share, lang, 0 if formats.rounded(share, 2) == formats.rounded(share, 6) else 1)


def n_of_m(count: Count, lang: Lang) -> str:
    """``29 von 601 (4,8 %)``; ``\u2013 von 601`` where no Reifegrad is known: that is not none."""
    if count.total and not count.reported:
        return counted(count, lang)
    return formats.n_of_m(count.done, count.total, lang)


def counted(count: Count, lang: Lang) -> str:
    """``29 von 601``; a dash for what is done where no Reifegrad is known."""
    return text("charts.n_of_m", lang, done=_done(count, lang), total=formats.number(count.total, lang))


def _done(count: Count, lang: Lang) -> str:
    return formats.number(count.done, lang) if count.reported or not count.total else formats.DASH


def cell(count: Count, lang: Lang, *, not_responsible: bool = False) -> str:
    """``4,8 % (29 von 601)``; where nothing is counted, it says so, and whether that is for want of responsibility.

    Dashes where no Reifegrad is known.
    """
    if count.share is None:
        return text("services.not_responsible" if not_responsible else "charts.cell_empty", lang)
    share = formats.percent(count.share if count.reported else None, lang)
    return text("charts.cell", lang, share=share, done=_done(count, lang), total=formats.number(count.total, lang))


def method(rule_line: str, lang: Lang) -> str:
    """How it was counted, for the notes of a slide."""
    return text("charts.method", lang, rule=rule_line)


def columns(lang: Lang, **types: ColumnType) -> tuple[Column, ...]:
    """Table columns by key and type, with the headers of this area's texts."""
    return tuple(Column(key, text(f"charts.column_{key}", lang), type_) for key, type_ in types.items())
