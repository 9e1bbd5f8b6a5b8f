"""The pictures of a council package: every chart as PNG and SVG, and a text file that lists them."""

from __future__ import annotations

from collections.abc import Iterator

from ozgdash.export import registry
from ozgdash.export.archive import zip_of
from ozgdash.export.council import contents
from ozgdash.export.council.package import CouncilPackage
from ozgdash.export.council.steps import Report, Step, silent
from ozgdash.model.chart import ChartSpec
from ozgdash.texts import text

FORMATS = ("png", "svg")
KEY = "pictures"


def zip_file(package: CouncilPackage, report: Report = silent) -> bytes:
    """An archive of the pictures; the same package gives the same bytes.

    Raises UserError where Typst or its font is not installed.
    """
    said = contents.contents(package, kinds(), listed(package))
    return zip_of({contents.name(package.view.lang): said} | drawn(package, report))


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


def kinds(folder: str = "") -> Iterator[tuple[str, str]]:
    """For the list of contents: which files are what."""
    yield from ((f"{folder}*.{form}", form) for form in FORMATS)


def listed(package: CouncilPackage, *, folder: str = "") -> Iterator[tuple[tuple[str, ...], ChartSpec]]:
    """For the list of contents: the names of each chart's pictures, in the order of the package."""
    names, nothing = _names(package), text("council.no_picture", package.view.lang)
    for spec in package.charts:
        yield (f"{folder}{names[spec.name]}.png, .svg" if spec.name in names else nothing,), spec


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
