"""What parts of a draft weigh is the sum over their units, looked at one by one."""

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from checker.matching.alignment import Alignment
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import tokenized
from checker.matching.unit_masks import UnitMasks
from checker.text.units import units_of

WORDS = st.lists(
    st.sampled_from(["eel", "Osby", "会议", "“said”", '"yes"', "4.5", "p\u0430ge"]), min_size=1
)
SHARES = st.sampled_from([0.0, 0.3])


@given(WORDS, SHARES, SHARES, SHARES, st.randoms(use_true_random=False))
def test_parts_weigh_what_their_units_weigh(
    words: list[str], quoted: float, boilerplate: float, elsewhere: float, rng: random.Random
) -> None:
    text = tokenized(" ".join(words), units_of(" ".join(words)))
    count = len(text.units)
    ours, marked, beside = (
        np.array([rng.random() < share for _ in range(count)])
        for share in (quoted, boilerplate, elsewhere)
    )
    in_marks = ours & np.array([rng.random() < 0.5 for _ in range(count)])
    masks = UnitMasks(ours, marked, beside, text, in_marks)
    first, second, third, last = sorted(rng.randrange(count + 1) for _ in range(4))
    parts = [(first, second), (third, last)]
    own = [at for start, end in parts for at in range(start, end) if not masks.boilerplate[at]]
    weights = text.weights.tolist()
    assert masks.weight_of(parts) == sum(weights[at] for at in own)
    assert masks.quoted_weight_of(parts) == sum(weights[at] for at in own if in_marks[at])
    assert masks.disguised_in(parts) == sum(at in text.units.alike.tolist() for at in own)
    article = ~masks.boilerplate & ~masks.elsewhere
    assert masks.own_weight == sum(weights[at] for at in np.flatnonzero(article).tolist())


def test_what_has_too_few_marks_of_quotations_is_no_quotation() -> None:
    text = tokenized("a " * 20, units_of("a " * 20))
    none = np.zeros(20, bool)
    least = int(np.ceil(T.quoted_share * 20))
    for marked, expected in ((least, True), (least - 1, False)):
        masks = UnitMasks(np.arange(20) < marked, none, none, text, none)
        assert masks.may_be_quoted(Alignment(0, 20, 0, 20, 20, ())) is expected
