"""A file that somebody brought, in each shape that a format may ask for, with all bounds against hostile ones. Read first: source.py.

What the content means is not known here: ../formats/.
"""

MOST_BYTES = 20_000_000
"""A larger file is refused before it is read."""
