"""Slides as a PowerPoint presentation, with its own charts and tables."""
