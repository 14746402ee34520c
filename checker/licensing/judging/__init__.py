"""Judging: evidence, agreements and the item's own word into claims with reasons."""
