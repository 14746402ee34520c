"""What people and programs of the test site do: they write pieces, send forms and read answers."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import Client, RequestFactory
from newsroom.models import Brief, StoryPage
from stories import STORIES
from wagtail.models import Page

USERS = get_user_model().objects
ADMIN, EDITOR = USERS.get(username="admin"), USERS.get(username="editor")
ROOT = Page.objects.filter(depth=2).first()
client = Client()
client.force_login(ADMIN)
client.raise_request_exception = False
SAID = re.compile(r"Wirecheck: [^<\n\"]+")


def slug() -> str:
    return f"s{uuid4().hex}"


def blocks(text: str) -> list[tuple[str, str]]:
    return [("paragraph", f"<p>{one}</p>") for one in STORIES[text]]


def draft(text: str, **more: Any) -> StoryPage:
    """A page that was saved as a draft."""
    page = StoryPage(title=f"A {text} piece", slug=slug(), live=False, body=blocks(text), **more)
    ROOT.add_child(instance=page)
    page.save_revision(user=EDITOR)
    return page


def public(**more: Any) -> StoryPage:
    """A page of our own that is live."""
    page = draft("own", **more)
    page.get_latest_revision().publish(user=ADMIN)
    return StoryPage.objects.get(pk=page.pk)


def brief(text: str) -> Brief:
    made = Brief.objects.create(headline="A brief", text="\n\n".join(STORIES[text]), live=False)
    made.save_revision(user=EDITOR)
    return made


def form(text: str, **more: str) -> dict[str, Any]:
    """The editor's form with a story in it."""
    data: dict[str, Any] = {"title": f"A {text} piece", "slug": slug(), "body-count": 0}
    for number, paragraph in enumerate(STORIES[text]):
        content = {
            "blocks": [
                {
                    "key": "a",
                    "text": paragraph,
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [],
                }
            ],
            "entityMap": {},
        }
        data |= {
            f"body-{number}-deleted": "",
            f"body-{number}-order": number,
            f"body-{number}-type": "paragraph",
            f"body-{number}-value": json.dumps(content),
        }
    data["body-count"] = len(STORIES[text])
    data["closing"] = json.dumps({"blocks": [], "entityMap": {}})
    for prefix in ("comments", "pictures"):
        data |= {f"{prefix}-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM")}
        data[f"{prefix}-MAX_NUM_FORMS"] = 1000
    return data | {"action-publish": "1"} | more


def edit(page: Page, text: str, **more: str) -> str:
    data = {**form(text), "slug": page.slug, **more}
    return said(client.post(f"/admin/pages/{page.pk}/edit/", data))


def said(answer: Any) -> str:
    """What a person reads after a request: in the answer itself, or on the page that comes next."""
    seen = answer.content.decode("utf-8", "replace")
    if answer.status_code == 302:
        seen = " ".join(str(message) for message in _waiting_messages())
    found = SAID.search(seen)
    lied = "permission" if "do not have permission" in seen else ""
    return found[0] if found else lied


def _waiting_messages() -> list[Any]:
    """The messages that the next page of the admin shows; they are taken out."""
    request = RequestFactory().get("/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    request.session = client.session
    found = list(FallbackStorage(request))
    client.cookies.pop("messages", None)
    session = client.session
    session.pop("_messages", None)
    session.save()
    return found


def caught(action: Callable[[], Any]) -> str:
    """What code that publishes is told."""
    try:
        action()
    except Exception as error:  # the table shows whatever it was
        return " ".join(getattr(error, "messages", [repr(error)]))
    return ""


def mailed(obj: Any) -> str:
    """The sentence in the newest mail about an object."""
    folder = Path(settings.EMAIL_FILE_PATH)
    for path in sorted(folder.glob("*"), key=lambda one: one.stat().st_mtime_ns, reverse=True):
        text = path.read_text("utf-8")
        if str(obj) in text.replace("=\n", ""):
            found = SAID.search(text.replace("=\n", "").partition("\n\n")[2])
            return found[0] if found else ""
    return ""
