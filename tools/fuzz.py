"""Feeds the readers of CSV, XLSX and ODS with ever new bytes, led by what of the code each one reaches (atheris).

``python -m tools.fuzz [--seconds 60]``. Any input either is read or raises SourceFormatError with a message in both
languages. Anything else is a finding, also what takes too long or too much memory: the run ends with an exit code other
than 0, and the input lies in ``build/fuzz`` to try again: ``python -m tools.fuzz FILE``.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ozgdash.sources", "ozgdash.formats", "csv", "zipfile", "defusedxml"]):
    from ozgdash.errors import SourceFormatError
    from ozgdash.odf.spreadsheet import MIMETYPE
    from ozgdash.odf.xml import NAMESPACES
    from ozgdash.settings import PROJECT_DIR
    from ozgdash.sources.catalogue import read_catalogue
    from ozgdash.sources.cooperation import read_cooperation
    from ozgdash.sources.detect import detect, look_into
    from ozgdash.sources.service_index import ServiceIndex
    from ozgdash.sources.status_sheet import read_status_sheet
    from ozgdash.sources.tabular import read_sheet

GOLDEN = PROJECT_DIR / "tests" / "golden"
FOUND = PROJECT_DIR / "build" / "fuzz"
TODAY = date(2026, 11, 23)
MAX_INPUT, MAX_SECONDS_PER_INPUT, MAX_MEGABYTES = 20_000, 20, 1_500
PARTS = {1: "xl/worksheets/sheet1.xml", 2: "xl/sharedStrings.xml", 3: "xl/workbook.xml", 4: "xl/styles.xml"}
ODF_PARTS = {6: "content.xml", 7: "styles.xml", 8: "META-INF/manifest.xml"}
"""First byte of an input: what the rest of it is. 0: a CSV; 5: a whole workbook."""
WHOLE, FLAT = 5, 9
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>',
    '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>44562</v></c></row>',
    '<row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3" t="s"><v>4</v></c></row>',
    '<row r="4"><c r="A4" t="s"><v>5</v></c><c r="B4"><f>1+2</f><v>3</v></c></row>',
)
TEXTS = ("Partner", "stadt", "Stand", "leika_schluessel", "reifegrad", "99000000000101")
FORMATS = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
SHEETS = '<sheet name="S" sheetId="1" r:id="r1"/><sheet name="Komponenten" sheetId="2" r:id="r1"/>'
RELATION = f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
SOUND = {
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{SHEETS}</sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{RELATION}</Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{FORMATS}</styleSheet>',
    "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(f"<si><t>{text}</t></si>" for text in TEXTS)}</sst>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(ROWS)}</sheetData></worksheet>',
}
ODF_ROWS = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>Partner</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>st<text:span>adt</text:span></text:p></table:table-cell>'
    "</table:table-row>",
    '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" table:style-name="c1"'
    ' office:date-value="2022-01-01"/><table:covered-table-cell table:number-columns-repeated="3"/></table:table-row>',
    '<table:table-row><table:table-cell office:value-type="string" office:string-value="reifegrad"/></table:table-row>',
    '<table:table-row><table:table-cell table:formula="of:=SUM([.A1];2)" office:value-type="float" office:value="3"'
    ' table:number-rows-spanned="2"><text:p>3<text:s text:c="2"/></text:p></table:table-cell></table:table-row>',
)
ODF_STYLES = (
    '<number:date-style style:name="N1"><number:day/><number:text>.</number:text><number:month/></number:date-style>'
    '<style:style style:name="c1" style:family="table-cell" style:data-style-name="N1"/>'
)
ODF_PREFIXES = ("office", "table", "text", "style", "number")
ODF_NAMES = "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ODF_PREFIXES)
ODF_TABLE = f'<table:table table:name="S">{"".join(ODF_ROWS)}</table:table>'
ODF_BODY = f"<office:body><office:spreadsheet>{ODF_TABLE}</office:spreadsheet></office:body>"
SOUND_ODF = {
    "mimetype": MIMETYPE,
    "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{NAMESPACES["manifest"]}"/>',
    "styles.xml": f"<office:document-styles{ODF_NAMES}>{ODF_STYLES}</office:document-styles>",
    "content.xml": f"<office:document-content{ODF_NAMES}>{ODF_STYLES}{ODF_BODY}</office:document-content>",
}
FLAT_ODF = f'<office:document{ODF_NAMES} office:mimetype="{MIMETYPE}">{ODF_BODY}</office:document>'
WITH_DAYS = (
    "Partner;stadt\nStand;31.10.2026\nleika_schluessel;reifegrad;geplant_am;bemerkung\n"
    '99000000000101;RG 3;2027-01-31;"a;b"\n'
)


def workbook(sound: Mapping[str, str] = SOUND, **changed: bytes) -> bytes:
    """A sound workbook with some of its parts replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in sound.items():
            archive.writestr(name, changed.get(name, content.encode()))
    return target.getvalue()


class Target:
    """The readers over a small catalogue; a call reads one input."""

    def __init__(self, folder: Path) -> None:
        self.cooperation = read_cooperation(GOLDEN / "data" / "cooperation.toml")
        self.services = ServiceIndex(read_catalogue(GOLDEN / "data" / "catalogue" / "leistungen.csv").services)
        self.csv, self.xlsx = folder / "eingabe.csv", folder / "eingabe.xlsx"

    def __call__(self, data: bytes) -> None:
        """Reads it in each way there is; an exception other than SourceFormatError is a finding."""
        kind, content = (data[0], data[1:]) if data else (0, b"")
        path = self.csv if kind in (0, FLAT) else self.xlsx
        sound, parts = (SOUND_ODF, ODF_PARTS) if kind in ODF_PARTS else (SOUND, PARTS)
        path.write_bytes(workbook(sound, **{parts[kind]: content}) if kind in parts else content)
        for read in (detect, read_sheet, self._status):
            try:
                read(path)
            except SourceFormatError as error:
                if not (error.message("de") and error.message("en")):
                    raise AssertionError("a refusal without a message") from error

    def _status(self, path: Path) -> None:
        read_status_sheet(look_into(path), cooperation=self.cooperation, services=self.services, today=TODAY)


def write_seeds(folder: Path) -> None:
    """What the search begins with: sound inputs of each kind."""
    sheets = sorted((GOLDEN / "sheets").glob("*.csv"))
    seeds = [b"\x00" + sheet.read_bytes() for sheet in sheets] + [b"\x00" + WITH_DAYS.encode()]
    seeds += [bytes([kind]) + SOUND[name].encode() for kind, name in PARTS.items()]
    seeds += [bytes([kind]) + SOUND_ODF[name].encode() for kind, name in ODF_PARTS.items()]
    seeds += [bytes([WHOLE]) + workbook(SOUND_ODF), bytes([FLAT]) + FLAT_ODF.encode()]
    for number, seed in enumerate([*seeds, bytes([WHOLE]) + workbook()]):
        (folder / f"{number}").write_bytes(seed)


def main() -> None:
    """Runs until the time is over or something is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("input", nargs="?", type=Path, help="an input to try again")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        FOUND.mkdir(parents=True, exist_ok=True)
        seeds = Path(folder) / "seeds"
        seeds.mkdir()
        write_seeds(seeds)
        options = [
            f"-max_total_time={asked.seconds}",
            f"-max_len={MAX_INPUT}",
            "-len_control=0",
            f"-timeout={MAX_SECONDS_PER_INPUT}",
            f"-rss_limit_mb={MAX_MEGABYTES}",
            f"-artifact_prefix={FOUND}/",
            "-print_final_stats=1",
        ]
        atheris.Setup(
            [sys.argv[0], *([str(asked.input)] if asked.input else [*options, str(seeds)])], Target(Path(folder))
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
