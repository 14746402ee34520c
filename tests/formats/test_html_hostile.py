"""Pages made to break a reader: all are read in time that grows with their size."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.formats.html.document import read_html
from checker.formats.html.guard import MAX_BYTES
from checker.formats.html.hints import word_set

MARK = "LISBON (AFP) - The port is open."


@pytest.mark.no_cover
@pytest.mark.slow
@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 20_000 + MARK + "</div>" * 20_000,
        "<ul><li>" * 20_000 + MARK,
        "<table><tr><td>" * 8_000 + MARK,
        "<font>" * 30_000 + MARK,
        "<a href=x>" * 30_000 + MARK,
        "<p>a" * 40_000 + MARK,
        "<br>" * 100_000 + MARK,
        "<span class=author>x</span>" * 20_000 + MARK,
        "<li><a href=x>a story of the day</a></li>" * 10_000 + MARK,
        "<p>" + " " * 1_000_000 + MARK,
        "<!--" * 1_000 + "-->" + MARK,
        "<p>" + "<" * 300_000 + " " + MARK,
        f"<p>{MARK}</p><" + "a" * 500_000,
        f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>{MARK}</p>",
        f"<p>{MARK}</p><script type='application/ld+json'>" + '{"a":' * 50_000 + "</script>",
        f"<p>{MARK}</p>" + "<img alt='x'>" * 30_000,
        f"<div class='{'a-' * 200_000}'>{MARK}</div>",
        "<div>" * 390 + f"<h1>{MARK}</h1>" + f"<p>{'words and words. ' * 9}</p>" * 5_000,
        "<div>" * 390 + MARK + "<figure><img alt='x y'></figure>" * 10_000,
        "<blockquote>" * 390 + MARK + "<p>x</p>" * 20_000,
        f"<title>{MARK}</title>" + f"<article><h1>{MARK}</h1><p>{'a b c d e ' * 60}</p>" * 300,
    ],
    ids=lambda markup: markup[:12],
)
def test_hostile_pages_are_read_in_seconds_with_their_text(markup: str) -> None:
    begin = time.process_time()
    draft = read_html(markup)
    assert MARK in draft.text
    assert time.process_time() - begin < 15  # some 0.5 s; quadratic work takes minutes


def test_too_large_a_page_is_refused() -> None:
    with pytest.raises(InputError, match="larger than"):
        read_html("x" * (MAX_BYTES + 1))


def test_structure_lost_to_too_many_attributes_is_told() -> None:
    draft = read_html(f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>x</p>")
    assert "attributes" in draft.damage[0]


_TAGS = word_set(
    "p /p div /div br li td b /b figure figcaption a /a pre /pre h1 /h1 article /article noscript "
    "svg select textarea table table><td"
)
_WORDS = ["\n", " ", "word", "(AFP) -", "&copy;", "&nbsp;", "&#xD800;", "東京", "\u00ad", "</span>"]
_NAMED = ["<div class='byline'>", "<span class='author'>", "<img alt='a b'>", "<a href=x>"]
_pieces = st.sampled_from([*(f"<{tag}>" for tag in sorted(_TAGS)), *_WORDS, *_NAMED])


@given(st.lists(_pieces, min_size=1, max_size=60).map("".join))
def test_any_soup_gives_sorted_zones_inside_the_text(markup: str) -> None:
    draft = read_html(markup)
    last = 0
    for zone in draft.zones:
        assert last <= zone.start < zone.end <= len(draft.text)
        assert draft.text[zone.start : zone.end].strip()
        last = zone.end
    covered = {index for zone in draft.zones for index in range(zone.start, zone.end)}
    bare = {index for index, letter in enumerate(draft.text) if not letter.isspace()}
    assert bare <= covered
    draft.text.encode("utf-8")


@given(
    st.binary(max_size=400), st.sampled_from([None, "text/html", "text/html; charset=shift_jis"])
)
def test_any_bytes_give_a_draft_or_a_clear_error(data: bytes, content_type: str | None) -> None:
    try:
        draft = read_html(data, content_type=content_type)
    except InputError:
        return
    draft.text.encode("utf-8")
    for statement in draft.metadata:
        statement.value.encode("utf-8")
