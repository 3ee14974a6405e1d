"""Armed Conflict Location & Event Data."""
