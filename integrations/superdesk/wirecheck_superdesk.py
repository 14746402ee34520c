"""Wirecheck in Superdesk: an item that may not be published fails its validation.

Add the module to `INSTALLED_APPS` of the client's settings.py, and there:

    WIRECHECK_URL = "https://wirecheck.example.org"
    WIRECHECK_KEY = env("WIRECHECK_KEY")
    WIRECHECK_USE = {"publisher": "pub:lantern", "channel": "web", "territories": ["FR"]}
    WIRECHECK_ON_UNAVAILABLE = "hold"   # or "allow"

Superdesk sends `item_validate` when somebody publishes, corrects or sends an item, and shows what
is appended to its response beside the other errors. Items that rules publish by machine are not
always validated, so `item_publish` is listened to as well: an error that is raised there ends the
publication before it is written. Both signals are also sent when somebody kills, takes down or
unpublishes an item. Nothing may hold that up, so such an item is not asked about.

One file without dependencies. It holds no licensing logic: it sends the words and the use, and
obeys `enforcement` of the answer.
"""

import json
import logging
import urllib.error
import urllib.request
from datetime import datetime, timezone
from typing import Any
from zoneinfo import ZoneInfo

__all__ = ["init_app", "judge"]

_UTC = timezone.utc  # noqa: UP017 - Superdesk also runs on Pythons without `datetime.UTC`
LOG = logging.getLogger("wirecheck")
GOES = ("allow", "warn")
TAKES_DOWN = ("kill", "takedown", "unpublish")  # operations that publish nothing
AWAY = (408, 425, 429, 502, 503, 504)  # nobody is there, or nobody has the time
FIELDS = {
    "headline": "title",
    "abstract": "lead",
    "byline": "byline",
    "body_html": "body_html",
    "body_footer": "footer",
}


def init_app(app: Any) -> None:
    """Listens to the signals; Superdesk calls it when it starts."""
    from superdesk.signals import item_publish, item_validate

    config = app.config

    def validate(sender: Any, item: Any, response: Any, error_fields: Any, **more: Any) -> None:
        sentence = judge(item, config)
        if sentence:
            response.append(sentence)
            error_fields["body_html"] = {"wirecheck": 1}

    def publish(sender: Any, item: Any, **more: Any) -> None:
        from superdesk.errors import SuperdeskValidationError

        sentence = judge(item, config, confirm=True)
        if sentence:
            raise SuperdeskValidationError([sentence], {"body_html": {"wirecheck": 1}})

    # Held by the application: a signal forgets what nothing else refers to.
    app.extensions["wirecheck"] = (validate, publish)
    item_validate.connect(validate)
    item_publish.connect(publish)


def judge(item: Any, config: Any, *, confirm: bool = False) -> str:
    """Why an item may not be published, or nothing.

    Args:
        item: the item as Superdesk holds it.
        config: of the application.
        confirm: whether it goes out now, so that it uses up quotas and a kill finds it.
    """
    fields = _fields(item)
    if not fields or _is_taken_down(item):
        return ""
    body = {"fields": fields, "use": {**config.get("WIRECHECK_USE", {}), **_when(item)}}
    named = {"id": f"superdesk:{item['_id']}"} if item.get("_id") else {}
    if item.get("_current_version"):
        named["revision"] = str(item["_current_version"])
    try:
        answer = _send(config, "/v1/checks", {**body, **named})
        goes = answer["enforcement"] in GOES
        if goes and confirm and not _when(item) and answer.get("check"):
            answer = _send(config, f"/v1/checks/{answer['check']}/confirm", {"fields": fields})
            goes = answer["confirmed"]
    except urllib.error.HTTPError as error:
        said = error.read().decode("utf-8", "replace")
        if error.code in AWAY and not _is_told(said):
            return _unavailable(config, f"it answered {error.code}")
        return f"Wirecheck: not published. The service refused it: {error.code} {said[:300]}"
    except (OSError, ValueError, KeyError) as error:
        return _unavailable(config, f"it did not answer ({type(error).__name__})")
    return "" if goes else f"Wirecheck: not published. {answer.get('message', '')}"


def _is_taken_down(item: Any) -> bool:
    """Whether the item leaves the public. A kill has its status before it has its operation."""
    return item.get("operation") in TAKES_DOWN or item.get("pubstatus") == "canceled"


def _is_told(said: str) -> bool:
    """Whether a problem says itself what is to be done: the service is there and cannot judge."""
    try:
        problem = json.loads(said)
    except ValueError:  # the page of a proxy
        return False
    return isinstance(problem, dict) and "enforcement" in problem


def _fields(item: Any) -> dict[str, Any]:
    """The words of an item as the service's `fields`."""
    fields: dict[str, Any] = {
        name: item[mine] for mine, name in FIELDS.items() if isinstance(item.get(mine), str)
    }
    fields = {name: value for name, value in fields.items() if value.strip()}
    more: list[Any] = []
    for beside in (item.get("associations") or {}).values():
        if isinstance(beside, dict):  # a picture, a video, a graphic, another text
            captions = [beside.get(name) for name in ("description_text", "abstract", "headline")]
            fields.setdefault("captions", []).extend(filter(_is_text, captions))
            fields.setdefault("credits", []).append(beside.get("creditline") or "")
            more.append(beside.get("body_html"))
    more += [*(item.get("extra") or {}).values(), item.get("sms_message")]
    shown = [value for value in more if _is_text(value)]
    if shown:
        fields["body_html"] = "\n".join(
            [fields.get("body_html", ""), *(f"<div>{value}</div>" for value in shown)]
        )
    return fields


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _when(item: Any) -> dict[str, str]:
    """The time for which an item is scheduled, if that is still to come.

    `publish_schedule` is the time of a clock on the wall, whatever its offset says;
    `schedule_settings` has the moment, or the zone of that clock.
    """
    settings = item.get("schedule_settings") or {}
    written = settings.get("utc_publish_schedule") or item.get("publish_schedule")
    if not written:
        return {}
    at = written if isinstance(written, datetime) else _parsed(str(written))
    if at.tzinfo is None:
        at = at.replace(tzinfo=_UTC)
    if not settings.get("utc_publish_schedule") and settings.get("time_zone"):
        at = at.replace(tzinfo=ZoneInfo(settings["time_zone"]))
    return {"at": at.isoformat()} if at > datetime.now(_UTC) else {}


def _parsed(written: str) -> datetime:
    """A time as Superdesk writes it (2030-02-13T11:46:19+0000), in any of its Pythons."""
    if written.endswith("Z"):
        written = f"{written[:-1]}+00:00"
    elif written[-5:-4] in ("+", "-"):
        written = f"{written[:-2]}:{written[-2:]}"
    return datetime.fromisoformat(written)


def _send(config: Any, path: str, body: dict[str, Any]) -> dict[str, Any]:
    headers = {"Content-Type": "application/json"}
    if config.get("WIRECHECK_KEY"):
        headers["Authorization"] = f"Bearer {config['WIRECHECK_KEY']}"
    address = f"{config['WIRECHECK_URL'].rstrip('/')}{path}"
    request = urllib.request.Request(address, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=config.get("WIRECHECK_TIMEOUT", 5.0)) as answer:
        told: dict[str, Any] = json.load(answer)
        return told


def _unavailable(config: Any, why: str) -> str:
    if config.get("WIRECHECK_ON_UNAVAILABLE", "hold") == "allow":
        LOG.warning("published unchecked: the service is not available: %s", why)
        return ""
    return f"Wirecheck: not checked, so not published. The service is not available: {why}."
