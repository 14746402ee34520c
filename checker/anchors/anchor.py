"""An anchor: a figure, date, time or name of a text, in a form that does not depend on words."""

from checker.models.vocabulary import AnchorKind
from checker.values import dataclass

__all__ = ["Anchor"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place of a text and what it says in any language.

    `values` are what a figure may mean ("34m" is 34 metres or 34 million), the likeliest first; a
    date is month * 100 + day, a time the minutes of a day. `measures` are the same as amounts of a
    dimension in its base unit ("m", "kg"), so that converted units are equal. `key` is the sound of
    a name in Latin consonants. `weight`, 0-1, says how small the chance is that two texts share it.
    """

    kind: AnchorKind
    start: int
    end: int
    values: tuple[float, ...] = ()
    measures: tuple[tuple[str, float], ...] = ()
    key: str = ""
    weight: float = 1.0
