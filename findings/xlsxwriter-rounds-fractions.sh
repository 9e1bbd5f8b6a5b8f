#!/usr/bin/env bash
# XlsxWriter and openpyxl write numbers with 16 significant digits, a double needs up to 17: a share that was written is not
# the share that is read back, and two different numbers become one. Whoever compares a workbook with its source for equality,
# or a workbook of theirs with an ODS or a CSV, fails in the last digit.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.2.9 openpyxl==3.1.5 2>/dev/null

venv/bin/python - <<'PY' | tee shown.txt
import math, openpyxl, xlsxwriter
share = 116 / 397
neighbour = math.nextafter(share, 1)
with xlsxwriter.Workbook("xlsxwriter.xlsx") as book:
    book.add_worksheet().write_row(0, 0, [share, neighbour])
book = openpyxl.Workbook()
book.active.append([share, neighbour])
book.save("openpyxl.xlsx")
print("written", share, neighbour)
for writer in ("xlsxwriter", "openpyxl"):
    found = [cell.value for cell in openpyxl.load_workbook(f"{writer}.xlsx").active[1]]
    print(writer, *found, "the same" if found == [share, neighbour] else "not the same")
PY
cat > expected.txt <<'TXT'
written 0.29219143576826195 0.292191435768262
xlsxwriter 0.292191435768262 0.292191435768262 not the same
openpyxl 0.292191435768262 0.292191435768262 not the same
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
