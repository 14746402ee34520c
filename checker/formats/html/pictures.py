"""What the attributes of pictures say of them: alternative texts, titles, credits."""

import re

from checker.formats.html.region import Ground
from checker.formats.html.values import plain_value
from checker.models import FindingScope, Metadatum

__all__ = ["picture_statements"]

_TELLING = re.compile(
    r"\.(?:alt|title|aria-label|data-[\w-]*(?:credit|copyright|caption|source|author|rights|title"
    r"|description|agency)[\w-]*)$"
)
_MOST = 300


def picture_statements(ground: Ground) -> list[Metadatum]:
    """Statements of scope `picture` for the article's pictures, `other` for the rest."""
    found: list[Metadatum] = []
    for picture in ground.page.pictures:
        scope: FindingScope = "picture" if ground.mine(picture) else "other"
        for key, value in picture.attributes:
            text = " ".join(plain_value(value).split())
            if _TELLING.search(key) and any(letter.isalpha() for letter in text):
                found.append(Metadatum(f"html:{key}", text, scope))
        if len(found) >= _MOST:
            break
    return found
