"""The cost of rules on real drafts."""

import contextlib
import time
from collections.abc import Iterable

from checker.engine.model import RuleSet
from checker.engine.scan import Engine
from checker.models.draft import Draft
from checker.values import dataclass

__all__ = ["Cost", "profile"]


@dataclass(slots=True)
class Cost:
    """CPU seconds of one rule over all drafts, and how often it was activated and marked."""

    rule: str
    seconds: float = 0.0
    woken: int = 0
    found: int = 0


def profile(rules: RuleSet, drafts: Iterable[Draft]) -> list[Cost]:
    """Costs of own rules and of the shared parts (views, names, templates), dearest first."""
    engine = Engine(rules)
    costs: dict[str, Cost] = {}

    def cost(rule: str) -> Cost:
        return costs.setdefault(rule, Cost(rule))

    for draft in drafts:
        began = time.thread_time()
        reading = engine.read(draft)
        _spent(cost("(views and names)"), began, len(reading.marked.chains))
        began = time.thread_time()
        for chain in reading.marked.chains:
            engine.forms.fits(reading.marked, chain, {})
        _spent(cost("(templates)"), began, len(reading.marked.chains))
        for number, starts in engine.own.keyword_places(reading.view).items():
            one = cost(engine.own.rules[number].id)
            began = time.thread_time()
            with contextlib.suppress(TimeoutError):  # its seconds say that it runs away
                one.found += len(list(engine.own.tried(reading.view, number, starts)))
            _spent(one, began, len(starts))
        for finding in engine.scan(draft, budget=60.0).findings:
            if finding.rule not in costs:
                cost(finding.rule)
            if finding.rule not in {r.id for r in rules.rules}:
                costs[finding.rule].found += 1
    return sorted(costs.values(), key=lambda c: (-c.seconds, c.rule))


def _spent(cost: Cost, began: float, woken: int) -> None:
    cost.seconds += time.thread_time() - began
    cost.woken += woken
