"""Adds up evidence: the signs around an agency's name, and the weight of each sign.

Nothing here decides by a single form: a role and how sure it is follow from the sum alone.
"""
