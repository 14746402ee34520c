"""Text: folding, units, shingles, sentences, quotations, and views, all with offsets into the text.

It knows characters and words only: no agency, no source, no licence.
"""
