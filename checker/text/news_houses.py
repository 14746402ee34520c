"""Whether a text says that it quotes another house, without its name: "a news agency wrote"."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from checker.text.expression import expression

__all__ = ["is_told_by_a_house"]

_BEFORE, _BEHIND = 80, 60  # characters around a quotation in which it is said whose words it is


def is_told_by_a_house(text: str, start: int, end: int) -> bool:
    """Returns whether a newspaper or an agency is said to have written `text[start:end]`."""
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    words = _words()
    return any(words.search(part) for part in (before, behind.partition("\n")[0]))


@cache
def _words() -> re.Pattern[str]:
    file = files("checker.text") / "news_houses.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    whole, written = (
        [" ".join(word.split()) for word in table[kind].split("|")] for kind in ("whole", "written")
    )
    words = [re.escape(word.rstrip("*")) + r"\w{0,5}" * word.endswith("*") for word in whole]
    either = rf"(?<!\w)(?:{'|'.join(words)})(?!\w)|{'|'.join(map(re.escape, written))}"
    return expression(either, re.IGNORECASE)
