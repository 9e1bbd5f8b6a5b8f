"""OpenDocument spreadsheets that look broken and are sound."""

from __future__ import annotations

from file_makers import KEY, OTHER_KEY, ROW, bytes_
from forged import OFFICE
from odf_makers import content, flat, odf_row, ods, ods_parts, packed, table, text_cell, text_row, usual_rows, with_rows
from strange_files import NEW_YEARS_EVE, Strange

EMPTY = "<table:table-cell/>"
TEMPLATE = "application/vnd.oasis.opendocument.spreadsheet-template"
COMMENT = "<office:annotation><text:p>Kommentar; 7</text:p></office:annotation>"
FRAME = "<draw:frame><draw:text-box><text:p>Bild</text:p></draw:text-box></draw:frame>"
SHAPES = "<table:shapes><draw:rect><text:p>im Rechteck</text:p></draw:rect></table:shapes>"
CHART = f"<draw:frame><draw:object>{table(text_row('a;b'), 'local-table')}</draw:object></draw:frame>"
DELETED = f"<table:tracked-changes><table:deletion>{text_cell('weg')}</table:deletion></table:tracked-changes>"
COPY = table(text_row("leika_schluessel;reifegrad"), "'file:///tmp/andere.ods'#$Status")
SPANS = '<text:p><text:span>eins</text:span> <text:a>zwei</text:a><text:s text:c="2"/>drei</text:p>'
LINES = "<text:p>eins<text:line-break/>zwei</text:p><text:p>drei<text:tab/>vier</text:p>"
PRETTY = "<text:p>\n    eins\n      zwei\n  </text:p>"
KEY_STYLE = (
    '<number:number-style style:name="N1"><number:number number:decimal-places="0" number:min-integer-digits="14"/></number:number-style>'
    '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce2"/>'
)  # fmt: skip
NOTE = odf_row(
    '<table:table-cell office:value-type="string" table:number-rows-spanned="1048576"><text:p>Hinweis</text:p></table:table-cell>'
)


def value(kind: str, written: str, more: str = "") -> str:
    name = {"date": "date", "boolean": "boolean", "time": "time"}.get(kind)
    return f'<table:table-cell office:value-type="{kind}" office:{f"{name}-" if name else ""}value="{written}"{more}/>'


def usual(*, remark: str = EMPTY, maturity: str = "", key: str = "", planned: str = "") -> str:
    cells = (key or text_cell(KEY), maturity or value("float", "3"), text_cell("1.1"), text_cell("online"),
             planned or value("date", "2026-12-31"), remark)  # fmt: skip
    return odf_row("".join(cells))


def said(xml: str) -> str:
    return f'<table:table-cell office:value-type="string">{xml}</table:table-cell>'


def grouped() -> str:
    """Rows of the header, and groups within groups."""
    head, body = usual_rows(), usual()
    rows = f"<table:table-header-rows>{head}</table:table-header-rows><table:table-row-group><table:table-row-group><table:table-rows>{body}</table:table-rows></table:table-row-group></table:table-row-group>"
    return content(table(rows))


def hidden() -> str:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    return content(
        table(
            columns + usual_rows() + usual().replace("<table:table-row>", '<table:table-row table:visibility="filter">')
        )
    )


def hidden_table() -> str:
    style = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    other = table(
        odf_row(text_cell("x"), ' table:number-rows-repeated="1048576"'), "Versteckt", ' table:style-name="ta2"'
    )
    return content(other + table(usual_rows(ROW)), styles=style)


def to_the_end() -> str:
    """As LibreOffice ends a sheet: rows without a value to the last one."""
    styled = odf_row(
        '<table:table-cell table:style-name="ce1" table:number-columns-repeated="16384"/>',
        ' table:number-rows-repeated="1048571"',
    )
    return content(table(usual_rows(ROW) + styled))


def mac_days() -> str:
    settings = (
        '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    )
    return content(settings + table(usual_rows() + usual(planned=value("float", "44925"))))


STRANGE_ODF = [
    Strange("thousands of notes that reach to the end of the sheet", "notizen.ods", ods(content(table(usual_rows() + usual() + NOTE * 10_000)))),
    Strange("ODS", "usual.ods", ods()),
    Strange("a table of LibreOffice with a key as a number", "blatt.ods", bytes_((OFFICE / "blatt.ods").read_bytes()), (3, None, None)),
    Strange("ODS, its kind not named", "ohneart.ods", bytes_(packed({k: v for k, v in ods_parts().items() if k != "mimetype"}))),
    Strange("ODS without its list of parts", "ohneliste.ods", bytes_(packed({k: v for k, v in ods_parts().items() if not k.startswith("META")}))),
    Strange("a template of ODF", "vorlage.ots", ods(kind=TEMPLATE)),
    Strange("ODS named XLSX", "umbenannt.xlsx", ods()),
    Strange("FODS", "flach.fods", bytes_(flat(table(usual_rows(ROW))).encode())),
    Strange("FODS named XML", "flach.xml", bytes_(flat(table(usual_rows(ROW))).encode())),
    Strange("typed cells of ODF", "typen.ods", with_rows(usual())),
    Strange("a key as a number that shows its digits", "schluessel.ods", with_rows(usual(key=value("float", KEY, ' table:style-name="ce1"')), styles=KEY_STYLE)),
    Strange("a style that is its own parent", "kreis.ods", with_rows(usual(maturity=value("float", "3", ' table:style-name="ce2"')), styles=KEY_STYLE)),
    Strange("a moment of the evening before", "abend.ods", with_rows(usual(planned=value("date", "2026-12-30T23:00:00")))),
    Strange("the days of old Macs in ODF", "mac.ods", ods(mac_days())),
    Strange("a comment at a cell", "kommentar.ods", with_rows(usual(remark=said(f"{COMMENT}<text:p>Text</text:p>"))), (3, NEW_YEARS_EVE, "Text")),
    Strange("a comment at an empty cell", "kommentar2.ods", with_rows(usual(remark=f"<table:table-cell>{COMMENT}</table:table-cell>"))),
    Strange("a picture in a cell", "bild.ods", with_rows(usual(remark=said(f"<text:p>Text</text:p>{FRAME}"))), (3, NEW_YEARS_EVE, "Text")),
    Strange("letters of several looks", "spans.ods", with_rows(usual(remark=said(SPANS))), (3, NEW_YEARS_EVE, "eins zwei  drei")),
    Strange("a text of several lines in ODF", "zeilen.ods", with_rows(usual(remark=said(LINES))), (3, NEW_YEARS_EVE, "eins\nzwei\ndrei\tvier")),
    Strange("a text that the file breaks for looks", "huebsch.ods", with_rows(usual(remark=said(PRETTY))), (3, NEW_YEARS_EVE, "eins zwei")),
    Strange("a text that stands in an attribute", "attribut.ods", with_rows(usual(remark='<table:table-cell office:value-type="string" office:string-value="wahr"><text:p>###</text:p></table:table-cell>')), (3, NEW_YEARS_EVE, "wahr")),
    Strange("a formula that gives the empty text", "leer.ods", with_rows(usual(remark='<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>'))),
    Strange("a formula of ODF with its result", "formel.ods", with_rows(usual(maturity=value("float", "3", ' table:formula="of:=SUM(1;2)"')))),
    Strange("drawings, a chart and deleted cells", "zeichnung.ods", ods(content(DELETED + table(SHAPES + usual_rows(ROW) + odf_row(f"<table:table-cell>{CHART}</table:table-cell>"))))),
    Strange("a copy of another file", "kopie.ods", ods(content(table(usual_rows(ROW)) + COPY))),
    Strange("groups of rows", "gruppen.ods", ods(grouped())),
    Strange("a filtered row and a hidden column", "filter.ods", ods(hidden())),
    Strange("a hidden table beyond all limits", "versteckt.ods", ods(hidden_table())),
    Strange("looks to the last corner", "ende.ods", ods(to_the_end())),
    Strange("empty rows between, repeated", "luecke.ods", ods(content(table(usual_rows() + odf_row(EMPTY, ' table:number-rows-repeated="70000"') + usual() + text_row(f"{OTHER_KEY};1"))))),
]  # fmt: skip
