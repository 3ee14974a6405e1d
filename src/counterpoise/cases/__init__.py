"""Bundled cases: folders of plain files, read as package data."""
