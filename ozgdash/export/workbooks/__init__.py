"""Numbers as XLSX and CSV, with Excel's own charts."""
