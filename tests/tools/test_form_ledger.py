"""The ledger of forms: which sources a form serves, and which forms serve too few."""

from tests.packaged import packaged_rules
from tools.form_ledger import few, ledger, printed, unexplained
from tools.weights.samples import Name, Text


def text(source: str, label: str | None, perhaps: frozenset[str] = frozenset()) -> Text:
    labelled = (label, 1.0) if label else None
    name = Name(["form slug#0", "name mark"], frozenset({"afp"}), (0, 3), labelled, perhaps)
    return Text("dev", source, [name, name], {})


TEXTS = [
    text("a", "text"),
    text("a", "text"),  # the same source counts once
    text("b", "none"),
    text("c", "photo"),
    text("d", None, frozenset({"text"})),  # a page: somewhere on it
    text("e", None),  # nobody labelled it
]


def test_a_form_counts_the_sources_that_it_serves_rightly_and_wrongly() -> None:
    entries = ledger(packaged_rules(), TEXTS)
    slug = next(entry for entry in entries if entry.form == "slug#0")
    assert (slug.right, slug.wrong) == ({"a", "d"}, {"b", "c"})
    assert len(entries) == sum(len(t.forms) for t in packaged_rules().templates)


def test_a_form_that_serves_fewer_than_three_sources_is_listed() -> None:
    for more, listed in (([], True), ([text("f", "text")], False)):
        entries = ledger(packaged_rules(), [*TEXTS, *more])
        assert ("slug#0" in {entry.form for entry in few(entries)}) is listed
        told = "\n".join(printed(entries))
        assert ("  slug#0: 2 right, 2 wrong" in told) is listed


def test_a_thin_form_without_a_reason_is_named() -> None:
    entries = ledger(packaged_rules(), TEXTS)
    assert "slug#0" in unexplained(entries)  # serves many sources of the kit, so it has no note
    noted = next(entry for entry in entries if entry.note)
    assert noted.form not in unexplained(entries)
    assert f"0 wrong. {noted.note}" in "\n".join(printed(entries))
