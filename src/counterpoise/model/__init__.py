"""The nouns of the project: frozen, typed, without input or output."""
