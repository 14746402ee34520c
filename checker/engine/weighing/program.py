"""How much a line looks like program text, a table or a list of addresses: by its grammar."""

import re

__all__ = ["program_signs"]

_SIGNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"""[A-Za-z_]\w*\((?:["'`\w\[{]|$)""",  # a call
        r"[;{]\s*$|^\s*[})\]]+[;,]?\s*$",  # a statement or a block
        r"=>|[=!]==?\s|\|\||&&|\+=|::|->",  # operators
        r"\\[bdsSwWnrtux.()/\[\]|]",  # escapes of patterns and strings
        r"""["'`]\s?,\s{0,4}["'`rubf(\[]""",  # a list of strings
        r"^\s*(?:#|//|/\*|\*|--|<!--)\s",  # a comment
        r"\$\{|\{\{|%[sd]\b|\{\d\}",  # a template
        r"\b(?:const|var|let|def|return|import|function|assert|expect|elif|null|None|true)\b",
        r"^\s*\||\|\s*$",  # a row of a table
        r"https?://|\bwww\.",
        r"""^\s*-\s.{0,60}:|^\s*["']?\w[\w ]{0,30}["']?\s?:\s?[\[{"']""",  # a member of data
    )
)


def program_signs(line: str) -> int:
    """How many kinds of such signs there are in a bounded stretch of text."""
    return sum(sign.search(line) is not None for sign in _SIGNS)
