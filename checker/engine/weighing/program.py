"""Whether a stretch of text is program text, a pattern, a test or a table, by its grammar.

The grammar is that of no single language: calls, assignments, statements, strings in lists,
comments, patterns and rows look alike in Python, JavaScript, PHP, Ruby, Go, Java, C#, Rust, SQL,
shells, and in differences between their files.
"""

import re
from collections.abc import Iterator

__all__ = ["is_program", "program_signs"]

_STRING = r"""(?:[bfrub@$]{0,2}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'|`[^`\n]{0,300}`))"""
# Each of these alone tells program text: nothing else has it.
_SURE = {
    "call": (rf"""[A-Za-z_]\w{{0,40}}!?\((?:\s?{_STRING}\s?[,)]|[`/]|[rbf]["']|\w+\(|["']$)"""),
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
        r"^[ \t]{0,60}:(?:return|param|type|raises?|rtype)\b"
        r"|@(?:param|return|see|example|throws)\b|>>>\s"
    ),
    "listed": r"""^[ \t]{0,60}["'`]\([^()\n]*\)["'`],?\s*$""",
    "assigned": (
        r"^[ \t]{0,60}(?:self\.|this\.|\$|@)?"
        rf"""[A-Za-z_][\w.\[\]'"]{{0,60}}\s[:+.]?=\s{_STRING}"""
    ),
    "difference": r"^@@\s-\d|^(?:---|\+\+\+)\s[ab]/|^diff\s--git",
}
# Data, tables and web addresses have these, too.
_LIKELY = {
    "strings": r"""["'`]\s?,\s{0,4}["'`rubf(\[]""",
    "template": r"\$\{|\{\{|%[sd]\b|\{\d?\}|<%|\#\{",
    "row": r"^[ \t]{0,60}\||\|\s*$|^[^,\n]{1,60}(?:[,;\t][^,\n\t;]{0,60}){4,9}$",
    "address": r"https?://|\bwww\.",
    "setting": (
        r"""^[ \t]{0,60}-\s["'\w].{0,60}:|^[ \t]{0,60}["']?\w[\w.-]{0,30}["']?\s?:\s?[\[{"']"""
        r"|^[ \t]{0,60}[\w.-]{1,40}\s?=\s?\S"
    ),
    "constant": r"\b(?:null|None|True|False|undefined|nil|NULL)\b|:\s?(?:true|false)\b",
    "escape": r"\\[nrtu]|\\x[0-9a-f]{2}",
    "quoted line": r"""^[ \t]{0,60}["'`][^"'`\n]{1,120}["'`]\s?,?\s*$""",
    "closing": r"^[ \t]{0,60}[})\]]{1,4}[;,]?\s*$|<!--|-->",
    "joined": r"""["'`]\s?[+.]\s?(?:["'`$\w]|$)""",
}


def _compiled(patterns: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    flags = re.MULTILINE
    return tuple((kind, re.compile(pattern, flags)) for kind, pattern in patterns.items())


_SURE_SIGNS, _LIKELY_SIGNS = _compiled(_SURE), _compiled(_LIKELY)
_ANY = re.compile(r"""[({=;\\`|<>#/*@"'$%:\]]|--|^[+-]|\b(?:def|import|return)\b""", re.MULTILINE)


def program_signs(text: str) -> Iterator[str]:
    """Yields the kinds of program text's signs in a bounded stretch of text."""
    if _ANY.search(text) is None:
        return
    for kind, sign in (*_SURE_SIGNS, *_LIKELY_SIGNS):
        if sign.search(text) is not None:
            yield kind


def is_program(text: str) -> bool:
    """Returns whether a bounded stretch of text has a sign that only program text has."""
    return _ANY.search(text) is not None and any(
        sign.search(text) is not None for _, sign in _SURE_SIGNS
    )
