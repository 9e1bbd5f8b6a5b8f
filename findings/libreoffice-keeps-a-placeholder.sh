#!/usr/bin/env bash
# XlsxWriter leaves 0 as the result of every formula and asks the reader to calculate (fullCalcOnLoad). LibreOffice and
# Gnumeric re-save the workbook without calculating and without the mark: afterwards nothing in the file tells a 0 that was
# never calculated from one that was.
# Observed with Debian 12: apt-get install libreoffice-calc=4:7.4.7-1+deb12u14 gnumeric=1.12.55-1
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
version="$(soffice --version | cut -d' ' -f1,2), $(ssconvert --version 2>/dev/null | head -n 1)"
echo "$version, XlsxWriter 3.3.1"
case "$version" in *7.4.7.2*1.12.55*) ;; *) echo "observed with LibreOffice 7.4.7.2 and ssconvert 1.12.55" ;; esac
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1 openpyxl==3.1.5 2>/dev/null

venv/bin/python - <<'PY'
import xlsxwriter
with xlsxwriter.Workbook("formula.xlsx") as workbook:
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, [1200, 120])
    sheet.write_formula(0, 2, "=A1+B1")
PY
mkdir resaved
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to xlsx:"Calc MS Excel 2007 XML" \
  --outdir resaved formula.xlsx >/dev/null 2>&1
HOME="$work" ssconvert --export-type=Gnumeric_Excel:xlsx2 formula.xlsx resaved/gnumeric.xlsx 2>/dev/null
venv/bin/python -W ignore - <<'PY' | tee shown.txt
import zipfile
import openpyxl
for name in ("formula.xlsx", "resaved/formula.xlsx", "resaved/gnumeric.xlsx"):
    mark = b"fullCalcOnLoad" in zipfile.ZipFile(name).read("xl/workbook.xml")
    cell = openpyxl.load_workbook(name, data_only=True).active["C1"].value
    print(f"{name}: 1200 + 120 = {cell}, marked as not calculated: {mark}")
PY
cat > expected.txt <<'TXT'
formula.xlsx: 1200 + 120 = 0, marked as not calculated: True
resaved/formula.xlsx: 1200 + 120 = 0, marked as not calculated: False
resaved/gnumeric.xlsx: 1200 + 120 = 0, marked as not calculated: False
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
