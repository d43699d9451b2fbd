"""What formats share. Coming in, tables go through columns.py and rows.py, keys through keys.py, and every item is made in made.py, with
scales.py and extras.py. Going out, asked.py says what of an item a format can hold."""
