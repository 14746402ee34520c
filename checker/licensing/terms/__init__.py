"""Usage terms in prose: what an item's own words allow and deny.

A clause is either understood whole or reported as not understood. Whether a term matters for a use
is not decided here.
"""
