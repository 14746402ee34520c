"""Evidence adds up: what stands around an agency's name, as signs, and what each sign weighs.

Nothing here decides by a single form: a role and how sure it is follow from the sum alone.
"""
