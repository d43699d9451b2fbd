"""Sentences of every surface in Bahasa Indonesia and English, as YAML. No code: catalogue.py loads them. Tone: warm, short, *kamu*."""
