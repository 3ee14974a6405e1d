"""OECD DAC2a by SDMX."""
