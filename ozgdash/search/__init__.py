"""Finds rows by words as people type them."""
