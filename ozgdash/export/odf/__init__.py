"""Charts, decks and workbooks as documents of OpenDocument: the canvases that ``ozgdash.odf`` writes."""
