"""What a client can do, each as the exchanges that it takes; no network is here."""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, cast
from urllib.parse import quote

from checker.client.decisions import Decision, Policy, held
from checker.client.drafts import DraftMembers, NamedDraft, UseMembers
from checker.client.errors import CallRefused, ServiceFault, Unavailable
from checker.client.exchange import Call, Exchange, Reply, exchange
from checker.client.settings import ClientSettings
from checker.models.vocabulary import Enforcement

__all__ = ["Operations"]

POLICY = "/v1/policy"
CHECKS = "/v1/checks"
MOST_DRAFTS = 100  # a call
MOST_BYTES = 1_500_000  # a call; the service takes 2 MB unless it is set otherwise
UNSEEN: Enforcement = "hold"  # while no policy was ever seen
OTHER_TEXT = "other-text"


class Operations:
    """The calls of one client, and the policy that it saw last."""

    def __init__(self, settings: ClientSettings, policy: Policy | None) -> None:
        self.settings = settings
        self.seen = policy

    @property
    def without(self) -> Enforcement:
        """Returns the decision for a text that was not checked."""
        wanted = self.settings.on_unavailable
        if wanted in ("policy", "raise"):
            return UNSEEN if self.seen is None else self.seen.on_unavailable
        return cast(Enforcement, wanted)

    def check(self, draft: DraftMembers) -> Exchange[Decision]:
        """Checks one draft."""
        try:
            answer = yield from self._ask(CHECKS, draft)
        except (ServiceFault, Unavailable) as error:
            return self._undecided(error)
        yield from self._follow(answer)
        return Decision.of(answer, self.without)

    def check_many(
        self, drafts: Sequence[DraftMembers], use: UseMembers | None
    ) -> Exchange[list[Decision]]:
        """Checks drafts in as few calls as their number and size allow."""
        common = {} if use is None else {"use": use}
        found: list[Decision] = []
        for group in _groups(drafts):
            body = {"drafts": group, **common}
            try:
                told = yield from self._ask(CHECKS, body, self.settings.batch_timeout)
            except (ServiceFault, Unavailable) as error:
                found += [self._undecided(error)] * len(group)
                continue
            results = told.get("results", ())
            if len(results) != len(group):
                results = [{}] * len(group)  # nobody's verdicts
            yield from self._follow(next((one for one in results if one.get("verdict")), {}))
            found += [Decision.of(answer, self.without) for answer in results]
        return found

    def confirm(self, check: str, draft: NamedDraft) -> Exchange[Decision]:
        """Asks whether a text is the one that was checked and may go out now."""
        try:
            answer = yield from self._ask(f"{_path(check)}/confirm", draft)
        except (ServiceFault, Unavailable) as error:
            return self._undecided(error)
        except CallRefused as error:
            if error.type != OTHER_TEXT:
                raise
            what = "This is not the text that was checked: check it."
            return Decision("hold", what, True, confirmed=False, reasons=(OTHER_TEXT,))
        return Decision.of(answer, self.without)

    def policy(self) -> Exchange[Policy]:
        """Reads the policy, or returns the one that was seen last where it is still in force."""
        seen = self.seen
        held = {} if seen is None or not seen.etag else {"If-None-Match": seen.etag}
        call = Call("GET", POLICY, headers=held)
        reply = yield from exchange(call, self.settings, self.settings.timeout)
        if reply.status != 304 or seen is None:
            seen = self.seen = _policy_of(reply)
        return seen

    def stored(self, check: str) -> Exchange[Mapping[str, Any]]:
        """Reads a stored check with what has overtaken it."""
        call = Call("GET", _path(check))
        reply = yield from exchange(call, self.settings, self.settings.timeout)
        return cast(Mapping[str, Any], reply.json())

    def release(
        self, check: str, codes: Sequence[str], why: str, text_sha256: str, role: str | None
    ) -> Exchange[Mapping[str, Any]]:
        """Lets a text through in a person's name."""
        body: dict[str, Any] = {"codes": list(codes), "why": why, "text_sha256": text_sha256}
        if role is not None:
            body["role"] = role
        return (yield from self._ask(f"{_path(check)}/overrides", body))

    def subscribe(self, url: str, events: Sequence[str]) -> Exchange[Mapping[str, Any]]:
        """Has events sent to a URL; the answer holds the secret, which is shown only now."""
        return (yield from self._ask("/v1/webhooks", {"url": url, "events": list(events)}))

    def _ask(
        self, path: str, body: Mapping[str, Any], seconds: float | None = None
    ) -> Exchange[Mapping[str, Any]]:
        call = Call("POST", path, body, {"Idempotency-Key": uuid.uuid4().hex})
        reply = yield from exchange(call, self.settings, seconds or self.settings.timeout)
        return cast(Mapping[str, Any], reply.json())

    def _follow(self, answer: Mapping[str, Any]) -> Exchange[None]:
        """Reads the policy anew where the answer names another one than was seen last.

        It is wanted when the service is down, so it is read while it answers, and once a change. A
        check never fails for want of it.
        """
        digest = answer.get("versions", {}).get("policy")
        known = self.seen is not None and self.seen.digest == digest
        if known or digest is None or self.settings.on_unavailable != "policy":
            return
        with suppress(CallRefused, Unavailable):
            yield from self.policy()

    def _undecided(self, error: ServiceFault | Unavailable) -> Decision:
        """The decision without a verdict: a fault of the service lets nothing out."""
        if self.settings.on_unavailable == "raise":
            raise error
        if isinstance(error, ServiceFault):
            told = "; ".join(map(str, error.problems))
            return Decision(held(self.without), f"Not checked: {told}.", False)
        return Decision(self.without, f"Not checked: {error.problems[0].what}.", False)


def _policy_of(reply: Reply) -> Policy:
    """The policy that an answer holds.

    Raises:
        Unavailable: it holds none.
    """
    told = reply.json()
    if not (isinstance(told, dict) and {"on_unavailable", "digest"} <= told.keys()):
        raise Unavailable("the licensing service gave no answer: no policy came back")
    return Policy(told["on_unavailable"], told["digest"], reply.headers.get("etag", ""))


def _path(check: str) -> str:
    return f"{CHECKS}/{quote(check, safe='')}"


def _groups(drafts: Sequence[DraftMembers]) -> Iterator[list[DraftMembers]]:
    """The drafts in groups that fit into a call each; one that is too large goes by itself."""
    group: list[DraftMembers] = []
    size = 0
    for draft in drafts:
        own = len(json.dumps(draft))
        if group and (len(group) == MOST_DRAFTS or size + own > MOST_BYTES):
            yield group
            group, size = [], 0
        group.append(draft)
        size += own
    if group:
        yield group
