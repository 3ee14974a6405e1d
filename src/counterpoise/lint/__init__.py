"""A draft read against its own sources and against the ledger: one file a check."""
