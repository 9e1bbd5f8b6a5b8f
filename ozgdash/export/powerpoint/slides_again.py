"""Puts a slide of today into one that is there: shape by shape, as planned."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

from pptx.opc.package import _Relationship
from pptx.oxml.ns import qn

from ozgdash.export.powerpoint import chart_again, tags
from ozgdash.export.powerpoint.chart_again import chart_part
from ozgdash.export.powerpoint.seen import Seen, notes_element
from ozgdash.export.powerpoint.shapes_again import write_facts, write_place, write_table, write_text
from ozgdash.export.refresh.marks import Mark
from ozgdash.export.refresh.pieces import Print, Role, digest
from ozgdash.export.refresh.plan import SlidePlan, Step, Verb, marked_again

CHART = f".//{qn('c:chart')}"
RELATION = qn("r:id")
LAYOUT = "/slideLayout"


def write(old: Seen, new: Seen, plan: SlidePlan, *, alone: bool) -> None:
    """Carries out the plan on the slide, and marks it anew.

    ``alone``: nobody has touched the slide, so that its shapes can have the numbers of a new slide, too.
    """
    shapes = dict(old.shapes or {})
    _take_layout(old, new)
    for step in plan.steps:
        if step.verb is Verb.NEW:
            _renew(old, new, step, shapes)
        elif step.verb is Verb.ADDED:
            shapes[step.role] = _add(old, new, step.role, shapes)
        elif step.verb is Verb.REMOVED:
            _remove_shape(old.slide, shapes.pop(step.role))
    mark = _marked(old, new, plan, shapes)
    if alone:
        mark = _with_numbers_of(new, mark, shapes)
    tags.put_again(old.slide, mark, shapes.get(Role.PICTURE), loose=old.loose)


def mark_again(old: Seen, new: Seen) -> None:
    """A slide of which nothing is new is of today all the same."""
    shapes = dict(old.shapes or {})
    tags.put_again(old.slide, _marked(old, new, SlidePlan(()), shapes), shapes.get(Role.PICTURE), loose=old.loose)


def _renew(old: Seen, new: Seen, step: Step, shapes: dict[Role, Any]) -> None:
    if step.role is Role.ALT:
        write_facts(shapes[Role.PICTURE], _shape(new, Role.PICTURE), ("descr",))
        return
    element, fresh, mark = shapes[step.role], _shape(new, step.role), _print(old, step.role)
    if step.role is Role.PICTURE:
        if step.cells:
            write_table(element, fresh, step)
        else:
            part, source = chart_part(element, old.slide.part), chart_part(fresh, new.slide.part)
            chart_again.write_chart(part, source, mark, looks_kept=step.looks_kept)
        if digest(element.xpath(".//p:cNvPr")[0].get("name") or "") == mark.name:
            write_facts(element, fresh, ("name",))
    elif step.count:
        write_text(element, fresh, step)
    if not step.moved and step.role is not Role.NOTES:
        write_place(element, fresh)


def _shape(seen: Seen, role: Role) -> Any:
    return (seen.shapes or {})[role]


def _print(seen: Seen, role: Role) -> Print:
    if seen.mark is None:
        raise ValueError(role)
    return next(item for item in seen.mark.prints if item.role is role)


def _add(old: Seen, new: Seen, role: Role, shapes: dict[Role, Any]) -> Any:
    """A shape that the slide did not need before, behind the one that comes before it."""
    if role is Role.NOTES:
        old.slide.notes_slide.notes_text_frame.text = new.slide.notes_slide.notes_text_frame.text
        return notes_element(old.slide)
    element = adopted(_shape(new, role), old.slide, new.slide)
    before = [shapes[item] for item in new.shapes or {} if item in shapes and item is not Role.NOTES]
    order = list(new.shapes or {})
    earlier = [shapes[item] for item in order[: order.index(role)] if item in shapes]
    if earlier:
        earlier[-1].addnext(element)
    elif before:
        before[0].addprevious(element)
    else:
        old.slide.shapes._spTree.append(element)
    return element


def adopted(element: Any, slide: Any, source: Any) -> Any:
    """A copy of a shape of our own presentation for another slide, with its chart."""
    copy = deepcopy(element)
    for data in copy.xpath("./*/p:nvPr/p:custDataLst"):
        data.getparent().remove(data)
    facts = copy.xpath(".//p:cNvPr")[0]
    used = {int(number) for number in slide._element.xpath(".//p:cNvPr/@id") if number.isdigit()}
    if int(facts.get("id")) in used:
        facts.set("id", str(max(used) + 1))
    chart = copy.find(CHART)
    if chart is not None:
        fresh = chart_part(element, source.part)
        part = chart_again.adopted(fresh, slide.part.package)
        chart.set(RELATION, slide.part.relate_to(part, source.part.rels[element.find(CHART).get(RELATION)].reltype))
    _explain(copy, element, slide, source)
    return copy


def _explain(copy: Any, element: Any, slide: Any, source: Any) -> None:
    """Where the slide's layout has no such place the shape says itself where it stands and how it looks."""
    kinds = copy.xpath("./*/p:nvPr/p:ph")
    if not kinds or _placeholder(slide.slide_layout, kinds[0]) is not None:
        return
    origin = _placeholder(source.slide_layout, element.xpath("./*/p:nvPr/p:ph")[0])
    kinds[0].getparent().remove(kinds[0])
    if origin is None or copy.tag == qn("p:graphicFrame"):
        return
    copy.replace(copy.find(qn("p:spPr")), deepcopy(origin.find(qn("p:spPr"))))
    body, looks = copy.find(qn("p:txBody")), origin.find(qn("p:txBody"))
    for tag in (qn("a:bodyPr"), qn("a:lstStyle")):
        if body.find(tag) is not None and looks.find(tag) is not None:
            body.replace(body.find(tag), deepcopy(looks.find(tag)))
    for lock in copy.findall(f"{qn('p:nvSpPr')}/{qn('p:cNvSpPr')}/{qn('a:spLocks')}"):
        lock.getparent().remove(lock)


def _placeholder(layout: Any, kind: Any) -> Any:
    for shape in layout._element.iter(qn("p:sp")):
        for item in shape.findall(f"{qn('p:nvSpPr')}/{qn('p:nvPr')}/{qn('p:ph')}"):
            if item.get("idx", "0") == kind.get("idx", "0") and item.get("type") == kind.get("type"):
                return shape
    return None


def _remove_shape(slide: Any, element: Any) -> None:
    keys = [item.get(RELATION) for item in (element.find(CHART), *element.iter(qn("p:tags"))) if item is not None]
    element.getparent().remove(element)
    for key in keys:
        if key in slide.part.rels:
            slide.part.rels.pop(key)


def _take_layout(old: Seen, new: Seen) -> None:
    """The layout of the new slide where it is another than then, and this presentation has one of that name."""
    if old.loose or old.mark is None or new.mark is None or old.mark.layout == new.mark.layout:
        return
    layout = layout_named(old.slide.slide_layout.slide_master, new.slide.slide_layout.name)
    if layout is not None:
        _relate_layout(old.slide, layout)


def layout_named(master: Any, name: str) -> Any:
    """The layout of a master by its name; None where it has none."""
    return next((layout for layout in master.slide_layouts if layout.name == name), None)


def _relate_layout(slide: Any, layout: Any) -> None:
    rels = slide.part.rels
    for key, relation in list(rels.items()):
        if relation.reltype.endswith(LAYOUT):
            # A relationship of python-pptx remembers its target; only another one has another.
            rels._rels[key] = _Relationship(slide.part.partname.baseURI, key, relation.reltype, "Internal", layout.part)


def _with_numbers_of(new: Seen, mark: Mark, shapes: dict[Role, Any]) -> Mark:
    for role, element in shapes.items():
        if role is not Role.NOTES and role in (new.shapes or {}):
            write_facts(element, _shape(new, role), ("id", "name"))
    number = {item.role: item.shape for item in new.mark.prints} if new.mark is not None else {}
    return replace(mark, prints=tuple(replace(item, shape=number.get(item.role, item.shape)) for item in mark.prints))


def _marked(old: Seen, new: Seen, plan: SlidePlan, shapes: dict[Role, Any]) -> Mark:
    if old.mark is None or new.mark is None:
        raise ValueError("unmarked")
    added = [step.role for step in plan.steps if step.verb is Verb.ADDED]
    return marked_again(old.mark, new.mark, plan, {role: _number(shapes[role]) for role in added})


def _number(element: Any) -> int:
    return tags.shape_number(element)
