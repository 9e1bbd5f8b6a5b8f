"""Whether the numbers of a council package follow from the lists in it, worked out apart from everything that made it.

Nothing here knows the database, the metrics or the figures: whoever has nothing but the file can do the same by hand.
"""
