"""The words of rules as the views of texts show them, cached with the compiled rules."""

from dataclasses import field

from checker.text.views import normalised
from checker.values import dataclass

__all__ = ["Folds"]

_MOJIBAKE = (
    ("utf-8", "latin-1"),
    ("utf-8", "cp1252"),
    ("euc-kr", "latin-1"),
    ("gb18030", "latin-1"),
    ("cp1251", "latin-1"),
)


@dataclass(frozen=True, slots=True)
class Folds:
    """A cache of folded words, and of names read in a wrong encoding.

    It decides nothing: an empty cache gives the same results, more slowly.
    """

    _shown: dict[str, str] = field(default_factory=dict)
    _damaged: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def shown(self, text: str) -> str:
        """Returns `text` as the flow view shows it."""
        if text.isascii():
            return normalised(text)
        known = self._shown.get(text)
        if known is None:
            known = self._shown[text] = normalised(text)
        return known

    def damaged(self, name: str) -> tuple[str, ...]:
        """Returns how a name looks when its bytes are decoded in a wrong encoding."""
        known = self._damaged.get(name)
        if known is None:
            known = self._damaged[name] = tuple(_damaged(name))
        return known


def _damaged(text: str) -> list[str]:
    found = []
    for written, read in _MOJIBAKE:
        try:
            damaged = text.encode(written).decode(read)
        except UnicodeError:
            continue
        shown = normalised(damaged).strip()
        if len(shown) > 3 and shown != normalised(text):
            found.append(shown)
    return found
