"""Measurements; their figures are kept in README.md beside this file."""
