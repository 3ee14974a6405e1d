"""Coups of the Cline Center."""
