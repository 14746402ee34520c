"""Duties verified in the draft, and that a fix, once applied, makes the next check pass."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.formats import read_draft
from checker.licensing import Agreement, Judgement, apply_edits, edits_of
from checker.licensing.judging.placement import Layout
from checker.models.draft import Draft, Rights, Span, Zone
from checker.models.evidence import Match, Passage
from checker.models.source import Item
from checker.models.verdict import Edit
from tests.licensing.cases import NOW, STORY, USE, agreement, codes, finding, items, judged, match

PLACES = ("dateline", "byline", "top", "end", "any")
ITEM = Item(
    "urn:afp:1",
    "afp",
    Rights(),
    byline="By Ana Sample and Bo Example",
    dateline="LISBON, June 1 (AFP) -",
    published=NOW,
    url="https://www.rpa.example/stories/1",
)
SHAPES = {
    "one paragraph": STORY.split("\n\n")[0],
    "paragraphs": STORY,
    "lines": STORY.replace("\n\n", "\n"),
    "windows lines": STORY.replace("\n\n", "\r\n\r\n"),
    "headline": "Harbours open again\n\n" + STORY,
    "headline and author": "Harbours open again\nBy Cy Other\n\n" + STORY,
    "bare dateline": "LISBON, June 1 - " + STORY,
    "quote at the end": STORY + '\n\n"We are glad," a docker said.',
    "dated dateline": "Lisbon, June 1 - " + STORY,
    "german dateline": "Lissabon, 1. Juni - " + STORY,
    "arabic": "قال عمال الموانئ إنهم سيعودون إلى العمل بعد تسعة أيام.\n\nوكان التصويت متقاربا.",
    "japanese": "港湾労働者は九日間のストライキの後、火曜日に職場へ戻ることを決めた。",
    "no full stop": "Dock workers at three harbours voted on Tuesday to go back to work",
    "emoji": "🚢 " + STORY,
}


def repaired(text: str, judgement: Judgement) -> str:
    return apply_edits(text, edits_of(r for c in judgement.claims for r in c.reasons))


def checked(text: str, held: Agreement, used: Match, **more: Any) -> Judgement:
    spread = replace(
        used, passages=tuple(replace(p, end=min(p.end, len(text))) for p in used.passages)
    )
    return judged(text, matches=(spread,), agreements=(held,), registry=items(ITEM), **more)


@pytest.mark.no_cover
@pytest.mark.parametrize(("shape", "place"), list(product(SHAPES, PLACES)))
def test_a_missing_credit_is_repaired_in_its_place(shape: str, place: str) -> None:
    text = SHAPES[shape]
    for wording in ("AFP", "(AFP)", "Agence France-Presse"):
        held = agreement(credit={"text": [wording], "where": [place]})
        before = checked(text, held, match())
        assert before.verdict == "credit_required"
        assert codes(before) & {"credit.missing", "credit.wrong_placement"}
        fixed = repaired(text, before)
        after = checked(fixed, held, match())
        assert after.verdict == "clear", (fixed, codes(after))


@pytest.mark.parametrize("shape", list(SHAPES))
def test_every_duty_at_once_is_repaired_in_one_go(shape: str) -> None:
    text = SHAPES[shape]
    held = agreement(
        credit={"text": ["AFP", "Agence France-Presse"], "where": ["dateline", "byline", "end"]},
        byline={"keep": True},
        dateline={"keep": True},
        notice={"required": True, "pattern": "Copyright {year} Agence France-Presse"},
        link_back={"required": True, "hosts": ["rpa.example", "other.example"]},
        tracking={"required": True, "pattern": "https://count.rpa.example/{source}/pixel.gif"},
    )
    before = checked(text, held, match())
    assert before.verdict == "credit_required"
    assert {"notice.missing", "byline.removed", "link.missing", "tracking.missing"} <= codes(before)
    fixed = repaired(text, before)
    after = checked(fixed, held, match())
    assert after.verdict == "clear", (fixed, codes(after))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "according to AFP"),
        ("fr", "selon AFP"),
        ("de-AT", "wie AFP berichtet"),
        ("ja", "(AFP)"),
    ],
)
def test_derived_use_is_attributed_in_the_drafts_language(language: str, words: str) -> None:
    held = agreement(attribution={"text": ["AFP"], "required_when": "derived"})
    used = match(words=20, share=0.12, share_of_draft=0.1, cls="derived", end=60)
    for text in SHAPES.values():
        draft = Draft("", language=language)
        before = checked(text, held, used, draft=draft)
        assert "attribution.missing" in codes(before)
        fixed = repaired(text, before)
        assert words in fixed
        assert checked(fixed, held, used, draft=draft).verdict == "clear"


def test_an_unnamed_quotation_is_repaired_too() -> None:
    text = "“" + STORY.split("\n\n")[0] + "”\n\nNobody was hurt."
    used = match("dpa", words=25, share=0.05, quoted_words=25, share_of_draft=0.2, end=150)
    before = judged(text, matches=(used,))
    assert codes(before) >= {"attribution.missing"}
    fixed = repaired(text, before)
    after = judged(fixed, matches=(used,))
    assert after.verdict == "clear"
    assert "exception.quotation" in codes(after)


def test_a_credit_in_a_wrong_place_is_told_with_where_it_stands() -> None:
    text = STORY + "\n\nAFP"
    held = agreement(credit={"text": ["AFP"], "where": ["dateline"]})
    judgement = checked(text, held, match())
    (reason,) = [
        r for c in judgement.claims for r in c.reasons if r.code == "credit.wrong_placement"
    ]
    assert reason.passages == (Span(len(text) - 3, len(text)),)
    assert checked(repaired(text, judgement), held, match()).verdict == "clear"


@pytest.mark.parametrize(
    "hidden", ["hidden", 'style="display:none"', 'style="font-size:0"', 'style="color:#fff"']
)
def test_a_credit_that_readers_do_not_see_is_missing(hidden: str) -> None:
    def told(text: str, *, within: str = "") -> set[str]:
        page = f"<article {within}><p>{STORY}</p><p {text}>AFP</p></article>"
        draft = read_draft(page, as_type="html")
        start = draft.text.index(STORY[:40])
        used = match(passages=(Passage(start, start + 200, 0, 200, "verbatim", 1.0, 40),))
        agreed = agreement(credit={"text": ["AFP"], "where": ["end"]})
        return codes(judged(draft.text, draft=draft, matches=(used,), agreements=(agreed,)))

    assert "credit.missing" not in told("")
    assert "credit.missing" in told(hidden)
    assert "credit.missing" not in told("", within=hidden)  # as little seen as the text


@pytest.mark.parametrize(
    "unseen", ["\u200b", "\u00ad", "\u2060", "\u200e", "\u200f", "\ufeff"], ids=ascii
)
@pytest.mark.parametrize("words", ["North{}light Wire", "Northlight{} Wire", "{}Northlight Wire{}"])
def test_characters_that_show_nothing_alter_no_credit(unseen: str, words: str) -> None:
    held = agreement(credit={"text": ["Northlight Wire"], "where": ["end"]})
    shown = words.replace("{}", unseen)
    assert checked(f"{STORY}\n\n{shown}", held, match()).verdict == "clear"
    altered = shown.replace("light", "ligth")
    assert "credit.altered" in codes(checked(f"{STORY}\n\n{altered}", held, match()))


def test_an_altered_credit_is_put_right() -> None:
    text = "By Agense Frence-Presse\n\n" + STORY
    held = agreement(credit={"text": ["Agence France-Presse"], "where": ["byline"]})
    judgement = checked(text, held, match())
    assert "credit.altered" in codes(judgement)
    fixed = repaired(text, judgement)
    assert fixed.startswith("By Agence France-Presse\n")
    assert checked(fixed, held, match()).verdict == "clear"


def test_a_credit_to_somebody_else_is_told() -> None:
    text = "LISBON, June 1 (dpa) - " + STORY
    other = finding(text, "LISBON, June 1 (dpa) -", "dateline", "dpa")
    held = agreement(credit={"text": ["AFP"], "where": ["dateline", "end"]})
    both = (held, agreement(id="lic:dpa", owner={"id": "dpa"}))
    judgement = judged(text, other, matches=(match(),), agreements=both)
    assert "credit.wrong_holder" in codes(judgement)


def test_an_altered_notice_is_put_right() -> None:
    text = STORY + "\n\nCopyright 2025 Agence France-Press. Al rights reserved."
    pattern = "Copyright {year} Agence France-Presse. All rights reserved."
    held = agreement(notice={"required": True, "pattern": pattern})
    judgement = checked(text, held, match())
    assert "notice.altered" in codes(judgement)
    fixed = repaired(text, judgement)
    assert fixed.count("rights reserved") == 1
    assert checked(fixed, held, match()).verdict == "clear"


@pytest.mark.parametrize("sign", ["©", "(c)", "(C) ", "Copyright", "Copyright ©", "COPYRIGHT (C)"])
def test_a_notice_counts_with_any_sign_of_copyright_and_any_year(sign: str) -> None:
    text = f"{STORY}\n\n{sign} 2019 Agence\u00a0France-Presse"
    held = agreement(notice={"required": True, "pattern": "© {year} Agence France-Presse"})
    assert checked(text, held, match()).verdict == "clear"


def test_a_mention_in_prose_is_no_credit() -> None:
    text = STORY + "\n\nThe minister told AFP."
    held = agreement(credit={"text": ["AFP"], "where": ["end", "any"]})
    mention = finding(text, "told AFP", "attribution", role="mention")
    judgement = judged(text, mention, matches=(match(),), agreements=(held,))
    assert "credit.missing" in codes(judgement)


@pytest.mark.parametrize("role", ["teaser", "comment", "navigation", "site", "biography"])
def test_a_name_in_anothers_words_is_no_credit(role: Any) -> None:
    text = STORY + "\n\nAFP"
    zones = (
        Zone(0, len(STORY), "body"),
        Zone(len(STORY) + 2, len(text), "furniture", role),
    )
    held = agreement(credit={"text": ["AFP"], "where": ["any"]})
    judgement = checked(text, held, match(), draft=Draft("", zones=zones))
    assert "credit.missing" in codes(judgement)


def test_links_and_pixels_of_the_page_count() -> None:
    held = agreement(
        link_back={"required": True, "hosts": ["rpa.example"]},
        tracking={"required": True, "pattern": "count.rpa.example/{id}"},
    )
    page = Draft(
        "",
        links=("https://WWW.news.rpa.example/x",),
        pixels=("https://count.rpa.example/17?x=1",),
    )
    assert checked(STORY, held, match(), draft=page).verdict == "clear"
    fake = replace(page, links=("https://rpa.example.evil.test/", "https://notrpa.example/"))
    assert "link.missing" in codes(checked(STORY, held, match(), draft=fake))


def test_credit_for_substantial_use_is_not_owed_for_derived_use() -> None:
    held = agreement(
        credit={"text": ["AFP"], "where": ["dateline"], "required_when": "substantial"},
        attribution={"text": ["AFP"]},
    )
    used = match(words=20, share=0.12, share_of_draft=0.1)
    text = STORY + "\n\nAccording to AFP, nobody was hurt."
    judgement = checked(text, held, used)
    assert judgement.verdict == "clear"


def test_zones_of_a_page_decide_where_a_credit_stands() -> None:
    parts = ["Harbours open", "By AFP", STORY.split("\n\n")[0], "Cranes. Photo: AFP", "AFP"]
    text = "\n".join(parts)
    kinds = [
        ("head", "headline"), ("head", "byline"), ("body", ""), ("caption", "picture_credit"),
        ("tail", "credit"),
    ]  # fmt: skip
    zones, at = [], 0
    for part, (kind, role) in zip(parts, kinds, strict=True):
        zones.append(Zone(at, at + len(part), kind, role))  # type: ignore[arg-type]
        at += len(part) + 1
    layout = Layout.of(Draft(text, zones=tuple(zones)))
    places = [layout.places(span) for span in layout.find("AFP")]
    assert [sorted(p - {"any"}) for p in places] == [
        ["byline", "top"],
        ["caption"],
        ["byline", "end"],
    ]


def paragraphs(*lines: str, tags: tuple[str, ...] = (), kind: str = "body") -> Draft:
    """A draft whose reader tells no head from a body, as those of editors' documents."""
    zones, at = [], 0
    for number, line in enumerate(lines):
        tag = tags[number] if number < len(tags) else "p"
        zones.append(Zone(at, at + len(line), kind, "", tag))  # type: ignore[arg-type]
        at += len(line) + 2
    return Draft("\n\n".join(lines), zones=tuple(zones))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "above",
    [(), ("Harbours open again",), ("Harbours open again", "By Cy Other"), ("港湾が再開",)],
    ids=["nothing", "headline", "headline and author", "headline without spaces"],
)
def test_a_fix_repairs_paragraphs_that_no_reader_calls_a_head(
    above: tuple[str, ...], place: str
) -> None:
    lines = [*above, *STORY.split("\n\n")]
    held = agreement(credit={"text": ["AFP"], "where": [place]})
    draft = paragraphs(*lines)
    before = checked(draft.text, held, match(), draft=draft)
    assert before.verdict == "credit_required"
    fixed = paragraphs(*repaired(draft.text, before).split("\n\n"))
    after = checked(fixed.text, held, match(), draft=fixed)
    assert after.verdict == "clear", (fixed.text, codes(after))


@pytest.mark.parametrize(
    ("lines", "tags", "places"),
    [
        (("AFP", *STORY.split("\n\n")), (), {"byline", "top"}),
        (("Harbours open", "By Cy Other, AFP", STORY), ("h2",), {"byline", "top"}),
        (("What AFP heard in the harbours", STORY), ("h2",), {"top"}),  # a heading is no byline
        (("AFP was there.", STORY), (), {"top"}),  # a sentence is none
        ((STORY.split("\n\n")[0], "AFP", *STORY.split("\n\n")[1:]), (), {"top"}),
        ((*STORY.split("\n\n"), "AFP"), (), {"end"}),
        (("One", "Two", "Three"), ("p", "p", "p"), set()),
    ],
)
def test_lines_above_the_first_paragraph_are_the_head(
    lines: tuple[str, ...], tags: tuple[str, ...], places: set[str]
) -> None:
    layout = Layout.of(paragraphs(*lines, tags=tags))
    found = {place for span in layout.find("AFP") for place in layout.places(span)}
    assert found - {"any"} == places


@given(st.text(max_size=300), st.sampled_from(PLACES), st.integers(0, 300), st.integers(0, 300))
def test_a_fix_repairs_any_text_at_all(text: str, place: str, start: int, end: int) -> None:
    held = agreement(
        credit={"text": ["Agence France-Presse"], "where": [place]},
        notice={"required": True, "text": "Copyright {year} Agence France-Presse"},
    )
    low, high = sorted((min(start, len(text)), min(end, len(text))))
    used = match(start=low, end=high)
    before = checked(text, held, used)
    if before.verdict == "clear" or not text.strip():
        return
    fixed = repaired(text, before)
    assert checked(fixed, held, used).verdict == "clear", fixed


def test_what_an_ai_made_says_so_where_the_contract_wants_it() -> None:
    held = agreement(ai={"summarise": "allow", "disclosure": ["Summarised by a machine"]})
    use = replace(USE, purpose="ai_summary")
    before = checked(STORY, held, match(), use=use)
    assert "ai_disclosure.missing" in codes(before)
    assert checked(repaired(STORY, before), held, match(), use=use).verdict == "clear"
    assert checked(STORY, held, match()).verdict == "clear"


def test_edits_count_in_the_text_before_any_of_them() -> None:
    edits = (
        Edit("replace", 4, 7, "two"),
        Edit("insert", 0, 0, "a "),
        Edit("insert", 0, 0, "b "),
        Edit("delete", 7, 9),
    )
    assert apply_edits("one 222 !", edits) == "a b one two"


def test_edits_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        apply_edits("abc", [Edit("delete", 2, 9)])
    with pytest.raises(ValueError, match="does not fit"):
        apply_edits("abcdef", [Edit("delete", 0, 3), Edit("replace", 2, 4, "x")])


def test_an_attribution_goes_into_the_first_sentence_used_outside_of_quotation_marks() -> None:
    text = (
        "“We counted every crane twice.” The clerks agreed on Tuesday, Mr. Boon said. Then it"
        " rained on the harbour.\n\nA second paragraph stands here and tells of other things."
    )
    used = Passage(0, len(text), 0, len(text), "near", 0.9, 30)
    terms = agreement(attribution={"text": ["AFP"], "where": ["any"], "required_when": "any"})
    judgement = judged(text, matches=(match(passages=(used,)),), agreements=(terms,))
    fixed = apply_edits(text, edits_of(judgement.claims[0].reasons))
    assert "agreed on Tuesday, Mr. Boon said, according to AFP. Then" in fixed
    assert judged(fixed, matches=(match(passages=(used,)),), agreements=(terms,)).verdict == "clear"


def test_lines_stacked_on_the_first_paragraph_are_no_part_of_it() -> None:
    lead = STORY.partition("\n\n")[0]
    text = f"Harbour news\nDockers go back to work\nROTTERDAM, Jan 14\n{STORY}"
    terms = agreement(credit={"text": ["(AFP)"], "where": ["dateline"], "required_when": "any"})
    judgement = judged(text, matches=(match(),), agreements=(terms,))
    fixed = apply_edits(text, edits_of(judgement.claims[0].reasons))
    assert f"ROTTERDAM, Jan 14\n(AFP) - {lead}" in fixed
    assert judged(fixed, matches=(match(),), agreements=(terms,)).verdict == "clear"


@pytest.mark.parametrize("dateline", ["LISBON", "Lisbon, June 1", "Lissabon, 1. Juni"])
def test_a_credit_goes_behind_place_and_date_of_a_dateline(dateline: str) -> None:
    terms = agreement(credit={"text": ["(AFP)"], "where": ["dateline"], "required_when": "any"})
    text = f"{dateline} - {STORY}"
    judgement = judged(text, matches=(match(),), agreements=(terms,))
    fixed = apply_edits(text, edits_of(judgement.claims[0].reasons))
    assert fixed == f"{dateline} (AFP) - {STORY}"
