"""What leaves the program: a folder for each kind of document, and the registry of formats of a single chart."""
