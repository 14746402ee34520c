"""The receiver of the service's messages: signature, then what is live is judged again."""

import json
import time
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .client import Refused, Service
from .conf import conf
from .desk import tell
from .gate import decide, service_for
from .ledger import held_of, mark_unchecked
from .live import judge_again
from .names import object_of, undrafted
from .signature import is_signed

__all__ = ["receive"]

SECONDS = 10.0  # of the 15 that the service waits for an answer


@csrf_exempt
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Takes a message of the service.

    What cannot be judged in time is left to the sweep, which finds it marked.
    """
    if not is_signed(request.headers, request.body, conf().webhook_secrets, time.time()):
        return JsonResponse({"detail": "The signature does not match."}, status=401)
    message = json.loads(request.body)
    end = time.monotonic() + SECONDS
    judged = left = 0
    for obj in _objects(message.get("data", {})):
        if time.monotonic() > end:
            mark_unchecked(obj)
            left += 1
            continue
        judged += 1
        _act(obj, message)
    return JsonResponse({"judged": judged, "left_to_the_sweep": left})


def _act(obj: Any, message: dict[str, Any]) -> None:
    """What is live is judged again; of what is not, the desk hears when it may go out."""
    action = (message["data"].get("next_event") or {}).get("action")
    if undrafted(type(obj)):
        decision = decide(obj, confirm=False)
        if not decision.goes:  # there is no draft that it could become
            tell(obj, "public, but may not be", decision.sentence)
    elif obj.live:
        decision = judge_again(obj)
        if decision.waiting:
            mark_unchecked(obj)
    elif action == "publishable" and held_of(obj) is not None:
        tell(obj, "may be published now", "Wirecheck: what held it has ended. Publish it again.")


def _objects(data: dict[str, Any]) -> Iterator[Any]:
    """The pages and snippets that a message speaks of, each once."""
    names = [piece.get("id") for piece in [data, *data.get("uses", ())]]
    service = service_for(None)
    names += [_piece_of(service, check) for check in data.get("checks", ())]
    for name in dict.fromkeys(names):
        obj = object_of(name) if isinstance(name, str) else None
        if obj is not None:
            yield obj


def _piece_of(service: Service, check: str) -> Any:
    """The piece of a stored check, or None: it may have been pruned since the message was made."""
    try:
        return service.stored(check).get("id")
    except Refused as error:
        if not error.gone:
            raise
        return None
