"""A reason that many sources share is one object, and the claim is as if each had its own."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from checker.held import _Numbers
from checker.licensing.judging.context import Known
from checker.licensing.judging.placement import Layout
from checker.licensing.judging.provider import _states_anything
from checker.licensing.judging.reasons import distinct, reason
from checker.models.draft import Draft, Rights, Span
from checker.models.source import Item
from checker.models.verdict import Reason

PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(61, 90)), max_size=4)
CODES = ("licence.none", "notice.removed", "detect.match_near")


def made(code: str, owner: str, places: list[tuple[int, int]]) -> Reason:
    spans = tuple(Span(*place) for place in places)
    return reason(code, f"{owner}: {code}", owner, passages=spans)


@given(
    st.lists(
        st.tuples(st.sampled_from(CODES), st.sampled_from(("afp", "dpa")), PLACES), max_size=6
    ),
    st.lists(st.integers(0, 5), max_size=12),
)
def test_shared_reasons_are_merged_like_equal_ones(
    given_: list[tuple[str, str, list[tuple[int, int]]]], order: list[int]
) -> None:
    reasons = [made(*one) for one in given_]
    shared = [reasons[at] for at in order if at < len(reasons)]
    assert distinct(shared) == distinct([replace(one) for one in shared])


def test_one_reason_for_the_same_places_and_another_for_others() -> None:
    known, here, there = Known(), (Span(0, 5),), (Span(0, 5),)
    first = known.reason("licence.none", "No agreement.", "afp", here)
    assert known.reason("licence.none", "No agreement.", "afp", here) is first
    assert known.reason("licence.none", "No agreement.", "dpa", here).owner == "dpa"
    assert known.reason("licence.none", "None at all.", "afp", here).message == "None at all."
    assert known.reason("licence.none", "No agreement.", "afp", there) == first


@given(PLACES)
def test_places_are_spans_in_order_with_their_paragraphs(places: list[tuple[int, int]]) -> None:
    layout = Layout.of(Draft("\n\n".join(f"Paragraph {n} of this text." for n in range(4))))
    spans = tuple(sorted(Span(*place) for place in places))
    for _ in range(2):  # made, then kept
        assert layout.placed(places) == (spans, layout.paragraphs(spans))


def test_an_item_states_something_with_any_field_that_limits_it() -> None:
    now = datetime(2026, 5, 1, tzinfo=UTC)
    plain = Item("urn:1", "afp", Rights(credit_line=("AFP",), copyright_holder=("AFP",)))
    assert not _states_anything(plain)
    assert _states_anything(replace(plain, killed_at=now))
    for stated in (
        Rights(status="usable"),
        Rights(signals=("sig:cms-noPublish",)),
        Rights(embargo_until=now),
        Rights(embargo_raw="until noon"),
        Rights(expires=now),
    ):
        assert _states_anything(replace(plain, rights=stated))


def test_equal_standings_have_one_number_and_others_another() -> None:
    numbers = _Numbers()
    stands = [("afp", Rights(), None), ("afp", Rights(status="usable"), None), ("dpa", Rights())]
    told = [numbers.number(stand) for stand in (*stands, *stands)]
    assert told[:3] == told[3:]
    assert len(set(told)) == 3
