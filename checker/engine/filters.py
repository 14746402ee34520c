"""The `zones` and `languages` that the author of a rule specified.

Languages are determined only when a rule with `languages` has fired: the model (1 MB, in this
folder) is loaded then. It is part of the package, since packages that bundle it include a
downloader.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from checker.engine.model import Rule, Template
from checker.values import dataclass

__all__ = ["DETECTED", "Languages", "detectable", "detected_by_model", "left_out"]

_CODES = """
af als am an ar arz as ast av az azb ba bar bcl be bg bh bn bo bpy br bs bxr ca cbk ce ceb ckb
co cs cv cy da de diq dsb dty dv el eml en eo es et eu fa fi fr frr fy ga gd gl gn gom gu gv he
hi hif hr hsb ht hu hy ia id ie ilo io is it ja jbo jv ka kk km kn ko krc ku kv kw ky la lb lez
li lmo lo lrc lt lv mai mg mhr min mk ml mn mr mrj ms mt mwl my myv mzn nah nap nds ne new nl nn
no oc or os pa pam pfl pl pms pnb ps pt qu rm ro ru rue sa sah sc scn sco sd sh si sk sl so sq
sr su sv sw ta te tg th tk tl tr tt tyv ug uk ur uz vec vep vi vls vo wa war wuu xal xmf yi yo
yue zh
"""
DETECTED = frozenset(_CODES.split())
# Languages that the model takes for one another, or codes that mean the same.
_KIN = (
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"hr", "sr", "bs", "sh"}),
    frozenset({"id", "ms", "min"}),
    frozenset({"zh", "yue", "wuu"}),
    frozenset({"ar", "arz"}),
    frozenset({"de", "als", "bar", "nds"}),
    frozenset({"az", "azb"}),
    frozenset({"tl", "fil"}),
    frozenset({"he", "iw"}),
    frozenset({"pt", "gl"}),
    frozenset({"es", "gl", "ast"}),
    frozenset({"fa", "mzn"}),
    frozenset({"nl", "vls", "af"}),
)
_AROUND = 200  # characters on each side of a marking
_WORDED = 0.2  # probability from which a wording is evidence for a language
_SURE = 0.7  # probability from which the surroundings are in another language ...
_UNLIKELY = 0.1  # ... while those that are asked for have less than this
_ENOUGH = 24  # letters from which a language can be told at all; a letter without case counts more
_UNCASED = 4
_REMEMBERED = 20_000
_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[\d_]+|[^\w\s'’-]+")


@dataclass(slots=True)
class Languages:
    """Detects the languages of short texts; equal texts are examined once."""

    _model: Any = None
    _known: dict[str, Mapping[str, float]] = field(default_factory=dict)

    def fit(self, asked: Sequence[str], text: str, start: int, end: int) -> bool:
        """Returns whether a marking, or 200 characters around it, is in one of `asked`.

        The language of the whole text is ignored, and an undetectable language suppresses nothing:
        the surroundings must clearly be in another language, and the wording must not be evidence
        for any requested one.
        """
        if "*" in asked:
            return True
        wanted = _widened(asked)
        if _share(self._shares(text[start:end]), wanted) >= _WORDED:
            return True
        around = f"{text[max(0, start - _AROUND) : start]} {text[end : end + _AROUND]}"
        shares = self._shares(around)
        if not shares or _size(around) < _ENOUGH:
            return True
        return max(shares.values()) < _SURE or _share(shares, wanted) >= _UNLIKELY

    def _shares(self, text: str) -> Mapping[str, float]:
        """Probabilities of the likely languages of a text; none where it has no words."""
        plain = _plain(text)
        shares = self._known.get(plain)
        if shares is None:
            if self._model is None:
                self._model = _load()
            labels, values = self._model.predict(plain, k=8) if plain else ((), ())
            shares = {
                label.removeprefix("__label__"): float(value)
                for label, value in zip(labels, values, strict=True)
            }
            if len(self._known) < _REMEMBERED:
                self._known[plain] = shares
        return shares


def left_out(
    rule: Rule | Template, zone: str, text: str, start: int, end: int, languages: Languages
) -> str:
    """Returns why a rule's `zones` or `languages` exclude its marking; empty if it counts.

    `zone` is the kind of the zone that contains the marking, [start, end) its span in `text`.
    """
    if zone not in rule.zones:
        return f"in zone {zone}; the rule counts in {', '.join(rule.zones)} only"
    if not languages.fit(rule.languages, text, start, end):
        return f"neither its wording nor the text around it is in {', '.join(rule.languages)}"
    return ""


def detectable(language: str) -> bool:
    """Returns whether texts in a language can be distinguished at all."""
    return language == "*" or not DETECTED.isdisjoint(_widened((language,)))


def _widened(asked: Sequence[str]) -> frozenset[str]:
    primary = {language.split("-")[0] for language in asked}
    return frozenset(primary).union(*(kin for kin in _KIN if kin & primary))


def _share(shares: Mapping[str, float], wanted: frozenset[str]) -> float:
    return sum(share for language, share in shares.items() if language in wanted)


def _plain(text: str) -> str:
    """Words alone on one line; a text in capitals in small letters, as the model was trained."""
    plain = " ".join(_NOISE.sub(" ", text).split())
    capitals = sum(character.isupper() for character in plain)
    return plain.lower() if capitals * 2 > sum(c.isalpha() for c in plain) else plain


def _size(text: str) -> int:
    letters = [character for character in text if character.isalpha()]
    return sum(_UNCASED if c.lower() == c.upper() else 1 for c in letters)


def _load() -> Any:
    import fasttext

    return fasttext.load_model(str(Path(__file__).with_name("lid.176.ftz")))


def detected_by_model() -> frozenset[str]:
    """Returns every language that the bundled model tells.

    `DETECTED` lists the same without loading it.
    """
    labels, _ = _load().predict("a", k=1_000, threshold=-1.0)
    return frozenset(label.removeprefix("__label__") for label in labels)
