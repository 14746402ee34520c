"""Agreements and policy: read, checked, written, exported."""
