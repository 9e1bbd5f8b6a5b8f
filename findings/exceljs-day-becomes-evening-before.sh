#!/usr/bin/env bash
# exceljs writes a Date of local midnight as UTC: east of Greenwich the cell holds the evening of the day before, with a
# number format that shows no time. Whoever reads the cell as a day reads yesterday.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix "$work" exceljs@4.4.0 >/dev/null
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 2>/dev/null

cat > write.js <<'JS'
const ExcelJS = require("exceljs");
const workbook = new ExcelJS.Workbook();
workbook.addWorksheet("days").addRow([new Date(2026, 11, 31), new Date(2027, 5, 30)]);
workbook.xlsx.writeFile("days.xlsx");
JS
echo "exceljs $(node -p 'require("exceljs/package.json").version'), read by openpyxl 3.1.5; written: 31.12.2026 and 30.06.2027"
seen=""
for zone in Europe/Berlin UTC America/New_York; do
  TZ=$zone node write.js
  row=$(venv/bin/python -c 'import openpyxl
print(*(cell.value.isoformat(" ", "minutes") for cell in openpyxl.load_workbook("days.xlsx").active[1]), sep=", ")')
  echo "$zone: $row"
  seen="$seen$zone: $row;"
done
[ "$seen" = "Europe/Berlin: 2026-12-30 23:00, 2027-06-29 22:00;UTC: 2026-12-31 00:00, 2027-06-30 00:00;America/New_York: 2026-12-31 05:00, 2027-06-30 04:00;" ] ||
  { echo "The behaviour has changed."; exit 1; }
