"""What signs weigh, and the sum: log odds of each role against that of no marking.

The weights are data, `rules/weights.toml`, fitted by `tools/fit_weights.py`. A form that no weight
is known of, such as one of a house rule, weighs what its declared confidence says.
"""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from checker.errors import Problem, RuleError
from checker.models import CONFIDENCES, Confidence

__all__ = ["NO_WEIGHTS", "ROLES", "Weighed", "Weights", "read_weights"]

ROLES = ("text", "photo")
ALWAYS = "always"  # the sign that every name has
_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Weighed:
    """The probability (0-1) that a name marks the text or a picture, and what it rests on.

    `terms` are the signs with their weights for text and for pictures.
    """

    text: float
    photo: float
    terms: tuple[tuple[str, float, float], ...] = ()

    @property
    def sure(self) -> float:
        """The probability that it marks something."""
        return self.text + self.photo


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each sign, and from which probability on a name counts.

    `claim` is the least probability of a claim; `bounds` are those from which the confidences
    medium, high and certain begin; `priors` what a form of each confidence weighs unfitted.
    """

    signs: Mapping[str, tuple[float, float]]
    claim: float
    bounds: tuple[float, float, float]
    priors: Mapping[Confidence, float]

    def weigh(
        self, signs: Iterable[str], declared: Iterable[tuple[str, str, Confidence]] = ()
    ) -> Weighed:
        """Adds up signs; `declared` are forms without a weight: sign, role, confidence."""
        terms = [
            (sign, *weight)
            for sign in (ALWAYS, *signs)
            if (weight := self.signs.get(sign)) is not None
        ]
        for sign, role, confidence in declared:
            prior = self.priors[confidence]
            terms.append(
                (sign, prior if role == "text" else 0.0, prior if role == "photo" else 0.0)
            )
        text = math.exp(min(sum(term[1] for term in terms), 40.0))
        photo = math.exp(min(sum(term[2] for term in terms), 40.0))
        whole = 1.0 + text + photo
        return Weighed(text / whole, photo / whole, tuple(terms))

    def confidence(self, probability: float) -> Confidence:
        """The word for a probability."""
        return CONFIDENCES[sum(probability >= bound for bound in self.bounds)]


# What rules weigh without a file of weights: every form what its confidence says.
NO_WEIGHTS = Weights(
    MappingProxyType({}),
    0.5,
    (0.5, 0.8, 0.95),
    MappingProxyType({"low": 0.2, "medium": 1.5, "high": 3.5, "certain": 6.0}),
)


def read_weights(text: str, place: str) -> Weights:
    """Reads `weights.toml`.

    Raises:
        RuleError: the file has another shape.
    """
    try:
        table: dict[str, Any] = tomllib.loads(text)
        if table["schema"] != _SCHEMA:
            raise ValueError(f"schema {table['schema']!r} is not known")
        signs = {sign: (float(pair[0]), float(pair[1])) for sign, pair in table["signs"].items()}
        medium, high, certain = (float(table["confidence"][name]) for name in CONFIDENCES[1:])
        priors = {name: float(table["priors"][name]) for name in CONFIDENCES}
        claim = float(table["claim"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, IndexError) as error:
        raise RuleError(Problem(place, f"the weights cannot be read: {error}")) from None
    return Weights(MappingProxyType(signs), claim, (medium, high, certain), priors)
