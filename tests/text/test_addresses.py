"""Web and mail addresses in a text."""

import time

import pytest

from checker.text.addresses import addresses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More at https://www.harbour.example/a/b?x=1#top today", "https://www.harbour.example/a/b?x=1#top"),
        ("[原文](https://news.example/2024/10/15/A1.shtml)。", "https://news.example/2024/10/15/A1.shtml"),
        ("&lt;a href=&quot;https://x.example/a?b=1&amp;c=2&quot;&gt;Marren", "https://x.example/a?b=1&amp;c=2"),
        ("&amp;lt;a href=&amp;quot;http://x.example/a&amp;quot;&amp;gt;Marren", "http://x.example/a"),
        ("“http://x.example/ä” she wrote", "http://x.example/ä"),
        ("See WWW.Harbour.Example/News for more", "WWW.Harbour.Example/News"),
        ("Write to desk.night+tips@harbour.example, please", "desk.night+tips@harbour.example"),
    ],
)  # fmt: skip
def test_an_address_is_found_with_its_place(text: str, expected: str) -> None:
    assert [text[span.start : span.end] for span in addresses(text)] == [expected]


@pytest.mark.parametrize(
    "text", ["a:// b", "@harbour said so", "the www of things", "3 @ 4 crowns", "12:30 // 14:00"]
)
def test_what_is_no_address_is_left(text: str) -> None:
    assert addresses(text) == []


def test_addresses_that_follow_each_other_are_found_one_by_one() -> None:
    text = "httpshttps://a.example www.b.example/www.c.example xwww.d.example Http://e.example"
    found = [text[span.start : span.end] for span in addresses(text)]
    assert found == ["https://a.example", "www.b.example/www.c.example", "Http://e.example"]


def test_long_hostile_texts_are_read_in_linear_time() -> None:
    began = time.process_time()
    for text in ("a." * 200_000 + "@", "@" * 400_000, "www." * 100_000, "http://" * 60_000):
        addresses(text)
    assert time.process_time() - began < 10
