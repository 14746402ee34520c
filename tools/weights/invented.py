"""Invented texts as training data: each kind of mark in many languages, and what looks like one.

`invented.toml` has patterns by role with words by language; each pattern is set into some of its
frames. The choice is fixed: the same texts every time.
"""

import random
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tools.weights.readings import Readings
from tools.weights.samples import Canonical, Text, named

__all__ = ["AROUND", "INVENTED", "invented", "written"]

INVENTED = "invented"
AROUND = "invented around"  # texts that only teach what the text around a name's line weighs
_TABLE = Path(__file__).with_name("invented.toml")
_FRAMES = 2  # of each pattern and language
_WEIGHT = 0.2  # of a name in an invented text, against one of a labelled text
_SLOT = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class Written:
    """An invented text: its marks in [start, end) have `role`, those outside `beside`.

    `around` is whether it only teaches what the text around a name's line weighs.
    """

    text: str
    start: int
    end: int
    role: str
    pattern: str
    around: bool = False

    def label(self, start: int, end: int) -> str:
        """Returns the role of a name at [start, end)."""
        if self.role == "none" or (start < self.end and end > self.start):
            return self.role
        return "text"  # frames hold datelines beside pictures, and nothing else


def written() -> Iterator[Written]:
    """Yields all invented texts."""
    table = tomllib.loads(_TABLE.read_text("utf-8"))
    shared = {name: words for name, words in table.items() if name not in ("mark", "language")}
    for number, mark in enumerate(table["mark"]):
        for language in mark.get("languages", list(table["language"])):
            words = {**shared, **table["language"][language]}
            for nth, pattern in enumerate(mark["texts"]):
                chance = random.Random(f"{number} {language} {nth}")
                count = min(_FRAMES, len(mark["frames"]))
                for frame in chance.sample(mark["frames"], count):
                    text = _set(frame, pattern, mark["role"], words, chance)
                    yield replace(text, around=bool(mark.get("around")))


def _set(
    frame: str, pattern: str, role: str, words: Mapping[str, Any], chance: random.Random
) -> Written:
    chosen: dict[str, str] = {"wire": chance.choice(words["wire"])}  # one agency throughout

    def word(found: re.Match[str]) -> str:
        name = found[1]
        if name in chosen:
            return chosen[name]
        one: str = chance.choice(words[name.lower()])
        return one.upper() if name.isupper() else one

    before, _, after = frame.partition("{}")
    head, inside = _SLOT.sub(word, before), _SLOT.sub(word, pattern)
    text = head + inside + _SLOT.sub(word, after.replace("{}", inside))
    return Written(text, len(head), len(head) + len(inside), role, pattern)


def invented(readings: Readings, canonical: Canonical) -> Iterator[Text]:
    """Yields the invented texts, with a label for each name."""
    for one in written():
        names = named(readings.names(one.text, "draft") or (), canonical)
        for name in names:
            name.label = (one.label(*name.span), _WEIGHT)
        yield Text(AROUND if one.around else INVENTED, f"invented {one.pattern}", names, {})
