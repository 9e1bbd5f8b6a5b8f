"""The council package as a paper of a few pages: the annex to a Mitteilungsvorlage, as accessible PDF.

The words stand here as plain data; ``briefing.typ`` sets them. Charts are drawn without a browser, a matrix becomes a
table, a long list goes to the appendix.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ozgdash import formats
from ozgdash.drawing import theme
from ozgdash.drawing.lettering import cut, one_line
from ozgdash.export.briefing import lists
from ozgdash.export.briefing.chart import chart
from ozgdash.export.briefing.words import words
from ozgdash.export.council.package import CouncilPackage, Section, paper_line
from ozgdash.export.typst import typesetting
from ozgdash.figures import wording
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, Kind, Provenance, Series, Unit
from ozgdash.model.filters import View
from ozgdash.texts import text

REGIONS = {"de": "DE", "en": "GB"}
APPENDIX = "appendix"
"""The key of the section that is for looking up."""
MAX_KEY_FIGURES = 8
TILE_PT, TILE_SIZE = 210, 8.5
"""How much of a name fits over a key figure, on two lines."""
SENTENCE_END = ". "
GROUND = "#F2F6FA"
WARNING = "#9A4A00"


def pdf_file(package: CouncilPackage) -> bytes:
    """The briefing as PDF/UA-1 and PDF/A-2a; the same package gives the same bytes, dated by its snapshot.

    Raises UserError where Typst or its font is not installed. Needs no browser.
    """
    return typesetting.pdf("briefing", content(package), package.view.snapshot.published_at)


def content(package: CouncilPackage) -> dict[str, Any]:
    """Everything that stands in the briefing, as the template reads it."""
    view, lang = package.view, package.view.lang
    facts = wording.provenance(view, 0, 0)
    title = words(package.occasion.title) or text("council.untitled", lang)
    paper = words(paper_line(package))
    body, appendix = _parts(package, facts)
    return {
        "lang": lang,
        "region": REGIONS[lang],
        "font": typesetting.FONT,
        "look": _look(),
        "title": title,
        "author": words(view.cooperation.name),
        "description": words(" ".join(package.summary)),
        "running": " · ".join(part for part in (paper, title) if part),
        "keywords": [paper] if paper else [],
        "kicker": text("briefing.kicker", lang),
        "example": facts.example_label,
        "facts": [{"name": name, "value": words(value)} for name, value in _facts(package, facts) if value],
        "summary-title": text("briefing.summary", lang),
        "summary": [words(sentence) for sentence in package.summary],
        "key-figures": _key_figures(package),
        "sections": body,
        "method-title": text("briefing.method", lang),
        "method": [{"of": words(of), "said": words(said)} for of, said in _method(package, facts)],
        "appendix": appendix,
        "footer": [words(f"{facts.as_of} · {facts.rule}"), words(facts.source)],
        "page": text("briefing.page", lang, page="{page}", pages="{pages}"),
    }


def _look() -> dict[str, str]:
    light = theme.THEMES["light"]
    accent = theme.readable(palette.ACCENT, GROUND, theme.MIN_TEXT_CONTRAST)
    neutral = {"ink": light.ink, "muted": light.muted, "grid": light.grid}
    return {**neutral, "accent": accent, "warning": WARNING, "ground": GROUND}


def _facts(package: CouncilPackage, facts: Provenance) -> Iterator[tuple[str, str]]:
    """Name and value of what stands below the title; an empty value is left out."""
    view, lang, occasion = package.view, package.view.lang, package.occasion
    session = formats.day(occasion.session_on, lang) if occasion.session_on else ""
    yield text("briefing.fact_paper", lang), occasion.paper
    yield text("briefing.fact_committee", lang), occasion.committee
    yield text("briefing.fact_session", lang), session
    yield text("briefing.fact_cooperation", lang), view.cooperation.name
    yield text("briefing.fact_partners", lang), _partners(view)
    yield text("briefing.fact_as_of", lang), formats.day(view.filters.as_of, lang)
    if view.compare_on:
        yield text("briefing.fact_compared", lang), formats.day(view.compare_on, lang)
    yield text("briefing.fact_rule", lang), text(f"charts.rule_{view.filters.rule.value}", lang)
    if any((view.filters.topics, view.filters.departments, view.filters.addressees, view.deadline.scope)):
        yield text("briefing.fact_filters", lang), facts.filters


def _partners(view: View) -> str:
    """Who is counted; of chosen groups first what they are called."""
    names = wording.few([partner.name for partner in view.partners], view.lang)
    if not view.filters.groups:
        return names
    choice = wording.partner_choice(view)
    return text("briefing.partners_of", view.lang, choice=choice, names=names) if names else choice


def _key_figures(package: CouncilPackage) -> list[dict[str, str]]:
    """A figure per line of the first chart of shares over time; empty where there is no such chart."""
    spec = next((spec for spec in package.charts if spec.kind is Kind.LINE and spec.unit is Unit.SHARE), None)
    if spec is None:
        return []
    found = (_key_figure(series, spec, package.view.filters.as_of) for series in spec.series if not series.guide)
    return [figure for figure in found if figure][:MAX_KEY_FIGURES]


def _key_figure(series: Series, spec: ChartSpec, as_of: date) -> dict[str, str] | None:
    """The share on the Stand, or the last one before it with its day; None where it has no count beside it."""
    days = [date.fromisoformat(category) for category in spec.categories]
    at = next((i for i in reversed(range(len(days))) if days[i] <= as_of and series.values[i] is not None), None)
    if at is None or not series.label(at):
        return None
    late = text("charts.as_of", spec.lang, day=formats.day(days[at], spec.lang)) if days[at] != as_of else ""
    return {
        "name": words(cut(series.name, max_px=TILE_PT, font_px=TILE_SIZE)),
        "share": formats.percent(series.values[at], spec.lang),
        "count": words(f"{series.label(at)} ({late})" if late else series.label(at)),
        "colour": theme.readable(series.colour, theme.THEMES["light"].background, theme.MIN_MARK_CONTRAST),
    }


def _parts(package: CouncilPackage, facts: Provenance) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Sections of the body, and lists for the appendix; a section that is meant as one goes there as a whole."""
    body: list[dict[str, Any]] = []
    appendix: list[dict[str, Any]] = []
    for section in package.sections:
        alone = section.key == APPENDIX and all(spec.kind is Kind.TABLE for spec in section.charts)
        shown = []
        for spec in section.charts:
            if alone or lists.goes_to_appendix(spec):
                appendix.append(_list(section if alone else None, spec, facts, len(appendix)))
            shown.append(chart(spec, facts, number=len(appendix) - 1, said=package.summary))
        if shown and not alone:
            body.append({"title": words(section.title), "charts": shown})
    return body, appendix


def _list(section: Section | None, spec: ChartSpec, facts: Provenance, number: int) -> dict[str, Any]:
    """A page of the appendix with one whole list, under the section's heading or one that says that it is appendix."""
    title = section.title if section else f"{text('briefing.appendix', spec.lang)}: {one_line(spec.title)}"
    item, wide = lists.whole(spec, facts)
    own = item["title"] if section and item["title"] != words(title) else ""
    return {"title": words(title), "wide": wide, "charts": [{**item, "title": own, "number": number}]}


def _method(package: CouncilPackage, facts: Provenance) -> Iterator[tuple[str, str]]:
    """Which charts were counted how, what holds for all of them, and where the data is from: (titles, sentences)."""
    lang, snapshot = package.view.lang, package.view.snapshot
    titles: dict[str, list[str]] = {}
    for spec in package.charts:
        if spec.method:
            titles.setdefault(spec.method, []).append(one_line(spec.title))
    shared = _shared_end(list(titles)) if len(titles) > 1 else ""
    for method, of in titles.items():
        yield f"{', '.join(dict.fromkeys(of))}." if len(titles) > 1 else "", method.removesuffix(shared)
    if shared:
        yield "", shared
    published = formats.moment(snapshot.published_at, lang)
    yield "", text("briefing.published", lang, source=facts.source, moment=published)


def _shared_end(methods: Sequence[str]) -> str:
    """The sentences with which all of them end."""
    endings = [method.split(SENTENCE_END) for method in methods]
    count = 0
    while count + 1 < min(map(len, endings)) and len({ending[-1 - count] for ending in endings}) == 1:
        count += 1
    return SENTENCE_END.join(endings[0][len(endings[0]) - count :])
