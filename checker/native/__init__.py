"""The compiled core: plain C, its building, and its loading. It knows no text and decides nothing.

What it computes, `checker/matching` computes as well, in Python; without a compiler nothing is lost
but time.
"""
