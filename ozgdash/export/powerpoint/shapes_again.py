"""Puts new words, tables and places into shapes that are there, without touching what a person did to them."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from ozgdash.export.powerpoint.reading import cells_of, paragraph_text
from ozgdash.export.refresh.plan import Step
from ozgdash.export.refresh.table_edits import Cells


def write_text(old: Any, new: Any, step: Step) -> None:
    """Our paragraphs in the words of the new shape, and in its letters unless a person chose others."""
    body = old.find(qn("p:txBody"))
    paragraphs = body.findall(qn("a:p"))
    ours = paragraphs[step.first : step.first + step.count]
    fresh = new.find(qn("p:txBody")).findall(qn("a:p"))
    if step.looks_kept:
        written = [_in_letters_of(ours[min(place, len(ours) - 1)], item) for place, item in enumerate(fresh)]
    else:
        written = [deepcopy(item) for item in fresh]
    for paragraph in written:
        ours[0].addprevious(paragraph)
    for paragraph in ours:
        body.remove(paragraph)


def _in_letters_of(paragraph: Any, words: Any) -> Any:
    """A paragraph that says the words of one as another one looks: like its first run."""
    result = deepcopy(paragraph)
    for child in list(result):
        if child.tag not in (qn("a:pPr"), qn("a:endParaRPr")):
            result.remove(child)
    run = parse_xml(f"<a:r {nsdecls('a')}><a:t/></a:r>")
    looks = paragraph.find(f"{qn('a:r')}/{qn('a:rPr')}")
    if looks is not None:
        run.insert(0, deepcopy(looks))
    run.find(qn("a:t")).text = paragraph_text(words)
    end = result.find(qn("a:endParaRPr"))
    result.append(run) if end is None else end.addprevious(run)
    return result


def write_table(old: Any, new: Any, step: Step) -> None:
    """The table of the new frame in the old one, with the cells that a person typed over."""
    table, fresh = old.find(f".//{qn('a:tbl')}"), new.find(f".//{qn('a:tbl')}")
    if step.looks_kept and len(cells_of(table)[0]) == len(step.cells[0]):
        _fit_rows(table, len(step.cells))
        _write_cells(table, step.cells)
        return
    written = deepcopy(fresh)
    table.getparent().replace(table, written)
    _write_cells(written, step.cells)


def _fit_rows(table: Any, count: int) -> None:
    rows = table.findall(qn("a:tr"))
    for row in rows[count:]:
        table.remove(row)
    for _ in range(count - len(rows)):
        rows[-1].addnext(deepcopy(rows[-1]))


def _write_cells(table: Any, cells: Cells) -> None:
    for row, words in zip(table.findall(qn("a:tr")), cells, strict=True):
        for cell, text in zip(row.findall(qn("a:tc")), words, strict=True):
            _write_cell(cell, text)


def _write_cell(cell: Any, words: str) -> None:
    paragraphs = list(cell.iter(qn("a:p")))
    if " ".join(map(paragraph_text, paragraphs)) == words:
        return
    for paragraph in paragraphs[1:]:
        paragraph.getparent().remove(paragraph)
    source = parse_xml(f"<a:p {nsdecls('a')}><a:r><a:t/></a:r></a:p>")
    source.find(f".//{qn('a:t')}").text = words
    written = _in_letters_of(paragraphs[0], source)
    if written.find(f"{qn('a:r')}/{qn('a:rPr')}") is None:
        end = written.find(qn("a:endParaRPr"))
        if end is not None:
            looks = parse_xml(f"<a:rPr {nsdecls('a')}/>")
            looks.attrib.update(end.attrib)
            looks.extend(deepcopy(list(end)))
            written.find(qn("a:r")).insert(0, looks)
    paragraphs[0].getparent().replace(paragraphs[0], written)


def write_place(old: Any, new: Any) -> None:
    """The place of the new shape; where the layout says it, the old one says nothing either."""
    before, after = old, new
    if old.tag != qn("p:graphicFrame"):
        before, after = old.find(qn("p:spPr")), new.find(qn("p:spPr"))
    tag = qn("p:xfrm") if before is old else qn("a:xfrm")
    frame, fresh = before.find(tag), after.find(tag)
    if frame is not None and fresh is not None:
        before.replace(frame, deepcopy(fresh))
    elif frame is not None:
        before.remove(frame)
    elif fresh is not None:
        before.insert(0, deepcopy(fresh))


def write_facts(old: Any, new: Any, names: Sequence[str]) -> None:
    """The attributes of those names: what the shape is called, what a screen reader says of it."""
    before, after = old.xpath(".//p:cNvPr")[0], new.xpath(".//p:cNvPr")[0]
    for name in names:
        before.set(name, after.get(name) or "")
