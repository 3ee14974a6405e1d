"""SIPRI arms transfers."""
