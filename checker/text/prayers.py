"""Where a prayer or an oath begins that everybody says in the same words."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from checker.text.expression import expression

__all__ = ["prayer_at"]


def prayer_at(text: str) -> int | None:
    """Returns where the first prayer or oath begins in a text, None if there is none."""
    found = _beginnings().search(text)
    return found.start() if found else None


@cache
def _beginnings() -> re.Pattern[str]:
    """The words with which they begin, with any signs between them."""
    file = files("checker.text") / "prayers.toml"
    listed = tomllib.loads(file.read_text(encoding="utf-8"))["begins"].split("|")
    either = "|".join(r"[^\w\n]{1,3}".join(map(re.escape, one.split())) for one in listed)
    return expression(rf"(?<!\w)(?:{either})", re.IGNORECASE)
