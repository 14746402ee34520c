"""Usage terms in prose: what an item's own words allow and deny."""
