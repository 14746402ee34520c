"""Stories with blocks and pictures, and briefs as snippets."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.blocks import (
    BlockQuoteBlock,
    CharBlock,
    ListBlock,
    RichTextBlock,
    StructBlock,
    TextBlock,
)
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin, Orderable, Page, RevisionMixin
from wagtail.snippets.models import register_snippet


class StoryPage(Page):
    """A story as newsrooms build them."""

    byline = models.CharField(max_length=200, blank=True)
    standfirst = models.TextField(blank=True)
    body = StreamField(
        [
            ("heading", CharBlock()),
            ("paragraph", RichTextBlock(features=["bold", "italic", "link"])),
            ("quote", BlockQuoteBlock()),
            ("facts", ListBlock(TextBlock())),
            ("picture", StructBlock([("caption", CharBlock()), ("credit", CharBlock())])),
        ],
        blank=True,
    )
    closing = RichTextField(blank=True)
    notes = models.TextField(blank=True, help_text="For the desk; readers never see it.")

    content_panels = [
        *Page.content_panels,
        FieldPanel("byline"),
        FieldPanel("standfirst"),
        FieldPanel("body"),
        FieldPanel("closing"),
        InlinePanel("pictures"),
    ]


class StoryPicture(Orderable):
    """A picture of a story."""

    page = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="pictures")
    caption = models.CharField(max_length=500, blank=True)
    credit = models.CharField(max_length=200, blank=True)

    panels = [FieldPanel("caption"), FieldPanel("credit")]


@register_snippet
class Brief(DraftStateMixin, RevisionMixin, models.Model):
    """A short item that is no page."""

    headline = models.CharField(max_length=200)
    text = models.TextField()

    panels = [FieldPanel("headline"), FieldPanel("text")]

    def __str__(self) -> str:
        return self.headline


@register_snippet
class Ticker(models.Model):
    """A line that runs on every page; it has no drafts."""

    text = models.TextField()

    panels = [FieldPanel("text")]

    def __str__(self) -> str:
        return self.text[:20]


@register_setting
class Masthead(BaseGenericSetting):
    """Words at the top of every page."""

    text = models.TextField(blank=True)

    panels = [FieldPanel("text")]
