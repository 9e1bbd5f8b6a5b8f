#!/usr/bin/env bash
# A cell that is TRUE in an ODS is read as False by pandas with odfpy where the program that saved it speaks German: pandas
# compares the shown text with the English word and does not look at office:boolean-value, which is the same in every
# language. The engine calamine reads the value. LibreOffice in German writes such cells when a person types WAHR.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check \
  pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1 2>/dev/null

venv/bin/python - <<'PY' | tee shown.txt
import zipfile
from importlib.metadata import version
import pandas as pd

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
cells = [("true", "WAHR"), ("false", "FALSCH"), ("true", "VRAI"), ("true", "TRUE"), ("false", "FALSE")]
row = "".join(
    f'<table:table-row><table:table-cell office:value-type="boolean" office:boolean-value="{value}">'
    f"<text:p>{shown}</text:p></table:table-cell></table:table-row>"
    for value, shown in cells
)
kind = "application/vnd.oasis.opendocument.spreadsheet"
with zipfile.ZipFile("yes.ods", "w") as archive:
    archive.writestr("mimetype", kind)
    archive.writestr(
        "content.xml",
        f'<office:document-content xmlns:office="{OASIS}office:1.0" xmlns:table="{OASIS}table:1.0"'
        f' xmlns:text="{OASIS}text:1.0" office:version="1.3"><office:body><office:spreadsheet>'
        f'<table:table table:name="T">{row}</table:table></office:spreadsheet></office:body></office:document-content>',
    )
    archive.writestr(
        "META-INF/manifest.xml",
        f'<manifest:manifest xmlns:manifest="{OASIS}manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
    )
print("pandas", version("pandas"), "odfpy", version("odfpy"), "python-calamine", version("python-calamine"))
print("stored and shown:", cells)
for engine in ("odf", "calamine"):
    print(f"{engine}:", [bool(value) for value in pd.read_excel("yes.ods", engine=engine, header=None)[0]])
PY
cat > expected.txt <<'TXT'
pandas 3.1.1 odfpy 1.4.1 python-calamine 0.9.1
stored and shown: [('true', 'WAHR'), ('false', 'FALSCH'), ('true', 'VRAI'), ('true', 'TRUE'), ('false', 'FALSE')]
odf: [False, False, False, True, False]
calamine: [True, False, True, True, False]
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
