"""OECD DAC2a matrices."""
