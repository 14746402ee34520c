"""Whether a stretch of text is program text, a pattern, a test or a table: told by its grammar.

The grammar is that of no single language: calls, assignments, statements, strings in lists,
comments, patterns and rows look alike in Python, JavaScript, PHP, Ruby, Go, Java, C#, Rust, SQL,
shells, and in differences between their files.
"""

import re
from collections.abc import Iterator

__all__ = ["is_program", "program_signs"]

_STRING = r"""(?:[bfrub@$]{0,2}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'|`[^`\n]{0,300}`))"""
# Each of these alone tells program text.
_SURE = {
    "call": rf"""[A-Za-z_]\w{{0,40}}!?\((?:\s?{_STRING}\s?[,)]|[`/]|[rbf]["']|\w+\(|["']$)""",
    "statement": (
        r"^\s*[+-]?\s*(?:(?:export|public|private|protected|static|final|async|pub|local|my)\s)*"
        r"(?:const|let|var|val|def|fn|func|function|class|import|return|elif|assert|expect|echo|raise"
        r"|throw|foreach|package|namespace|using|require|include|val|final|struct|enum|yield|await)\b"
        r"(?=[ (])(?=[^.\n]{0,60}[=({;:'\"`*]|\s\w+$)"
    ),
    "operator": r"=>|[=!]==|[=!]=\s|\|\||&&|\+=|:=|<<<|\)\s?\{|\)\s?->|\w->\w|\w::\w|;\s*//|<\?php|<\?=",
    "ending": r"""[)\]"'`];\s*(?://|$)|`;|^\s*[})\]]{1,4}[;,]?\s*$""",
    "pattern": r"\\[bdsSwW][+*?)|\\\s]|\\[.()\[\]|](?!/)|\(\?[:=!<iP]|\[\^[^\]\n]{1,20}\][*+]|\.[*+]\??[)|\\]",
    "method": (
        r"\.(?:replace|replaceAll|add|contains|includes|sub|gsub|match|matches|split|push|append"
        r"|startswith|startsWith|endswith|endsWith|strip|trim|toBe|toEqual|toContain|get|find|equals"
        r"|test|exec|format|join|indexOf)\("
    ),
    "query": (
        r"\b(?:INSERT\s+INTO|VALUES\s*\(|SELECT\s.{1,80}\sFROM\s|UPDATE\s\w+\sSET\s|WHERE\s\w+\s?(?:=|LIKE"
        r"|IN)\s|CREATE\sTABLE)"
    ),
    "comment": r"^\s*(?://+|\#|--)\s|^\s*/?\*{1,2}\s|^\s*\*\s|<!--",
    "documentation": r"^\s*:(?:return|param|type|raises?|rtype)\b|@(?:param|return|see|example|throws)\b|>>>\s",
    "listed": r"""^\s*["'`](?:\([^()\n]*\)|[^"'`\n]{1,120})["'`]\s?,?\s*$""",
    "assigned": rf"""^\s*[+-]?\s*(?:self\.|this\.|\$|@)?[A-Za-z_][\w.\[\]'"]{{0,60}}\s?[:+.]?=\s?{_STRING}""",
    "difference": r"^@@\s-\d|^(?:---|\+\+\+)\s[ab]/|^diff\s--git",
}
# Two of these tell it: each is in other texts, too.
_LIKELY = {
    "strings": r"""["'`]\s?,\s{0,4}["'`rubf(\[]""",
    "template": r"\$\{|\{\{|%[sd]\b|\{\d?\}|<%|\#\{",
    "row": r"^\s*\||\|\s*$|^[^,\n]{1,60}(?:[,;\t][^,\n\t;]{0,60}){4,}$",
    "address": r"https?://|\bwww\.",
    "setting": r"""^\s*-\s["'\w].{0,60}:|^\s*["']?\w[\w.-]{0,30}["']?\s?:\s?[\[{"']|^\s*[\w.-]{1,40}\s?=\s?\S""",
    "constant": r"\b(?:null|None|True|False|undefined|nil|NULL)\b|:\s?(?:true|false)\b",
    "escape": r"\\[nrtu]|\\x[0-9a-f]{2}",
    "joined": r"""["'`]\s?[+.]\s?(?:["'`$\w]|$)""",
}


def _compiled(patterns: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    flags = re.MULTILINE
    return tuple((kind, re.compile(pattern, flags)) for kind, pattern in patterns.items())


_SURE_SIGNS, _LIKELY_SIGNS = _compiled(_SURE), _compiled(_LIKELY)
_ANY = re.compile(r"""[({=;\\`|<>#/*@"'$%:\]]|--|^[+-]|\b(?:def|import|return)\b""", re.MULTILINE)


def program_signs(text: str) -> Iterator[str]:
    """The kinds of program text's signs in a bounded stretch of text."""
    if _ANY.search(text) is None:
        return
    for kind, sign in (*_SURE_SIGNS, *_LIKELY_SIGNS):
        if sign.search(text) is not None:
            yield kind


def is_program(text: str) -> bool:
    """Whether a bounded stretch of text is program text: one sure sign, or three likely ones."""
    kinds = set(program_signs(text))
    return bool(kinds & _SURE.keys()) or len(kinds & _LIKELY.keys()) > 2
