"""Single numbers of a package, changed one at a time: in a table, or in a document as its file has them."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ozgdash.proof.checking import claimed
from ozgdash.proof.claims import named
from ozgdash.proof.documents import Document, document
from ozgdash.proof.facts import Facts
from ozgdash.proof.numbers import plain
from ozgdash.proof.papers import paper_differences
from ozgdash.proof.reading import Package
from ozgdash.proof.sentences import sentence_differences
from ozgdash.proof.services import services

PARTS = {
    "pptx": r"ppt/(?:slides/slide|charts/chart)\d+\.xml",
    "xlsx": r"xl/worksheets/sheet\d+\.xml",
    "odp": r"(?:Object \d+/)?content\.xml",
    "ods": r"content\.xml",
}
NUMBERS = {
    "pptx": r"<(?:a:tc><a:txBody>(?:(?!</a:tc>).)*?<a:t|c:val>(?:(?!</c:val>).)*?<c:v)>(?P<said>[^<]*\d[^<]*)<",
    "xlsx": r'<c (?![^>]*t="s")[^>]*><v>(?P<said>[^<]+)</v>',
    "odp": r'office:value="(?P<said>\d[^"]*)"',
    "ods": r'office:value="(?P<said>[^"]+)"',
}

DIGITS = 4
"""What is changed further behind nobody is told."""
SHEETS = 20
"""All sheets of a workbook of OpenDocument are one part."""


@dataclass(frozen=True)
class Tampered:
    """``place``: where a number was changed; ``is_named``: whether the check says so."""

    place: str
    before: str
    is_named: bool


def other(said: str, choice: random.Random) -> str:
    """With another digit."""
    at = choice.choice([place for place, letter in enumerate(said) if letter.isdigit()][:DIGITS])
    return f"{said[:at]}{choice.choice([digit for digit in '123456789' if digit != said[at]])}{said[at + 1 :]}"


def in_tables(package: Package, chart: str, count: int) -> Iterator[Tampered]:
    """So many numbers of each column of a chart's table, changed there alone, with no document to compare."""
    choice = random.Random(chart)  # noqa: S311
    alone = replace(package, documents=())
    sheet = package.sheets[chart]
    for place, column in enumerate(sheet.columns):
        rows = [at for at, row in enumerate(sheet.rows) if plain(row[place]) is not None]
        for at in choice.sample(rows, min(count, len(rows))):
            row = (*sheet.rows[at][:place], other(sheet.rows[at][place], choice), *sheet.rows[at][place + 1 :])
            changed = replace(sheet, rows=(*sheet.rows[:at], row, *sheet.rows[at + 1 :]))
            tampered = replace(alone, sheets=alone.sheets | {chart: changed})
            facts = Facts(tampered, services(tampered))
            found = any(True for _ in (*named(claimed(facts)), *sentence_differences(facts)))
            yield Tampered(column, sheet.rows[at][place], found)


def in_document(package: Package, name: str, content: bytes, count: int) -> Iterator[Tampered]:
    """So many numbers of each part of a document's file, changed there alone."""
    kind = name.rpartition(".")[2]
    choice = random.Random(name)  # noqa: S311
    known = next(one for one in package.documents if one.name == name)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    for part in (part for part in parts if re.fullmatch(PARTS[kind], part)):
        xml = parts[part].decode()
        places = [match.span("said") for match in re.finditer(NUMBERS[kind], xml, re.DOTALL)]
        most = count * SHEETS if kind == "ods" else count
        for start, end in choice.sample(places, min(most, len(places))):
            new = f"{xml[:start]}{other(xml[start:end], choice)}{xml[end:]}"
            read = document(name, _zipped(parts | {part: new.encode()}))
            changed = tuple(one for one in read.parts if one not in known.parts) if read else ()
            facts = Facts(replace(package, documents=(Document(name, changed),)), services(package))
            yield Tampered(f"{part}: {xml[max(start - 80, 0) : end]}", xml[start:end], any(paper_differences(facts)))


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return buffer.getvalue()


def in_paper(package: Package, name: str, count: int) -> Iterator[Tampered]:
    """So many numbers of each table of the briefing, changed as they were read: its letters are outlines of a font."""
    choice = random.Random(name)  # noqa: S311
    known = next(one for one in package.documents if one.name == name)
    for part in known.parts:
        for rows in part.tables:
            places = [(at, col) for at, row in enumerate(rows[1:], 1) for col, said in enumerate(row) if _counted(said)]
            for at, col in choice.sample(places, min(count, len(places))):
                row = (*rows[at][:col], other(rows[at][col], choice), *rows[at][col + 1 :])
                table = (*rows[:at], row, *rows[at + 1 :])
                changed = Document(name, (replace(part, tables=(table,)),))
                facts = Facts(replace(package, documents=(changed,)), services(package))
                yield Tampered(f"{part.words[:1]}: {rows[at][:2]}", rows[at][col], any(paper_differences(facts)))


def _counted(said: str) -> bool:
    """Numbers alone, and no key."""
    number = r"[\s\d.,%()\u00a0]+"
    is_key = re.fullmatch(r"\s*\d{5,}\s*", said)
    return not is_key and bool(re.fullmatch(rf"{number}(?:(?:von|of){number})?", said)) and any(map(str.isdigit, said))
