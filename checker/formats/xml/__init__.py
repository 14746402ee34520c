"""XML: hardened parsing, damage, helpers over trees."""
