#!/usr/bin/env bash
# The only way that ODF 1.3 has for the colour of a table's cell is fo:background-color of style:table-cell-properties, in a
# text document, a spreadsheet or on a slide. LibreOffice Calc and Writer read it, Impress does not: the cell gets the blue of
# the default style. It reads loext:graphic-properties, an extension of its own, which no other program knows.
# Observed with Debian 12: apt-get install libreoffice-impress=4:7.4.7-1+deb12u14
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
version="$(soffice --version | cut -d' ' -f1,2)"
echo "$version"
case "$version" in *7.4.7.2*) ;; *) echo "observed with LibreOffice 7.4.7.2" ;; esac
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check openxml-audit==0.8.0 lxml 2>/dev/null

venv/bin/python - <<'PY'
from pathlib import Path
import openxml_audit
from lxml import etree

O = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {"office": "office", "style": "style", "draw": "drawing", "table": "table", "text": "text",
         "fo": "xsl-fo-compatible", "svg": "svg-compatible"}
NAMESPACES = " ".join(f'xmlns:{short}="{O}{name}:1.0"' for short, name in NAMES.items())
NAMESPACES += ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
SLIDE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document {names} office:version="1.3" office:mimetype="{O}presentation">
<office:automatic-styles>
<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="28cm" fo:page-height="15cm"/></style:page-layout>
<style:style style:name="co" style:family="table-column"><style:table-column-properties style:column-width="10cm"/></style:style>
<style:style style:name="ro" style:family="table-row"><style:table-row-properties style:row-height="5cm"/></style:style>
<style:style style:name="ce" style:family="table-cell">{colour}</style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="m" style:page-layout-name="pm"/></office:master-styles>
<office:body><office:presentation><draw:page draw:name="p" draw:master-page-name="m">
<draw:frame svg:x="2cm" svg:y="2cm" svg:width="10cm" svg:height="5cm"><table:table>
<table:table-column table:style-name="co"/>
<table:table-row table:style-name="ro"><table:table-cell table:style-name="ce"><text:p>x</text:p></table:table-cell></table:table-row>
</table:table></draw:frame></draw:page></office:presentation></office:body></office:document>"""
SLIDE = SLIDE.replace("{O}presentation", "application/vnd.oasis.opendocument.presentation").replace("{names}", NAMESPACES)
for name, colour in (
    ("standard", '<style:table-cell-properties fo:background-color="#ff0000"/>'),
    ("extension", '<loext:graphic-properties draw:fill="solid" draw:fill-color="#ff0000"/>'),
):
    Path(f"{name}.fodp").write_text(SLIDE.replace("{colour}", colour))
folder = Path(openxml_audit.__file__).parent / "odf" / "schemas" / "odf-1.3"
schema = etree.RelaxNG(etree.parse(folder / "OpenDocument-v1.3-schema.rng"))
for name in ("standard", "extension"):
    print(f"{name}.fodp keeps to the schema of ODF 1.3: {schema.validate(etree.parse(f'{name}.fodp'))}")
PY
for name in standard extension; do
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pptx "$name.fodp" >/dev/null 2>&1
done
{
  for name in standard extension; do
    colour=$(unzip -p "$name.pptx" ppt/slides/slide1.xml | grep -o '<a:tcPr.*</a:tcPr>' | grep -o '<a:solidFill><a:srgbClr val="[0-9a-f]*"' | grep -o '[0-9a-f]\{6\}')
    echo "red by the $name: the cell is #$colour"
  done
} | tee shown.txt
cat > expected.txt <<'TXT'
red by the standard: the cell is #729fcf
red by the extension: the cell is #ff0000
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
