"""Agreements and policy: read, checked, written, exported.

What they mean for a draft is not decided here but in `checker.licensing.judging`.
"""
