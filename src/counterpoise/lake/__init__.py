"""The lake: events and structural records in Parquet, queried through Ibis on any engine."""
