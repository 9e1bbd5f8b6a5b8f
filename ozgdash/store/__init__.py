"""Snapshot files: published whole, never changed, rolled back by moving a pointer."""
