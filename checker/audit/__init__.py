"""Audits: archives planned, checked file by file, resumed after a stop, and summed up.

An audit decides nothing itself: each piece is checked by `checker.running.check`.
"""
