"""XML vocabularies of single providers."""

from checker.formats import sniff
from tests.formats.wire import bad, field, one, sources


def test_an_item_is_read_by_the_meaning_of_its_element_names() -> None:
    doc = (
        '<?xml version="1.0"?><RBNews><NewsID>n1</NewsID><headline>Harbours</headline>'
        "<origin>/ritzau/</origin><version>2</version><Replaces>n0</Replaces>"
        "<byLine>Bo Test</byLine>"
        "<content>&lt;p&gt;Dock &amp;amp; crane.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content>"
        "<TilRedaktionen>&lt;p&gt;Ring first.&lt;/p&gt;</TilRedaktionen></RBNews>"
    )
    source = one(doc, "a.xml")
    assert sniff(doc.encode(), "a.xml") == "vendor-xml"
    assert source.text == "Dock & crane.\n\nTwo."
    assert (source.id, source.version, source.owner) == ("n1", "2", "ritzau")
    assert source.descends_from == ("n0",)
    assert source.rights.editors_note == ("Ring first.",)


def test_an_embargo_that_is_no_value_is_none_and_kept() -> None:
    doc = (
        "<?xml version='1.0'?><Publish><ContentItem><ContentItemID>7</ContentItemID><Headline>H"
        "</Headline><EmbargoTime>0001-01-01T00:00:00</EmbargoTime><Credit>THE ASSOCIATED PRESS"
        "</Credit><ContentText>&lt;p&gt;Words.&lt;/p&gt;</ContentText></ContentItem></Publish>"
    )
    source = one(doc, "a.xml")
    assert (source.rights.embargo_until, source.rights.embargo_raw) == (None, None)
    assert field(source, "EmbargoTime") == ["0001-01-01T00:00:00"]
    assert source.owner == "ap"


def test_a_cancelled_item_keeps_that() -> None:
    doc = (
        "<?xml version='1.0'?><RBNews><NewsID>1</NewsID><headline>H</headline><content>Words."
        "</content><Annuleret>true</Annuleret></RBNews>"
    )
    assert one(doc, "a.xml").rights.status == "canceled"


def test_several_items_in_a_list_are_all_read() -> None:
    doc = (
        "<result>"
        + "".join(
            f"<document><id>{n}</id><title>T</title><content>Words {n}.</content></document>"
            for n in (1, 2)
        )
        + "</result>"
    )
    assert [s.id for s in sources(doc, "a.xml")] == ["1", "2"]


def test_an_unknown_vocabulary_is_told_with_its_root() -> None:
    assert (
        "<Response>" in bad("<?xml version='1.0'?><Response><Fixture/></Response>", "a.xml")[0].what
    )
