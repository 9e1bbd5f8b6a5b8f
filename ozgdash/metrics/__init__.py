"""Every number of the dashboard: one module and its SQL per family, (cursor, Filters) to a frame."""
