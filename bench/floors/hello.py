"""The emptiest page with a chart: a title and one bar chart that never changes."""

import plotly.graph_objects as go
import streamlit as st

st.set_page_config(page_title="Hello", layout="wide")
st.title("Hello")
with st.container(key="chart-bar"):
    st.plotly_chart(go.Figure(go.Bar(x=["a", "b", "c", "d"], y=[4, 3, 2, 1])))
