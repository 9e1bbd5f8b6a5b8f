"""What leaves the program: one writer per format and the package that turns a name into a chart."""
