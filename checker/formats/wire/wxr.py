"""WordPress exports (WXR): which items are articles, their text as the site shows it."""

import re
from collections.abc import Iterator
from html import escape

from checker.formats.beside import is_sentence
from checker.formats.gutenberg import Parts, unfolded
from checker.formats.records.strict_json import plain_key
from checker.formats.rights import RightsBuilder
from checker.formats.wire.json_rights import LIKE_RIGHTS
from checker.formats.xml.tree import Element, children, path_text, verbatim
from checker.models.draft import Metadatum
from checker.values import dataclass

__all__ = [
    "Post",
    "classic_markup",
    "is_export",
    "post_date",
    "post_of",
    "post_rights",
    "post_state",
]

NO_ARTICLE = frozenset(
    {
        "attachment",
        "nav_menu_item",
        "revision",
        "wp_block",
        "wp_template",
        "custom_css",
        "wp_global_styles",
        "wp_navigation",
        "oembed_cache",
        "customize_changeset",
    }
)
BLOCK_TAG = re.compile(r"<(?:p|div|h[1-6]|ul|ol|blockquote|figure|table|section)\b", re.IGNORECASE)
CAPTION_END = "[/caption]"
ATTRIBUTE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)')""")
SHORTCODE = re.compile(r"\[/?[a-z][\w-]*(?:\s[^\[\]<>]*)?/?\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Post:
    """What kind of entry an item of an export is; `skip` is the reason why it is not an article."""

    kind: str
    status: str
    skip: str = ""


def is_export(root: Element) -> bool:
    """Returns whether a feed is a WordPress export."""
    return any("wordpress.org/export" in str(uri) for uri in (root.nsmap or {}).values())


def post_of(item: Element) -> Post:
    """Returns the kind and status of an export's item."""
    kind = path_text(item, "post_type") or "post"
    status = path_text(item, "status") or "publish"
    if kind in NO_ARTICLE:
        return Post(kind, status, f"a WordPress {kind}")
    if status in ("trash", "auto-draft", "inherit"):
        return Post(kind, status, f"a WordPress {kind} in '{status}'")
    return Post(kind, status)


def post_state(post: Post) -> Iterator[Metadatum]:
    """Yields the status of a post that its site does not show to its readers."""
    if post.status in ("draft", "pending", "private", "future"):
        yield Metadatum("wxr:status", post.status, "site")


def post_date(item: Element) -> str:
    """Returns a post's own date in UTC; the feed's date is empty for posts that were imported."""
    stated = path_text(item, "post_date_gmt") or ""
    return f"{stated}Z" if stated and not stated.startswith("0000") else ""


def post_rights(item: Element, path: str, rights: RightsBuilder) -> None:
    """Reads the custom fields of a post that state rights."""
    for meta in children(item, "postmeta"):
        key = path_text(meta, "meta_key")
        if key and LIKE_RIGHTS.search(plain_key(key.lstrip("_"))):
            for node in children(meta, "meta_value"):
                rights.keep(f"{path}/postmeta[{key}]", verbatim(node))


def classic_markup(content: str, parts: Parts, unread: list[str]) -> str:
    """Returns a post's content as HTML: captions as figures, no shortcodes, paragraphs.

    `parts` are the entries of the export that posts show; `unread` gets what lies elsewhere.
    """
    content = unfolded(content.replace("\r\n", "\n"), parts, unread)
    content = SHORTCODE.sub(words_of_shortcode, with_figures(content))
    if re.search(r"<p\b", content, re.IGNORECASE):
        return content
    pieces = re.split(r"\n[ \t]*\n+", content)
    return "\n".join(p if BLOCK_TAG.match(p.strip()) else f"<p>{p}</p>" for p in pieces)


def words_of_shortcode(found: re.Match[str]) -> str:
    """Returns the sentences in the attributes of a shortcode, such as those of a quotation."""
    values = (one[1] or one[2] for one in ATTRIBUTE.finditer(found[0]))
    said = (escape(words, quote=False) for words in values if is_sentence(words or ""))
    return "".join(f"\n\n<p>{words}</p>\n\n" for words in said)


def with_figures(content: str) -> str:
    """Returns the content with its caption shortcodes written as figures."""
    parts: list[str] = []
    at = 0
    while (start := content.find("[caption", at)) >= 0:
        end = content.find(CAPTION_END, start)
        if end < 0:
            break
        inside = content[start:end].partition("]")[2]
        cut = inside.find(">", inside.rfind("<img")) + 1 if "<img" in inside else 0
        tail = inside[cut:].lstrip()
        cut += len(inside[cut:]) - len(tail) + 4 if tail.startswith("</a>") else 0
        figure = f"<figure>{inside[:cut]}<figcaption>{inside[cut:]}</figcaption></figure>"
        parts += [content[at:start], "\n\n", figure, "\n\n"]
        at = end + len(CAPTION_END)
    return "".join((*parts, content[at:]))
