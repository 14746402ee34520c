"""Matching: which indexed sources a draft reuses, and where; nothing here touches the disk."""
