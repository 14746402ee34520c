"""How a verdict came about, step by step, as plain lines for a rights desk."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from checker.licensing.judging.context import Step
from checker.licensing.judging.judgement import Judgement

__all__ = ["explain_judgement", "steps_as_rows"]


def explain_judgement(judgement: Judgement) -> list[str]:
    """Numbered lines, source by source, in the order in which the steps were taken."""
    lines: list[str] = []
    number = 0
    for (owner, source), steps in groupby(judgement.trace, key=lambda s: (s.owner, s.source)):
        lines.append(_heading(owner, source))
        for step in steps:
            number += 1
            lines += [f"  {number:>3}. {line}" for line in _lines(step)]
    return lines


def _heading(owner: str, source: str | None) -> str:
    if not owner:
        return "The document"
    return f"{owner}: {source}" if source else f"{owner}: by its markings"


def _lines(step: Step) -> Iterator[str]:
    where = f"[{step.agreement}] " if step.agreement else ""
    because = f" ({step.because})" if step.because else ""
    codes = f" {{{', '.join(step.codes)}}}" if step.codes else ""
    yield f"{where}{step.question} {step.answer}{codes}{because}"


def steps_as_rows(trace: Iterable[Step]) -> list[dict[str, object]]:
    """The trace as plain values, for JSON."""
    return [
        {
            "stage": step.stage,
            "question": step.question,
            "answer": step.answer,
            "owner": step.owner or None,
            "source": step.source,
            "agreement": step.agreement,
            "codes": list(step.codes),
            "because": step.because or None,
        }
        for step in trace
    ]
