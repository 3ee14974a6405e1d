"""POLECAT events."""
