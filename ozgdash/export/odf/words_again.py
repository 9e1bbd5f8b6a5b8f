"""Other words in a text or table of a slide that is there, in the looks that it has."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from ozgdash.export.odf.reading import paragraphs, tag, words_of
from ozgdash.export.refresh.plan import Step
from ozgdash.export.refresh.table_edits import Cells


def write_text(frame: Any, step: Step, lines: list[str]) -> None:
    """Our paragraphs in other words; more of them look like the last one."""
    ours = paragraphs(frame)[step.first : step.first + step.count]
    for paragraph, line in zip(ours, lines, strict=False):
        _set_words(paragraph, line)
    last = _holder(ours[min(len(ours), len(lines)) - 1])
    for line in reversed(lines[len(ours) :]):
        copy = deepcopy(_holder(ours[-1]))
        _set_words(copy if copy.tag == ours[-1].tag else next(copy.iter(ours[-1].tag)), line)
        last.addnext(copy)
    for paragraph in ours[len(lines) :]:
        holder = _holder(paragraph)
        holder.getparent().remove(holder)


def _holder(paragraph: Any) -> Any:
    """The item of a list in which the paragraph stands alone, else the paragraph."""
    item = paragraph.getparent()
    return item if item.tag == tag("text:list-item") and len(item) == 1 else paragraph


def _set_words(paragraph: Any, line: str) -> None:
    """The words in the looks of the paragraph's first span."""
    spans = paragraph.findall(tag("text:span"))
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.text = None if spans else line
    if spans:
        span = etree.SubElement(paragraph, tag("text:span"), dict(spans[0].attrib))
        span.text = line


def write_cells(table: Any, cells: Cells) -> None:
    """The words of a table of the same size, cell by cell; a cell that says it already is left alone."""
    for row, words in zip(table.iter(tag("table:table-row")), cells, strict=True):
        for cell, line in zip(row.findall(tag("table:table-cell")), words, strict=True):
            found = list(cell.iter(tag("text:p")))
            if " ".join(map(words_of, found)) != line:
                for paragraph in found[1:]:
                    paragraph.getparent().remove(paragraph)
                _set_words(found[0] if found else etree.SubElement(cell, tag("text:p")), line)
