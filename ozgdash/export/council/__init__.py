"""The council package: what is in it, in which order, and the documents that are written from it."""
