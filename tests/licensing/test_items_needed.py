"""Which items of the registry a judgement asks for."""

from checker.licensing import item_ids
from checker.models.evidence import SearchResult
from tests.licensing.cases import match


def test_the_items_of_every_id_of_a_matched_text_are_needed() -> None:
    search = SearchResult(
        (match(source="b", also_in=("c", "a"), earliest="a", newest="d"), match(source="e"))
    )
    assert item_ids(search) == ["a", "b", "c", "d", "e"]
