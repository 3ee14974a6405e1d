"""The only wiring: a question about a case → evidence → numbers → findings."""
