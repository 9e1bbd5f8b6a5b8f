"""The least that filters: one select box, one query, one bar chart. FLOOR_SNAPSHOT names the DuckDB file."""

import os

import duckdb
import plotly.graph_objects as go
import streamlit as st

PARTNERS = {"Wolfsburg": "wolfsburg", "Braunschweig": "braunschweig", "Salzgitter": "salzgitter", "Gifhorn": "gifhorn"}
COUNTED = """
    SELECT coalesce(maturity, -1) AS maturity, count(*) AS services
    FROM state WHERE partner_id = ? AND standing = 'counted' AND valid_to > current_date
    GROUP BY ALL ORDER BY ALL
"""


@st.cache_resource
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(os.environ["FLOOR_SNAPSHOT"], read_only=True)


st.set_page_config(page_title="Minimal", layout="wide")
st.title("Minimal")
partner = st.selectbox("Partner", list(PARTNERS), key="filter-partner")
counted = connection().cursor().execute(COUNTED, [PARTNERS[partner]]).fetchall()
with st.container(key="chart-bar"):
    st.plotly_chart(go.Figure(go.Bar(x=[str(maturity) for maturity, _ in counted], y=[count for _, count in counted])))
