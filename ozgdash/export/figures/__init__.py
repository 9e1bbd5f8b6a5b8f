"""The charts of each page: metric, view and figure joined, one module per page with its names in ``CHARTS``."""
