"""What is said of a template: which layout serves which kind of page, what is missing, what should be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ozgdash.drawing import theme
from ozgdash.errors import Finding, Phrase
from ozgdash.export.odf import template as odf
from ozgdash.export.powerpoint import template as powerpoint
from ozgdash.export.slides.house import House, HouseLayout, Use
from ozgdash.export.slides.house_colours import recognised
from ozgdash.export.slides.house_design import Choice, chosen
from ozgdash.export.slides.house_plans import Plan
from ozgdash.export.slides.layouts import FOOTER, Layout
from ozgdash.export.templates.kept import ODF
from ozgdash.export.templates.report_places import of_places
from ozgdash.model.cooperation import Partner
from ozgdash.texts import Lang, text

SHOWN = tuple(kind for kind in Layout if kind is not Layout.CLOSING)
"""The kinds of pages; the closing one is a page of text."""
PICTURED = (Layout.CHART, Layout.CHART_TEXT, Layout.TABLE)
TITLE_LETTERS = 90
"""So many letters a finding has on average: a title's place should hold them in a size that a room can read."""
TITLE_PT = 14.0


@dataclass(frozen=True)
class LayoutUse:
    """One layout of the template and the kinds of pages that it serves; none where it is not used."""

    layout: HouseLayout
    kinds: tuple[Layout, ...]


@dataclass(frozen=True)
class TemplateReport:
    """A template that can be used. ``findings``: what is missing or should be looked at, warnings first."""

    file: str
    house: House
    choice: Choice
    layouts: tuple[LayoutUse, ...]
    findings: tuple[Finding, ...]


def examined(
    content: bytes, file: str, partners: Sequence[Partner] = (), machine: Sequence[str] = ()
) -> TemplateReport:
    """What would be used of a template for what.

    ``partners``: whose names a theme may give to colours; ``machine``: the fonts of this machine, none where nobody
    knows them. Raises UserError where the template cannot be used, as ``template.opened`` does.
    """
    reader = odf if file.lower().endswith(ODF) else powerpoint
    house: House = reader.opened(content, file).house
    choice = chosen(house)
    used = tuple(
        LayoutUse(layout, tuple(kind for kind in SHOWN if choice.plans[kind].layout.key == layout.key))
        for layout in house.layouts
    )
    found = [*_of_pages(choice), *_of_titles(choice, house), *of_places(choice, house)]
    found += _of_the_house(house, choice, partners, machine)
    ordered = sorted(dict.fromkeys(found), key=lambda finding: finding.severity != "warning")
    return TemplateReport(file, house, choice, used, tuple(ordered))


def _finding(severity: str, key: str, **values: object) -> Finding:
    return Finding(severity, f"templates.found_{key}", tuple(values.items()))


def _of_pages(choice: Choice) -> list[Finding]:
    found = []
    for kind in SHOWN:
        plan = choice.plans[kind]
        page, layout = Phrase(f"templates.page_{kind}"), plan.layout.name
        if plan.title is None:
            found.append(_finding("warning", "no_title", page=page, layout=layout))
        if kind in PICTURED and plan.picture is None:
            found.append(_finding("warning", "free_picture", page=page, layout=layout))
        if kind in (Layout.TITLE, Layout.SECTION, Layout.TEXT) and plan.body is None:
            found.append(_finding("warning", "free_text", page=page, layout=layout))
        if kind in PICTURED and choice.design.paint(kind).panel:
            found.append(_finding("warning", "panel", page=page, layout=layout))
    return [*found, *_of_provenance(choice)]


def _of_provenance(choice: Choice) -> list[Finding]:
    """Where Stand, counting rule and source stand on which pages."""
    places: dict[str, list[Phrase]] = {}
    for kind in SHOWN:
        where = "strip" if choice.design.place(kind, FOOTER).target is None else "footer"
        places.setdefault(where, []).append(Phrase(f"templates.page_{kind}"))
    return [_finding("notice", f"provenance_{where}", pages=tuple(pages)) for where, pages in places.items()]


def _of_titles(choice: Choice, house: House) -> list[Finding]:
    found = []
    for plan in {plan.layout.key: plan for plan in choice.plans.values()}.values():
        if plan.title is None:
            continue
        if _letters(plan) < TITLE_LETTERS:
            found.append(_finding("warning", "small_title", layout=plan.layout.name, letters=_letters(plan)))
        half = house.width * house.height / 2
        if any(mark.box.area < half and mark.box.shared(plan.title.inner) > 60 for mark in plan.layout.marks):
            found.append(_finding("warning", "covered_title", layout=plan.layout.name))
    return found


def _letters(plan: Plan) -> int:
    """How many letters of the smallest readable size the title's place holds."""
    if plan.title is None:
        return 0
    box, widen = plan.title.inner, plan.title.widen
    lines = int(box.height / (TITLE_PT * 1.2 * plan.title.line))
    return int(box.width / (TITLE_PT * 0.56 * widen)) * lines


def _of_the_house(house: House, choice: Choice, partners: Sequence[Partner], machine: Sequence[str]) -> list[Finding]:
    found = []
    masters = {layout.master for layout in house.layouts}
    if len(masters) > 1:
        found.append(_finding("notice", "masters", count=len(masters), used=choice.plans[Layout.CHART].layout.master))
    known = {name.casefold() for name in machine}
    missing = [font for font in house.fonts if machine and font.casefold() not in known]
    if missing:
        found.append(_finding("notice", "fonts", fonts=", ".join(missing)))
    if house.embedded:
        found.append(_finding("notice", "embedded", fonts=", ".join(house.embedded)))
    found += _of_colours(house, choice, partners)
    if any(place.use is Use.OTHER for layout in house.layouts for place in layout.places):
        found.append(_finding("notice", "other_places"))
    return found


def _of_colours(house: House, choice: Choice, partners: Sequence[Partner]) -> list[Finding]:
    named = [pair for pair in house.colours if recognised(pair[0], partners)]
    found = []
    if named:
        found.append(_finding("notice", "colours", names=", ".join(name for name, _ in named)))
    ground = choice.design.paint(Layout.CHART).ground
    for name, colour in named:
        if theme.contrast(colour, ground) < theme.MIN_MARK_CONTRAST:
            found.append(_finding("warning", "pale_colour", name=name, colour=colour))
    return found


def lines(report: TemplateReport, lang: Lang) -> list[str]:
    """The report as sentences: warnings first, then layout by layout what is used, the others in one line, notices."""
    house = report.house
    size = {"width": f"{house.width:.0f}", "height": f"{house.height:.0f}"}
    head = text("templates.usable", lang, file=report.file, count=len(house.layouts), **size)
    used = [f"- {use_of(item, lang)}" for item in report.layouts if item.kinds]
    found = [(f"{text(f'templates.{item.severity}', lang)}: {item.sentence(lang)}", item) for item in report.findings]
    warnings = [line for line, item in found if item.severity == "warning"]
    return [head, *warnings, *used, *_unused(report, lang), *(line for line, _ in found[len(warnings) :])]


def _unused(report: TemplateReport, lang: Lang) -> list[str]:
    names = [item.layout.name or "–" for item in report.layouts if not item.kinds]
    quoted = ", ".join(text("templates.quoted", lang, name=name) for name in names)
    return [f"- {text('templates.layouts_unused', lang, count=len(names), names=quoted)}"] if names else []


def use_of(item: LayoutUse, lang: Lang) -> str:
    """What a layout is used for, in a sentence."""
    kinds = ", ".join(text(f"templates.page_{kind}", lang) for kind in item.kinds)
    key = "layout_used" if kinds else "layout_unused"
    places = ", ".join(text(f"templates.use_{place.use}", lang) for place in item.layout.places) or "–"
    name = item.layout.name or "–"
    return text(f"templates.{key}", lang, name=name, master=item.layout.master, kinds=kinds, places=places)


def facts(report: TemplateReport, lang: Lang) -> dict[str, object]:
    """The report for other programs."""
    return {
        "file": report.file,
        "usable": True,
        "width": round(report.house.width, 1),
        "height": round(report.house.height, 1),
        "fonts": list(report.house.fonts),
        "embedded_fonts": list(report.house.embedded),
        "layouts": [_layout_facts(item) for item in report.layouts],
        "findings": [{"severity": item.severity, "sentence": item.sentence(lang)} for item in report.findings],
    }


def _layout_facts(item: LayoutUse) -> dict[str, object]:
    return {
        "master": item.layout.master,
        "name": item.layout.name,
        "used_for": [str(kind) for kind in item.kinds],
        "places": [
            {
                "use": str(place.use),
                "left": round(place.box.left, 1),
                "top": round(place.box.top, 1),
                "width": round(place.box.width, 1),
                "height": round(place.box.height, 1),
                "size": place.size,
                "font": place.font,
            }
            for place in item.layout.places
        ],
    }
