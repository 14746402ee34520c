"""HTML: visible text, zones, metadata."""
