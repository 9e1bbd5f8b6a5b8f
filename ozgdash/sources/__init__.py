"""Files from outside: one module per source reads, checks and returns model rows with findings."""
