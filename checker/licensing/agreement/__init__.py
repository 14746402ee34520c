"""Agreements and policy: reading, validation, writing and export.

What they mean for a draft is not decided here but in `checker.licensing.judging`.
"""
