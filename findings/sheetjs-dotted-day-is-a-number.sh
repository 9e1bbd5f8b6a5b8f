#!/usr/bin/env bash
# SheetJS takes the points of the number format dd.mm.yyyy for fractions of a second, cannot format the cell, and leaves
# the bare serial number in CSV, HTML and formatted text. With the points escaped, as Excel itself writes them, it works.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix "$work" xlsx@0.18.5 >/dev/null
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1 2>/dev/null

venv/bin/python - <<'PY'
from datetime import date
import xlsxwriter
with xlsxwriter.Workbook("days.xlsx") as workbook:
    sheet = workbook.add_worksheet()
    for row, number_format in enumerate(["dd.mm.yyyy", r"dd\.mm\.yyyy", "dd/mm/yyyy", "yyyy-mm-dd"]):
        sheet.write(row, 0, number_format)
        sheet.write(row, 1, date(2026, 12, 31), workbook.add_format({"num_format": number_format}))
PY
cat > read.js <<'JS'
const XLSX = require("xlsx");
const workbook = XLSX.readFile("days.xlsx");
console.log(XLSX.utils.sheet_to_csv(workbook.Sheets.Sheet1, { FS: " -> " }).trim());
JS
echo "SheetJS (xlsx) $(node -p 'require("xlsx/package.json").version') shows 31.12.2026 with the number format"
node read.js | tee shown.txt
cat > expected.txt <<'TXT'
dd.mm.yyyy -> 46387
dd\.mm\.yyyy -> 31.12.2026
dd/mm/yyyy -> 31/12/2026
yyyy-mm-dd -> 2026-12-31
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
