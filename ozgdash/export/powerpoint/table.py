"""A page of a matrix or list as PowerPoint's own table.

Written as XML: python-pptx asks the tree anew for every cell, which takes longer than all charts of a deck.
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from ozgdash.export.powerpoint.parts import paint_xml
from ozgdash.export.slides.column_widths import SIDE_EM, GridCell
from ozgdash.export.slides.design import OWN_PAINT, Paint
from ozgdash.export.slides.layouts import Box
from ozgdash.export.slides.table_pages import PAD_EM, Grid
from ozgdash.formats import LANGUAGE_TAGS
from ozgdash.texts import Lang

PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without fill and lines."""


def table_frame(grid: Grid, box: Box, shape_id: int, lang: Lang, paint: Paint = OWN_PAINT) -> Any:
    """The table as a graphic frame with a fixed head row in that box."""
    left, top, width, _ = map(int, box.emu)
    columns = "".join(f'<a:gridCol w="{int(Pt(width))}"/>' for width in grid.widths)
    rows = "".join(
        f'<a:tr h="{int(Pt(height))}">'
        + "".join(_cell(cell, grid.size, lang, paint, head=not place) for cell in row)
        + "</a:tr>"
        for place, (row, height) in enumerate(zip((grid.head, *grid.rows), grid.heights, strict=True))
    )
    return parse_xml(
        f'<p:graphicFrame {nsdecls("a", "p")}><p:nvGraphicFramePr><p:cNvPr id="{shape_id}" name={quoteattr("Table")}/>'
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"<p:nvPr/></p:nvGraphicFramePr>"
        f'<p:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{int(Pt(sum(grid.heights)))}"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{PLAIN_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _cell(cell: GridCell, size: int, lang: Lang, paint: Paint, *, head: bool) -> str:
    pad, side = int(Pt(size * PAD_EM)), int(Pt(size * SIDE_EM))
    looks = f'lang="{LANGUAGE_TAGS[lang]}" sz="{size * 100}" b="{int(cell.bold)}"'
    ink = f"<a:solidFill>{paint_xml(paint.ink, paint)}</a:solidFill>"
    words = f"<a:r><a:rPr {looks}>{ink}</a:rPr><a:t>{escape(cell.text)}</a:t></a:r>" if cell.text else ""
    behind = cell.fill or (paint.ground if paint.panel else None)
    fill = f'<a:solidFill><a:srgbClr val="{behind[1:]}"/></a:solidFill>' if behind else "<a:noFill/>"
    line = f'<a:solidFill><a:srgbClr val="{(paint.muted if head else paint.grid)[1:]}"/></a:solidFill>'
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{cell.align}"/>{words}<a:endParaRPr {looks}/></a:p>'
        f'</a:txBody><a:tcPr marL="{side}" marR="{side}" marT="{pad}" marB="{pad}" anchor="ctr">'
        f'<a:lnB w="{12700 if head else 6350}">{line}</a:lnB>{fill}</a:tcPr></a:tc>'
    )
