"""Wire formats, a module a format."""
