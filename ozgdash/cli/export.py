"""``export``: a chart, or a document of the council package, as a file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ozgdash.cli.command import Call
from ozgdash.cli.council import OPTIONS, add_occasion, opened_order
from ozgdash.cli.files import KNOWN_ENDINGS, ending, refuse_other_ending, write_whole
from ozgdash.cli.view import add_filters, add_options, opened_view
from ozgdash.errors import UsageError
from ozgdash.model.chart import ChartSpec, Kind
from ozgdash.texts import Lang, text

CHART = "chart"
DOCUMENTS = ("deck", "briefing", "workbook", "pictures", "package")
OFFICE = ("deck", "workbook")
"""Documents that come in more than one format."""
WITH_SLIDES = ("deck", "package")
TEMPLATED = ("pptx", "odp")
SLIDES = {"ooxml": "pptx", "odf": "odp"}
"""The slides of a package in one family of formats; with both, one of them may have our look."""
OF_A_CHART = ("chart", "service", "takeover")


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """What, where to, for which view and occasion."""
    parser.add_argument("what", choices=(*DOCUMENTS, CHART), help=text("cli.help_what", lang))
    parser.add_argument("--chart", metavar="NAME", help=text("cli.help_chart", lang))
    parser.add_argument("--format", metavar="F", help=text("cli.help_format", lang))
    parser.add_argument("--out", type=Path, metavar="PATH", required=True, help=text("cli.help_export_out", lang))
    parser.add_argument("--template", metavar="FILE", help=text("cli.help_template_file", lang))
    add_occasion(parser, lang)
    add_filters(parser, lang)
    add_options(parser, lang)


def run(call: Call) -> int:
    """Writes the file; an existing one is replaced only when the new one is complete."""
    what = call.arguments.what
    _refuse(call, OPTIONS if what == CHART else OF_A_CHART)
    _refuse(call, () if what in (CHART, *OFFICE) else ("format",))
    _refuse(call, () if what == "package" else ("formats",))
    if call.arguments.template and what not in (*WITH_SLIDES, CHART):
        raise UsageError("templates.not_for")
    name, content = _chart(call) if what == CHART else _document(call, what)
    path = call.arguments.out / name if call.arguments.out.is_dir() else call.arguments.out
    write_whole(path, content)
    call.print_result(text("cli.exported", call.lang, file=path))
    return 0


def _chart(call: Call) -> tuple[str, bytes]:
    """The name it would have of itself, and the file."""
    from ozgdash.charts import by_name, services, synergies
    from ozgdash.export import registry

    arguments = call.arguments
    form = arguments.format or ending(arguments.out)
    if arguments.chart is None:
        raise UsageError("cli.chart_missing", allowed=", ".join(by_name.CHARTS))
    if form not in registry.FORMATS:
        raise UsageError("cli.unknown_format", received=form, allowed=", ".join(registry.FORMATS))
    refuse_other_ending(arguments.out, form)
    with opened_view(call) as (connection, view):
        if view.service is None and arguments.chart in services.OF_ONE_SERVICE:
            raise UsageError("cli.service_missing", received=arguments.chart)
        if view.takeover and arguments.chart not in synergies.OF_A_TAKEOVER:
            raise UsageError("cli.no_takeover", received=arguments.chart, allowed=", ".join(synergies.OF_A_TAKEOVER))
        spec = by_name.chart(arguments.chart, connection, replace(view, whole=form in registry.TABLE_FORMATS))
        return registry.file_name(spec, view, form), _of_chart(call, spec, form)


def _of_chart(call: Call, spec: ChartSpec, form: str) -> bytes:
    """The chart as a file; a slide of the house's template where one is named."""
    from ozgdash.export import registry
    from ozgdash.export.odf import deck
    from ozgdash.export.powerpoint import slide

    if not call.arguments.template:
        return registry.write(spec, form)
    if form not in TEMPLATED or spec.kind is Kind.TABLE:
        raise UsageError("templates.not_for")
    path = _template(call, form)
    return slide.pptx_file(spec, path) if form == "pptx" else deck.odp_of_chart(spec, path)


def _template(call: Call, form: str) -> str:
    """The file of the template for slides of that format; raises UsageError where it is one for another."""
    from ozgdash.export.templates.kept import ODF, POWERPOINT, template_for, template_path

    given = template_path(call.settings.data_dir, call.arguments.template)
    if path := template_for(given, POWERPOINT if form == "pptx" else ODF):
        return path
    raise UsageError("templates.other_format", file=given.name, form=form.upper())


def _document(call: Call, kind: str) -> tuple[str, bytes]:
    from ozgdash.export.council import documents
    from ozgdash.export.council.order import assembled_from

    possible = documents.in_formats(kind)
    form = _format(call, kind, tuple(possible))
    if call.arguments.template and kind == "deck":
        _template(call, form)
    key = possible[form].key
    with opened_order(call) as (connection, order):
        if call.arguments.template and kind == "package" and (family := SLIDES.get(order.formats.value)):
            _template(call, family)
        content = documents.write(assembled_from(connection, order), key)
        return documents.file_name(key, order.view, order.occasion.paper), content


def _format(call: Call, kind: str, possible: Sequence[str]) -> str:
    """What is asked for, else what the ending of the file says, else the usual one."""
    asked: str | None = call.arguments.format
    said = ending(call.arguments.out)
    usual = (
        "odp" if kind == "deck" and (call.arguments.template or "").lower().endswith((".odp", ".otp")) else possible[0]
    )
    form = asked or (said if said in KNOWN_ENDINGS and kind in OFFICE else usual)
    if form not in possible:
        raise UsageError("cli.format_of_a_document", what=kind, received=form, allowed=", ".join(possible))
    refuse_other_ending(call.arguments.out, form)
    return form


def _refuse(call: Call, options: tuple[str, ...]) -> None:
    """An option that this export does not look at would be obeyed in vain."""
    given = [f"--{name}" for name in options if vars(call.arguments)[name]]
    if given:
        raise UsageError("cli.not_with", received=", ".join(given), what=call.arguments.what)
