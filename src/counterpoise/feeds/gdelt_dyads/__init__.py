"""GDELT daily dyads."""
