"""The append-only ledger: every record of a case, every revision, and when each was recorded."""

from counterpoise.ledger.history import LoadReport, Revision
from counterpoise.ledger.store import Ledger, open_ledger

__all__ = ["Ledger", "LoadReport", "Revision", "open_ledger"]
