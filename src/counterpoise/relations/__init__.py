"""Numerical core on plain arrays: scores of relations, episodes, exposure."""
