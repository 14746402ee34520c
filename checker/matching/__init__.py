"""Matching: which indexed sources a draft reuses, and where.

It reports how alike texts are and why a passage counts. It knows nothing of agreements, and
nothing here touches the disk.
"""
