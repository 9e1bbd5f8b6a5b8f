#!/usr/bin/env bash
# SheetJS with cellDates writes days as cells of type "d" with the zone Z. Four readers of Python give four answers to one
# valid workbook: openpyxl a day; calamine, and pandas with it, text; polars a column of type Date in which every day is
# null, without an error.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix "$work" xlsx@0.18.5 >/dev/null
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check \
  openpyxl==3.1.5 python-calamine==0.9.1 pandas==3.1.1 polars==2.1.0 fastexcel==0.21.0 2>/dev/null

TZ=UTC node -e '
const XLSX = require("xlsx");
const rows = [["service", "day"], ["a", new Date(Date.UTC(2026, 11, 31))], ["b", new Date(Date.UTC(2027, 5, 30))]];
const workbook = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(workbook, XLSX.utils.aoa_to_sheet(rows, { cellDates: true }), "S");
XLSX.writeFile(workbook, "days.xlsx", { cellDates: true });'
echo "written by SheetJS (xlsx) $(node -p 'require("xlsx/package.json").version'); openpyxl 3.1.5, pandas 3.1.1, python-calamine 0.9.1, polars 2.1.0, fastexcel 0.21.0"
venv/bin/python - <<'PY' | tee shown.txt
import pandas as pd
import polars as pl
for engine in ("openpyxl", "calamine"):
    days = pd.read_excel("days.xlsx", engine=engine)["day"]
    print(f"pandas with {engine}: {[str(day) for day in days]}")
days = pl.read_excel("days.xlsx")["day"]
print(f"polars: {days.dtype} {days.to_list()}")
PY
cat > expected.txt <<'TXT'
pandas with openpyxl: ['2026-12-31 00:00:00', '2027-06-30 00:00:00']
pandas with calamine: ['2026-12-31T00:00:00.000Z', '2027-06-30T00:00:00.000Z']
polars: Date [None, None]
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
