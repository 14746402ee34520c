"""Records: JSON, JSON Lines and tables of articles."""
