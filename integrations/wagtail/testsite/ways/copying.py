"""Ways in which a copy, an alias or a translation goes live."""

from collections.abc import Iterator
from typing import Any

from desk import ADMIN, EDITOR, ROOT, blocks, caught, client, draft, mailed, public, said, slug
from newsroom.models import StoryPage
from wagtail.models import Locale, Page


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


WAYS = [
    copy_in_code,
    copy_in_the_admin,
    copy_with_its_children,
    alias_of_a_live_page,
    alias_whose_source_changes,
    alias_in_another_language,
]
