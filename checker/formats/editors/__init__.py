"""Documents as the editors of content management systems save them, in JSON."""
