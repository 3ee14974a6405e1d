"""From a document to its text tree, notes, citations, sources and candidate claims."""
