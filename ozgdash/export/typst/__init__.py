"""Typst: templates and data become PDF and PNG."""
