"""The text of a WordPress post outside of its content: custom fields, live blogs, excerpts.

Source: developer.wordpress.org on metadata; page builders keep a post as JSON or as PHP's
serialised values in a custom field.
"""

import json
import re
from collections.abc import Iterator

from checker.formats.beside import is_sentence, told
from checker.formats.editors.keys import is_text
from checker.formats.gutenberg import Parts, sentences
from checker.formats.items import Block
from checker.formats.markup import from_html
from checker.formats.records.strict_json import plain_key
from checker.formats.wire.json_rights import LIKE_RIGHTS
from checker.formats.xml.tree import Element, children, path_text, verbatim
from checker.models.draft import Metadatum

__all__ = ["custom_text", "live_entries", "parts_of", "published_beside"]

REFERRED = ("wp_block", "attachment")  # entries that posts show
PHP = re.compile(rb'(?:^|[;{])s:(\d{1,9}):"')
PHP_START = re.compile(r"[aO]:\d+:")
DESCRIBES = re.compile(r"desc(?:ription)?$", re.IGNORECASE)
# Fields for the desk and for programs; private ones begin with "_" and hold text only of a builder.
UNSEEN = re.compile(
    r"internal|editor(?:ial)?_?note|workflow|history|css|script|schema|_log$|oembed"
)


def parts_of(entries: list[Element]) -> Parts:
    """Returns the entries of an export that others show, by their numbers."""
    found = {}
    for entry in entries:
        if path_text(entry, "post_type") in REFERRED:
            found[path_text(entry, "post_id")] = entry
    return found


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
