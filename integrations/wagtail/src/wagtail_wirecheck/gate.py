"""The one question: may these words go out, here and at this time? The service answers it."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils.timezone import is_naive, make_aware

from .client import Refused, Service, Unavailable
from .conf import conf
from .content import parts_of, sent
from .models import Passed, PolicySeen
from .names import key_of, name_of

__all__ = ["Decision", "decide", "digest_of", "look", "service_for"]

GOES = ("allow", "warn")


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something may go out, and the sentence that its author reads.

    Attributes:
        goes: it may go out.
        sentence: why not, or what to mind.
        waiting: nothing was checked, or not all: another attempt may end otherwise.
        away: the service is not there, so other pieces would only wait as well.
        unchecked: it may go out although nothing was checked.
        warns: it goes out, and its author should read the sentence.
        digest: of the words and the use that were asked about.
        why: why nothing was checked, in the words of the network or the service.
        answer: of the service.
    """

    goes: bool
    sentence: str = ""
    waiting: bool = False
    away: bool = False
    unchecked: bool = False
    warns: bool = False
    digest: str = ""
    why: str = ""
    answer: dict[str, Any] = field(default_factory=dict)

    @property
    def check(self) -> str:
        """The stored check, or nothing."""
        return self.answer.get("check") or ""


def decide(obj: Any, *, at: datetime | None = None, confirm: bool = True) -> Decision:
    """Asks the service about an object as it is in memory.

    Args:
        obj: a page or snippet.
        at: when it is to go out; None: now.
        confirm: whether it goes out at once if it may; what is only scheduled, or only looked at,
            uses up nothing of an agreement's quota.
    """
    fields = sent(parts_of(obj))
    digest = _digest(obj, fields)
    if not fields:
        return Decision(True, "There are no words to check.", digest=digest)
    service = service_for(obj)
    try:
        answer = service.check(_request(obj, fields, at))
        _note_policy(service, answer)
        decision = _of(answer)
        if decision.goes and confirm and at is None and answer.get("check"):
            decision = _confirmed(service, answer, fields, decision)
    except Unavailable as error:
        decision = _unavailable(service, str(error))
    except Refused as error:
        sentence = f"Wirecheck: not published. The service refused it: {error}."
        decision = Decision(False, sentence, waiting=error.later)
    return replace(decision, digest=digest)


def look(obj: Any, **more: Any) -> dict[str, Any]:
    """What the service says of an object, for the panel; nothing is decided.

    Raises:
        Unavailable: nothing was checked.
        Refused: the draft or the use is not accepted.
    """
    return service_for(obj).check({**_request(obj, sent(parts_of(obj)), None), **more})


def digest_of(obj: Any) -> str:
    """Names the words of an object and the use that they would be published for."""
    return _digest(obj, sent(parts_of(obj)))


def service_for(obj: Any) -> Service:
    """The service, with the key of the site that an object belongs to."""
    told = conf()
    return Service(told.url, told.key_of(obj), told.timeout)


def _digest(obj: Any, fields: dict[str, Any]) -> str:
    words = json.dumps([fields, conf().use_of(obj)], sort_keys=True, default=str)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _request(obj: Any, fields: dict[str, Any], at: datetime | None) -> dict[str, Any]:
    told = conf()
    use = told.use_of(obj)
    if at is not None:
        use["at"] = _moment(at)
    first = _first_published(obj, fields)
    if first is not None:
        use["first_published"] = _moment(first)
    body = {"fields": fields, "use": use, "mode": told.mode}
    name = name_of(obj)
    if name is not None:
        body["id"] = name
    if getattr(obj, "latest_revision_id", None):
        body["revision"] = str(obj.latest_revision_id)
    return body


def _first_published(obj: Any, fields: dict[str, Any]) -> datetime | None:
    """When a piece was published first, if that says anything of its words.

    The service knows all texts that a piece has had since its first check. Of what it never
    checked it knows none: the date of an old piece, of a copy or of an import is no date of words
    that are new in it.
    """
    first: datetime | None = getattr(obj, "first_published_at", None)
    if first is None or obj.pk is None or Passed.objects.filter(**key_of(obj)).exists():
        return first if obj.pk is not None else None
    stored = type(obj)._base_manager.filter(pk=obj.pk, live=True).first()
    return first if stored is not None and sent(parts_of(stored)) == fields else None


def _moment(when: datetime) -> str:
    return (make_aware(when) if is_naive(when) else when).isoformat()


def _of(answer: dict[str, Any]) -> Decision:
    """What an answer demands: `enforcement` is obeyed, whatever the verdict."""
    enforcement, message = answer.get("enforcement"), answer.get("message", "")
    waiting = not answer.get("complete", True)
    if enforcement in GOES:
        warns = enforcement == "warn"
        return Decision(True, f"Wirecheck: {message}", warns=warns, answer=answer)
    told = "held for a release" if enforcement == "hold" and not waiting else "not published"
    sentence = f"Wirecheck: {told}. {message}"
    return Decision(False, sentence, waiting=waiting, answer=answer)


def _confirmed(
    service: Service, answer: dict[str, Any], fields: dict[str, Any], decision: Decision
) -> Decision:
    """The same decision, if the service takes note that the text goes out."""
    told = service.confirm(answer["check"], {"fields": fields})
    if told.get("confirmed"):
        return replace(decision, answer={**answer, "check": told.get("check") or answer["check"]})
    sentence = f"Wirecheck: not published. {told.get('message', '')}"
    waiting = not told.get("complete", True) or not told.get("recorded", True)
    return Decision(False, sentence, waiting=waiting, answer=answer)


def _unavailable(service: Service, why: str) -> Decision:
    if _on_unavailable() == "allow":
        sentence = f"Wirecheck: published unchecked, since the service is not available: {why}."
        return Decision(True, sentence, unchecked=True, warns=True, why=why)
    sentence = (
        f"Wirecheck: not checked, so not published. The service is not available: {why}. "
        "It is checked again and published by itself as soon as that is possible."
    )
    return Decision(False, sentence, waiting=True, away=True, why=why)


def _on_unavailable() -> str:
    """`hold` or `allow`: the settings, else the policy as it was last seen, else `hold`."""
    told = conf().on_unavailable
    if told is not None:
        return told
    seen = PolicySeen.objects.first()
    return "allow" if seen is not None and seen.on_unavailable in GOES else "hold"


def _note_policy(service: Service, answer: dict[str, Any]) -> None:
    """Reads the policy anew when an answer rests on another one than the last seen."""
    digest = answer.get("versions", {}).get("policy", "")
    if conf().on_unavailable is not None or PolicySeen.objects.filter(digest=digest).exists():
        return
    told = service.policy()
    row = {"digest": digest, "on_unavailable": told.get("on_unavailable", "hold")}
    PolicySeen.objects.update_or_create(pk=1, defaults=row)
