#!/usr/bin/env bash
# Four services of 100 cases, whose sheets may be overruled by months that were given; in 2027 none was. The sum over CASE is 400, and
# DuckDB 2.0.1 says so. HAVING total > 50 then finds nothing, and the same sums by halves, sorted, are -56 and -56 instead of 200
# and 200. Left unsorted they are right; DuckDB 1.4.4 is right everywhere. What is wrong is what DuckDB thinks of the values: it
# sees by the months' greatest value that the join brings nothing, and takes the branch that never holds (id) for all of them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > sums.py <<'PY'
import duckdb
database = duckdb.connect()
database.execute("CREATE TABLE sheet AS SELECT i AS id, 100 AS cases FROM range(4) AS t (i)")
database.execute("CREATE TABLE month AS SELECT i AS id, DATE '2024-01-01' AS given_on, 10 AS cases FROM range(2) AS t (i)")
cases = "sum(CASE WHEN sheet.cases < 5 THEN id WHEN given_on IS NULL THEN sheet.cases ELSE month.cases END)::BIGINT"
joined = "FROM sheet LEFT JOIN (SELECT * FROM month WHERE given_on > DATE '2027-01-01') AS month USING (id)"
asked = {
    "total": f"SELECT {cases} {joined}",
    "total above 50": f"SELECT {cases} AS total {joined} HAVING total > 50",
    "by halves": f"SELECT id % 2 AS half, {cases} {joined} GROUP BY half",
    "by halves, sorted": f"SELECT id % 2 AS half, {cases} {joined} GROUP BY half ORDER BY half",
}
def said(query):
    return sorted(database.execute(query).fetchall())
print(f"DuckDB {duckdb.__version__}")
for name, query in asked.items():
    print(f"{name}: {said(query)}")
database.execute("SET disabled_optimizers = 'statistics_propagation'")
print("without statistics_propagation:", *(said(query) for query in asked.values()))
PY
python3 -m venv earlier && earlier/bin/pip install --quiet --disable-pip-version-check duckdb==1.4.4 2>/dev/null
python3 -m venv current && current/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1 2>/dev/null
{ earlier/bin/python sums.py; current/bin/python sums.py; } | tee shown.txt
cat > expected.txt <<'TXT'
DuckDB 1.4.4
total: [(400,)]
total above 50: [(400,)]
by halves: [(0, 200), (1, 200)]
by halves, sorted: [(0, 200), (1, 200)]
without statistics_propagation: [(400,)] [(400,)] [(0, 200), (1, 200)] [(0, 200), (1, 200)]
DuckDB 2.0.1
total: [(400,)]
total above 50: []
by halves: [(0, 200), (1, 200)]
by halves, sorted: [(0, -56), (1, -56)]
without statistics_propagation: [(400,)] [(400,)] [(0, 200), (1, 200)] [(0, 200), (1, 200)]
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
