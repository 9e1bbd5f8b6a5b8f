"""Figures: a metric's frame becomes a ChartSpec, one module per figure, with its wording beside it."""
