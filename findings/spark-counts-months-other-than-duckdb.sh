#!/usr/bin/env bash
# datediff(part, from, to) has one name and one order of arguments in DuckDB and in Spark, and two meanings: DuckDB counts the ends of
# months, quarters and years that lie between, Spark the whole ones that are over. From 31.01. to 01.02. is one month in DuckDB
# and none in Spark; from one day to the same day of another month both agree, so a test on firsts of months sees nothing.
# DuckDB's datesub counts as Spark does, but for the last day of a month. Observed with OpenJDK 17 (Debian: openjdk-17-jre-headless).
set -euo pipefail
command -v java >/dev/null || { echo "Java 17 or newer is needed: apt-get install openjdk-17-jre-headless"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1 pyspark==4.3.0 2>/dev/null
venv/bin/python - 2>spark.log <<'PY' | tee shown.txt
import duckdb
import pyspark
from pyspark.sql import SparkSession
print(f"DuckDB {duckdb.__version__}, Spark {pyspark.__version__}")
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
asked = [
    ("month", "2024-01-01", "2024-02-01"),
    ("month", "2024-01-31", "2024-02-01"),
    ("month", "2024-01-31", "2024-02-29"),
    ("quarter", "2024-03-31", "2024-04-01"),
    ("year", "2024-12-31", "2025-01-01"),
]
for part, start, end in asked:
    days = f"DATE '{start}', DATE '{end}'"
    ends, whole = duckdb.sql(f"SELECT datediff('{part}', {days}), datesub('{part}', {days})").fetchall()[0]
    (spark_says,) = spark.sql(f"SELECT datediff({part}, {days})").first()
    print(f"{part}, {start} to {end}: datediff {ends} in DuckDB, {spark_says} in Spark; datesub {whole}")
PY
cat > expected.txt <<'TXT'
DuckDB 2.0.1, Spark 4.3.0
month, 2024-01-01 to 2024-02-01: datediff 1 in DuckDB, 1 in Spark; datesub 1
month, 2024-01-31 to 2024-02-01: datediff 1 in DuckDB, 0 in Spark; datesub 0
month, 2024-01-31 to 2024-02-29: datediff 1 in DuckDB, 0 in Spark; datesub 1
quarter, 2024-03-31 to 2024-04-01: datediff 1 in DuckDB, 0 in Spark; datesub 0
year, 2024-12-31 to 2025-01-01: datediff 1 in DuckDB, 0 in Spark; datesub 0
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; cat spark.log; exit 1; }
