"""Signs are added up in one order: in another order, the last digits of a sum differ."""

from checker.engine.grammar import compile_grammar
from checker.models.draft import Draft
from tests.packaged import packaged_engine, packaged_rules


def test_kinds_of_a_word_have_one_order_in_every_process() -> None:
    kinds = compile_grammar(packaged_rules()).kinds
    assert any(len(ids) > 1 for ids in kinds.values())
    assert all(list(ids) == sorted(ids) for ids in kinds.values())


def test_signs_of_a_word_of_several_kinds_follow_that_order() -> None:
    (signed,) = packaged_engine().signed(Draft("By Reuters"))
    named = [sign for sign in signed.signs if sign.startswith("behind a word of ")]
    assert len(named) > 1
    assert named == sorted(named)
