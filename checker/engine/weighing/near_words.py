"""The signs of the words beside a name: labels, the grammar's words in its line and above it."""

import re
from collections.abc import Iterator

from checker.engine.forms import Fits
from checker.engine.grammar import NAME_CHARACTERS
from checker.engine.weighing.beside import clause_signs
from checker.engine.weighing.borders import Classes, grammar_words, shape_of, sign_of
from checker.engine.weighing.lines import Place

__all__ = ["near_word_signs"]

_LABEL = re.compile(
    r"""(?:^|[\n(|>.,;])\s*[^\W\d]{2,18}(?: [^\W\d]{2,14}){0,2}\s?[:=：]\s*["'(]?$"""
)
_INLINE = re.compile(r"</?(?:a|b|i|em|span|strong|u)\b[^<>]{0,80}>")  # between a label and a name
# A label, then a link's start, and its end; the letter of its tag is a word of the grammar, too.
_LINKED = re.compile("(\\S)\\s?[:：]\\s?<(?:a|[\ue100-\uefff])\\s[^<>]{0,160}>\\s?$")
_LINK_ENDS = re.compile("\\s?</(?:a|[\ue100-\uefff])>")
_LABELLED = re.compile(r"[(（\[](\S)\s?[:：][^()（）\[\]]*$")
_AGENCIES = NAME_CHARACTERS["unnamed"]  # of agencies that a word does not name
_BRACKET_REACH = 140  # characters before a name in which a bracket with a label opens
_LINE_REACH = 60  # characters of a line before a name in which words of the grammar are signs
_PARTS_ABOVE = 4  # lines in which a page breaks a credit: its label, a person, a sign


def near_word_signs(fits: Fits, place: Place, classes: Classes) -> Iterator[str]:
    """Yields the signs of what stands left and right of a name."""
    left, right = fits.left, fits.right
    near, far = left.rstrip(" ")[-1:], right.lstrip(" ")[:1]
    yield f"left sign {sign_of(classes, near)}"
    yield f"right sign {sign_of(classes, far)}"
    yield f"signs {sign_of(classes, near)} {sign_of(classes, far)}"
    yield f"touching left {sign_of(classes, left[-1:])}"
    yield f"touching right {sign_of(classes, right[:1])}"
    for kind in classes.get(near, ()):
        yield f"behind a word of {kind}"
    for kind in classes.get(far, ()):
        yield f"before a word of {kind}"
    line = left.rsplit("\n", 1)[-1]
    if not line.strip():
        yield from _broken(classes, left.rstrip())
    yield from _label(classes, line)
    opened = _LABELLED.search(line[-_BRACKET_REACH:])
    if opened and ")" in right[:_LINE_REACH]:
        if "source" in classes.get(opened[1], ()):
            yield "in brackets that a label of sources opens"
        elif opened[1] == _AGENCIES:
            yield "in brackets that a label of agencies opens"
    linked = _LINKED.search(line) if _LINK_ENDS.match(right) else None
    if linked is not None:
        yield from (f"a link behind a label of {kind}" for kind in classes.get(linked[1], ()))
    yield from clause_signs(place, left, right, classes)
    if _LABEL.search(left[-_LINE_REACH:]):
        yield "behind some label"
        yield f"behind some label, line {place.length}"
    ahead, following = line[-_LINE_REACH:], right.split("\n", 1)[0][:40]
    before = [kind for sign in grammar_words(classes, ahead) for kind in classes[sign]]
    behind = [kind for sign in grammar_words(classes, following) for kind in classes[sign]]
    yield from (f"line has {kind} before" for kind in before)
    yield from (f"line has {kind} behind" for kind in behind)
    if "copyright" in before and "rights" in behind:
        yield "a notice with its rights"
    yield f"word left {shape_of(classes, place.before[-60:].split()[-1:])}"
    yield f"word right {shape_of(classes, place.after[:60].split(None, 1)[:1])}"


def _broken(classes: Classes, left: str) -> Iterator[str]:
    """The line before a name that opens its own: a label or a sign alone, as pages break it."""
    above = left.rsplit("\n", 1)[-1].strip()
    if len(above) == 1:
        if above in ",/|-·•:":
            yield "below a sign alone in its line"
            yield from _parted(classes, left, above)
        for kind in classes.get(above, ()):
            yield f"below a word of {kind}"
    elif len(above) == 2 and above[1] in ":.":
        for kind in classes.get(above[0], ()):
            yield f"below a word of {kind}"


def _parted(classes: Classes, left: str, sign: str) -> Iterator[str]:
    """The label of a credit whose parts pages break from one another: label, person, sign."""
    lines = [line.strip() for line in left.rsplit("\n", _PARTS_ABOVE)[-_PARTS_ABOVE:]]
    for line in lines[:-1]:
        kinds = classes.get(line[:1], ()) if len(line) <= 2 else ()
        if sign in ",/" and line[1:] in ("", ":", "."):
            yield from (f"below a word of {kind}, a name and a sign" for kind in kinds)


def _label(classes: Classes, line: str) -> Iterator[str]:
    """The last word of the grammar before the name in its line, and what parts them."""
    words = grammar_words(classes, line)
    if not words:
        return
    at = line.rindex(words[-1])
    gap = _INLINE.sub("", line[at + 1 :])
    if not gap.strip():
        apart = "touching"
    elif not any(sign.isalnum() for sign in gap):
        apart = "behind signs"
    elif len(gap) < 30:
        apart = "behind words"
    else:
        return
    parted = next((sign for sign in ":/(-" if sign in gap), "")
    for kind in classes[line[at]]:
        yield f"label {kind} {apart}"
        yield f"label {kind} {apart} {parted}"
