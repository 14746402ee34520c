"""HTML pages and fragments: visible text, zones, and machine-readable statements."""

import html
import re
from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from checker.errors import InputError, Problem
from checker.formats.charset import clean_surrogates, control_notes, decode
from checker.formats.format import Document
from checker.formats.html.article import find_article
from checker.formats.html.blocks import linearise
from checker.formats.html.embedded import SHADOW
from checker.formats.html.guard import MAX_BYTES, guard
from checker.formats.html.hints import Hint
from checker.formats.html.meta import Head, picture_statements, read_head, rights_of
from checker.formats.html.page import Page
from checker.formats.html.region import survey
from checker.formats.html.zones import zones_of
from checker.models.draft import Draft, LeftOut, Metadatum
from checker.wording import worded

__all__ = ["html_drafts", "read_html"]

_ABSOLUTE = re.compile(r"(?:https?:)?//[^/\s]", re.IGNORECASE)
_BLOCKS = re.compile(r"<!--\s*wp:")  # a mark of WordPress's editor
_NO_TEXT = 160  # characters of running text below which the article may be in a script


def html_drafts(document: Document) -> Iterator[Draft]:
    """Yields the one draft of a page."""
    yield read_html(document.data, content_type=document.content_type, name=document.place)


def read_html(
    data: bytes | str, *, content_type: str | None = None, name: str | None = None
) -> Draft:
    """Reads a page or a fragment.

    Offsets of zones and findings count in the visible text that the draft carries. Repaired damage
    is noted in `Draft.damage`. Raises InputError for an empty file, binary or too large input; an
    empty string is an empty draft.
    """
    text, damage = _text(data, content_type, name)
    markup, notes = guard(text)
    tree = LexborHTMLParser(markup)
    head = read_head(tree)
    page = _page(tree, head.url or "")
    layout = find_article(page, head.title)
    if layout.proses[-1] < _NO_TEXT and (script_body := _script_body(head)):
        page = _page(LexborHTMLParser(f"{markup}\n{script_body}"), head.url or "")
        layout = find_article(page, head.title)
    ground = survey(page, layout)
    zones = zones_of(ground)
    if not page.text and text.strip():
        notes = (*notes, "the page shows no text")
    head.metadata += picture_statements(ground)
    unread: list[str] = []
    if "wp:" in text and _BLOCKS.search(text):
        head.metadata += _of_blocks(text, unread)
    title = head.title
    if layout.headline is not None:
        block = page.blocks[layout.headline]
        title = page.text[block.start : block.end].replace("\n", " ")
    return Draft(
        text=page.text,
        zones=zones,
        metadata=tuple(dict.fromkeys(head.metadata)),
        title=title,
        language=head.language,
        url=head.url,
        content_type="text/html",
        links=_hosts(page, hidden=all(zone.hidden for zone in zones)),
        pixels=_pixels(page, head),
        rights=rights_of(head.metadata),
        truncated=_cut_short(text),
        damage=(*damage, *notes, *page.notes),
        left_out=_left_out(page.left_out, head.left_out),
        parts_unread=tuple(dict.fromkeys(unread)),
    )


def _of_blocks(text: str, unread: list[str]) -> Iterator[Metadatum]:
    """What the blocks of a post show beside their markup, as its editor keeps it and no site."""
    from checker.formats.beside import told
    from checker.formats.gutenberg import block_words

    return told("html:wp.articlebody", block_words(text, unread))


def _left_out(*counted: dict[str, int]) -> tuple[LeftOut, ...]:
    total: Counter[str] = Counter()
    for one in counted:
        total.update(one)
    return tuple(LeftOut(why, count) for why, count in sorted(total.items()))


def _text(
    data: bytes | str, content_type: str | None, name: str | None
) -> tuple[str, tuple[str, ...]]:
    place = name or ""
    if len(data) > 4 * MAX_BYTES:
        raise InputError(
            Problem(
                place,
                "too large",
                worded("the limit is {MAX_BYTES} MB", MAX_BYTES=MAX_BYTES // 1024**2),
            )
        )
    if isinstance(data, bytes):
        decoded = decode(data, content_type=content_type, markup=True)
    else:
        decoded = clean_surrogates(data)
    text = decoded.text
    if isinstance(data, bytes) and not text.strip():
        # An empty file is a mistake; an empty field is what editors' systems save all day.
        raise InputError(Problem(place, "empty document", "nothing to check"))
    return text.replace("\0", "\ufffd"), (*decoded.damage, *control_notes(text))


def _page(tree: LexborHTMLParser, url: str) -> Page:
    root = tree.body or tree.root
    if root is None:
        return Page()
    shadows = tree.css_first(f"template[{SHADOW}]") is not None
    return linearise(root, url=url, head=tree.head, shadows=shadows)


def _script_body(head: Head) -> str:
    """The article that a script would show, as markup: JSON-LD has it on pages made by scripts."""
    for statement in head.metadata:
        if statement.scope == "article" and statement.name.endswith(".articleBody"):
            value = statement.value
            if "<p" not in value:
                value = "".join(f"<p>{html.escape(line)}</p>" for line in value.split("\n"))
            return f"<article class='articlebody jsonld'>{value}</article>"
    return ""


def _hosts(page: Page, *, hidden: bool) -> tuple[str, ...]:
    """Addresses of the links that readers see, absolute ones as given, relative ones left out.

    Args:
        page: the page.
        hidden: whether all of its text is hidden: a script shows text and links later.
    """
    unseen: set[int] = set()  # elements that are hidden or inside of one that is
    if not hidden:
        for element in page.elements:
            parent = element.parent
            if element.hint & Hint.HIDDEN or (parent is not None and parent.order in unseen):
                unseen.add(element.order)
    seen = [address for address, element, _ in page.links if element.order not in unseen]
    return tuple(filter(_ABSOLUTE.match, dict.fromkeys(seen)))


def _pixels(page: Page, head: Head) -> tuple[str, ...]:
    sources = [
        value
        for picture in page.pictures
        for key, value in picture.attributes
        if key.endswith((".src", ".data-src")) and not value.startswith("data:")
    ]
    return tuple(dict.fromkeys((*sources, *head.pixels)))


def _cut_short(text: str) -> bool:
    """Whether the page ends inside a tag or without the end of a document that it began."""
    tail = text[-400:].rstrip()
    opened = tail.rfind("<") > tail.rfind(">")
    return opened and len(tail) - tail.rfind("<") < 300 and "<html" in text[:2000].lower()
