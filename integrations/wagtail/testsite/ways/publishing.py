"""Ways in which a page is published: by forms, workflows, programs and other apps."""

from collections.abc import Iterator
from typing import Any

from desk import ADMIN, EDITOR, ROOT, blocks, caught, client, draft, edit, form, public, said, slug
from django.conf import settings
from newsroom.models import StoryPage
from wagtail.models import Workflow


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


def view_of_another_app(text: str) -> Iterator[Any]:
    """A view that catches what stops it, as wagtail-localize's does."""
    page = draft(text)
    yield
    yield page, said(client.post(f"/translated/{page.pk}/"))


WAYS = [
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
    view_of_another_app,
]
if settings.HAS_API_V3:
    WAYS.append(api_v3)
