"""Number formats that every program takes for what they are."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from figure_frames import all_specs, make_view
from office_files import OCCASION

from ozgdash.export import registry
from ozgdash.export.council import documents
from ozgdash.export.council.package import CouncilPackage, Section

CODE = re.compile(r"formatCode(?:=\"([^\"]*)\"|>([^<]*)<)")
NO_CODE = re.compile(r"\\.|\"[^\"]*\"|\[[^\]]*\]")
"""What stands in a format as it is: escaped, quoted, in brackets."""


def codes(content: bytes) -> Iterator[str]:
    """Every number format in an Office file and in the workbooks inside of it."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith(".xlsx"):
                yield from codes(parts.read(name))
            elif name.endswith(".xml"):
                for match in CODE.finditer(parts.read(name).decode("utf-8")):
                    yield html.unescape(match[1] or match[2] or "")


def of_a_day(code: str) -> bool:
    return re.search("[dmy]", NO_CODE.sub("", code)) is not None


def everything_written(lang: str) -> Iterator[bytes]:
    specs = all_specs(lang)
    for spec in specs.values():
        yield registry.write(spec, "xlsx")
        yield registry.write(spec, "pptx")
    package = CouncilPackage(OCCASION, make_view(lang=lang), ("Satz.",), (Section("a", "A", tuple(specs.values())),))
    yield documents.write(package, "workbook")
    yield documents.write(package, "deck")


@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_format_of_a_day_has_a_bare_point(lang):
    found = {code for content in everything_written(lang) for code in codes(content) if of_a_day(code)}
    assert found >= {"yyyy-mm-dd"}
    assert [code for code in found if "." in NO_CODE.sub("", code)] == []
