#!/usr/bin/env bash
# DuckDB makes a whole number of 12.5 in two ways. Written as a literal it is a DECIMAL, and CAST gives 13; worked out as
# 100.0 * 1 / 8 the same 12.5 is a DOUBLE, and CAST gives 12 (half to even), although round() of that DOUBLE is 13. So a
# column of whole per cents differs by one from the same column made with round(), and 13.5 agrees while 12.5 does not.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1 2>/dev/null
venv/bin/python - <<'PY' | tee shown.txt
import duckdb
print(f"DuckDB {duckdb.__version__}")
shares = "(VALUES (1, 8), (27, 200), (1, 200)) AS share (done, total)"
asked = {
    "the literal": "SELECT CAST(12.5 AS INTEGER), CAST(13.5 AS INTEGER), CAST(0.5 AS INTEGER)",
    "a text": "SELECT CAST('12.5' AS INTEGER), CAST('13.5' AS INTEGER), CAST('0.5' AS INTEGER)",
    "worked out": f"SELECT list(100.0 * done / total) FROM {shares}",
    "worked out, CAST": f"SELECT list(CAST(100.0 * done / total AS INTEGER)) FROM {shares}",
    "worked out, round": f"SELECT list(round(100.0 * done / total)) FROM {shares}",
}
for name, query in asked.items():
    row = duckdb.execute(query).fetchone()
    print(f"{name}: {row[0] if len(row) == 1 else list(row)}")
PY
cat > expected.txt <<'TXT'
DuckDB 2.0.1
the literal: [13, 14, 1]
a text: [13, 14, 1]
worked out: [12.5, 13.5, 0.5]
worked out, CAST: [12, 14, 0]
worked out, round: [13.0, 14.0, 1.0]
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
