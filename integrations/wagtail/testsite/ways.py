"""Every way in which something goes live in Wagtail, tried with every kind of story.

Prints a line of JSON for each pair: whether it is live, what the public gets, and what its author
was told. Each way prepares its objects, waits until one item of the wire was killed, and goes on.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

import httpx
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.utils import timezone
from newsroom.models import Brief, Masthead, StoryPage, StoryPicture, Ticker
from stories import KILLED_ITEM, OWN, STORIES
from wagtail.models import Locale, Page, Workflow
from wagtail.signals import page_published

USERS = get_user_model().objects
ADMIN, EDITOR = USERS.get(username="admin"), USERS.get(username="editor")
ROOT = Page.objects.filter(depth=2).first()
client = Client()
client.force_login(ADMIN)
client.raise_request_exception = False
visitor = Client()
SAID = re.compile(r"Wirecheck: [^<\n\"]+")
Way = Callable[[str], Iterator[Any]]


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


def edit(page: Page, text: str, **more: str) -> str:
    data = {**form(text), "slug": page.slug, **more}
    return said(client.post(f"/admin/pages/{page.pk}/edit/", data))


def edit_view(text: str) -> Iterator[Any]:
    page = draft(text)
    yield
    yield page, edit(page, text)


def create_view(text: str) -> Iterator[Any]:
    yield
    data = form(text)
    told = said(client.post(f"/admin/pages/add/newsroom/storypage/{ROOT.pk}/", data))
    yield StoryPage.objects.get(slug=data["slug"]), told


def update_of_a_live_page(text: str) -> Iterator[Any]:
    page = public()
    yield
    yield page, edit(page, text)


def old_revision_put_back(text: str) -> Iterator[Any]:
    page = draft(text)
    old = page.get_latest_revision()
    page.title, page.body = "Our own", blocks("own")
    page.save_revision().publish(user=ADMIN)
    yield
    yield page, edit(page, text, revision=str(old.pk))


def bulk(text: str) -> Iterator[Any]:
    page = draft(text)
    yield
    address = f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/pages/{ROOT.pk}/"
    yield page, said(client.post(address, {"include_descendants": ""}))


def bulk_with_children(text: str) -> Iterator[Any]:
    parent = draft("own")
    page = StoryPage(title=f"A {text} piece", slug=slug(), live=False, body=blocks(text))
    parent.add_child(instance=page)
    page.save_revision(user=EDITOR)
    yield
    address = f"/admin/bulk/wagtailcore/page/publish/?id={parent.pk}&next=/admin/pages/{ROOT.pk}/"
    yield page, said(client.post(address, {"include_descendants": "on"}))


def workflow_in_the_admin(text: str) -> Iterator[Any]:
    page = draft(text)
    state = Workflow.objects.get(name="Moderators approval").start(page, EDITOR)
    yield
    address = f"/admin/pages/workflow/action/{page.pk}/approve/{state.current_task_state.pk}/"
    yield page, said(client.post(address, {"comment": "fine"}))


def workflow_in_code(text: str) -> Iterator[Any]:
    page = draft(text)
    state = Workflow.objects.get(name="Moderators approval").start(page, EDITOR)
    yield
    yield page, caught(lambda: state.current_task_state.approve(user=ADMIN))


def revision_publish(text: str) -> Iterator[Any]:
    page = draft(text)
    yield
    yield page, caught(lambda: page.get_latest_revision().publish(user=ADMIN))


def page_publish(text: str) -> Iterator[Any]:
    page = draft(text)
    yield
    yield page, caught(lambda: page.publish(page.get_latest_revision()))


def admin_api(text: str) -> Iterator[Any]:
    page = draft(text)
    yield
    answer = client.post(f"/admin/api/main/pages/{page.pk}/action/publish/", {})
    yield page, said(answer)


def api_v3(text: str) -> Iterator[Any]:
    """The API that came with Wagtail 8, with a token."""
    from wagtail.models import APIToken

    page = draft(text)
    yield
    _, token = APIToken.create_token(user=ADMIN, name="a program")
    address = f"/api/v3/pages/{page.pk}/actions/publish/"
    yield page, said(client.post(address, headers={"Authorization": f"Bearer {token}"}))


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


def snippet_edit_view(text: str) -> Iterator[Any]:
    made = brief(text)
    yield
    data = {"headline": made.headline, "text": made.text, "action-publish": "1"}
    yield made, said(client.post(f"/admin/snippets/newsroom/brief/edit/{made.pk}/", data))


def snippet_create_view(text: str) -> Iterator[Any]:
    yield
    headline = slug()
    data = {"headline": headline, "text": "\n\n".join(STORIES[text]), "action-publish": "1"}
    told = said(client.post("/admin/snippets/newsroom/brief/add/", data))
    yield Brief.objects.get(headline=headline), told


def snippet_publish(text: str) -> Iterator[Any]:
    made = brief(text)
    yield
    yield made, caught(lambda: made.get_latest_revision().publish(user=ADMIN))


def snippet_saved_live(text: str) -> Iterator[Any]:
    yield
    made = Brief(headline=slug(), text="\n\n".join(STORIES[text]))
    yield made, caught(made.save) or mailed(made)


def importer(text: str) -> Iterator[Any]:
    yield
    page = StoryPage(title=slug(), slug=slug(), body=blocks(text))
    yield page, caught(lambda: ROOT.add_child(instance=page)) or mailed(page)


def live_set_and_saved(text: str) -> Iterator[Any]:
    page = draft(text)
    yield
    page.live = True
    yield page, caught(page.save)


def live_set_on_the_plain_page(text: str) -> Iterator[Any]:
    page = draft(text)
    yield
    plain = Page.objects.get(pk=page.pk)
    plain.live = True
    yield page, caught(plain.save)


def live_page_saved(text: str) -> Iterator[Any]:
    page = public()
    yield
    page.title, page.body = f"A {text} piece", blocks(text)
    yield page, caught(page.save)


def copy_in_code(text: str) -> Iterator[Any]:
    page = public()
    yield
    fresh = {"title": slug(), "slug": slug(), "body": blocks(text)}
    made: list[Page] = []
    told = caught(lambda: made.append(page.copy(update_attrs=fresh, keep_live=True)))
    yield made[0], told or mailed(made[0])


def copy_in_the_admin(text: str) -> Iterator[Any]:
    """The source went live round every guard; its copy does not."""
    page = draft(text)
    Page.objects.filter(pk=page.pk).update(live=True)
    yield
    new = {"new_title": slug(), "new_slug": slug(), "new_parent_page": str(ROOT.pk)}
    more = {"publish_copies": "on", "copy_subpages": ""}
    told = said(client.post(f"/admin/pages/{page.pk}/copy/", {**new, **more}))
    Page.objects.filter(pk=page.pk).update(live=False)
    yield StoryPage.objects.get(slug=new["new_slug"]), told


def alias_of_a_live_page(text: str) -> Iterator[Any]:
    page = draft(text)
    Page.objects.filter(pk=page.pk).update(live=True)
    page.refresh_from_db()
    yield
    made: list[Page] = []
    told = caught(lambda: made.append(page.create_alias(parent=ROOT, update_slug=slug())))
    Page.objects.filter(pk=page.pk).update(live=False)
    yield made[0].specific, told or mailed(made[0])


def alias_whose_source_changes(text: str) -> Iterator[Any]:
    page = public()
    alias = page.create_alias(parent=ROOT, update_slug=slug())
    yield
    page.title, page.body = f"A {text} piece", blocks(text)
    told = caught(lambda: page.save_revision().publish(user=ADMIN))
    yield alias.specific, told


def view_of_another_app(text: str) -> Iterator[Any]:
    """A view that catches what stops it, as wagtail-localize's does."""
    page = draft(text)
    yield
    yield page, said(client.post(f"/translated/{page.pk}/"))


def plain_page_saved(text: str) -> Iterator[Any]:
    """A live page that a program loads without its own class, with words for search engines."""
    page = public()
    yield
    plain = Page.objects.get(pk=page.pk)
    plain.search_description = "\n\n".join(STORIES[text])
    yield page, caught(plain.save)


def same_number_meanwhile(text: str) -> Iterator[Any]:
    """While a page is let through, its program puts a snippet live that has the page's number."""
    page = public()
    made = Brief(pk=page.pk, headline=slug(), text="\n\n".join(STORIES[text]), live=False)
    made.save()
    made.save_revision()
    yield

    def publish_too(instance: Page, **_: Any) -> None:
        if instance.pk == page.pk:
            made.live = True
            made.save()

    page_published.connect(publish_too)
    told = caught(lambda: page.save_revision().publish(user=ADMIN))
    page_published.disconnect(publish_too)
    yield made, told


def copy_with_its_children(text: str) -> Iterator[Any]:
    """A section that may go out, and a story in it that may not."""
    section = public()
    story = StoryPage(title=f"A {text} piece", slug=slug(), live=False, body=blocks(text))
    section.add_child(instance=story)
    story.save_revision(user=EDITOR)
    Page.objects.filter(pk=story.pk).update(live=True)
    yield
    made: list[Page] = []
    fresh = {"title": slug(), "slug": slug()}
    told = caught(
        lambda: made.append(section.copy(recursive=True, update_attrs=fresh, keep_live=True))
    )
    Page.objects.filter(pk=story.pk).update(live=False)
    copied = made[0].get_children().get().specific
    yield copied, told or mailed(copied)


def child_saved_alone(text: str) -> Iterator[Any]:
    """A caption of a live page, saved without its page."""
    page = public()
    picture = StoryPicture.objects.create(page=page, caption="The quay.")
    page.refresh_from_db()
    yield
    picture.caption = " ".join(STORIES[text])
    yield page, caught(picture.save)


def words_changed_while_it_is_published(text: str) -> Iterator[Any]:
    """Another app hears that a page was published, writes into it and saves it."""
    page = public()
    yield

    def write(instance: Page, **_: Any) -> None:
        if instance.pk == page.pk:
            instance.body = blocks(text)
            instance.save()

    page_published.connect(write)
    told = caught(lambda: page.get_latest_revision().publish(user=ADMIN))
    page_published.disconnect(write)
    yield page, told


OLD = timezone.now().replace(year=2020)


def older_than_the_app(text: str) -> Iterator[Any]:
    """A page of 2020 that the service never saw: what is put into it today is not of 2020."""
    page = draft("own")
    Page.objects.filter(pk=page.pk).update(live=True, first_published_at=OLD)
    yield
    page = StoryPage.objects.get(pk=page.pk)
    page.title, page.body = f"A {text} piece", blocks(text)
    yield page, caught(lambda: page.save_revision().publish(user=ADMIN))


def importer_with_a_date(text: str) -> Iterator[Any]:
    yield
    page = StoryPage(title=slug(), slug=slug(), body=blocks(text), first_published_at=OLD)
    yield page, caught(lambda: ROOT.add_child(instance=page)) or mailed(page)


def alias_in_another_language(text: str) -> Iterator[Any]:
    page = draft(text)
    Page.objects.filter(pk=page.pk).update(live=True)
    page.refresh_from_db()
    french, _ = Locale.objects.get_or_create(language_code="fr")
    yield
    made: list[Page] = []
    told = caught(
        lambda: made.append(page.copy_for_translation(french, copy_parents=True, alias=True))
    )
    Page.objects.filter(pk=page.pk).update(live=False)
    made[0].specific.stands_for = made[0].live  # its language has no address on this site
    yield made[0].specific, told or mailed(made[0])


def ticker_in_the_admin(text: str) -> Iterator[Any]:
    """A snippet without drafts is public as soon as it is saved."""
    made = Ticker.objects.create(text="Nothing new.")
    yield
    data = {"text": "\n\n".join(STORIES[text])}
    answer = client.post(f"/admin/snippets/newsroom/ticker/edit/{made.pk}/", data)
    told = "" if answer.status_code == 302 else said(answer)
    made.typed = data["text"][:60] in answer.content.decode()
    yield made, told


def new_ticker_in_the_admin(text: str) -> Iterator[Any]:
    yield
    data = {"text": "\n\n".join(STORIES[text])}
    answer = client.post("/admin/snippets/newsroom/ticker/add/", data)
    told = "" if answer.status_code == 302 else said(answer)
    made = Ticker.objects.filter(text=data["text"]).last() or Ticker.objects.create(text="None.")
    made.typed = data["text"][:60] in answer.content.decode()
    yield made, told


def setting_in_the_admin(text: str) -> Iterator[Any]:
    """Settings of a site have no drafts either."""
    made = Masthead.load()
    made.text = "Nothing new."
    made.save()
    yield
    data = {"text": "\n\n".join(STORIES[text])}
    answer = client.post(f"/admin/settings/newsroom/masthead/{made.pk}/", data)
    told = "" if answer.status_code == 302 else said(answer)
    made.typed = data["text"][:60] in answer.content.decode()
    made.stands_for = STORIES[text][0] in Masthead.objects.get(pk=made.pk).text
    Masthead.objects.filter(pk=made.pk).update(text="Nothing new.")
    yield made, told


def ticker_in_code(text: str) -> Iterator[Any]:
    made = Ticker.objects.create(text="Nothing new.")
    yield
    made.text = "\n\n".join(STORIES[text])
    yield made, caught(made.save)


WAYS: list[Way] = [
    edit_view,
    create_view,
    update_of_a_live_page,
    old_revision_put_back,
    bulk,
    bulk_with_children,
    workflow_in_the_admin,
    workflow_in_code,
    revision_publish,
    page_publish,
    admin_api,
    scheduling,
    schedule_reached,
    edited_after_it_was_scheduled,
    date_taken_out,
    snippet_edit_view,
    snippet_create_view,
    snippet_publish,
    snippet_saved_live,
    importer,
    live_set_and_saved,
    live_set_on_the_plain_page,
    live_page_saved,
    copy_in_code,
    copy_in_the_admin,
    alias_of_a_live_page,
    alias_whose_source_changes,
    view_of_another_app,
    plain_page_saved,
    same_number_meanwhile,
    copy_with_its_children,
    child_saved_alone,
    words_changed_while_it_is_published,
    older_than_the_app,
    importer_with_a_date,
    alias_in_another_language,
    ticker_in_the_admin,
    new_ticker_in_the_admin,
    setting_in_the_admin,
    ticker_in_code,
]


if settings.HAS_API_V3:
    WAYS.append(api_v3)


def mailed(obj: Any) -> str:
    """The sentence in the newest mail about an object."""
    folder = Path(settings.EMAIL_FILE_PATH)
    for path in sorted(folder.glob("*"), key=lambda one: one.stat().st_mtime_ns, reverse=True):
        text = path.read_text("utf-8")
        if str(obj) in text.replace("=\n", ""):
            found = SAID.search(text.replace("=\n", "").partition("\n\n")[2])
            return found[0] if found else ""
    return ""


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
    assert OWN
    main(sys.argv[1], sys.argv[2:])
