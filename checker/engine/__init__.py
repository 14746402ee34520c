"""The rule engine: rule files in, markings of drafts out."""

from checker.engine.load import default_rules, load_rules, packaged_rules
from checker.engine.model import Agency, Rule, RuleSet, Template
from checker.engine.scan import Engine

__all__ = [
    "Agency",
    "Engine",
    "Rule",
    "RuleSet",
    "Template",
    "default_rules",
    "load_rules",
    "packaged_rules",
]
