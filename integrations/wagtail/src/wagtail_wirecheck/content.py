"""The words of a page or snippet, each with the place that it came from."""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.blocks import (
    BlockQuoteBlock,
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ChooserBlock,
    DateBlock,
    DateTimeBlock,
    DecimalBlock,
    EmailBlock,
    FloatBlock,
    IntegerBlock,
    ListBlock,
    MultipleChoiceBlock,
    PageChooserBlock,
    RawHTMLBlock,
    RegexBlock,
    RichTextBlock,
    StaticBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    TimeBlock,
    URLBlock,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from .conf import conf

__all__ = ["Part", "Path", "has_words", "is_content", "joined", "parts_of", "sent"]

Path = tuple[str | int, ...]

# Where the words of a field belong, by its name, where the settings do not say it. Whatever has
# another name is body text. Names that end in one of these count as well (`lead_caption`).
ROLES = {
    "title": "title",
    "headline": "title",
    "subtitle": "subtitle",
    "subheadline": "subtitle",
    "search_description": "subtitle",
    "seo_title": "subtitle",
    "byline": "byline",
    "author": "byline",
    "lead": "lead",
    "standfirst": "lead",
    "intro": "lead",
    "introduction": "lead",
    "caption": "captions",
    "credit": "credits",
    "footer": "footer",
}
LISTS = ("captions", "credits")
# Blocks that hold no words of their own: what they choose is a piece of its own.
SILENT = (
    BooleanBlock,
    ChoiceBlock,
    ChooserBlock,
    DateBlock,
    DateTimeBlock,
    DecimalBlock,
    EmailBlock,
    FloatBlock,
    IntegerBlock,
    MultipleChoiceBlock,
    PageChooserBlock,
    StaticBlock,
    TimeBlock,
    URLBlock,
)
SILENT_FIELDS = (models.SlugField, models.URLField, models.EmailField, models.FileField)


@dataclass(frozen=True, slots=True)
class Part:
    """Words of one field or block.

    Attributes:
        path: the field's name, then keys and numbers within its stored value; for a child object
            the relation's name, its number, its field.
        role: the member of the service's `fields` that it belongs to.
        value: as it is stored.
        is_html: whether the value is HTML already.
        quoted: whether it is a quotation.
    """

    path: Path
    role: str
    value: str
    is_html: bool = False
    quoted: bool = False

    @property
    def before(self) -> str:
        """The markup before it in the joined HTML."""
        return "<blockquote>" if self.quoted else "" if self.is_html else "<p>"

    @property
    def markup(self) -> str:
        """Its words as HTML."""
        if self.is_html:
            return self.value
        return html.escape(self.value, quote=False).replace("\n", "<br>")

    @property
    def after(self) -> str:
        """The markup behind it."""
        return "</blockquote>\n" if self.quoted else "\n" if self.is_html else "</p>\n"


def parts_of(obj: models.Model) -> tuple[Part, ...]:
    """All words of an object that readers see, in the order of its fields."""
    return tuple(part for part in _object(obj, ()) if part.value.strip())


def sent(parts: Iterable[Part]) -> dict[str, Any]:
    """The parts as the service's `fields`; `body_html` is all body parts in one."""
    fields: dict[str, Any] = {}
    for part in parts:
        if part.role in LISTS:
            fields.setdefault(part.role, []).append(_plain(part))
        elif part.role == "body_html":
            fields["body_html"] = fields.get("body_html", "") + joined(part)
        else:
            fields[part.role] = "\n\n".join(filter(None, (fields.get(part.role), _plain(part))))
    return fields


def joined(part: Part) -> str:
    """A body part as it stands in `body_html`."""
    return part.before + part.markup + part.after


def has_words(fields: dict[str, Any]) -> bool:
    """Whether there is anything to check."""
    return bool(fields)


def _plain(part: Part) -> str:
    if not part.is_html:
        return part.value
    from django.utils.html import strip_tags

    return html.unescape(
        strip_tags(part.value.replace("</p>", "\n").replace("<br/>", "\n"))
    ).strip()


def _object(obj: models.Model, path: Path) -> Iterator[Part]:
    roles = conf().fields.get(obj._meta.label, {})
    for one in obj._meta.concrete_fields:
        if _is_read(one, obj) and roles.get(one.name, "") is not None:
            yield from _field(obj, one, roles.get(one.name) or "", path)
    for relation in get_all_child_relations(type(obj)):
        name = relation.get_accessor_name()
        if not is_content(relation.related_model) or roles.get(name, "") is None:
            continue
        for number, child in enumerate(getattr(obj, name).all()):
            yield from _object(child, (*path, name, number))


def _is_read(one: models.Field, obj: models.Model) -> bool:
    if one.model is Page or (isinstance(obj, Page) and one.model._meta.label == "wagtailcore.Page"):
        return one.name in ("title", "seo_title", "search_description")
    if getattr(one, "choices", None) or isinstance(one, SILENT_FIELDS) or one.primary_key:
        return False
    return isinstance(one, models.CharField | models.TextField | StreamField | RichTextField)


def is_content(model: type[models.Model]) -> bool:
    """Whether children of this model are part of the page, and not Wagtail's own records."""
    return not model._meta.app_label.startswith("wagtail") and model._meta.app_label != "taggit"


def _field(obj: models.Model, one: models.Field, role: str, path: Path) -> Iterator[Part]:
    here = (*path, one.name)
    if isinstance(one, StreamField):
        value = getattr(obj, one.name)
        if value is not None:
            yield from _block(one.stream_block, value.get_prep_value(), here, role)
        return
    value = getattr(obj, one.name)
    if isinstance(value, str):
        is_html = isinstance(one, RichTextField)
        yield Part(here, role or _role(one.name, is_html=is_html), value, is_html)


def _role(name: str, *, is_html: bool = False) -> str:
    last = name.rpartition("_")[2]
    role = ROLES.get(name) or ROLES.get(last, "body_html")
    return "body_html" if is_html and role not in ("captions", "credits") else role


def _block(block: Any, value: Any, path: Path, role: str, name: str = "") -> Iterator[Part]:
    """The words of a block's stored value."""
    if value is None or isinstance(block, SILENT):
        return
    if isinstance(block, StreamBlock):
        for number, child in enumerate(value):
            kind = block.child_blocks.get(child["type"])
            if kind is not None:
                here = (*path, number, "value")
                yield from _block(kind, child["value"], here, role, child["type"])
    elif isinstance(block, ListBlock):
        for number, child in enumerate(value):
            inner = isinstance(child, dict) and child.keys() >= {"type", "value", "id"}
            here = (*path, number, "value") if inner else (*path, number)
            yield from _block(
                block.child_block, child["value"] if inner else child, here, role, name
            )
    elif isinstance(block, StructBlock):
        for key, kind in block.child_blocks.items():
            yield from _block(kind, value.get(key), (*path, key), role, key)
    elif isinstance(value, str):
        yield _leaf(block, value, path, role, name)
    else:
        yield Part(path, role or "body_html", _rendered(block, value), is_html=True)


def _leaf(block: Any, value: str, path: Path, role: str, name: str) -> Part:
    is_html = isinstance(block, RichTextBlock | RawHTMLBlock)
    quoted = isinstance(block, BlockQuoteBlock) or name in ("quote", "quotation")
    known = is_html or isinstance(block, CharBlock | TextBlock | RegexBlock | BlockQuoteBlock)
    if not known:
        return Part(path, role or "body_html", _rendered(block, value), is_html=True)
    found = _role(name, is_html=is_html)
    # A title within the body is a heading there.
    within = found if found in LISTS else "body_html"
    return Part(path, role or within, value, is_html, quoted)


def _rendered(block: Any, value: Any) -> str:
    """What readers see of a block whose stored value is not known here."""
    return str(block.render(block.to_python(value)))
