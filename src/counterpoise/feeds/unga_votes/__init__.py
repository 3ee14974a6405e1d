"""Votes of the UN General Assembly."""
