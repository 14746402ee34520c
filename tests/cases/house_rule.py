"""A house rule file around one regular expression, for cases about rules that do not behave."""

HOUSE_RULE = """
schema = 1

[agency]
id = "sample"
name = "Agenda Sample"
country = "ES"
match = ["Photo: Agenda Sample"]
no_match = ["The Agenda Sample moved house."]

[[rule]]
id = "sample-byline"
version = 1
status = "stable"
kind = "byline"
confidence = "high"
languages = ["*"]
keywords = ["agenda"]
match = ["By Agenda Sample"]
no_match = ["The Agenda Sample moved house."]
[[rule.pattern]]
regex = '''{pattern}'''
view = "lines"
"""

RUNAWAY = r"(?P<n>[A-Z]([\w'\-. ]+ ?)*)? (?P<l>[A-Z][\w'\-]+)\s*Agence"
