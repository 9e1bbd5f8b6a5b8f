"""Writes documents of the OpenDocument Format (ODF 1.3): the package, its styles, tables of a spreadsheet.

Knows nothing of what the documents say. Equal content gives equal bytes.
"""
