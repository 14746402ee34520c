"""Ways in which a snippet or a setting goes live, with drafts or without."""

from collections.abc import Iterator
from typing import Any

from desk import ADMIN, brief, caught, client, mailed, said, slug
from newsroom.models import Brief, Masthead, Ticker
from stories import STORIES


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


WAYS = [
    snippet_edit_view,
    snippet_create_view,
    snippet_publish,
    snippet_saved_live,
    ticker_in_the_admin,
    new_ticker_in_the_admin,
    setting_in_the_admin,
    ticker_in_code,
]
