"""One broken item of a feed costs nothing but itself."""

from checker.formats import BadRecord, read_drafts
from checker.models.source import Source
from tests.formats.test_feeds import entry, rss
from tests.formats.test_newsml_1 import newsml
from tests.formats.test_newsml_g2 import message
from tests.formats.test_xml import BOMB
from tests.formats.wire import g2, one, records


def split(found: list[Source | BadRecord]) -> tuple[list[str], list[str]]:
    kept = [r.id for r in found if isinstance(r, Source)]
    return kept, [r.place for r in found if isinstance(r, BadRecord) and r.kind == "bad"]


def test_a_broken_entry_does_not_stop_the_feed() -> None:
    broken = entry(guid="g2").replace("</title>", "</b>", 1)
    kept, lost = split(records(rss(entry(guid="g1"), broken, entry(guid="g3")), "f.rss"))
    assert kept == ["g1", "g3"]
    assert "f.rss#2" in lost


def test_a_cut_feed_gives_its_whole_entries_and_tells_the_cut() -> None:
    whole = rss(entry(guid="g1"), entry(guid="g2"), entry(guid="g3"))
    cut = whole[: whole.index("g3") + 20]
    kept, lost = split(records(cut, "f.rss"))
    assert kept == ["g1", "g2"]
    assert "f.rss#3" in lost


def test_a_broken_item_of_a_message_does_not_stop_the_others() -> None:
    broken = g2(guid="urn:2").replace("</headline>", "</headlin>")
    kept, lost = split(records(message(g2(guid="urn:1"), broken, g2(guid="urn:3")), "m.xml"))
    assert kept == ["urn:1", "urn:3"]
    assert "m.xml#2" in lost


def test_a_broken_item_of_newsml_1_does_not_stop_the_others() -> None:
    doc = newsml()
    start, end = doc.index("<NewsItem "), doc.index("</NewsML>")
    broken = doc[start:end].replace("ABC12", "XYZ99").replace("</HeadLine>", "</Head>")
    third = doc[start:end].replace("ABC12", "QRS77")
    kept, lost = split(records(doc[:end] + broken + third + "</NewsML>", "n.xml"))
    assert len(kept) == 2
    assert "n.xml#2" in lost


def test_drafts_of_a_broken_feed_are_read_too() -> None:
    broken = entry(guid="g2").replace("</title>", "</b>", 1)
    found = list(read_drafts(rss(entry(guid="g1"), broken).encode(), name="f.rss"))
    assert [type(f).__name__ for f in found] == ["BadRecord", "Draft", "BadRecord"]


def test_bare_ampersands_are_letters_and_told() -> None:
    feed = rss(entry().replace("Harbours &amp; docks", "Harbours & docks &c; AT&T"))
    found = records(feed, "f.rss")
    assert isinstance(found[0], Source)
    assert found[0].title == "Harbours & docks &c; AT&T"
    assert any("ampersand" in r.what for r in found if isinstance(r, BadRecord))


def test_ampersands_in_cdata_stay_as_they_are() -> None:
    feed = rss(entry(text="<p>A &amp; B</p>").replace("docks", "docks & more"))
    assert one(feed, "f.rss").text == "A & B"


def test_a_bomb_is_never_salvaged() -> None:
    bomb = BOMB.replace("<newsItem", "<newsMessage><itemSet><newsItem").replace(
        "</newsItem>", "</newsItem></itemSet>"
    )
    found = records(bomb, "b.xml")
    assert len(found) == 1
    assert isinstance(found[0], BadRecord)
    assert "entities" in found[0].what
