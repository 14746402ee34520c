"""Tries every way with every kind of story: `python -m ways ADDRESS TEXTS...`, in the test site.

Prints a line of JSON for each pair: whether it is live, what the public gets, and what its author
was told.
"""

import json
import os
import sys
from typing import Any

import desk  # noqa: F401 - sets Django up before anything else is imported
import httpx
from django.test import Client
from newsroom.models import Brief, Masthead, Ticker
from stories import KILLED_ITEM, STORIES

from ways import copying, publishing, saving, scheduling, snippets

WAYS = [way for kind in (publishing, scheduling, saving, copying, snippets) for way in kind.WAYS]
visitor = Client()


def shows(obj: Any, text: str) -> bool:
    """Whether readers get the story now: live, and with its words."""
    fresh = type(obj).objects.get(pk=obj.pk)
    if isinstance(fresh, Ticker | Masthead):
        return STORIES[text][0] in fresh.text
    if isinstance(fresh, Brief):
        return fresh.live and STORIES[text][0] in fresh.text
    answer = visitor.get(fresh.url or f"/{fresh.slug}/")
    return answer.status_code == 200 and STORIES[text][0] in answer.content.decode()


def kept(obj: Any, text: str) -> bool:
    """Whether the author's words are still there to be mended."""
    if isinstance(obj, Ticker | Masthead):
        return getattr(obj, "typed", True) or getattr(obj, "stands_for", False) or shows(obj, text)
    latest = type(obj).objects.get(pk=obj.pk).get_latest_revision_as_object()
    words = latest.text if isinstance(latest, Brief) else str(latest.body)
    return STORIES[text][0] in words


def main(base: str, texts: list[str]) -> None:
    wanted = os.environ.get("SITE_WAYS", "")
    ways = [way for way in WAYS if not wanted or way.__name__ in wanted.split(",")]
    started = [(way, text, way(text)) for text in texts for way in ways]
    for _, _, running in started:
        next(running)
    if "killed" in texts:
        killed = httpx.post(f"{base}/v1/sources/{KILLED_ITEM}/kill", json={"reason": "wrong"})
        assert killed.status_code == 200, killed.text
    for way, text, running in started:
        obj, told = next(running)
        scheduled = getattr(obj, "stands_for", False)
        fresh = type(obj).objects.get(pk=obj.pk)
        row = {
            "way": way.__name__,
            "text": text,
            "shows": shows(obj, text) or scheduled,
            "live": getattr(fresh, "live", True),
            "told": told,
            "kept": kept(obj, text),
        }
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
