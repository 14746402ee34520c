"""ANP's News API: an answer with one item, with a list of items, or with an error.

Source: the reader of the API in github.com/superdesk/superdesk-anp (feed parser and feeding
service `anp_news_api`): `{"hasError": ..., "data": ...}` with `bodyText`, `title`, `pubDate`,
`firstIssueDate`, `sourceTitle`, `editorialNote`, `authors`, `kind`, `version`, `copyright`.
"""

from typing import Any

from checker.formats.beside import told_fields
from checker.formats.items import BadRecord, Block, WireItem, article_head
from checker.formats.markup import from_html
from checker.formats.records.strict_json import Fields, as_text
from checker.formats.rights import RightsBuilder
from checker.formats.wire.json_rights import descent, json_rights, kills_of
from checker.models.draft import Metadatum
from checker.times import published_time
from checker.wording import worded

__all__ = ["anp_refusal", "is_anp", "read_anp"]

CONTENT_TYPE = "application/vnd.anp.newsapi+json"
SENDER = "Algemeen Nederlands Persbureau"  # of the API, whoever wrote the item
TEXT = "TEXTARTICLE"


def is_anp(value: dict[str, Any]) -> bool:
    """Returns whether it is an ANP item with its text, or the entry of a list."""
    kind = value.get("kind")
    named = isinstance(kind, str) and kind.isupper() and "pubDate" in value
    if "bodyText" in value:
        return named or "sourceTitle" in value
    return named and not any(key in value for key in ("text", "html", "body"))


def anp_refusal(value: Any) -> str | None:
    """Returns why an API response contains no items; None for any other JSON."""
    if not isinstance(value, dict) or value.get("hasError") is not True:
        return None
    data = value.get("data")
    told = Fields(data).text("description", "errorcode") if isinstance(data, dict) else None
    return f"the API answered with an error: {told or 'without a description'}"


def read_anp(
    value: dict[str, Any], *, place: str, zone: str | None = None, notes: tuple[str, ...] = ()
) -> WireItem | BadRecord:
    """Returns one item."""
    fields = Fields(value)
    kind = fields.text("kind") or TEXT
    if kind != TEXT:
        what = worded("no article: an item of kind {kind}", kind=kind)
        return BadRecord(place, what, kind="skipped", id=fields.text("id"))
    body = value.get("bodyText")
    if body is not None and not isinstance(body, str):
        return BadRecord(place, "'bodyText' is not a string", "send the item as the API returns it")
    rights = RightsBuilder(zone)
    json_rights(fields, rights)
    rights.status("status", fields.text("status", "state"))
    rights.add("editors_note", "editorialNote", fields.text("editorialnote"))
    markup = from_html(body or "")
    title = fields.text("title")
    authors = value.get("authors")
    byline = ", ".join(filter(None, map(as_text, authors))) if isinstance(authors, list) else None
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=fields.text("id", "itemid"),
        version=fields.text("version") or "1",
        title=title,
        language=fields.text("language"),
        published=published_time(fields.text("firstissuedate", "pubdate"), zone),
        service=fields.text("sourcetitle"),
        byline=byline or None,
        providers=(SENDER,),
        holders=holders_of(fields),
        head=article_head([title], byline, None, markup.blocks),
        body=tuple(b for b in markup.blocks if b.kind != "head"),
        tail=tuple(Block(c, "tail", "credit") for c in (fields.text("copyright"),) if c),
        rights=rights.build(),
        descends_from=descent(fields),
        kills=kills_of(fields),
        metadata=tuple(
            Metadatum(f"anp:{key}", words)
            for key, words in (
                ("copyright", fields.text("copyright")),
                ("sourceTitle", fields.text("sourcetitle")),
            )
            if words
        )
        + tuple(told_fields("anp", fields)),
        links=tuple(markup.links),
        pixels=tuple(markup.pixels),
        about_pictures=tuple(markup.statements),
        damage=(*notes, *markup.damage),
    )


def holders_of(fields: Fields) -> tuple[str, ...]:
    """Returns the owner: the copyright, else the first word of the source's title ("AFP EN")."""
    named = fields.text("copyright")
    if named:
        return (named,)
    title = fields.text("sourcetitle")
    return (title.split()[0],) if title else ()
