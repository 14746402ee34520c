"""Records how a verdict is reached, one step for each question."""

from collections.abc import Iterable

from checker.licensing.agreement.model import Agreement
from checker.licensing.judging.context import Step
from checker.licensing.judging.evidence import Evidence
from checker.models import Reason
from checker.wording import joined

__all__ = ["Tracer"]


class Tracer:
    """Writes the steps of one piece of evidence into a trace."""

    def __init__(self, evidence: Evidence, steps: list[Step]) -> None:
        self._evidence = evidence
        self._steps = steps

    def note(
        self,
        stage: str,
        question: str,
        answer: str,
        *,
        agreement: Agreement | None = None,
        reasons: Iterable[Reason] = (),
        because: str = "",
    ) -> None:
        """Adds one step; without `because`, the messages of the reasons explain it."""
        given = tuple(reasons)
        self._steps.append(
            Step(
                stage=stage,
                question=question,
                answer=answer,
                owner=self._evidence.owner,
                source=self._evidence.source,
                agreement=agreement.id if agreement else None,
                codes=tuple(r.code for r in given),
                because=because or joined([r.message for r in given], " "),
            )
        )
