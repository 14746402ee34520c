"""Who else has a passage: what covers most of it, in words and in units, of other sources."""

import pytest

from checker.matching.alignment import Alignment
from checker.matching.holders import Holders
from checker.matching.passages import A_FORM, Judged
from checker.matching.relations import Found
from checker.matching.texts import Prepared
from checker.matching.tokens import tokenized_source
from checker.models.source import StoredText

TEXT = tokenized_source("The mill on the river opens again")


def source(doc: int, start: int, end: int, words: float, owner: str = "a") -> Found:
    """A source with a form in these units of the draft."""
    stored = StoredText(doc, str(doc), "1", owner, TEXT.text)
    aligned = Alignment(start, end, start, end, end - start, ())
    return Found(Prepared(stored, TEXT), (Judged(aligned, None, A_FORM, words),))


@pytest.mark.parametrize(("end", "words", "covers"), [
    (70, 70.0, True),
    (69, 70.0, False),
    (70, 69.9, False),
    (500, 500.0, True),
])  # fmt: skip
def test_seven_tenths_of_units_and_of_words_are_most_of_a_passage(
    end: int, words: float, covers: bool
) -> None:
    one, other = source(1, 0, 100, 100.0), source(2, 0, end, words)
    holders = Holders([one, other])
    expected = [(1, other.judged[0])] if covers else []
    assert [*holders.covering(0, one.judged[0])] == expected


def test_a_source_does_not_stand_beside_itself_but_another_of_its_owner_does() -> None:
    found = [source(1, 0, 90, 90.0), source(2, 0, 90, 90.0), source(3, 0, 90, 90.0, "b")]
    holders = Holders(found)
    one = found[0].judged[0]
    assert [at for at, _ in holders.covering(0, one)] == [1, 2]
    assert [at for at, _ in holders.of_others("a", one)] == [2]
    assert [at for at, _ in holders.of_others("b", one)] == [0, 1]
    assert not [*Holders(found[:2]).of_others("a", one)]


def test_a_phrase_that_is_no_passage_is_not_looked_at() -> None:
    one = source(1, 0, 90, 90.0)
    phrase = source(2, 0, 90, 90.0)
    phrase = phrase._replace(judged=(phrase.judged[0]._replace(reason="a phrase"),))
    assert not [*Holders([one, phrase]).covering(0, one.judged[0])]
