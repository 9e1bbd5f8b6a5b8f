// The picture of a chart, and what it becomes when a reader reaches for it.
export {}
