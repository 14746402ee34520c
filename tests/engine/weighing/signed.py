"""The signs that the engine reads around the names of a text."""

from checker.engine import Engine
from checker.models import Draft

__all__ = ["signs", "signs_of_first"]


def signs(engine: Engine, text: str) -> set[str]:
    """All signs of the names in a text."""
    return {sign for signed in engine.signed(Draft(text)) for sign in signed.signs}


def signs_of_first(engine: Engine, text: str) -> set[str]:
    """The signs of the first chain of names of a text."""
    return set(next(iter(engine.signed(Draft(text)))).signs)
