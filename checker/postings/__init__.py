"""Postings: segments of fingerprints on the disk and in memory, and who may change them.

The texts themselves are not here but in the store, from which all of this can be made again.
"""
