"""Does what a newsroom does, one order a line on standard input, one line of JSON for each."""

import base64
import hashlib
import hmac
import io
import json
import re
import sys
import time
from datetime import timedelta
from typing import Any

import desk
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from newsroom.models import StoryPage, StoryPicture
from wagtail.models import Page
from wagtail_wirecheck.content import parts_of, sent
from wagtail_wirecheck.editing import apply, mended
from wagtail_wirecheck.ledger import held_of, passed_of


def draft(text: str) -> int:
    """A draft; its number is returned."""
    return int(desk.draft(text).pk)


def publish(pk: int) -> str:
    """Publishes the newest revision as an editor does; what the editor reads is returned."""
    address = f"/admin/bulk/wagtailcore/page/publish/?id={pk}&next=/admin/pages/{desk.ROOT.pk}/"
    return desk.said(desk.client.post(address, {"include_descendants": ""}))


def rewrite(pk: int) -> None:
    """Saves a draft of a page with a word more at its end."""
    page = StoryPage.objects.get(pk=pk).get_latest_revision_as_object()
    page.closing = "<p>Indeed.</p>"
    page.save_revision(user=desk.EDITOR)


def unpublish(pk: int) -> None:
    """Takes a page off, as an editor does."""
    StoryPage.objects.get(pk=pk).unpublish(user=desk.ADMIN)


def submit(pk: int) -> list[str]:
    """Sends a page into the workflow of its section; status and comment are returned."""
    page = StoryPage.objects.get(pk=pk)
    state = page.get_workflow().start(page, desk.EDITOR)
    state.refresh_from_db()
    return [state.status, state.current_task_state.comment]


def workflow() -> None:
    """Puts a Wirecheck task in front of the moderators' approval."""
    from wagtail.models import Workflow, WorkflowTask
    from wagtail_wirecheck.models import WirecheckTask

    task = WirecheckTask.objects.create(name="Licences")
    workflow = Workflow.objects.get(name="Moderators approval")
    WorkflowTask.objects.filter(workflow=workflow).update(sort_order=1)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)


def schedule(pk: int) -> None:
    """Lets the hour of a page be a minute ago."""
    page = StoryPage.objects.get(pk=pk).get_latest_revision_as_object()
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(user=desk.EDITOR, approved_go_live_at=page.go_live_at)


def force(pk: int) -> None:
    """Puts a page live round every guard, as a script with a database would."""
    Page.objects.filter(pk=pk).update(live=True)


def move(pk: int) -> str:
    """Moves a page to a second site; what the person reads is returned."""
    from wagtail.models import Site

    second = Site.objects.filter(hostname="second.example").first()
    if second is None:
        root = Page.objects.get(depth=1).add_child(
            instance=StoryPage(title="Second", slug="second")
        )
        second = Site.objects.create(hostname="second.example", root_page=root)
    address = f"/admin/pages/{pk}/move/{second.root_page_id}/confirm/"
    return desk.said(desk.client.post(address))


def site_of(pk: int) -> str:
    """The host name of the site that a page is of."""
    return str(Page.objects.get(pk=pk).get_site().hostname)


def told(values: dict[str, Any]) -> None:
    """Sets keys of WIRECHECK anew."""
    settings.WIRECHECK = {**settings.WIRECHECK, **values}


def rich() -> int:
    """A page with words in every kind of field and block."""
    page = StoryPage(
        title="Pilots",
        slug=desk.slug(),
        live=False,
        byline="Ann Okoro",
        standfirst="No ship comes in.",
        notes="For the desk only.",
        closing="<p>The end &amp; more.</p>",
        body=[
            ("heading", "A <quiet> quay"),
            ("paragraph", "<p>One <b>bold</b> word.</p>"),
            ("quote", "Nobody said this."),
            ("facts", ["First.", "Second."]),
            ("picture", {"caption": "The quay.", "credit": "Lantern"}),
        ],
    )
    page.pictures = [StoryPicture(caption="A tug.", credit="Northwire")]
    desk.ROOT.add_child(instance=page)
    page.save_revision()
    return int(page.pk)


def fields(pk: int) -> dict[str, Any]:
    """What is sent of a page."""
    return sent(parts_of(StoryPage.objects.get(pk=pk).get_latest_revision_as_object()))


def mend(pk: int, edits: list[dict[str, Any]]) -> list[Any]:
    """Puts steps into a page; returns what is sent of it then, and how many were lost."""
    page = StoryPage.objects.get(pk=pk).get_latest_revision_as_object()
    values, lost = mended(parts_of(page), edits)
    apply(page, values)
    page.save_revision()
    return [fields(pk), lost]


def release(pk: int) -> list[Any]:
    """Opens the panel of a page and releases it as its person would; returns what is said."""
    kind = ContentType.objects.get_for_model(StoryPage).pk
    page = StoryPage.objects.get(pk=pk)
    base = f"/admin/wirecheck/{kind}/{pk}"
    shown = desk.client.post(f"{base}/check/", desk.form("uncredited", slug=page.slug))
    html = shown.content.decode()
    data = dict(re.findall(r'data-(check|sha|codes)="([^"]+)"', html))
    said = desk.client.post(f"{base}/release/", {**data, "why": "they allowed it by phone"})
    desk.client.force_login(desk.EDITOR)
    refused = desk.client.post(f"{base}/release/", {**data, "why": "no reason at all"})
    desk.client.force_login(desk.ADMIN)
    return [html, said.status_code, said.content.decode(), refused.status_code]


def command(*words: str) -> str:
    """What a command of manage.py prints, its error included."""
    out = io.StringIO()
    try:
        call_command(*words, stdout=out)
    except CommandError as error:
        out.write(f"error: {error}")
    return out.getvalue()


def heard(kind: str, data: dict[str, Any], signature: str = "") -> list[Any]:
    """Sends a message as the service does; the status and what the site answers are returned."""
    key = b"of the console"
    settings.WIRECHECK["WEBHOOK_SECRETS"] = ["whsec_" + base64.b64encode(key).decode()]
    body = json.dumps({"type": kind, "timestamp": "2026-03-02T09:00:00Z", "data": data})
    stamp = str(int(time.time()))
    made = hmac.new(key, f"msg_1.{stamp}.{body}".encode(), hashlib.sha256).digest()
    headers = {
        "HTTP_WEBHOOK_ID": "msg_1",
        "HTTP_WEBHOOK_TIMESTAMP": stamp,
        "HTTP_WEBHOOK_SIGNATURE": signature or f"v1,{base64.b64encode(made).decode()}",
    }
    answer = Client().post("/wirecheck/webhook/", body, content_type="application/json", **headers)
    return [answer.status_code, answer.json()]


def state(pk: int) -> dict[str, Any]:
    """What became of a page."""
    page = StoryPage.objects.get(pk=pk)
    held, passed = held_of(page), passed_of(page)
    return {
        "live": page.live,
        "title": page.title,
        "held": held.message if held else "",
        "waiting": bool(held and held.waiting),
        "unchecked": bool(passed and passed.unchecked),
        "check": passed.check_id if passed else "",
        "scheduled": page.approved_schedule,
    }


DOES = {
    one.__name__: one
    for one in (
        command,
        draft,
        fields,
        force,
        heard,
        mend,
        move,
        publish,
        release,
        rewrite,
        rich,
        schedule,
        site_of,
        state,
        submit,
        told,
        unpublish,
        workflow,
    )
}

if __name__ == "__main__":
    for line in sys.stdin:
        name, *words = json.loads(line)
        print(json.dumps({"did": DOES[name](*words)}), flush=True)
