"""The path of elements, attributes and members that contains a name, in any piece of markup.

The parser is tolerant: a fragment may begin and end anywhere, JSON may be escaped once or more, and
entities may stand for the brackets of tags. What it cannot parse it skips.
"""

import re
from dataclasses import field

from checker.engine.weighing.paths import MOST_STEPS, OF_PICTURE, Path, Step, shown_by
from checker.values import dataclass

__all__ = ["Markup"]

_REACH = 800  # characters before a name that are read at least, where nothing is read yet
_AHEAD = 300  # characters behind a name in which its siblings are looked for
_DEPTH = 48  # open frames that are kept
_VALUE = 60  # characters of a value that qualifies a path
_QUOTE = r"""(?:\\{0,3}["']|&quot;|&\#34;)"""
_LT, _GT = r"(?:<|&lt;|\\u003[cC])", r"(?:>|&gt;|\\u003[eE])"
# An element's name is of a script with two cases, since "<사진=NAME>" is a caption; if it is not
# Latin, nothing else is in its tag.
_NAME = r"(?:[A-Za-z][\w:.-]{0,40}|[\u0370-\u052f][\w:.-]{0,40}(?=>))"
_VOWELS = (
    "\u0900-\u0dff\u0e00-\u0e7f"  # signs that `re` takes for no part of a word, and their scripts
)
_TOKEN = re.compile(
    rf"""{_LT}\\?/(?P<close>{_NAME})
    |{_LT}(?P<open>{_NAME})
    |(?P<q>{_QUOTE})(?P<key>[\w@:.$/\#-](?:[\w@:.$\ /{_VOWELS}-]{{0,38}}[\w${_VOWELS}])?)(?P=q)
        \s{{0,3}}(?::|=>)\s{{0,3}}
    |\s?(?P<sign>=>|=|:)\s{{0,2}}(?={_QUOTE}|\[\s{{0,9}}{_QUOTE})
    |(?P<end>{_GT})
    |(?P<quote>{_QUOTE})
    |(?P<shape>[{{}}\[\]])""",
    re.VERBOSE,
)
_OPENED = rf"(?:\\?/?{_NAME}[^<>&]{{0,300}}{_GT}|{_NAME}\s{_NAME}\s?=)"
# Each branch begins with one character, so that the search runs over all others.
_MARKED = re.compile(
    rf"""<{_OPENED}|&lt;{_OPENED}|\\u003[cC]{_OPENED}|["]\s?(?::|=>)|[']\s?(?::|=>)|&quot;:
    |:(?:(?<=\w:)|(?<=\w\s:))\s?\[?{_QUOTE}
    |=(?:(?<=\w=)|(?<=\w\s=))>?\s?\[?{_QUOTE}""",
    re.VERBOSE,
)
_BARE = re.compile(r"[A-Za-z_@$][\w:.-]{0,40}$")
# What opens a line that is commented out; its fields are fields all the same.
_COMMENTED = re.compile(r"(?:^|\n)[ \t]*(?://+|\#+|\*|--)[ \t]*$")
_QUOTED_NEXT = re.compile(rf"\s{{0,40}}(?:{_QUOTE}|[\[{{])")
_REST = re.compile(rf"""(?:(?!{_QUOTE}|{_LT})[^\n]){{0,80}}""")
_NAMING = frozenset(
    {
        "name",
        "property",
        "itemprop",
        "class",
        "type",
        "@type",
        "rel",
        "formalname",
        "qcode",
        "role",
        "medium",
    }
)
_EMPTY = frozenset(
    {"meta", "link", "br", "hr", "img", "input", "source", "wbr", "area", "base", "col", "embed"}
)
_OPENERS = "[,{(:="
_MEDIA = "media:"  # elements of feeds for files, whose kind they may leave to the address
_CUT_IMAGE = re.compile(
    r"""(?:\.(?:jpe?g|png|webp|gif|avif)\b[^<>]{0,200}|(?:^|\s)alt=["'][^"'<>]{0,200}["'][^<>]{0,80})$"""
)


@dataclass(slots=True)
class _Frame:
    """Something open: an element, a tag, a member, a string, an object or a list."""

    kind: str
    name: str = ""
    start: int = 0
    values: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)  # names of what it holds


class Markup:
    """Reads one text from its start to its end as far as paths are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marked = _MARKED.search(text) is not None
        self._at = 0
        self._last = 0  # where the last token ended
        self._stack = [_Frame("base")]

    def path(self, at: int) -> Path | None:
        """Returns what holds the name's character at `at`; None in plain text."""
        if not self._marked:
            return None
        if not self._at <= at <= self._at + _REACH:
            self._stack = [_Frame("base")]
            self._at = self._last = max(0, at - _REACH)
        for token in _TOKEN.finditer(self._text, self._at, at):
            self._take(token)
            self._last = token.end()
        self._at = at
        return self._shown(at)

    def _take(self, token: re.Match[str]) -> None:
        if token["quote"]:
            self._quote(token)
        elif token["key"]:
            self._member(token["key"], token)
        elif token["sign"]:
            self._bare(token)
        elif token["open"]:
            self._open(token)
        elif token["close"]:
            self._close(token["close"])
        elif token["end"]:
            self._end(token)
        elif token["shape"] in "{[":
            self._begin(token)
        else:
            self._finish("object" if token["shape"] == "}" else "list")
        if len(self._stack) > _DEPTH:
            del self._stack[1 : _DEPTH // 2]

    def _string(self) -> int:
        """The number of the innermost open string, 0 if there is none."""
        for number in range(len(self._stack) - 1, 0, -1):
            if self._stack[number].kind == "string":
                return number
        return 0

    def _quote(self, token: re.Match[str]) -> None:
        sign, at, top = token["quote"], token.start(), self._stack[-1]
        number = self._string()
        if number and self._stack[number].name == sign:
            if not (sign == "'" and self._text[at + 1 : at + 2].isalnum()):
                value = self._text[self._stack[number].start : at][:_AHEAD]
                del self._stack[number:]
                self._valued(value)
            return
        adjacent = not self._text[self._last : at].strip()
        listed = top.kind == "list" and self._text[max(0, at - 40) : at].rstrip()[-1:] in _OPENERS
        if (top.kind == "member" and adjacent) or listed:
            self._stack.append(_Frame("string", sign, token.end()))

    def _valued(self, value: str) -> None:
        """A member's or attribute's value has ended."""
        if self._stack[-1].kind != "member":
            return
        name = self._stack.pop().name.lower()
        if name in _NAMING:
            self._holder().values.append(value[:_VALUE])
        elif shown := shown_by(name, value):
            self._holder().inside.append(shown)

    def _holder(self) -> _Frame:
        """The object, tag or fragment that members belong to here."""
        for frame in reversed(self._stack):
            if frame.kind in ("object", "tag", "base", "string"):
                return frame
        return self._stack[0]

    def _member(self, name: str, token: re.Match[str]) -> None:
        while self._stack[-1].kind == "member":
            self._stack.pop()
        self._holder().inside.append(name)
        self._stack.append(_Frame("member", name, token.end()))

    def _bare(self, token: re.Match[str]) -> None:
        """A name without quotation marks before = or a colon; prose has colons too."""
        before = self._text[max(0, token.start() - 60) : token.start()]
        found = _BARE.search(before)
        if found is None:
            return
        lead = before[: found.start()].rstrip(" \t")[-1:]
        if (
            token["sign"] != ":"
            or not lead
            or lead in "\n{[,(-"
            or (lead in "/#*" and _COMMENTED.search(before, 0, found.start()))
        ):
            self._member(found[0], token)

    def _open(self, token: re.Match[str]) -> None:
        if token[0][0] == "<":
            self._drop_tag()
        self._stack.append(_Frame("tag", token["open"], token.end()))

    def _drop_tag(self) -> None:
        """A tag that never ends is text."""
        for number in range(len(self._stack) - 1, 0, -1):
            if self._stack[number].kind == "tag":
                del self._stack[number:]
                return
            if self._stack[number].kind == "element":
                return

    def _end(self, token: re.Match[str]) -> None:
        while self._stack[-1].kind == "member" and self._stack[-2].kind in ("tag", "member"):
            self._stack.pop()
        tag = self._stack[-1]
        if tag.kind != "tag":
            if tag.kind == "base":
                tag.values.clear()  # they were those of a tag that begins before the fragment
                if _CUT_IMAGE.search(self._text[max(0, token.start() - _AHEAD) : token.start()]):
                    tag.inside.append("img")
            return
        self._stack.pop()
        for frame in reversed(self._stack):
            if frame.kind in ("element", "base"):
                frame.inside.append(tag.name)
                break
        empty = self._text[token.start() - 1] in "/?" or self._is_void(tag.name, token.end())
        spoken = self._is_placeholder(tag, token.end()) or self._is_type(tag, token.end())
        if not empty and not spoken:
            pictured = tag.name.startswith(_MEDIA) and OF_PICTURE in tag.inside
            values = [*tag.values, *(["image"] if pictured else [])]
            self._stack.append(_Frame("element", tag.name, token.end(), values))

    def _is_void(self, name: str, end: int) -> bool:
        """Whether an element of HTML has no end; a feed's `source` and `link` have one."""
        return name.lower() in _EMPTY and self._text.find(f"</{name}", end, end + _VALUE) < 0

    def _is_placeholder(self, tag: _Frame, end: int) -> bool:
        """Whether a tag stands for a word, or is spoken of: `wire:<agency>` in quotation marks."""
        if tag.inside or self._text[end : end + 1] not in ('"', "'", "`"):
            return False
        return self._text.find(f"</{tag.name}", end, end + _AHEAD) < 0

    def _is_type(self, tag: _Frame, end: int) -> bool:
        """Whether a tag is a type in program text: `first<Image>()`, `List<String> names`."""
        before = tag.start - len(tag.name) - 2
        if tag.inside or before < 0 or not self._text[before].isalnum():
            return False
        if not tag.name[0].isupper() and self._text[end : end + 1] != "(":
            return False
        return self._text.find(f"</{tag.name}", end, end + _AHEAD) < 0

    def _string_at(self, at: int) -> str:
        """The string that begins at a place."""
        line = self._text[at : at + _AHEAD].split("\n", 1)[0]
        return str(re.split(_QUOTE, line.lstrip("\\\"' "), maxsplit=1)[0])

    def _close(self, name: str) -> None:
        for number in range(len(self._stack) - 1, 0, -1):
            frame = self._stack[number]
            if frame.kind == "element" and frame.name == name:
                del self._stack[number:]
                return

    def _begin(self, token: re.Match[str]) -> None:
        kind = "object" if token["shape"] == "{" else "list"
        top = self._stack[-1].kind
        led = _QUOTED_NEXT.match(self._text, token.end()) is not None
        if top == "tag" or (top in ("string", "element", "base") and not led):
            return
        self._stack.append(_Frame(kind, start=token.end()))

    def _finish(self, kind: str) -> None:
        for number in range(len(self._stack) - 1, 0, -1):
            here = self._stack[number].kind
            if here == kind:
                del self._stack[number:]
                if self._stack[-1].kind == "member":
                    self._stack.pop()
                return
            if here in ("string", "element", "tag"):
                return
        if kind == "object" and self._stack[-1].kind in ("member", "base"):
            self._stack = [_Frame("base")]

    def _shown(self, at: int) -> Path | None:
        top = self._stack[-1]
        if top.kind == "base":
            return self._cut(at)
        if top.kind not in ("string", "element", "member"):
            return None
        kind = "element" if top.kind == "element" else "member"
        steps: list[Step] = []
        siblings: list[str] = []
        pending = ""
        for number in range(len(self._stack) - 1, -1, -1):
            frame = self._stack[number]
            if frame.kind == "member":
                pending = frame.name
                steps.append(Step(frame.name))
            elif frame.kind in ("element", "tag"):
                if frame.kind == "tag" and len(steps) == 1 and pending:
                    kind = "attribute"
                steps.append(Step(frame.name, tuple(frame.values)))
            elif frame.kind in ("object", "base") and frame.values:
                steps.append(Step("", tuple(frame.values[-3:])))
            if len(siblings) < 12 and len(steps) <= 2:
                siblings += frame.inside[-12:]
            if len(steps) >= MOST_STEPS:
                break
        if not steps:
            return None
        start = max(self._last, top.start)
        before = self._text[max(start, at - 80) : at]
        after = self._following(at, kind, steps, siblings)
        return Path(kind, tuple(steps), tuple(siblings), before, after)

    def _cut(self, at: int) -> Path | None:
        """The elements that a fragment begins in the middle of: it shows their ends alone."""
        steps: list[Step] = []
        first = at + 1
        for token in _TOKEN.finditer(self._text, at + 1, at + 1 + _AHEAD):
            if token["close"] is None and not (token["end"] and steps):
                break
            if token["close"]:
                first = first if steps else token.start()
                steps.append(Step(token["close"]))
        if not steps or "\n\n" in self._text[at:first]:
            return None
        start = max(self._last, at - 80)
        return Path(
            "element",
            tuple(steps[:MOST_STEPS]),
            (),
            self._text[start:at],
            self._text[at + 1 : first],
        )

    def _following(self, at: int, kind: str, steps: list[Step], siblings: list[str]) -> str:
        """What follows in the value; adds the siblings behind it, and ancestors that end there."""
        rest = _REST.match(self._text, at + 1)
        after = rest[0] if rest else ""
        values: list[str] = []
        closed, depth, tagged = 0, 0, kind == "attribute"
        for token in _TOKEN.finditer(self._text, at + 1 + len(after), at + 1 + _AHEAD):
            tagged = tagged and not token["end"]
            if token["close"]:
                if depth:
                    depth -= 1
                    continue
                closed += 1
                if closed > 1 and closed > sum(1 for s in steps if s.name) and len(steps) < 6:
                    steps.append(Step(token["close"]))
                if closed > 2:
                    break
            elif token["open"]:
                siblings.append(token["open"])
                depth += token["open"].lower() not in _EMPTY
            elif token["end"] and self._text[token.start() - 1] == "/":
                depth = max(0, depth - 1)
            elif token["shape"] == "{":
                depth += 1
            elif token["shape"] == "}":
                depth -= 1
                if depth < 0:
                    break
            elif token["key"] or token["sign"]:
                bare = _BARE.search(self._text, max(0, token.start() - 42), token.start())
                name = token["key"] or (bare[0] if bare else "")
                if not depth or kind == "attribute":
                    siblings.append(name)
                    value = self._text[token.end() : token.end() + _VALUE]
                    if name.lower() in _NAMING and (tagged or kind == "member"):
                        values.append(value)
                    elif shown := shown_by(name, self._string_at(token.end())):
                        siblings.append(shown)
        if values and kind != "element":
            own = tuple(re.split(_QUOTE, v.lstrip("\\\"'"), maxsplit=1)[0] for v in values)
            at_step = 1 if len(steps) > 1 and kind == "attribute" else 0
            steps[at_step] = Step(steps[at_step].name, (*steps[at_step].values, *own))
        return after
