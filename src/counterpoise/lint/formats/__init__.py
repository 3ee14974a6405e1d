"""Reports as text, JSON, SARIF and HTML: one file a format."""
