"""Records how a verdict is reached, one step for each question."""

from collections.abc import Callable, Iterable, Sequence

from checker.licensing.agreement.model import Agreement
from checker.licensing.judging.context import Step
from checker.licensing.judging.evidence import Evidence
from checker.models.verdict import Reason
from checker.wording import joined

__all__ = ["Tracer"]


class Tracer:
    """Writes the steps of one piece of evidence into a trace, or nowhere where nobody reads it."""

    def __init__(self, evidence: Evidence, steps: list[Step] | None = None) -> None:
        self._evidence = evidence
        self._steps = steps

    def answered(
        self,
        stage: str,
        questions: Iterable[tuple[str, object]],
        unmet: Iterable[Sequence[Reason]],
        agreement: Agreement,
    ) -> None:
        """Adds one step for each question that an agreement asks, with what is not met of it."""
        if self._steps is None:
            return
        for (question, _), reasons in zip(questions, unmet, strict=True):
            answer = "not met" if reasons else "met"
            self.note(stage, question, answer, agreement=agreement, reasons=reasons)

    def note(
        self,
        stage: str,
        question: str,
        answer: str,
        *,
        agreement: Agreement | None = None,
        reasons: Iterable[Reason] = (),
        because: str | Callable[[], str] = "",
    ) -> None:
        """Adds one step; without `because`, the messages of the reasons explain it."""
        if self._steps is None:
            return
        given = tuple(reasons)
        why = because() if callable(because) else because
        self._steps.append(
            Step(
                stage=stage,
                question=question,
                answer=answer,
                owner=self._evidence.owner,
                source=self._evidence.source,
                agreement=agreement.id if agreement else None,
                codes=tuple(r.code for r in given),
                because=why or joined([r.message for r in given], " "),
            )
        )
