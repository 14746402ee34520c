"""What a program that publishes acts on."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from checker.client.exchange import is_away
from checker.models.vocabulary import Enforcement, VerdictName
from checker.values import dataclass

__all__ = ["Decision", "Policy", "held"]

GOES_OUT = frozenset({"allow", "warn"})


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy as clients need it; keep it, so that `on_unavailable` is known when needed."""

    on_unavailable: Enforcement
    digest: str
    etag: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a text.

    Attributes:
        enforcement: allow, warn, hold or block; of a text that was not checked: what
            `on_unavailable` says, or at least `hold` where the service is there and cannot judge.
        message: a sentence for the person who wants to publish.
        checked: whether the service answered; False: check again when it does.
        verdict: None where it was not checked.
        complete: whether all was looked at.
        check: the stored check, to be kept with the piece; None where nothing is stored.
        confirmed: of `confirm` only: whether this very text may go out now.
        reasons: the codes of all reasons.
        answer: the service's answer with all its members, or a problem; empty without one.
    """

    enforcement: Enforcement
    message: str
    checked: bool
    verdict: VerdictName | None = None
    complete: bool = False
    check: str | None = None
    confirmed: bool | None = None
    reasons: tuple[str, ...] = ()
    answer: Mapping[str, Any] = field(default_factory=dict)

    @property
    def may_publish(self) -> bool:
        """Whether the text may go out as it is."""
        return self.enforcement in GOES_OUT and self.confirmed is not False

    @property
    def edits(self) -> tuple[Mapping[str, Any], ...]:
        """The fixes as steps on the content as sent, with `mend=True`."""
        return tuple(self.answer.get("edits", ()))

    @property
    def html(self) -> str | None:
        """The corrected HTML, with `mend=True` and if there is anything to correct."""
        found = self.answer.get("html")
        return found if isinstance(found, str) else None

    @classmethod
    def of(cls, answer: Mapping[str, Any], without: Enforcement) -> "Decision":
        """Returns the decision of an answer, or of the failure of one draft among many.

        Args:
            answer: the answer's JSON.
            without: what counts for a draft where the service is away.
        """
        if answer.get("verdict") is None:
            error = answer.get("error", {})
            away = not error or is_away(error.get("status", 0), error)
            enforcement = without if away else held(without)
            return cls(enforcement, _failure(answer), False, answer=answer)
        return cls(
            enforcement=answer["enforcement"],
            message=answer["message"],
            checked=True,
            verdict=answer["verdict"],
            complete=answer["complete"],
            check=answer.get("check"),
            confirmed=answer.get("confirmed"),
            reasons=_codes(answer),
            answer=answer,
        )


def held(without: Enforcement) -> Enforcement:
    """Returns what counts where the service is there and cannot judge: at least `hold`."""
    return "block" if without == "block" else "hold"


def _failure(answer: Mapping[str, Any]) -> str:
    error = answer.get("error", {})
    hint = f" ({error['hint']})" if error.get("hint") else ""
    return f"Not checked: {error.get('what', 'no verdict came back')}{hint}."


def _codes(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """The codes of a confirmation, or of all reasons of a check."""
    claims = (reason for claim in answer.get("claims", ()) for reason in claim["reasons"])
    reasons = [*claims, *answer.get("reasons", ())]
    return tuple(sorted({one if isinstance(one, str) else str(one["code"]) for one in reasons}))
