"""What a chart of an OpenDocument package says, part by part, with its styles, formats and numbers put in their place."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

Facts = dict[str, str]
OTHER_NAMES = {"datastyle": "number", "drawing": "draw", "xsl-fo-compatible": "fo", "svg-compatible": "svg"}
LETTERS = {"day": "D", "month": "M", "year": "Y"}
DECIMAL = re.compile(r"^(-?\d+\.\d+)(?=cm$|$)")
RANGE = re.compile(r"local-table\.\$([A-Z])\$(\d+)(?::\.\$[A-Z]\$(\d+))?")
NAMED_LOOKS = ("draw:fill-hatch-name", "draw:stroke-dash")


def chart_facts(content: bytes) -> Facts:
    """Path of a part and its attribute -> value, of the one chart of a package.

    Addresses of the chart's own table are what stands there, ``-`` where nothing does.
    """
    archive = zipfile.ZipFile(io.BytesIO(content))
    (name,) = [part for part in archive.namelist() if _is_chart(archive, part)]
    root = ElementTree.fromstring(archive.read(name))
    beside = str(PurePosixPath(name).with_name("styles.xml"))
    looks = _looks(root)
    if beside in archive.namelist():
        looks |= _drawn(ElementTree.fromstring(archive.read(beside)))
    (chart,) = (element for element in root.iter() if short(element.tag) == "chart:chart")
    cells = _cells(chart)
    return {key: _plain(value, cells) for key, value in _walk(chart, "", looks)}


def short(tag: str) -> str:
    """``prefix:name`` with the usual prefix, whatever stands in the file."""
    if not tag.startswith("{"):
        return tag
    namespace, _, local = tag[1:].partition("}")
    found = re.search(r"xmlns:([\w-]+)", namespace)
    prefix = found[1] if found else namespace.rsplit("/", 1)[-1]
    return f"{OTHER_NAMES.get(prefix, prefix)}:{local}"


def attributes(element: Element) -> Facts:
    return {short(key): value for key, value in element.attrib.items()}


def pattern(style: Element) -> str:
    """A number format as one would type it, with its language."""
    facts, written = attributes(style), ""
    for part in style:
        name, said = short(part.tag).removeprefix("number:"), attributes(part)
        if name == "number":
            digits = "0" * int(said.get("number:min-integer-digits", "1"))
            places = int(said.get("number:decimal-places", "0"))
            written += ("#,##" if said.get("number:grouping") == "true" else "") + digits
            written += "." + "0" * places if places else ""
        elif name in LETTERS:
            short_length = 2 if name == "year" else 1
            written += LETTERS[name] * (short_length * 2 if said.get("number:style") == "long" else short_length)
        elif name in ("text", "currency-symbol"):
            written += part.text or ""
    country = f"[{facts['number:language']}-{facts['number:country']}]" if "number:language" in facts else ""
    return country + written


def _is_chart(archive: zipfile.ZipFile, name: str) -> bool:
    return name.endswith("content.xml") and b"<office:chart>" in archive.read(name)


def _looks(root: Element) -> dict[str, Facts]:
    """Name of a style -> what it says; its number format as ``number``."""
    (area,) = (part for part in root if short(part.tag) == "office:automatic-styles")
    formats = {attributes(item)["style:name"]: pattern(item) for item in area if short(item.tag).startswith("number:")}
    found: dict[str, Facts] = {}
    for item in area:
        facts = attributes(item)
        if short(item.tag) == "style:style":
            said = {key: value for part in item for key, value in attributes(part).items()}
            number = facts.get("style:data-style-name")
            found[facts["style:name"]] = said | ({"number": formats[number]} if number else {})
    return found


def _drawn(root: Element) -> dict[str, Facts]:
    """Hatches and dashes by their names."""
    drawn = (attributes(item) for item in root.iter() if short(item.tag) in ("draw:hatch", "draw:stroke-dash"))
    return {
        facts["draw:name"]: {key: value for key, value in facts.items() if not key.endswith("name")} for facts in drawn
    }


def _walk(element: Element, path: str, looks: dict[str, Facts]) -> Iterator[tuple[str, str]]:
    facts = attributes(element)
    for key, value in (facts | looks.get(facts.pop("chart:style-name", ""), {})).items():
        if key in NAMED_LOOKS:
            yield from ((f"{path}@{key}/{part}", fact) for part, fact in looks[value].items())
        elif key not in ("chart:style-name", "chart:repeated"):
            yield f"{path}@{key}", value
    counts: dict[str, int] = {}
    for child in element:
        name = short(child.tag)
        if name == "table:table":
            continue
        for _ in range(int(child.get(f"{child.tag.partition('}')[0]}}}repeated", "1"))):
            place = counts[name] = counts.get(name, -1) + 1
            at = attributes(child).get("chart:dimension", place) if name == "chart:axis" else place
            many = name in ("chart:series", "chart:data-point", "chart:axis", "text:span")
            step = f"[{at}]" if many else ""
            yield from _walk(child, f"{path}/{name.removeprefix('chart:')}{step}", looks)
    if element.text and element.text.strip():
        yield path, element.text


def _cells(chart: Element) -> dict[str, str]:
    """The chart's own table: address -> what stands there, texts and numbers alike."""
    found = {}
    rows = [item for item in chart.iter() if short(item.tag) == "table:table-row"]
    for row, line in enumerate(rows, start=1):
        for column, cell in enumerate(line):
            value = attributes(cell).get("office:value", "".join(cell.itertext()))
            found[f"{chr(ord('A') + column)}{row}"] = "-" if value in ("", "NaN") else value.removesuffix(".0")
    return found


def _plain(value: str, cells: dict[str, str]) -> str:
    """A number or length without zeros at its end; what stands in cells instead of their address."""
    found = RANGE.fullmatch(value)
    if found:
        column, first, last = found.groups()
        return " ".join(cells[f"{column}{row}"] for row in range(int(first), int(last or first) + 1))
    return DECIMAL.sub(lambda number: f"{float(number[1]):g}", value)
