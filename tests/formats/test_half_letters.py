"""Halves of letters, written as numbers, are no reason to lose an item."""

import pytest

from checker.formats import read_drafts
from checker.formats.markup import from_html
from checker.models.draft import Draft


@pytest.mark.parametrize("half", ["&#xD83D;", "&#xdfff;", "&#55296;", "&#57343;"])
def test_halves_of_letters_become_blanks_in_markup_and_xml(half: str) -> None:
    [block] = from_html(f"<p>The port {half} is open.</p>").blocks
    assert block.text == "The port is open."
    xml = f"<nitf><body><body.content><p>The port {half} is open.</p></body.content></body></nitf>"
    [draft] = [d for d in read_drafts(xml.encode(), name="a.xml") if isinstance(d, Draft)]
    assert "The port" in draft.text


def test_letters_beside_that_range_stay() -> None:
    [block] = from_html("<p>a&#57344;b &#x1F6A2;</p>").blocks
    assert block.text == "a\ue000b \N{SHIP}"
