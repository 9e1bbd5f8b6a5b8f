"""What a refresh did, slide by slide, as values, as sentences and as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from ozgdash import formats
from ozgdash.errors import UserError
from ozgdash.export.refresh.pieces import Role, line
from ozgdash.export.refresh.plan import Step, Verb
from ozgdash.texts import Lang, text

MAX_WORDS, MAX_TITLE = 160, 60


class Fate(StrEnum):
    """What became of a slide."""

    SAME = "same"
    REFRESHED = "refreshed"
    HELD = "held"
    """It is ours, and it stays as it is as a whole."""
    OWN = "own"
    """It is none of ours."""
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class SlideReport:
    """``number``: the place of the slide, of a removed one in the old presentation; ``title`` is what it is called now.

    ``reason``: why a slide is held or removed; ``error``: what makes it impossible to make it again.
    """

    number: int
    title: str
    fate: Fate
    steps: tuple[Step, ...] = ()
    reason: str = ""
    error: UserError | None = None


@dataclass(frozen=True)
class Report:
    """``before``: the days and snapshots of the slides as they came; ``after``: those of now."""

    slides: tuple[SlideReport, ...]
    before: tuple[tuple[date, str], ...]
    after: tuple[date, str]

    @property
    def changes(self) -> bool:
        """Whether the file will be another."""
        return any(slide.fate in (Fate.REFRESHED, Fate.REMOVED, Fate.ADDED) for slide in self.slides)

    def count(self, fate: Fate) -> int:
        """How many slides had that fate."""
        return Counter(slide.fate for slide in self.slides)[fate]


def lines(report: Report, lang: Lang) -> list[str]:
    """What changed and what was kept, a slide with its pieces; of slides without news nothing is said."""
    return [*_head(report, lang), *(words for slide in report.slides for words in slide_lines(slide, lang))]


def changes(report: Report, lang: Lang) -> list[str]:
    """The same in a line per slide, for a slide of its own."""
    shown = ["; ".join(map(str.strip, slide_lines(slide, lang, brief=True))) for slide in report.slides]
    return [*_head(report, lang), *filter(None, shown)]


def summary(report: Report, lang: Lang) -> str:
    """How many slides were brought up to date, kept and left alone."""
    counts = {fate.value: report.count(fate) for fate in Fate}
    return text("refresh.summary", lang, **counts)


def _head(report: Report, lang: Lang) -> list[str]:
    day, snapshot = report.after
    known = sorted({day for day, _ in report.before})
    if not known:
        return []
    before = formats.enumeration([formats.day(item, lang) for item in known], lang)
    return [text("refresh.head", lang, before=before, after=formats.day(day, lang), snapshot=snapshot)]


def slide_lines(slide: SlideReport, lang: Lang, *, brief: bool = False) -> list[str]:
    """The slide's own line and one for each piece of which something is to be said."""
    if slide.fate is Fate.SAME and not any(_is_told(step) for step in slide.steps):
        return []
    if slide.fate is Fate.OWN:
        return []
    title = _quoted(slide.title, lang, MAX_TITLE)
    key = f"{slide.fate}_{slide.reason}" if slide.fate is Fate.REMOVED else slide.fate
    head = text(f"refresh.slide_{key}", lang, number=slide.number, title=title)
    if slide.fate is Fate.HELD:
        return [f"{head} {_reason(slide, lang)}"]
    steps = [step for step in slide.steps if not brief or step.role in BRIEF or step.verb is Verb.KEPT]
    return [head, *(f"  {words}" for step in steps for words in _step_lines(step, lang, brief=brief))]


UNSAID = (Role.NOTES, Role.ALT, Role.FOOTER)
"""Too long to be said before and after; the plain data has it."""
BRIEF = (Role.TITLE, Role.PICTURE)
"""Of which a line for a slide speaks."""


def _is_told(step: Step) -> bool:
    return step.verb is Verb.KEPT or bool(step.reason)


def _reason(slide: SlideReport, lang: Lang) -> str:
    return slide.error.message(lang) if slide.error is not None else text(f"refresh.reason_{slide.reason}", lang)


def _step_lines(step: Step, lang: Lang, *, brief: bool) -> Iterator[str]:
    if step.verb in (Verb.SAME, Verb.DELETED) and not step.reason:
        return
    piece = text(f"refresh.role_{step.kind or step.role}", lang)
    values = {"piece": piece, "old": _quoted(step.old, lang), "new": _quoted(step.new, lang)}
    if step.reason == "table_cells":
        yield text("refresh.step_table_cells", lang, piece=piece, cells=_quoted(step.old, lang))
    if step.verb is Verb.NEW and step.role is Role.PICTURE:
        key = "refresh.step_numbers" if step.new not in ("", "0") else "refresh.step_picture"
        yield text(key, lang, piece=piece, count=int(step.new or 0), number=formats.number(int(step.new or 0), lang))
    elif step.verb is Verb.NEW and (step.role in UNSAID or not step.new):
        yield text("refresh.step_anew", lang, piece=piece)
    elif step.verb is Verb.KEPT and step.role is Role.NOTES:
        yield text("refresh.step_kept_as_is", lang, piece=piece)
    elif step.verb in (Verb.NEW, Verb.KEPT, Verb.ADDED, Verb.REMOVED):
        yield text(f"refresh.step_{_words_key(step, brief=brief)}", lang, **values)
    if step.looks_kept and step.verb is Verb.NEW and not brief:
        yield text("refresh.step_looks", lang, piece=piece)


def _words_key(step: Step, *, brief: bool) -> str:
    """Which sentence says what is there before and after: nothing is quoted where there are no words."""
    if step.verb is Verb.NEW:
        return "added" if not step.old else "new_brief" if brief else "new"
    if step.verb is Verb.KEPT:
        return (
            "kept" if step.old and step.new else "kept_alone" if step.old else "kept_empty" if step.new else "kept_so"
        )
    words = step.new if step.verb is Verb.ADDED else step.old
    return step.verb.value if words else f"{step.verb}_alone"


def _quoted(words: str, lang: Lang, most: int = MAX_WORDS) -> str:
    short = line(words)
    short = short if len(short) <= most else f"{short[: most - 1].rstrip()}…"
    return text("refresh.quoted", lang, words=short)


def plain(report: Report, lang: Lang) -> dict[str, Any]:
    """The report as it is printed with ``--json``."""
    day, snapshot = report.after
    return {
        "as_of": day.isoformat(),
        "snapshot": snapshot,
        "before": [{"as_of": day.isoformat(), "snapshot": known} for day, known in report.before],
        "slides": [_plain(slide, lang) for slide in report.slides],
    }


def _plain(slide: SlideReport, lang: Lang) -> dict[str, Any]:
    steps = [
        {"piece": step.role.value, "what": step.verb.value, "old": step.old, "new": step.new, "reason": step.reason}
        for step in slide.steps
        if step.verb is not Verb.SAME or step.reason
    ]
    facts = {"number": slide.number, "title": slide.title, "fate": slide.fate.value, "pieces": steps}
    return facts | ({"reason": _reason(slide, lang)} if slide.fate is Fate.HELD else {})


def named(slides: Sequence[SlideReport]) -> bool:
    """Whether there is a slide that is ours."""
    return any(slide.fate is not Fate.OWN for slide in slides)
