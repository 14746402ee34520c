"""Wire formats, one module for each."""
