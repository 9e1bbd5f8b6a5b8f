"""The council package by mail: what is written, to whom it went, and handing it to a server."""
