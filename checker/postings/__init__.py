"""Postings: segments of fingerprints on the disk and in memory, and who may change them."""
