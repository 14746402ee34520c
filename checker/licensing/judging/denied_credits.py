"""Lines that name an owner and are no credit: they deny it, or list what a text is about."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from checker.licensing.judging.placement import Layout
from checker.models.draft import Span

__all__ = ["is_denied"]

_AROUND = 160  # characters of a clause on either side of a name
_NEAR = 4  # words on either side of it among which "not" denies it
_CUT = re.compile(r"[;:!?,()\[\]|\n–—。；：，、！？（）【】「」،؛؟]|\.(?:\s|$)|\s-{1,2}\s")
# A copyright line says "not" of what readers may do.
_CLAIMED = re.compile(r"©|\(c\)|copyright|all rights", re.IGNORECASE)


@cache
def _subjects() -> re.Pattern[str]:
    """The label of a list of subjects at the start of a line."""
    return re.compile(rf"\W{{0,3}}(?:{_alternatives('subjects')})\s{{0,2}}[:：]", re.IGNORECASE)


@cache
def _denies() -> re.Pattern[str]:
    words, unspaced = _alternatives("denial"), _alternatives("denial_unspaced")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|{unspaced}", re.IGNORECASE)


def _alternatives(kind: str) -> str:
    """The words of all languages as a pattern, longer ones first."""
    words = {word for row in _table()[kind].values() for word in row}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in ordered)


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    path = files("checker.licensing.judging").joinpath("denied_credits.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def is_denied(span: Span, layout: Layout) -> bool:
    """Returns whether the clause around a name says "not" of it, or its line lists subjects.

    A dateline is a credit whatever its sentence says.
    """
    block = layout.block_at(span.start)
    start, end = (block.start, block.end) if block is not None else (0, len(layout.text))
    line = layout.text.rfind("\n", start, span.start) + 1 or start
    if _subjects().match(layout.text, line, span.start) is not None:
        return True
    if "dateline" in layout.places(span):
        return False
    before = layout.text[max(start, span.start - _AROUND) : span.start]
    after = layout.text[span.end : min(end, span.end + _AROUND)]
    cuts = [found.end() for found in _CUT.finditer(before)]
    cut = _CUT.search(after)
    before = before[cuts[-1] if cuts else 0 :]
    after = after[: cut.start() if cut else None]
    if _CLAIMED.search(f"{before} {after}") is not None:
        return False
    near = " ".join(before.split()[-_NEAR:]), " ".join(after.split()[:_NEAR])
    return any(_denies().search(side) is not None and not side.isupper() for side in near)
