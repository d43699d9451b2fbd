"""Sentences of every surface in Bahasa Indonesia and English, as YAML. Loaded by catalogue.py; tone: CONTRIBUTING.md."""
