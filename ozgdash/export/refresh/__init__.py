"""What of a document came from us, and how it is brought up to date; knows no file format."""
