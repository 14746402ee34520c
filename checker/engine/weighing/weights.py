"""The weights of signs, and their sum: log odds of each role against that of no marking.

The weights are data, `rules/grammar/weights.toml`, fitted by `tools/fit_weights.py`. A form without
a known weight, such as one of a house rule, weighs according to its declared confidence.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import field
from types import MappingProxyType

from checker.engine.source import Table, read_document
from checker.engine.weighing.fields import PARTY
from checker.errors import RuleError
from checker.models.vocabulary import CONFIDENCES, Confidence
from checker.values import dataclass
from checker.wording import worded

__all__ = ["NO_WEIGHTS", "ROLES", "Weighed", "Weights", "read_weights"]

ROLES = ("text", "photo")
ALWAYS = "always"  # the sign that every name has
_MOST = 40  # log odds; more is a slip of the pen


@dataclass(frozen=True, slots=True)
class Weighed:
    """The probability (0-1) that a name marks the text or a picture, and what it rests on.

    `terms` are the signs with their weights for text and for pictures.
    """

    text: float
    photo: float
    terms: tuple[tuple[str, float, float], ...] = ()

    @property
    def states_party(self) -> bool:
        """Whether it stands in a field of data that states a party."""
        return any(sign.startswith(PARTY) for sign, _, _ in self.terms)

    @property
    def sure(self) -> float:
        """The probability that it marks something."""
        return self.text + self.photo


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each sign, and from which probability on a name counts.

    `claim` is the least probability of a claim; `bounds` are those from which the confidences
    medium, high and certain begin; `priors` what a form of each confidence weighs unfitted.
    `measured` is how many labelled names had each confidence from weights that were fitted on
    other sources, and how many of them were markings.
    """

    signs: Mapping[str, tuple[float, float]]
    claim: float
    bounds: tuple[float, float, float]
    priors: Mapping[Confidence, float]
    measured: Mapping[Confidence, tuple[int, int]] = field(default_factory=dict)

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
        text = math.exp(min(sum([term[1] for term in terms]), 40.0))
        photo = math.exp(min(sum([term[2] for term in terms]), 40.0))
        whole = 1.0 + text + photo
        return Weighed(text / whole, photo / whole, tuple(terms))

    def confidence(self, probability: float) -> Confidence:
        """Returns the word for a probability."""
        return CONFIDENCES[sum(probability >= bound for bound in self.bounds)]


# What rules weigh without a file of weights: every form what its confidence says, and a name alone
# marks nothing.
NO_WEIGHTS = Weights(
    MappingProxyType({ALWAYS: (-2.5, -2.5)}),
    0.5,
    (0.5, 0.8, 0.95),
    MappingProxyType({"low": 1.0, "medium": 3.0, "high": 4.5, "certain": 7.0}),
)


def read_weights(text: str, place: str) -> Weights:
    """Reads `weights.toml`.

    Raises:
        RuleError: the file has another shape; with the line of every problem.
    """
    document = read_document(text, place)
    top = document.top
    top.known(("schema", "claim", "confidence", "priors", "measured", "signs"))
    claim = top.number_of("claim", 0.5, least=0, most=1)
    confidence, priors, signs = top.sub("confidence"), top.sub("priors"), top.sub("signs")
    confidence.known(CONFIDENCES[1:])
    priors.known(CONFIDENCES)
    measured = top.sub("measured")
    measured.known(CONFIDENCES)
    bounds = [confidence.number_of(word, 0.5, least=0, most=1) for word in CONFIDENCES[1:]]
    if bounds != sorted(bounds):
        confidence.problem("the bounds must increase", "medium, high, certain", "medium")
    declared = {word: priors.number_of(word, 0.0, least=-_MOST, most=_MOST) for word in CONFIDENCES}
    for table, words in ((top, ("claim",)), (confidence, CONFIDENCES[1:]), (priors, CONFIDENCES)):
        for word in words:
            if word not in table.values:
                table.problem(
                    worded("{word} is missing", word=repr(word)),
                    "tools/fit_weights.py writes all of them",
                )
    counts = {word: _counts(measured, word) for word in CONFIDENCES if word in measured.values}
    pairs = {sign: _pair(signs, sign) for sign in signs.values}
    if document.problems:
        raise RuleError(*document.problems)
    return Weights(
        MappingProxyType(pairs),
        claim,
        (bounds[0], bounds[1], bounds[2]),
        MappingProxyType(declared),
        MappingProxyType(counts),
    )


def _counts(measured: Table, word: str) -> tuple[int, int]:
    """How many names had a confidence, and how many of them were markings."""
    pair = measured.values[word]
    if isinstance(pair, list) and [type(n) for n in pair] == [int, int] and pair[0] >= pair[1] >= 0:
        return pair[0], pair[1]
    said = f"{word!r} must be two whole numbers, not {pair!r}"
    measured.problem(said, "names, and how many of them are markings: [812, 780]", word)
    return 0, 0


def _pair(signs: Table, sign: str) -> tuple[float, float]:
    """The weights of a sign for text and for pictures."""
    pair = signs.values[sign]
    if isinstance(pair, list) and len(pair) == len(ROLES) and all(map(_weight, pair)):
        return float(pair[0]), float(pair[1])
    said = f"{sign!r} must be two numbers from -{_MOST} to {_MOST}, not {pair!r}"
    signs.problem(said, "the weights for text and for pictures: [1.5, -0.2]", sign)
    return 0.0, 0.0


def _weight(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return -_MOST <= value <= _MOST
