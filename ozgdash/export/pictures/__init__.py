"""Charts as PNG, SVG and PDF."""
