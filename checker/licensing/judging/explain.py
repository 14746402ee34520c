"""Explains how a verdict was reached, step by step, as plain lines for the rights desk."""

from collections.abc import Iterable
from itertools import groupby

from checker.licensing.judging.context import Step
from checker.licensing.judging.judgement import Judgement
from checker.wording import joined, worded, worded_as

__all__ = ["explain_judgement", "steps_as_rows"]


def explain_judgement(judgement: Judgement) -> list[str]:
    """Returns numbered lines, source by source, in the order in which the steps were taken.

    Each line is a message; its indent is part of its template.
    """
    lines: list[str] = []
    number = 0
    for (owner, source), steps in groupby(judgement.trace, key=lambda s: (s.owner, s.source)):
        lines.append(_heading(owner, source))
        for step in steps:
            number += 1
            lines.append(worded("  {number:>3}. {line}", number=number, line=_line(step)))
    return lines


def _heading(owner: str, source: str | None) -> str:
    if not owner:
        return worded("The document")
    if source is None:
        return worded("{owner}: by its markings", owner=owner)
    return f"{owner}: {source}"


def _line(step: Step) -> str:
    parts: list[str] = [step.question, step.answer]
    if step.agreement:
        parts.insert(0, f"[{step.agreement}]")
    if step.codes:
        parts.append(f"{{{', '.join(step.codes)}}}")
    if step.because:
        parts.append(worded("({because})", because=step.because))
    return joined([worded_as(part) for part in parts], " ")


def steps_as_rows(trace: Iterable[Step]) -> list[dict[str, object]]:
    """Returns the trace as plain values for JSON."""
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
