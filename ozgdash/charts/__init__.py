"""The charts by their names: metric, view and figure joined, one module per page with its names in ``CHARTS``."""
