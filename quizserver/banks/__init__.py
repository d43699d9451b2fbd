"""Question banks and programmes: YAML files in a folder, checked, and put together for a room. No Flask, socket or database here.

Read model.py for what they are, then reading.py; programmes.py is what a running server asks, check.py what `bank check` runs.
"""
