"""Dates in running text: found, and resolved to intervals with their precision and basis."""
