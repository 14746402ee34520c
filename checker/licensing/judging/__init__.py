"""Judging: turns evidence, agreements and the item's own terms into claims with reasons.

A pure function of its arguments: "now" is one of them, and nothing is read or stored.
"""
