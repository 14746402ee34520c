"""Signs that a name is the subject of a sentence that tells what its bearer reported, in Han.

Scripts without blanks have no word behind a name that the other signs could look at.
"""

import re
from collections.abc import Iterator

from checker.engine.weighing.lines import Place

__all__ = ["telling_signs"]

# "NAME28日报道称", "NAME今天还同时播发了"; what ends there is a credit: "（综合NAME报道）".
_TELLS = re.compile(
    r"(?:记者|記者)?(?:\d{1,2}月)?(?:\d{1,2}日|今天|今日|昨天|昨日|此前|星期.|周.|週.)?"
    r"(?:早些时候)?(?:援引[^，。\n]{1,20})?[还還也]?(?:同时|同時|率先|首先)?"
    r"(?:报道|報道|報導|播发|播發|刊发|刊發|刊文|发文|發文|披露|指出|[称稱])"
    r"(?!\s{0,2}(?:[）)】\]。/]|$))"
)


def telling_signs(place: Place) -> Iterator[str]:
    """Yields the sign where a verb of reporting, and what was reported, follow the name."""
    if _TELLS.match(place.after):
        yield "tells what it reported, in Han"
