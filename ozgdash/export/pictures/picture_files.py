"""The pictures of a council package: every chart as PNG and SVG, and a text file that lists them."""

from __future__ import annotations

from ozgdash import formats
from ozgdash.drawing.lettering import one_line
from ozgdash.export import registry
from ozgdash.export.archive import zip_of
from ozgdash.export.council.package import CouncilPackage, paper_line
from ozgdash.export.council.steps import Report, Step, silent
from ozgdash.export.workbooks.table import head
from ozgdash.model.chart import ChartSpec
from ozgdash.texts import text

FORMATS = ("png", "svg")
KEY = "pictures"


def zip_file(package: CouncilPackage, report: Report = silent) -> bytes:
    """An archive of the pictures; the same package gives the same bytes.

    Raises UserError where Typst or its font is not installed.
    """
    lang = package.view.lang
    listed = {text("council.contents_file", lang): contents(package)}
    return zip_of(listed | drawn(package, report))


def drawn(package: CouncilPackage, report: Report = silent) -> dict[str, bytes]:
    """File name -> picture, in the order of the package, two files to a chart."""
    wanted = [(spec, form) for spec in pictured(package) for form in FORMATS]
    names = _names(package)
    files = {}
    for position, (spec, form) in enumerate(wanted):
        report(Step(KEY, position, len(wanted)))
        files[f"{names[spec.name]}.{form}"] = registry.write(spec, form)
    report(Step(KEY, len(wanted), len(wanted)))
    return files


def contents(package: CouncilPackage) -> bytes:
    """What the pictures are: the occasion, then for each its file, title, finding and provenance; text for Windows."""
    lang, occasion, names = package.view.lang, package.occasion, _names(package)
    session = formats.day(occasion.session_on, lang) if occasion.session_on else ""
    title = occasion.title or text("council.untitled", lang)
    facts = [title, paper_line(package), occasion.committee, session, *package.summary]
    blocks = [[one_line(fact) for fact in facts if fact]]
    for spec in package.charts:
        file = f"{names[spec.name]}.png, .svg" if spec.name in names else text("council.no_picture", lang)
        blocks.append([file, *(f"    {one_line(name)}: {one_line(value)}" for name, value in head(spec))])
    return "\r\n\r\n".join("\r\n".join(block) for block in blocks).encode("utf-8-sig") + b"\r\n"


def pictured(package: CouncilPackage) -> list[ChartSpec]:
    """What there is to draw, once each: no mere tables, nothing empty."""
    charts = {spec.name: spec for spec in package.charts if not spec.empty}
    return [spec for spec in charts.values() if FORMATS[0] in {entry.key for entry in registry.formats_of(spec)}]


def _names(package: CouncilPackage) -> dict[str, str]:
    """Chart -> name of its files without the ending, numbered so that a folder shows them in order."""
    view, paper, ending = package.view, package.occasion.paper, f".{FORMATS[0]}"
    return {
        spec.name: f"{number:02}_{registry.file_name(spec, view, FORMATS[0], paper).removesuffix(ending)}"
        for number, spec in enumerate(pictured(package), start=1)
    }
