"""Audits: archives planned, checked file by file, resumed after a stop, and summed up.

An audit decides nothing of its own: each piece goes down the one path of `checker.running.check`.
"""
