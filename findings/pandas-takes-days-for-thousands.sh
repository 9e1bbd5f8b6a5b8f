#!/usr/bin/env bash
# The obvious call for a German CSV, read_csv(sep=";", decimal=",", thousands="."), takes the points out of everything
# that is digits and points: the day 31.12.2026 becomes the number 31122026, version 1.10 becomes 110. parse_dates saves
# the days, nothing but dtype the versions.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check pandas==3.1.1 2>/dev/null

printf 'day;model;cases;share\n31.12.2026;1.1;1.200;6,25\n01.01.2027;2.0;12.500;50,00\n' > german.csv
venv/bin/python - <<'PY' | tee shown.txt
import pandas as pd
print("pandas", pd.__version__)
frame = pd.read_csv("german.csv", sep=";", decimal=",", thousands=".")
for column in frame:
    print(column, frame[column].dtype, frame[column].tolist())
days = pd.read_csv("german.csv", sep=";", decimal=",", thousands=".", parse_dates=["day"], date_format="%d.%m.%Y")["day"]
print("with parse_dates:", [str(day.date()) for day in days])
PY
cat > expected.txt <<'TXT'
pandas 3.1.1
day int64 [31122026, 1012027]
model int64 [11, 20]
cases int64 [1200, 12500]
share float64 [6.25, 50.0]
with parse_dates: ['2026-12-31', '2027-01-01']
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
