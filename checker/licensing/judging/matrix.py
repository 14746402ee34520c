"""Judges one draft for many uses, and lists the differences between two judgements."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.licensing.judging.judgement import Judgement
from checker.models.draft import Use
from checker.models.verdict import Claim
from checker.values import dataclass

__all__ = ["Difference", "differences", "matrix_uses"]


def matrix_uses(use: Use, channels: Sequence[str], territories: Sequence[str]) -> tuple[Use, ...]:
    """Returns a use per channel and territory, channels outermost.

    An empty axis keeps that of `use`.
    """
    across: list[tuple[str, ...]] = [(territory,) for territory in territories]
    return tuple(
        replace(use, channel=channel, territories=places)
        for channel in channels or (use.channel,)
        for places in across or [use.territories]
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: `what` names it, `before` and `after` give its values."""

    what: str
    before: str
    after: str


def differences(before: Judgement, after: Judgement) -> tuple[Difference, ...]:
    """Returns the differences between two judgements, the verdict first; () if they agree."""
    found = [
        Difference(name, str(old), str(new))
        for name, old, new in (
            ("verdict", before.verdict, after.verdict),
            ("enforcement", before.enforcement, after.enforcement),
            ("next_event", before.next_event, after.next_event),
        )
        if old != new
    ]
    found += _claims(before.claims, after.claims)
    old_reasons = sorted({r.code for r in before.reasons})
    new_reasons = sorted({r.code for r in after.reasons})
    if old_reasons != new_reasons:
        found.append(Difference("reasons", ", ".join(old_reasons), ", ".join(new_reasons)))
    return tuple(found)


def _claims(before: Iterable[Claim], after: Iterable[Claim]) -> list[Difference]:
    old = {(claim.owner, claim.role): claim for claim in before}
    new = {(claim.owner, claim.role): claim for claim in after}
    return [
        Difference(f"claim {key[0]} ({key[1]})", _shown(old.get(key)), _shown(new.get(key)))
        for key in sorted({*old, *new})
        if _shown(old.get(key)) != _shown(new.get(key))
    ]


def _shown(claim: Claim | None) -> str:
    if claim is None:
        return "none"
    codes = ", ".join(sorted({reason.code for reason in claim.reasons}))
    return f"{claim.verdict} under {claim.agreement or 'no agreement'}: {codes}"
