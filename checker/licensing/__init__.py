"""Licensing: agreements, policy, the item's own terms, and the judgement that follows from them."""

from checker.licensing.agreement import Agreement, agreements_digest, load_agreement
from checker.licensing.inquiry import Step
from checker.licensing.judgement import Judgement, judge
from checker.licensing.policy import Policy, load_policy
from checker.licensing.usage_terms import Term, parse_terms

__all__ = [
    "Agreement",
    "Judgement",
    "Policy",
    "Step",
    "Term",
    "agreements_digest",
    "judge",
    "load_agreement",
    "load_policy",
    "parse_terms",
]
