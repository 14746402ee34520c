"""What the attributes of pictures say of them: alternative texts, titles, credits."""

import re

from checker.models import FindingScope, Metadatum
from checker.readers.html_article import Layout
from checker.readers.html_blocks import Page

__all__ = ["picture_statements"]

_TELLING = re.compile(
    r"\.(?:alt|title|aria-label|data-[\w-]*(?:credit|copyright|caption|source|author|rights|title"
    r"|description|agency)[\w-]*)$"
)
_MOST = 300


def picture_statements(page: Page, layout: Layout) -> list[Metadatum]:
    """Statements of scope `picture` for the article's pictures, `other` for the rest."""
    found: list[Metadatum] = []
    area = layout.area or layout.body
    for picture in page.pictures:
        mine = area.first <= picture.block <= area.last and not layout.listing
        inside = mine and any(element is area for element in picture.element.path())
        scope: FindingScope = "picture" if inside else "other"
        for key, value in picture.attributes:
            text = " ".join(value.split())
            if _TELLING.search(key) and any(letter.isalpha() for letter in text):
                found.append(Metadatum(f"html:{key}", text, scope))
        if len(found) >= _MOST:
            break
    return found
