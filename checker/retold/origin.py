"""What two texts may both have been made of: a press release that both name."""

import re
import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["names_release"]


@cache
def _pattern() -> re.Pattern[str]:
    table: dict[str, list[str]] = tomllib.loads(
        (files("checker.retold") / "releases.toml").read_text("utf-8")
    )
    words = sorted({re.escape(word) for words in table.values() for word in words}, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})", re.IGNORECASE)


def names_release(text: str) -> bool:
    """Returns whether a text states that its content is from a press release."""
    return _pattern().search(text) is not None
