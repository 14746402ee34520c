"""The strings of an editor's JSON that contain words, by JSON pointer, and changes to them."""

import hashlib
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from checker.formats.editors.keys import ALTS, DEEPEST, QUIET, SILENT, holds_passage, is_text, plain

__all__ = ["leaves", "new_paragraph", "with_leaves"]

NAMES = frozenset({"id", "_id", "_key", "key", "uid", "uuid"})  # one a block
RANGES = frozenset({"entityranges", "inlinestyleranges", "markdefs", "marks"})  # of other words
WRAPPED = re.compile(r"(\s*<([a-z]\w*)\b[^<>]*>).*(</\2>\s*)", re.DOTALL | re.IGNORECASE)


def leaves(value: Any, pointer: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yields the pointer (RFC 6901) of each string that may contain words, and the string."""
    if depth > DEEPEST:
        return
    for name, part in _members(value):
        key = plain(str(name))
        if isinstance(value, dict) and (
            key in SILENT or key in ALTS or (key in QUIET and not holds_passage(part))
        ):
            continue
        below = f"{pointer}/{str(name).replace('~', '~0').replace('/', '~1')}"
        if not isinstance(part, str):
            yield from leaves(part, below, depth + 1)
        elif isinstance(value, list) or is_text(key, part):
            yield below, part


def with_leaves(
    value: Any, changed: Mapping[str, str], added: Sequence[tuple[str, Any]] = ()
) -> Any:
    """Returns a copy of the document with other strings at these pointers.

    Args:
        value: the document.
        changed: strings by their pointers.
        added: elements to insert, each before the element at its pointer in the original document.
    """
    made = deepcopy(value)
    for pointer, text in changed.items():
        holder, last = _holder(made, pointer)
        name = int(last) if isinstance(holder, list) else last
        before, holder[name] = holder[name], text
        _renditions(holder, before, text)
    places = [(*_holder(made, pointer), element) for pointer, element in added]
    for holder, last, element in sorted(places, key=lambda one: int(one[1]))[::-1]:
        holder.insert(int(last), deepcopy(element))
    return made


def new_paragraph(value: Any, pointer: str, words: str, *, before: bool) -> tuple[str, Any] | None:
    """Returns a new paragraph near the block that contains a string: its pointer, and the block.

    It is modelled on the longest sibling paragraph. None if there is no list of blocks.
    """
    above, holder = "", value
    for part in _parts(pointer):
        if isinstance(holder, list):
            at = int(part) + (0 if before else 1)
            return f"{above}/{at}", _written(_longest(holder), words)
        above, holder = f"{above}/{part}", holder[part]
    return None


def _renditions(block: Any, before: str, text: str) -> None:
    """Changes the same string where a block holds it once more, as Gutenberg's do in lists."""
    for _, part in _members(block):
        if isinstance(part, list):
            part[:] = [text if one == before else one for one in part]


def _members(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _parts(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/")]


def _holder(value: Any, pointer: str) -> tuple[Any, str]:
    """The object or list that a pointer leads into, and the name or number there."""
    *outer, last = _parts(pointer)
    for name in outer:
        value = value[int(name)] if isinstance(value, list) else value[name]
    return value, last


def _longest(blocks: Sequence[Any]) -> Any:
    """The block with the longest string in it: a paragraph of running text."""
    return max(blocks, key=lambda block: max((len(text) for _, text in leaves(block)), default=0))


def _written(block: Any, words: str) -> Any:
    """A copy of a block with other words, without what belongs to the words that it had."""
    if isinstance(block, str):
        return words
    found = dict(leaves(block))
    longest = max(found.values(), key=len)
    texts = {name: _like(text, words) if text == longest else "" for name, text in found.items()}
    made = with_leaves(block, texts)
    _renamed(made, words)
    return made


def _like(text: str, words: str) -> str:
    """Words with the tag or the white space around them that a string has."""
    if wrapped := WRAPPED.fullmatch(text):
        return f"{wrapped[1]}{html.escape(words, quote=False)}{wrapped[3]}"
    bare = text.strip()
    at = text.index(bare)
    return f"{text[:at]}{words}{text[at + len(bare) :]}"


def _renamed(value: Any, words: str) -> None:
    """Gives a copied block names of its own, and takes away marks of words that it has not."""
    for name, part in list(_members(value)):
        key = plain(str(name))
        if isinstance(value, dict) and name in NAMES and isinstance(part, str) and part:
            made = hashlib.sha256(f"{part} {words}".encode("utf-8", "replace")).hexdigest()
            value[name] = made[: max(len(part), 8)]
        elif isinstance(value, dict) and key in RANGES and isinstance(part, list):
            value[name] = []
        else:
            _renamed(part, words)
