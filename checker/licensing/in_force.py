"""The agreements and the policy that are in force at one moment."""

from collections.abc import Iterable, Mapping
from typing import Any

from checker.errors import AgreementError, LicencesUnreadable, Problem
from checker.licensing.agreement.model import Agreement, agreements_digest
from checker.licensing.agreement.policy import Policy
from checker.values import dataclass
from checker.wording import worded

__all__ = ["InForce"]

_UNREADABLE = Problem(
    "",
    worded("a stored agreement cannot be read, so nothing can be judged"),
    worded("add a corrected agreement with the same id, or `wirecheck agreements remove ID`"),
)


@dataclass(frozen=True, slots=True)
class InForce:
    """The agreements by id, and the policy; `digest` covers all agreements."""

    agreements: tuple[Agreement, ...]
    policy: Policy
    digest: str

    @classmethod
    def of(cls, agreements: Iterable[Agreement], policy: Policy) -> "InForce":
        """Sorts agreements by id, so that the loading order never affects a verdict."""
        ordered = tuple(sorted(agreements, key=lambda agreement: agreement.id))
        return cls(ordered, policy, agreements_digest(ordered))

    @classmethod
    def from_documents(
        cls, agreements: Iterable[Mapping[str, Any]], policy: Mapping[str, Any] | None
    ) -> "InForce":
        """Reads documents as a store keeps them; the built-in policy applies if there is none.

        Raises:
            LicencesUnreadable: one of them is refused, which is no fault of the document.
        """
        try:
            return cls.of(
                (Agreement.from_document(one, f"agreement {one.get('id')}") for one in agreements),
                Policy.in_force(policy),
            )
        except AgreementError as error:
            raise LicencesUnreadable(_UNREADABLE, *error.problems) from error
