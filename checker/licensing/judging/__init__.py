"""Judging: evidence, agreements and the item's own terms become claims with reasons.

It is a function of its arguments: "now" is one of them, and nothing is read or stored.
"""
