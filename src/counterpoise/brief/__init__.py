"""Findings → a footnoted brief. Computes no numbers and refuses a sentence without evidence."""
