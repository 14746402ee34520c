"""Whether a stretch of text is program text, a pattern, a test or a table, by its grammar.

The grammar is that of no single language: calls, assignments, statements, strings in lists,
comments, patterns and rows look alike in Python, JavaScript, PHP, Ruby, Go, Java, C#, Rust, SQL,
shells, and in differences between their files.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from checker.text.expression import expression

__all__ = ["SURE_SIGNS", "is_program", "program_signs"]

_STRING = r"""(?:[bfrub@$]{0,2}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'|`[^`\n]{0,300}`))"""
_ARGUMENT = rf"""(?:\s?{_STRING}\s?[,)]|[`/]|[rbf]["']|\w+\(|["']$)"""
# Each of these alone tells program text: nothing else has it.
_SURE: Mapping[str, str | tuple[str, ...]] = {
    "call": rf"[A-Za-z_]\w{{0,40}}!?\({_ARGUMENT}",
    "statement": (
        r"^(?:[+-][ \t]{0,60}|[ \t]{0,60})"
        r"(?:(?:export|public|private|protected|static|final|async|pub|local|my)\s)*"
        r"(?:const|let|var|val|def|fn|func|function|class|import|return|elif|assert|expect|echo"
        r"|raise|throw|foreach|package|namespace|using|require|include|struct|enum|yield|await)\b"
        r"(?=[ (])(?=[^.\n]{0,60}[=({;:'\"`*]|\s\w+$)"
    ),
    "operator": (
        r"=>|[=!]==|[=!]=\s|\|\||&&|\+=|:=|<<<|\)\s?\{|\)\s?->|\w->\w|\w::\w|;\s*//|<\?php|<\?="
    ),
    "ending": r"""[)\]"'`];\s*(?://|$)|`;""",
    "pattern": (
        r"\\[bdsSwW][+*?)|\\\s]|\\[.()\[\]|](?!/)|\(\?[:=!<iP]|\[\^[^\]\n]{1,20}\][*+]"
        r"|\.[*+]\??[)|\\]"
    ),
    "method": (
        r"\.(?:replace|replaceAll|add|contains|includes|sub|gsub|match|matches|split|push|append"
        r"|startswith|startsWith|endswith|endsWith|strip|trim|toBe|toEqual|toContain|get|find"
        r"|equals|test|exec|format|join|indexOf)\("
    ),
    "query": (
        r"\b(?:INSERT\s+INTO|VALUES\s*\(|SELECT\s.{1,80}\sFROM\s|UPDATE\s\w+\sSET\s"
        r"|WHERE\s\w+\s?(?:=|LIKE|IN)\s|CREATE\sTABLE)"
    ),
    "comment": r"^[ \t]{0,60}(?://+|\#|--(?=\s\d))\s|^[ \t]{1,60}\*\s|^[ \t]{0,60}/\*",
    "documentation": (
        r"^[ \t]{0,60}:(?:return|param|type|raises?|rtype)\b",
        r"@(?:param|return|see|example|throws)\b|>>>\s",
    ),
    "listed": r"""^[ \t]{0,60}["'`]\([^()\n]*\)["'`],?\s*$""",
    "assigned": (
        r"^[ \t]{0,60}(?:self\.|this\.|\$|@)?"
        rf"""[A-Za-z_][\w.\[\]'"]{{0,60}}\s[:+.]?=\s{_STRING}"""
    ),
    "difference": r"^@@\s-\d|^(?:---|\+\+\+)\s[ab]/|^diff\s--git",
}
# Data, tables and web addresses have these, too.
_LIKELY: Mapping[str, str | tuple[str, ...]] = {
    "strings": r"""["'`]\s?,\s{0,4}["'`rubf(\[]""",
    "template": r"\$\{|\{\{|%[sd]\b|\{\d?\}|<%|\#\{",
    "row": (r"^[ \t]{0,60}\||^[^,\n]{1,60}(?:[,;\t][^,\n\t;]{0,60}){4,9}$", r"\|\s*$"),
    "address": r"https?://|\bwww\.",
    "setting": (
        r"""^[ \t]{0,60}-\s["'\w].{0,60}:|^[ \t]{0,60}["']?\w[\w.-]{0,30}["']?\s?:\s?[\[{"']"""
        r"|^[ \t]{0,60}[\w.-]{1,40}\s?=\s?\S"
    ),
    "constant": r"\b(?:null|None|True|False|undefined|nil|NULL)\b|:\s?(?:true|false)\b",
    "escape": r"\\[nrtu]|\\x[0-9a-f]{2}",
    "quoted line": r"""^[ \t]{0,60}["'`][^"'`\n]{1,120}["'`]\s?,?\s*$""",
    "closing": (r"^[ \t]{0,60}[})\]]{1,4}[;,]?\s*$", r"<!--|-->"),
    "joined": r"""["'`]\s?[+.]\s?(?:["'`$\w]|$)""",
}


# Strings of which a text has one where a pattern matches that no line's start leads in.
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "call": ("(",),
    "operator": ("=", "||", "&&", "<<<", "{", "->", "::", "//", "<?php"),
    "ending": (";",),
    "pattern": ("\\", "(?", "[^", ".*", ".+"),
    "method": ("(",),
    "query": ("INSERT", "VALUES", "SELECT", "UPDATE", "WHERE", "CREATE"),
    "documentation": ("@", ">>>"),
    "strings": (",",),
    "template": ("{", "%", "<%"),
    "row": ("|",),
    "address": ("http", "www."),
    "constant": ("null", "None", "True", "False", "undefined", "nil", "NULL", "true", "false"),
    "escape": ("\\",),
    "closing": ("<!--", "-->"),
    "joined": ("+", "."),
}
# A pattern that a search finds sooner, wherever that of the kind matches.
_SOONER = {"call": expression(rf"\((?<=[\w!]\(){_ARGUMENT}", re.MULTILINE)}


class _Sign(NamedTuple):
    """The patterns of a kind, of lines' starts and of any place; and what the latter need."""

    kind: str
    at_start: re.Pattern[str] | None
    inside: re.Pattern[str] | None
    needed: tuple[str, ...]
    sooner: re.Pattern[str] | None

    def stands_inside(self, text: str) -> bool:
        """Returns whether the pattern of any place matches."""
        if self.inside is None:
            return False
        for needed in self.needed:
            if needed in text:
                break
        else:
            return False
        if self.sooner is not None and self.sooner.search(text) is None:
            return False
        return self.inside.search(text) is not None


def _compiled(kinds: Mapping[str, str | tuple[str, ...]]) -> tuple[_Sign, ...]:
    signs = []
    for kind, patterns in kinds.items():
        found = {"^": None, "": None} | {
            pattern[0] if pattern[0] == "^" else "": expression(pattern, re.MULTILINE)
            for pattern in ((patterns,) if isinstance(patterns, str) else patterns)
        }
        needed = _NEEDED.get(kind, ("",))
        signs.append(_Sign(kind, found["^"], found[""], needed, _SOONER.get(kind)))
    return tuple(signs)


SURE_SIGNS, _LIKELY_SIGNS = _compiled(_SURE), _compiled(_LIKELY)
_SIGNS = (*SURE_SIGNS, *_LIKELY_SIGNS)
_AT_START = expression(
    "|".join(f"(?:{sign.at_start.pattern})" for sign in _SIGNS if sign.at_start), re.MULTILINE
)
_ANY = expression(r"""[({=;\\`|<>#/*@"'$%:\]]|--|^[+-]|\b(?:def|import|return)\b""", re.MULTILINE)
_LINE_END = expression("\n")


def program_signs(text: str, among: Sequence[_Sign] = _SIGNS) -> Iterator[str]:
    """Yields the kinds of program text's signs in a bounded stretch of text."""
    if _ANY.search(text) is None:
        return
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    starts = [at for at in starts if _AT_START.match(text, at)]  # most lines begin with none
    for sign in among:
        begun = starts and sign.at_start and any(sign.at_start.match(text, at) for at in starts)
        if begun or sign.stands_inside(text):
            yield sign.kind


def is_program(text: str) -> bool:
    """Returns whether a bounded stretch of text has a sign that only program text has."""
    return any(True for _ in program_signs(text, SURE_SIGNS))
