"""Wirecheck: the licensing check that newsrooms lack."""
