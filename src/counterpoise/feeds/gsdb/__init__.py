"""Global Sanctions Data Base."""
