"""One document on its way through the engine, and the time that it may take."""

import time
from collections.abc import Callable
from dataclasses import field
from functools import partial

from checker.engine.marked import Chain, Marked
from checker.engine.resolve import Candidate
from checker.engine.weighing.weights import Weighed
from checker.engine.zones import Zones
from checker.models.draft import Draft
from checker.models.evidence import Incomplete
from checker.text.views import View
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Budget", "Scan"]

_RAN_OUT = Incomplete("system.timeout", "the rule scan ran out of time")


@dataclass(slots=True)
class Budget:
    """CPU seconds of one document, and what did not fit into them."""

    seconds: float
    began: float
    incomplete: list[Incomplete] = field(default_factory=list)

    @classmethod
    def of(cls, seconds: float) -> "Budget":
        """Returns a budget that begins now."""
        return cls(seconds, time.thread_time())

    def late(self) -> bool:
        """Whether the budget is spent."""
        return self._reached(self.seconds)

    def part(self, share: float) -> Callable[[], bool]:
        """Whether a share of what is left now is spent, to be asked later."""
        spent = self.spent
        return partial(self._reached, spent + share * (self.seconds - spent))

    def _reached(self, seconds: float) -> bool:
        reached = self.spent >= seconds
        if reached and _RAN_OUT not in self.incomplete:
            self.incomplete.append(_RAN_OUT)
        return reached

    @property
    def spent(self) -> float:
        """The seconds spent so far."""
        return time.thread_time() - self.began

    def unfinished(self, rule: str) -> None:
        """Notes a rule whose pattern ran away; the other rules go on."""
        self.incomplete.append(
            Incomplete("system.timeout", worded("rule {rule} did not finish", rule=rule))
        )


@dataclass(slots=True)
class Scan:
    """One document on its way through the engine."""

    draft: Draft
    view: View
    marked: Marked
    zones: Zones
    budget: Budget
    candidates: list[Candidate] = field(default_factory=list)
    sums: dict[tuple[object, ...], Weighed] = field(default_factory=dict)  # by signs and forms
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)  # by the place of a chain

    def span(self, chain: Chain) -> tuple[int, int]:
        """The [start, end) of a chain in the draft, which several steps ask for."""
        known = self.spans.get(chain.at)
        if known is None:
            known = self.spans[chain.at] = self.view.span(chain.start, chain.end)
        return known
