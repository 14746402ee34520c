"""Signs that the line before a name is a picture's caption, so that the name is its credit."""

from collections.abc import Iterator

from checker.engine.weighing.lines import Place

__all__ = ["caption_signs"]

_HEAD = 24  # characters by which a line repeats the alternative text of a picture
_LONG = 40  # characters of a line that is broken rather than ended
_CAPTION = range(40, 400)  # characters of a caption
_SENTENCES = 3  # sentences of a caption at most
_SHORT = 40  # characters that a credit alone in its line has around the name


def caption_signs(
    before: str | None, place: Place, alternative: str | None, dates: frozenset[str]
) -> Iterator[str]:
    """Yields signs of the line before: what it repeats, whether it runs on or is dated.

    `before` is None at the text's start; `alternative` is the alternative text near, if any.
    """
    line = (before or "").strip()
    if len(line) > _HEAD and place.before.lstrip().startswith(line[:_HEAD]):
        yield "repeats the line before"
    if not line or len(place.before) + len(place.after) > _SHORT:
        return
    head = (alternative or "")[:_HEAD]
    if len(head) > _HEAD // 2 and line.startswith(head):
        yield "line before repeats alternative text"
    runs_on = len(line) >= _LONG and (line[-1].islower() or line[-1] == ",")
    if runs_on and place.where == "end" and place.before.rstrip().endswith("("):
        yield "line before runs on to a name in brackets"
    if len(line) in _CAPTION and line.count(". ") < _SENTENCES:
        words = {word.strip(".,;:()").lower() for word in line.split()}
        if not words.isdisjoint(dates):
            yield f"line before is a dated caption, in line: {place.where}"
