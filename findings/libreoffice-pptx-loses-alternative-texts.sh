#!/usr/bin/env bash
# An alternative text (svg:desc) of a table, a rectangle or a text box on a slide stays where LibreOffice saves the
# presentation as OpenDocument, and is gone where it saves it as PPTX: only pictures keep theirs. Whoever has an accessible
# ODP and passes on a PPTX made of it passes on one that is not.
# Observed with Debian 12: apt-get install libreoffice-impress=4:7.4.7-1+deb12u14
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
version="$(soffice --version | cut -d' ' -f1,2)"
echo "$version, python-pptx 1.0.2"
case "$version" in *7.4.7.2*) ;; *) echo "observed with LibreOffice 7.4.7.2" ;; esac
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check python-pptx==1.0.2 2>/dev/null

python3 - <<'PY'
from pathlib import Path

O = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {"office": "office", "style": "style", "draw": "drawing", "table": "table", "text": "text",
         "fo": "xsl-fo-compatible", "svg": "svg-compatible"}
NAMESPACES = " ".join(f'xmlns:{short}="{O}{name}:1.0"' for short, name in NAMES.items())
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
WORDS = "<svg:title>{what}</svg:title><svg:desc>This is a {what}.</svg:desc>"
AT = 'svg:x="{x}cm" svg:y="2cm" svg:width="4cm" svg:height="4cm"'
SHAPES = (
    f"<draw:frame {AT}><table:table><table:table-column/><table:table-row><table:table-cell><text:p>x</text:p>"
    f"</table:table-cell></table:table-row></table:table>{WORDS}</draw:frame>", "table",
    f"<draw:rect {AT}>{WORDS}</draw:rect>", "rectangle",
    f"<draw:frame {AT}><draw:text-box><text:p>x</text:p></draw:text-box>{WORDS}</draw:frame>", "text box",
    f"<draw:frame {AT}><draw:image><office:binary-data>{PIXEL}</office:binary-data></draw:image>{WORDS}</draw:frame>",
    "picture",
)
drawn = "".join(
    shape.format(x=1 + 3 * place, what=what) for place, (shape, what) in enumerate(zip(SHAPES[::2], SHAPES[1::2]))
)
Path("slide.fodp").write_text(
    f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {NAMESPACES} office:version="1.3" '
    'office:mimetype="application/vnd.oasis.opendocument.presentation"><office:automatic-styles>'
    '<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="28cm" fo:page-height="15cm"/>'
    '</style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="m" '
    'style:page-layout-name="pm"/></office:master-styles><office:body><office:presentation>'
    f'<draw:page draw:name="p" draw:master-page-name="m">{drawn}</draw:page></office:presentation></office:body>'
    "</office:document>"
)
PY
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pptx slide.fodp >/dev/null 2>&1
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to fodp --outdir saved slide.fodp >/dev/null 2>&1
cat > read.py <<'PY'
from pptx import Presentation

for shape in Presentation("slide.pptx").slides[0].shapes:
    text = shape._element.xpath(".//p:cNvPr/@descr")
    print(*text, end=" " if text else "")
PY
{
  echo "saved as OpenDocument: $(grep -o '<svg:desc>[^<]*' saved/slide.fodp | cut -d'>' -f2 | tr '\n' ' ')"
  echo "saved as PPTX: $(venv/bin/python read.py)"
} | tee shown.txt
cat > expected.txt <<'TXT'
saved as OpenDocument: This is a table. This is a rectangle. This is a text box. This is a picture. 
saved as PPTX: This is a picture. 
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
