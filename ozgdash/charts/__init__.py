"""Figures: a metric's frame becomes a ChartSpec, and one renderer draws it for the screen and for paper."""
