"""The text file in an archive that says what lies in it: each kind of file with what opens it, and every chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ozgdash import formats
from ozgdash.drawing.lettering import one_line
from ozgdash.export.council.package import CouncilPackage, package_title, paper_line
from ozgdash.export.workbooks.table import head
from ozgdash.model.chart import ChartSpec
from ozgdash.texts import Lang, text

INDENT = "    "


def name(lang: Lang) -> str:
    """What the file is called."""
    return text("council.contents_file", lang)


def contents(
    package: CouncilPackage, files: Iterable[tuple[str, str]], charts: Iterable[tuple[Sequence[str], ChartSpec]]
) -> bytes:
    """The occasion and what matters; then file by file what it is; then chart by chart what it shows. Text for Windows.

    ``files``: a name, or a folder and an ending, and the key of the sentence about it (``council.what_…``). ``charts``:
    the names under which a chart lies in the archive, and the chart.
    """
    lang = package.view.lang
    blocks = [_occasion(package)]
    blocks += [[file, f"{INDENT}{text(f'council.what_{key}', lang)}"] for file, key in files]
    blocks += [[*names, *_facts(spec)] for names, spec in charts]
    return "\r\n\r\n".join("\r\n".join(block) for block in blocks).encode("utf-8-sig") + b"\r\n"


def _facts(spec: ChartSpec) -> list[str]:
    return [f"{INDENT}{one_line(key)}: {one_line(said)}" for key, said in head(spec)]


def _occasion(package: CouncilPackage) -> list[str]:
    lang, occasion = package.view.lang, package.occasion
    session = formats.day(occasion.session_on, lang) if occasion.session_on else ""
    facts = [package_title(package), paper_line(package), occasion.committee, session, *package.summary]
    return [one_line(fact) for fact in facts if fact]
