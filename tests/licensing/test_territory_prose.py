"""Territories in terms in prose, in the languages of the rules, and what they bind."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from checker.errors import AgreementError
from checker.licensing.agreement.lint import lint_agreements
from checker.licensing.terms.parse import parse_terms
from checker.models.draft import Rights
from checker.models.source import Item
from tests.licensing.cases import NOW, USE, agreement, codes, items, judged, match
from tests.rows import each_row

PHRASES = Path(__file__).with_name("territory_phrases.txt")


def phrases() -> Iterator[tuple[str, str, list[str]]]:
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            _language, kind, listed, text = line.split(" ", 3)
            yield text, kind, listed.split(",")


@each_row("text, kind, listed", phrases())
def test_a_term_in_prose_names_its_territories(text: str, kind: str, listed: list[str]) -> None:
    (term,) = parse_terms([text])
    assert term.kind == kind
    assert sorted(term.values) == sorted(f"territory:{code}" for code in listed)


@pytest.mark.parametrize(
    "text",
    [
        "Not in Georgia", "Nicht in Korea", "Pas en Guinée", "Только в Конго", "Nur in Amerika",
        "Not for the Virgin Islands", "Not on the island", "Not for us", "Indie use only",
        "only my site", "Nur in Ruritanien", "Only in Saint Martin", "日本とどこかのみ",
        "Not in Serbia, Bosnia and Ruritania", "no man", "Not for toga parties",
    ],
)  # fmt: skip
def test_what_may_mean_another_place_is_left_to_a_person(text: str) -> None:
    assert {term.kind for term in parse_terms([text])} == {"unknown"}


PARTS = [
    # allowed, denied, asked, verdict
    (["GB"], [], ["GB-NIR"], "clear"),
    (["*"], [], ["Northern Ireland"], "clear"),
    (["*"], ["GB-NIR"], ["GB-SCT"], "clear"),
    (["*"], ["GB-NIR"], ["IE"], "clear"),
    (["*"], ["GB-NIR"], ["GB"], "licence_required"),
    (["GB"], ["GB-NIR"], ["United Kingdom"], "licence_required"),
    (["*"], ["Nordirland"], ["GB-NIR"], "blocked"),
    (["*"], ["GB"], ["GB-NIR"], "blocked"),
    (["*"], ["GB-NIR"], ["GB-NIR", "FR"], "licence_required"),
    (["GB-NIR"], [], ["GB"], "licence_required"),
    (["GB-NIR", "IE"], [], ["Island of Ireland"], "clear"),
    (["Kosovo"], [], ["XK"], "clear"),
    (["RS"], [], ["XK"], "licence_required"),
    (["CN"], [], ["HK"], "licence_required"),
]


@pytest.mark.parametrize(("allowed", "denied", "asked", "verdict"), PARTS)
def test_an_agreement_for_a_country_covers_its_parts(
    allowed: list[str], denied: list[str], asked: list[str], verdict: str
) -> None:
    held = agreement(territories={"allow": allowed, "deny": denied})
    use = replace(USE, territories=tuple(asked))
    assert judged(matches=(match(),), agreements=(held,), use=use).verdict == verdict


@pytest.mark.parametrize(("allowed", "denied", "asked", "verdict"), PARTS)
def test_an_items_own_territories_mean_the_same(
    allowed: list[str], denied: list[str], asked: list[str], verdict: str
) -> None:
    rights = Rights(allow_territories=tuple(allowed), deny_territories=tuple(denied))
    judgement = judged(
        matches=(match(),),
        agreements=(agreement(),),
        registry=items(Item("urn:afp:1", "afp", rights)),
        use=replace(USE, territories=tuple(asked)),
    )
    # What an item is not for is refused in so many words: also what it is limited to.
    strict = "blocked" if verdict == "licence_required" and not denied else verdict
    assert judgement.verdict == strict


@pytest.mark.parametrize(
    ("term", "asked", "verdict"),
    [
        ("Not in Northern Ireland", ("GB-NIR",), "blocked"),
        ("Not in Northern Ireland", ("GB",), "licence_required"),
        ("Not in Northern Ireland", ("GB-SCT",), "clear"),
        ("Not in the United Kingdom", ("GB-NIR",), "blocked"),
        ("UK only", ("GB-WLS",), "clear"),
        ("Nur in Schottland", ("GB",), "blocked"),
        ("Кроме Северной Ирландии", ("GB",), "licence_required"),
        ("Not in Georgia", ("FR",), "licence_required"),
    ],
)
def test_a_term_about_a_part_binds_the_part(
    term: str, asked: tuple[str, ...], verdict: str
) -> None:
    judgement = judged(
        matches=(match(),),
        agreements=(agreement(),),
        registry=items(Item("urn:afp:1", "afp", Rights(usage_terms=(term,)))),
        use=replace(USE, territories=asked),
    )
    assert judgement.verdict == verdict
    assert (verdict == "clear") == ("licence.item_restricted" not in codes(judgement))


def test_an_agreement_with_an_ambiguous_territory_is_refused_with_a_hint() -> None:
    with pytest.raises(AgreementError) as refused:
        agreement(territories={"allow": ["Congo"]})
    assert "may be CD, CG" in str(refused.value)


def test_a_denied_part_of_an_allowed_country_is_no_idle_denial() -> None:
    told = lint_agreements([agreement(territories={"allow": ["GB"], "deny": ["GB-NIR"]})], NOW)
    assert not any("leaves out anyway" in problem.what for problem in told)
    told = lint_agreements([agreement(territories={"allow": ["FR"], "deny": ["GB-NIR"]})], NOW)
    assert any("GB-NIR, which allow leaves out anyway" in problem.what for problem in told)
