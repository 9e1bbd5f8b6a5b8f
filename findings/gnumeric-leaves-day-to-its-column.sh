#!/usr/bin/env bash
# Gnumeric, re-saving an XLSX, leaves out the style of a cell that is the style of its column. LibreOffice takes the
# column's style then and shows a day; openpyxl, and pandas with it or with calamine, take the first style of the workbook
# and read the number 46387. What people see and what programs read is no longer the same.
# Observed with Debian 12: apt-get install gnumeric=1.12.55-1 libreoffice-calc=4:7.4.7-1+deb12u14
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
version="$(ssconvert --version 2>/dev/null | head -n 1), $(soffice --version | cut -d' ' -f1,2)"
echo "$version, XlsxWriter 3.3.1, pandas 3.1.1"
case "$version" in *1.12.55*7.4.7.2*) ;; *) echo "observed with ssconvert 1.12.55 and LibreOffice 7.4.7.2" ;; esac
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check \
  XlsxWriter==3.3.1 openpyxl==3.1.5 pandas==3.1.1 python-calamine==0.9.1 2>/dev/null

venv/bin/python - <<'PY'
from datetime import date
import xlsxwriter
with xlsxwriter.Workbook("days.xlsx") as workbook:
    sheet, day = workbook.add_worksheet(), workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet.set_column(0, 0, 12, day)
    sheet.write(0, 0, "day")
    sheet.write(1, 0, date(2026, 12, 31), day)
PY
cat > read.py <<'PY'
import sys
import pandas
days = {engine: pandas.read_excel(sys.argv[1], engine=engine)["day"][0] for engine in ("openpyxl", "calamine")}
print(", ".join(f"{engine} {day}" for engine, day in days.items()))
PY
HOME="$work" ssconvert --export-type=Gnumeric_Excel:xlsx2 days.xlsx resaved.xlsx 2>/dev/null
for name in days resaved; do
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to csv "$name.xlsx" >/dev/null 2>&1
  echo "$name.xlsx: $(venv/bin/python -W ignore read.py "$name.xlsx"), LibreOffice $(tail -n 1 "$name.csv")"
done | tee shown.txt
cat > expected.txt <<'TXT'
days.xlsx: openpyxl 2026-12-31 00:00:00, calamine 2026-12-31 00:00:00, LibreOffice 2026-12-31
resaved.xlsx: openpyxl 46387, calamine 46387, LibreOffice 2026-12-31
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
