"""How what a person expects of a sign yields to the labelled sources that contradict it."""

import pytest

from tools.weights.priors import listed, yielded
from tools.weights.samples import Name, Text

SIGN = "in a call's argument"


def pairs(role: str, sources: int, kind: str = "dev") -> list[tuple[Text, Name]]:
    """Names with the sign and a role, one of each source."""
    found = []
    for number in range(sources):
        name = Name([SIGN], frozenset({"afp"}), (0, 3), (role, 1.0))
        found.append((Text(kind, f"{role} {number}", [name], {}), name))
    return found


@pytest.mark.parametrize(
    ("labelled", "left"),
    [
        ([], -4.0),
        (pairs("none", 9), -4.0),
        (pairs("photo", 9), -4.0),  # a picture's mark is none of the text
        (pairs("text", 1), -3.0),
        (pairs("text", 9), -1.0),
        (pairs("text", 9) + pairs("none", 9), -4.0 * 12 / 21),
        (pairs("text", 9, "examples"), -4.0),  # what people wrote for the purpose proves nothing
    ],
)
def test_a_prior_keeps_the_share_of_sources_that_tell_for_it(
    labelled: list[tuple[Text, Name]], left: float
) -> None:
    text, photo = yielded(labelled, {SIGN: (-4.0, 0.0)})[SIGN]
    assert text == pytest.approx(left)
    assert photo == 0


def test_a_prior_for_a_role_yields_to_what_marks_nothing_alone() -> None:
    priors = {SIGN: (4.0, 0.0)}
    assert yielded(pairs("photo", 9), priors)[SIGN][0] == pytest.approx(4.0)
    assert yielded(pairs("none", 9), priors)[SIGN][0] == pytest.approx(1.0)


def test_names_of_one_source_count_once() -> None:
    one = pairs("text", 1) * 9
    assert yielded(one, {SIGN: (-4.0, 0.0)})[SIGN][0] == pytest.approx(-3.0)


@pytest.mark.parametrize(("sources", "told"), [(4, False), (5, True)])
def test_a_prior_that_five_sources_contradict_is_listed_so(sources: int, told: bool) -> None:
    labelled = pairs("text", sources) + pairs("none", 2)
    line = list(listed(labelled, {SIGN: (-4.0, -1.0)}, {SIGN: (-2.0, -1.0)}))[-1]
    assert line.startswith(f"{sources} 0 2 | -4.0/-1.0 > ")
    assert line.endswith("(contradicted)") == told
