"""Citations in notes, in English and French, as CSL-JSON."""
