"""In what element, attribute or member a name stands, where a text is data or markup."""

import re
from dataclasses import dataclass

__all__ = ["Holder", "holder_of"]

_REACH = 400  # characters before a name in which its element or member begins
_NAMING = frozenset({"name", "@name", "value", "text", "literal", "content", "label", "title"})
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_MEMBER = re.compile(
    r"""["']?([A-Za-z@_][\w@:.-]{0,40})["']?\s?[:=]>?\s?\[?\s{0,8}["'][^"'\n]{0,300}$"""
)
_KEY = re.compile(r"""["']([\w@:.-]{1,40})["']\s?:\s?\[?\s{0,40}$""")
_ELEMENT = re.compile(r"<([A-Za-z][\w:.-]{0,40})([^<>]{0,300})>[^<>]{0,300}$")
_CLOSED = re.compile(r"[^<>]{0,300}</")
_ATTRIBUTE = re.compile(
    r"""<([A-Za-z][\w:.-]{0,40})([^<>]{0,300}?)\s([\w:.-]{1,40})\s?=\s?["'][^"'<>]{0,200}$"""
)
_NAMED = re.compile(
    r"""\b(?:name|property|itemprop|class|type|id|rel|qcode)\s?=\s?["']([^"']{1,60})"""
)


@dataclass(frozen=True, slots=True)
class Holder:
    """The innermost element, attribute or member around a name, and the words of its path."""

    kind: str  # "element", "attribute", "member"
    words: tuple[str, ...]


def holder_of(before: str, after: str) -> Holder | None:
    """What holds a name in markup or JSON; None in plain text. Both sides are bounded."""
    near = before[-_REACH:]
    if "<" in near:
        if (found := _ATTRIBUTE.search(near)) is not None:
            others = " ".join(_NAMED.findall(f"{found[2]} {after[:200]}"))
            return Holder("attribute", _words(f"{_local(found[1])} {found[3]} {others}"))
        found = _ELEMENT.search(near)
        if found is not None and _CLOSED.match(after) is not None:
            others = " ".join(_NAMED.findall(found[2]))
            return Holder("element", _words(f"{_local(found[1])} {others}"))
    found = _MEMBER.search(near) if '"' in near or "'" in near else None
    if found is None:
        return None
    key = found[1]
    if key.casefold() in _NAMING:
        key = f"{_parent(near[: found.start()])} {key}"
    return Holder("member", _words(key))


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _words(path: str) -> tuple[str, ...]:
    """The words of keys in any writing: `copyrightHolder`, `copyright-holder`, `COPYRIGHT`."""
    return tuple(dict.fromkeys(word.lower() for word in _WORD.findall(path)))


def _parent(text: str) -> str:
    """The key whose object a member stands in, "" where the fragment does not show it."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        sign = text[at]
        if sign in "}]":
            depth += 1
        elif sign in "{[" and depth:
            depth -= 1
        elif sign in "{[":
            found = _KEY.search(text[max(0, at - 60) : at])
            if found is not None or sign == "{":
                return found[1] if found is not None else ""
    return ""
