"""Orders that a document states outside of its text: in a page's head, in front matter."""

import pytest

from checker.formats import read_draft
from checker.models.draft import Draft
from checker.outside import outside, told_outside
from tests.packaged import packaged_engine

STORY = (
    "The night train between Marenburg and the coast will run again from the first of May, ending"
    " a nine year gap, the transport ministry announced on Monday. Two private operators will"
    " share the line, with sleeping cars bought second hand and painted dark green."
)
PAGE = (
    "<html><head><title>{}</title>{}</head>"
    "<body><article><h1>Night</h1><p>{}</p></article></body></html>"
)
DATA = '<script type="application/ld+json">{{"@type":"NewsArticle","usageInfo":"{}"}}</script>'
ORDER = "EMBARGOED until 1 March 2027 06:00 GMT"


def page(title: str = "Night - The Lantern", head: str = "") -> Draft:
    return read_draft(PAGE.format(title, head, STORY), as_type="html")


def kinds(draft: Draft) -> set[str]:
    """What the text and the statements outside of it order."""
    engine = packaged_engine()
    found = [one for one in engine.scan(draft).findings if one.scope == "article"]
    for part in told_outside(draft, outside(draft)):
        found += part.found(engine.scan(part.as_draft()).findings)
    assert all(one.start == one.end for one in found if one.field)
    return {one.kind for one in found} & {"embargo", "kill_notice", "hold_notice"}


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="embargo" content="2027-03-01T06:00:00Z">',
        '<meta name="embargo-until" content="2027-03-01">',
        f'<meta name="description" content="{ORDER}">',
        f'<meta property="og:description" content="{ORDER}">',
        f'<meta name="dc.rights" content="Northlight Wire. {ORDER}">',
        DATA.format(ORDER),
        '<meta name="description" content="Sperrfrist: 1. März 2027, 6 Uhr">',
        '<meta name="sperrfrist" content="2027-03-01 06:00">',
    ],
)
def test_an_embargo_in_the_head_of_a_page_is_found(head: str) -> None:
    assert kinds(page(head=head)) == {"embargo"}


def test_what_the_title_of_a_page_orders_beside_its_headline_is_found() -> None:
    assert kinds(page(ORDER)) == {"embargo"}
    assert kinds(page("MANDATORY KILL: please do not use the story Night train")) == {"kill_notice"}


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="description" content="Ministers lifted the oil embargo on Monday.">',
        '<meta name="description" content="Published on 1 March 2027 at 06:00 GMT.">',
        '<meta property="og:site_name" content="The Embargo Times until 1 March 2027">',
        '<meta name="dc.rights" content="All rights reserved.">',
        f'<meta property="og:image:alt" content="A sticker says {ORDER}">',
        DATA.format("https://x.example/terms"),
    ],
)
def test_what_a_page_states_otherwise_orders_nothing(head: str) -> None:
    assert kinds(page(head=head)) == set()


def test_a_statement_gives_its_orders_alone_and_names_its_field() -> None:
    head = f'<meta name="description" content="(AFP) - {ORDER}">'
    draft = page(head=head)
    (part,) = told_outside(draft, outside(draft))
    found = list(part.found(packaged_engine().scan(part.as_draft()).findings))
    assert {one.kind for one in found} == {"embargo"}
    assert {one.field for one in found} == {"meta:description"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("embargo: 2027-03-01", "embargo"),
        ("embargo_until: 2027-03-01", "embargo"),
        ("embargo: 2027-03-01T06:00:00Z", "embargo"),
        ("Embargo: 1 March 2027", "embargo"),
        ("status: killed", "kill_notice"),
        ('pubstatus: "canceled"', "kill_notice"),
        ("status: withheld", "hold_notice"),
        ("pub_status: embargoed", "embargo"),
        ("status: published", None),
        ("status: draft", None),
        ("order_status: canceled", None),
    ],
)
def test_what_front_matter_orders_is_found(line: str, kind: str | None) -> None:
    draft = read_draft(f"---\ntitle: Night\n{line}\n---\n\n{STORY}".encode(), name="a.md")
    assert kinds(draft) == ({kind} if kind else set())


def test_a_line_of_a_list_is_no_status_of_the_text() -> None:
    assert kinds(Draft(f"{STORY}\n\nstatus: killed\nname: The pier\n\n{STORY}")) == set()


def limits(draft: Draft) -> list[str]:
    """The restrictions of use that the text states of the article."""
    found = packaged_engine().scan(draft).findings
    return [draft.text[f.start : f.end] for f in found if (f.kind, f.scope) == ("terms", "article")]


@pytest.mark.parametrize(
    "line",
    [
        "rights: Not for use in France",
        'rights: "Not for use in France"',
        "dc.rights: Not for use in France",
        "usage_terms: Not for use in France",
        "restrictions: Not for use in France",
        "special_instructions: Not for use in France",
        "limitations: Not for use in France",
        "droits : Interdit en France",
        "Rechte: Nicht in Frankreich verwenden",
    ],
)
def test_a_limit_in_front_matter_is_one_of_the_article(line: str) -> None:
    (found,) = limits(
        read_draft(f"---\ntitle: Night\n{line}\n---\n\n{STORY}".encode(), name="a.md")
    )
    assert "France" in found or "Frankreich" in found


@pytest.mark.parametrize(
    "line",
    [
        "rights: © 2026 The Lantern",
        "rights: The court sits in France again",
        "license: MIT",
    ],
)
def test_front_matter_that_limits_no_use_is_none(line: str) -> None:
    draft = read_draft(f"---\ntitle: Night\n{line}\n---\n\n{STORY}".encode(), name="a.md")
    assert limits(draft) == []
