"""The text of a WordPress post outside of its content: patterns, block attributes, custom fields.

Source: developer.wordpress.org on block markup (`<!-- wp:NAME {JSON} /-->`) and metadata; page
builders keep a post as JSON or as PHP's serialised values in a custom field.
"""

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

from checker.formats.beside import is_sentence, told
from checker.formats.editors.keys import is_text
from checker.formats.editors.leaves import leaves
from checker.formats.items import Block
from checker.formats.markup import from_html, looks_like_html
from checker.formats.records.strict_json import plain_key
from checker.formats.wire.json_rights import LIKE_RIGHTS
from checker.formats.xml.tree import Element, children, path_text, verbatim
from checker.models.draft import Metadatum

__all__ = ["Parts", "custom_text", "live_entries", "parts_of", "published_beside", "unfolded"]

REFERRED = ("wp_block", "attachment")  # entries that posts show
DEEPEST: Final = 4  # patterns in patterns
LONGEST: Final = 4_000_000  # characters of a post with its patterns
BLOCK = re.compile(r"<!--\s*wp:([\w/-]+)\s+(\{.*\})\s*/?-->", re.DOTALL)
PATTERN = ("block", "core/block")
PHP = re.compile(rb'(?:^|[;{])s:(\d{1,9}):"')
PHP_START = re.compile(r"[aO]:\d+:")
DESCRIBES = re.compile(r"desc(?:ription)?$", re.IGNORECASE)
# Fields for the desk and for programs; private ones begin with "_" and hold text only of a builder.
UNSEEN = re.compile(
    r"internal|editor(?:ial)?_?note|workflow|history|css|script|schema|_log$|oembed"
)

Parts = Mapping[str, Element]


def parts_of(entries: list[Element]) -> Parts:
    """Returns the entries of an export that others show, by their numbers."""
    found = {}
    for entry in entries:
        if path_text(entry, "post_type") in REFERRED:
            found[path_text(entry, "post_id")] = entry
    return found


def unfolded(content: str, parts: Parts, unread: list[str], depth: int = 0) -> str:
    """Returns a post's content without comments, with what the marks of its blocks stand for.

    A synced pattern is replaced by its content, or named in `unread` if the export lacks it. A
    block that the server draws has its words in its attributes.
    """
    pieces = _split(content)
    bare = "".join(pieces[::2])
    size = len(bare)
    for at in range(1, len(pieces), 2):
        block = BLOCK.fullmatch(pieces[at])
        pieces[at] = "" if block is None else _of_block(block, bare, parts, unread, depth)
        size += len(pieces[at])
        if size > LONGEST:
            unread.append("patterns and blocks that are too long together")
            pieces[at:] = [""]
            break
    return "".join(pieces)


def _split(content: str) -> list[str]:
    """The content between comments and the comments, by turns; an open comment is content."""
    pieces: list[str] = []
    at = 0
    while (start := content.find("<!--", at)) >= 0 and (end := content.find("-->", start)) >= 0:
        pieces += [content[at:start], content[start : end + 3]]
        at = end + 3
    return [*pieces, content[at:]]


def _of_block(block: re.Match[str], bare: str, parts: Parts, unread: list[str], depth: int) -> str:
    """What a block shows beside the markup between its marks."""
    try:
        attributes = json.loads(block[2])
    except (ValueError, RecursionError):
        return ""
    if block[1] in PATTERN and isinstance(attributes, dict) and "ref" in attributes:
        number = str(attributes["ref"])
        entry = parts.get(number)
        if entry is None or depth >= DEEPEST:
            unread.append(f"the synced pattern {number[:40]}, which lies elsewhere")
            return ""
        inside = (verbatim(n) for n in children(entry, "encoded") if "excerpt" not in str(n.tag))
        return unfolded("\n\n".join(inside), parts, unread, depth + 1)
    said = (words for words in sentences(attributes) if words not in bare)
    return "".join(f"\n\n{paragraph(words)}\n\n" for words in dict.fromkeys(said))


def sentences(value: Any) -> Iterator[str]:
    """Yields the strings of a JSON value that are sentences."""
    return (words for _, words in leaves(value) if is_text("", words) and is_sentence(words))


def paragraph(words: str) -> str:
    """Returns words as a paragraph; markup as it is."""
    return words if looks_like_html(words) else f"<p>{escape(words, quote=False)}</p>"


def custom_text(item: Element, said: list[Block]) -> list[Block]:
    """Returns the sentences in the custom fields of a post that its text does not hold."""
    known = {block.text for block in said}
    found: list[Block] = []
    for key, value in fields_of(item):
        name = key.lstrip("_").casefold()
        if LIKE_RIGHTS.search(plain_key(name)) or UNSEEN.search(name) or DESCRIBES.search(name):
            continue
        for words in words_of(value, private=key.startswith("_")):
            for block in from_html(words, kind="caption" if "caption" in name else "body").blocks:
                if block.text not in known:
                    known.add(block.text)
                    found.append(block)
    return found


def fields_of(item: Element) -> Iterator[tuple[str, str]]:
    """Yields the keys and values of the custom fields of a post."""
    for meta in children(item, "postmeta"):
        key = path_text(meta, "meta_key")
        for node in children(meta, "meta_value"):
            if key and (value := verbatim(node)):
                yield key, value


def words_of(value: str, *, private: bool) -> Iterator[str]:
    """Yields the sentences of a custom field: in JSON, in PHP's form, or the field itself."""
    if value.startswith(("{", "[")):
        try:
            yield from sentences(json.loads(value))
            return
        except (ValueError, RecursionError):
            pass  # words that begin with a bracket
    if PHP_START.match(value):
        yield from (s for s in php_strings(value) if is_text("", s) and is_sentence(s))
    elif not private and is_text("", value) and is_sentence(value):
        yield value


def php_strings(value: str) -> Iterator[str]:
    """Yields the strings in PHP's serialised form, whose lengths are in bytes."""
    raw = value.encode("utf-8", "replace")
    at = 0
    while (found := PHP.search(raw, at)) is not None:
        end = found.end() + int(found[1])
        yield raw[found.end() : end].decode("utf-8", "replace")
        at = max(found.end(), end + 1)  # at the semicolon, which the next string follows


def live_entries(item: Element) -> Iterator[Block]:
    """Yields the entries of a live blog, which its plugin keeps as comments of the post."""
    for comment in children(item, "comment"):
        marks = (path_text(comment, "comment_type"), path_text(comment, "comment_approved"))
        if any(mark.startswith("liveblog") for mark in marks):
            for node in children(comment, "comment_content"):
                yield from from_html(verbatim(node)).blocks


def published_beside(item: Element, parts: Parts) -> Iterator[Metadatum]:
    """Yields the excerpt, the descriptions for search engines, the words of the leading picture."""
    for node in children(item, "encoded"):
        if "excerpt" in str(node.tag):
            yield from told("wxr:excerpt", verbatim(node))
    for key, value in fields_of(item):
        if DESCRIBES.search(key):
            yield from told(f"wxr:postmeta.{key}.description", value)
        elif key == "_thumbnail_id" and (picture := parts.get(value)) is not None:
            for node in children(picture, "encoded"):
                if "excerpt" in str(node.tag):
                    yield from told("wxr:thumbnail.caption", verbatim(node), "picture")
            for name, words in fields_of(picture):
                if name == "_wp_attachment_image_alt":
                    yield from told("wxr:thumbnail.alt", words, "picture")
