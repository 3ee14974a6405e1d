"""Feeds: one folder a source, with `source.yml` (what it is) and `reader.py` (how it is read)."""
