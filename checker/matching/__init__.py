"""Matching: which indexed sources a draft reuses, and where.

It reports how similar texts are and why a passage counts. It knows nothing of agreements and does
not access the disk.
"""
