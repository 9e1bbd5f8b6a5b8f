"""Drawings: a ChartSpec becomes the marks of a page, of a picture and of Plotly."""
