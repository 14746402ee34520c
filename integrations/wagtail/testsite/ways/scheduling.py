"""Ways in which a page goes live by its date."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from desk import EDITOR, blocks, caught, client, draft, edit, mailed
from django.core.management import call_command
from django.utils import timezone


def scheduling(text: str) -> Iterator[Any]:
    """Set for tomorrow: it is refused when it is set, and never live before."""
    page = draft(text)
    yield
    later = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    told = edit(page, text, go_live_at=later)
    page.refresh_from_db()
    page.stands_for = bool(page.approved_schedule)
    yield page, told


def schedule_reached(text: str) -> Iterator[Any]:
    page, behind = draft(text), draft("own")
    for minutes, one in ((5, page), (4, behind)):
        one.go_live_at = timezone.now() - timedelta(minutes=minutes)
        one.save_revision(user=EDITOR, approved_go_live_at=one.go_live_at)
    yield
    told = caught(lambda: call_command("publish_scheduled"))
    behind.refresh_from_db()
    assert behind.live, "the page behind it was not published"
    yield page, told or mailed(page)


def edited_after_it_was_scheduled(text: str) -> Iterator[Any]:
    page = draft("own")
    page.go_live_at = timezone.now() - timedelta(minutes=5)
    page.title, page.body = f"A {text} piece", blocks(text)
    page.save_revision(user=EDITOR, approved_go_live_at=page.go_live_at)
    yield
    told = caught(lambda: call_command("publish_scheduled"))
    yield page, told or mailed(page)


def date_taken_out(text: str) -> Iterator[Any]:
    """The schedule is cancelled, and the piece published at once with an empty date."""
    page = draft(text)
    page.go_live_at = timezone.now() + timedelta(days=1)
    revision = page.save_revision(user=EDITOR, approved_go_live_at=page.go_live_at)
    yield
    client.post(f"/admin/pages/{page.pk}/revisions/{revision.pk}/unschedule/")
    yield page, edit(page, text, go_live_at="")


WAYS = [
    scheduling,
    schedule_reached,
    edited_after_it_was_scheduled,
    date_taken_out,
]
