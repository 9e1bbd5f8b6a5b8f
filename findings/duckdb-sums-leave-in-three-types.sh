#!/usr/bin/env bash
# The sum of whole numbers is a HUGEINT in DuckDB, whatever small type is summed. A HUGEINT is a whole number in Python, CSV and
# JSON, a decimal(38, 0) in Arrow, a float64 in pandas and a DOUBLE in Parquet; a count beside it stays whole everywhere. So
# the next reader of the Parquet file sees 3.0 cases, and past 2^53 another number, without an error on the way.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1 pandas==3.1.1 pyarrow==26.0.1 2>/dev/null
venv/bin/python - <<'PY' | tee shown.txt
import duckdb
import pyarrow.parquet as parquet
print(f"DuckDB {duckdb.__version__}")
query = "SELECT sum(n) AS cases, count(*) AS services FROM (VALUES (1::TINYINT), (2::TINYINT)) AS sheet (n)"
def told(schema):
    return ", ".join(f"{field.name} {field.type}" for field in schema)
print("DuckDB:", duckdb.sql(query).types)
print("Python:", duckdb.sql(query).fetchall()[0])
print("Arrow:", told(duckdb.sql(query).to_arrow_table().schema))
print("pandas:", ", ".join(f"{name} {kind}" for name, kind in duckdb.sql(query).df().dtypes.items()))
duckdb.sql(f"COPY ({query}) TO 'sums.csv'")
print("CSV:", open("sums.csv").read().splitlines()[1])
duckdb.sql(f"COPY ({query}) TO 'sums.parquet'")
print("Parquet:", told(parquet.read_schema("sums.parquet")))
print("Parquet, read by DuckDB:", duckdb.sql("FROM 'sums.parquet'").fetchall()[0])
large = "SELECT sum(n) AS total FROM (VALUES (9007199254740992), (1)) AS large (n)"
duckdb.sql(f"COPY ({large}) TO 'large.parquet'")
print("2^53 + 1:", duckdb.sql(large).fetchall()[0][0], "in Parquet:", duckdb.sql("SELECT total::BIGINT FROM 'large.parquet'").fetchall()[0][0])
duckdb.sql(f"COPY (SELECT cases::BIGINT AS cases FROM ({query})) TO 'cast.parquet'")
print("Parquet, after CAST(sum(n) AS BIGINT):", told(parquet.read_schema("cast.parquet")))
PY
cat > expected.txt <<'TXT'
DuckDB 2.0.1
DuckDB: [HUGEINT, BIGINT]
Python: (3, 2)
Arrow: cases decimal128(38, 0), services int64
pandas: cases float64, services int64
CSV: 3,2
Parquet: cases double, services int64
Parquet, read by DuckDB: (3.0, 2)
2^53 + 1: 9007199254740993 in Parquet: 9007199254740992
Parquet, after CAST(sum(n) AS BIGINT): cases int64
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
