"""Postings: segments of fingerprints on disk and in memory, and their changes.

The texts themselves are not here but in the store, from which everything here can be rebuilt.
"""
