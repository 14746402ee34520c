"""Fitting what signs weigh: labelled texts in, `rules/grammar/weights.toml` out.

Nothing of this is used by a check.
"""
