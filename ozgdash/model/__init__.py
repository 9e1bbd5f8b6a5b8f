"""The words of the field as types: no input or output, no database, no interface."""
