"""WordPress exports (WXR): which items are articles, their text as the site shows it."""

import re

from checker.formats.records.strict_json import plain_key
from checker.formats.rights import RightsBuilder
from checker.formats.wire.json_rights import LIKE_RIGHTS
from checker.formats.xml.tree import Element, children, path_text, verbatim
from checker.values import dataclass

__all__ = ["Post", "classic_markup", "is_export", "post_of", "post_rights"]

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


def post_rights(item: Element, path: str, rights: RightsBuilder) -> None:
    """Reads the custom fields of a post that state rights."""
    for meta in children(item, "postmeta"):
        key = path_text(meta, "meta_key")
        if key and LIKE_RIGHTS.search(plain_key(key.lstrip("_"))):
            for node in children(meta, "meta_value"):
                rights.keep(f"{path}/postmeta[{key}]", verbatim(node))


def classic_markup(content: str) -> str:
    """Returns a post's content as HTML: captions as figures, no shortcodes, paragraphs."""
    content = without_comments(content.replace("\r\n", "\n"))
    content = SHORTCODE.sub("", with_figures(content))
    if re.search(r"<p\b", content, re.IGNORECASE):
        return content
    parts = re.split(r"\n[ \t]*\n+", content)
    return "\n".join(part if BLOCK_TAG.match(part.strip()) else f"<p>{part}</p>" for part in parts)


def without_comments(content: str) -> str:
    """Returns the content without HTML comments, which hold the block editor's marks."""
    parts: list[str] = []
    at = 0
    while (start := content.find("<!--", at)) >= 0:
        end = content.find("-->", start)
        if end < 0:
            break
        parts.append(content[at:start])
        at = end + 3
    return "".join((*parts, content[at:]))


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
