"""The form of an owner's credit in the script of its text: 【共同】, (أ ف ب), (AFP)."""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from checker.text.scripts import letters_by_script
from checker.values import dataclass

__all__ = ["Form", "accepted", "form_in", "style_of", "wording_in", "writing_of"]

KANA = ("Hiragana", "Katakana")
TRADITIONAL = 0.05  # share from which on: simplified texts have such a character in a name at most
SAME = {"traditional": "han"}  # a wording in one of them is one in the other
KANA_SHARE = 0.1  # of the letters from which on a text is Japanese: Chinese quotes a name at most


@dataclass(frozen=True, slots=True)
class Form:
    """A credit at the start of a story and one at its end; `{}` stands for the owner's name."""

    dateline: str = "({}) - "
    line: str = "{}"


def writing_of(text: str) -> str:
    """Returns the main script of a text in lower case, `japanese`, or "" if there is none."""
    letters = letters_by_script(text)
    if sum(letters.get(name, 0) for name in KANA) > KANA_SHARE * sum(letters.values()):
        return "japanese"
    return next(iter(letters), "").casefold()


def form_in(writing: str) -> Form:
    """Returns the form of a credit in a script."""
    return Form(**_table()["form"].get(writing, {}))


def style_of(text: str) -> str:
    """Returns the script to write a credit in: `writing_of`, or `traditional` for that Chinese."""
    writing = writing_of(text)
    if writing != "han":
        return writing
    from checker.text.tables import traditional_share  # tables that a check needs nowhere else

    return "traditional" if traditional_share(text) > TRADITIONAL else writing


@lru_cache(maxsize=1024)
def accepted(wordings: tuple[str, ...], owner: str) -> tuple[str, ...]:
    """Returns the wordings of the contract, and short names in scripts they do not cover."""
    written = {writing_of(wording) for wording in wordings}
    if written & {"han", "japanese"}:  # a name in Han characters may be of either
        written |= {"han", "japanese"}
    names: Mapping[str, str] = _table()["name"].get(owner, {})
    lacking = (name for writing, name in names.items() if SAME.get(writing, writing) not in written)
    return (*wordings, *lacking)


def wording_in(writing: str, wordings: tuple[str, ...], owner: str) -> str:
    """Returns the wording to insert: one in the text's script, or else the first."""
    names = _table()["name"].get(owner, {})
    known = accepted(wordings, owner)
    own = names.get(writing) or names.get(SAME.get(writing, ""))
    if own in known:
        return str(own)
    alike = {writing, "han"} if writing in ("japanese", "traditional") else {writing}
    return next((one for one in wordings if writing_of(one) in alike), wordings[0])


@cache
def _table() -> Mapping[str, Any]:
    path = files("checker.licensing.judging").joinpath("credit_forms.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
