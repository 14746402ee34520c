"""Ways in which a program puts words live by saving an object, without publishing it."""

from collections.abc import Iterator
from typing import Any

from desk import ADMIN, ROOT, blocks, caught, draft, mailed, public, slug
from django.utils import timezone
from newsroom.models import Brief, StoryPage, StoryPicture
from stories import STORIES
from wagtail.models import Page
from wagtail.signals import page_published

OLD = timezone.now().replace(year=2020)


def importer(text: str) -> Iterator[Any]:
    yield
    page = StoryPage(title=slug(), slug=slug(), body=blocks(text))
    yield page, caught(lambda: ROOT.add_child(instance=page)) or mailed(page)


def importer_with_a_date(text: str) -> Iterator[Any]:
    yield
    page = StoryPage(title=slug(), slug=slug(), body=blocks(text), first_published_at=OLD)
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


def plain_page_saved(text: str) -> Iterator[Any]:
    """A live page that a program loads without its own class, with words for search engines."""
    page = public()
    yield
    plain = Page.objects.get(pk=page.pk)
    plain.search_description = "\n\n".join(STORIES[text])
    yield page, caught(plain.save)


def older_than_the_app(text: str) -> Iterator[Any]:
    """A page of 2020 that the service never saw: what is put into it today is not of 2020."""
    page = draft("own")
    Page.objects.filter(pk=page.pk).update(live=True, first_published_at=OLD)
    yield
    page = StoryPage.objects.get(pk=page.pk)
    page.title, page.body = f"A {text} piece", blocks(text)
    yield page, caught(lambda: page.save_revision().publish(user=ADMIN))


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


WAYS = [
    importer,
    importer_with_a_date,
    live_set_and_saved,
    live_set_on_the_plain_page,
    live_page_saved,
    plain_page_saved,
    older_than_the_app,
    same_number_meanwhile,
    child_saved_alone,
    words_changed_while_it_is_published,
]
