"""Which slides there are and what stands where on them, whatever the format of the file."""
