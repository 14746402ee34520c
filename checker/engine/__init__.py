"""The rule engine: finds the markings of drafts by rule files.

A finding reports what is marked. Whether that matters for a use is not decided here.
"""

from checker.engine.explain import explain
from checker.engine.folder import RuleFolder, read_folder
from checker.engine.lint import LintProblem, lint
from checker.engine.load import default_rules, load_rules, packaged_rules, rules_with
from checker.engine.model import Agency, Rule, RuleSet, Template
from checker.engine.profile import Cost, profile
from checker.engine.scan import Engine
from checker.engine.trial import Change, rules_without_and_with, tried

__all__ = [
    "Agency",
    "Change",
    "Cost",
    "Engine",
    "LintProblem",
    "Rule",
    "RuleFolder",
    "RuleSet",
    "Template",
    "default_rules",
    "explain",
    "lint",
    "load_rules",
    "packaged_rules",
    "profile",
    "read_folder",
    "rules_with",
    "rules_without_and_with",
    "tried",
]
