#!/usr/bin/env bash
# LibreOffice in German shows a day as 31.12.26 and saves a CSV as shown. DuckDB finds a column of days there, and takes
# the first number for the year as long as every last number could be a day: 31.12.26 becomes 26 December 2031, without a
# word. One day of the year 2032 or later further down changes the reading of the whole column.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1 2>/dev/null

printf 'service;planned\nA;31.12.26\nB;05.06.27\n' > short.csv
printf 'service;planned\nA;31.12.26\nB;05.06.27\nC;01.01.32\n' > longer.csv
venv/bin/python - <<'PY' | tee shown.txt
import duckdb
print("duckdb", duckdb.__version__)
for name in ("short.csv", "longer.csv"):
    table = duckdb.sql(f"from '{name}'")
    print(name, table.types[1], [str(planned) for _, planned in table.fetchall()])
PY
cat > expected.txt <<'TXT'
duckdb 2.0.1
short.csv DATE ['2031-12-26', '2005-06-27']
longer.csv DATE ['2026-12-31', '2027-06-05', '2032-01-01']
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
