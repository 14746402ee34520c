"""Usage terms in many languages, through the real judgement: the table beside this file.

Each row of `terms.jsonl` has the words of an item's usage terms, the use where it is not plain web
publication in France, and the verdict under an agreement that allows everything. The item was sent
on 20 May 2025 and is used on 1 June. The words follow the wording of agencies' and picture desks'
standing terms, of the licences' deeds and of directive 2019/790; `kind` is what they are about.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from checker.licensing import parse_terms
from checker.licensing.terms.open_licences import licence_at, named_licence
from checker.models.draft import Rights, Use
from checker.models.source import Item
from tests.licensing.cases import NOW, STORY, USE, agreement, codes, finding, items, judged, match
from tests.rows import each_row

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__).with_name("terms.jsonl").read_text("utf-8").splitlines()
]
SENT = datetime(2025, 5, 20, 8, tzinfo=UTC)


def item(words: str, **more: Any) -> Item:
    return Item(
        "urn:afp:1",
        "afp",
        Rights(usage_terms=(words,)),
        **{"published": SENT, "received": SENT + timedelta(minutes=3), **more},
    )


def use(**keys: Any) -> Use:
    values: dict[str, Any] = dict(keys)
    if "territories" in values:
        values["territories"] = tuple(values["territories"])
    if "at" in values:
        values["at"] = datetime.fromisoformat(values["at"])
    return replace(USE, **values)


@pytest.mark.no_cover
@each_row("row", ROWS)
def test_a_term_weighs_what_it_says_in_any_language(row: dict[str, Any]) -> None:
    judgement = judged(
        matches=(match(),),
        agreements=(agreement(),),
        registry=items(item(row["words"])),
        use=use(**row["use"]),
    )
    weighty = [r for c in judgement.claims for r in c.reasons if r.severity != "clear"]
    assert judgement.verdict == row["verdict"]
    assert sorted({r.code for r in weighty}) == row.get("codes", [])
    assert any(r.parsed is False for r in weighty) is (row.get("parsed") is False)


def test_the_table_has_every_kind_in_many_languages() -> None:
    assert len(ROWS) >= 250
    assert len({row["language"] for row in ROWS}) >= 24
    assert sum(row["kind"] == "ai" for row in ROWS) >= 60


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        ("For use within 48 hours of transmission", SENT + timedelta(hours=48)),
        ("48 hours from receipt", SENT + timedelta(hours=48, minutes=3)),
        ("48 hours from release", datetime(2025, 5, 25, 6, tzinfo=UTC) + timedelta(hours=48)),
        ("30 days from first publication", NOW + timedelta(days=30)),
        ("30 days after publication", SENT + timedelta(days=30)),
        ("Online use for 30 days only", NOW + timedelta(days=30)),
    ],
)
def test_a_period_counts_from_the_moment_that_it_names(words: str, counted: datetime) -> None:
    given = item(words)
    if "from release" in words:
        until = datetime(2025, 5, 25, 6, tzinfo=UTC)
        given = replace(given, rights=replace(given.rights, embargo_until=until))
    verdicts = [
        judged(
            matches=(match(),),
            agreements=(agreement(),),
            registry=items(given),
            use=replace(USE, at=at, first_published=NOW),
        )
        for at in (counted - timedelta(seconds=1), counted)
    ]
    assert [v.verdict for v in verdicts] == ["clear", "blocked"]
    assert verdicts[0].next_event is not None
    assert verdicts[0].next_event.at == counted


def test_a_period_from_a_moment_that_nobody_knows_is_for_a_person() -> None:
    for words, given in (
        ("12 months from date of creation", {}),
        ("48 hours from transmission", {"published": None}),
        ("48 hours from receipt", {"published": None, "received": None}),
    ):
        judgement = judged(
            matches=(match(),), agreements=(agreement(),), registry=items(item(words, **given))
        )
        (held,) = [r for c in judgement.claims for r in c.reasons if r.severity != "clear"]
        assert (held.code, held.parsed) == ("licence.item_restricted", False), words


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("No use after 48 hours", 2), ("Not longer than 30 days", 30),
        ("Keine Nutzung nach 14 Tagen", 14), ("Nicht länger als sieben Tage online", 7),
        ("No usar después de 14 días", 14), ("Non oltre 30 giorni", 30),
        ("Не использовать после 30 дней", 30), ("Nie dłużej niż 30 dni", 30),
        ("48小时后不得使用", 2), ("24 saat sonra kullanılamaz", 1),
    ],
)  # fmt: skip
def test_a_denial_of_what_comes_after_a_period_allows_the_period(words: str, days: float) -> None:
    (term,) = parse_terms([words])
    assert (term.kind, term.days) == ("days", days)


def test_one_time_is_no_hour_although_time_is_one_in_danish() -> None:
    once = (
        "One time use only", "One-time use only.", "One time", "1 time", "A single time",
        "One-time print use only", "Use one time only", "For one-time online use", "Max. 2 time",
        "Northlight one-time rights", "Online use limited to 1 time",
    )  # fmt: skip
    for words in once:
        assert {term.kind for term in parse_terms([words])} == {"unknown"}, words
    hours = {
        "Kun en time": 1, "Brug i 1 time": 1, "Kun i 24 timer": 24, "48 hours": 48,
        "24 hours from time of release": 24, "At any time within 12 hours": 12,
    }  # fmt: skip
    for words, count in hours.items():
        assert [term.days for term in parse_terms([words])] == [pytest.approx(count / 24)], words


def test_what_binds_not_until_later_is_no_period_of_use() -> None:
    for words in (
        "No use within 48 hours of transmission",
        "Not for 24 hours after release",
        "Keine Nutzung in den ersten 24 Stunden nach Aussendung",
        "Ne pas utiliser pendant 48 heures après transmission",
        "Не использовать в течение 24 часов после передачи",
        "发稿后24小时内不得使用",
    ):
        assert {term.kind for term in parse_terms([words])} <= {"unknown", "embargo"}, words


@pytest.mark.parametrize(
    ("words", "credited", "verdict"),
    [
        ("CC BY 4.0", False, "credit_required"),
        ("CC BY 4.0", True, "clear"),
        ("OGL v3.0", False, "credit_required"),
        ("OGL v3.0", True, "clear"),
        ("CC BY-ND 3.0", True, "clear"),
        ("CC0", False, "clear"),
        ("CC BY-NC 4.0", True, "licence_required"),
        ("CC", True, "licence_required"),
        ("Not in the public domain", True, "licence_required"),
        ("CC BY 4.0. All rights reserved.", True, "licence_required"),
    ],
)
def test_a_licence_in_words_grants_what_its_address_does(
    words: str, credited: bool, verdict: str
) -> None:
    text = f"{STORY}\n\nSource: AFP" if credited else STORY
    marks = (finding(text, "Source: AFP", "credit_line"),) if credited else ()
    assert judged(text, *marks, matches=(match(),), registry=items(item(words))).verdict == verdict


@pytest.mark.parametrize("purpose", ["publish", "translation"])
def test_no_derivatives_forbids_changes_whatever_the_agreement_allows(purpose: str) -> None:
    free = agreement(
        modification={"edit": "free", "shorten": True, "translate": True, "combine": True}
    )
    near = match(cls="near") if purpose == "translation" else match(cls="near", share=0.95)
    near = replace(
        near, passages=tuple(replace(p, similarity=0.9, cls="near") for p in near.passages)
    )
    judgement = judged(
        matches=(near,),
        agreements=(free,),
        registry=items(item("CC BY-ND 4.0")),
        use=replace(USE, purpose=purpose),
    )
    assert "licence.modification_not_allowed" in codes(judgement)
    assert ("licence.translation_not_allowed" in codes(judgement)) is (purpose == "translation")


def test_a_waiver_beside_a_restriction_does_not_clear() -> None:
    judgement = judged(
        matches=(match(),),
        registry=items(item("Public domain. Not for use in France")),
    )
    assert judgement.verdict == "blocked"
    assert "exception.public_domain" not in codes(judgement)


@pytest.mark.parametrize(
    ("label", "address"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC BY-NC-ND 3.0", "http://creativecommons.org/licenses/by-nc-nd/3.0/deed.fr"),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        (
            "OGL v3",
            "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        ),
        ("dl-de/by-2-0", "https://www.govdata.de/dl-de/by-2-0"),
        ("NLOD 2.0", "https://data.norge.no/nlod/en/2.0"),
    ],
)
def test_a_label_and_its_address_are_one_licence(label: str, address: str) -> None:
    named = named_licence(label)
    assert named is not None
    assert named == licence_at(address)
    assert named_licence(f"{label} {address}") == named


def test_a_label_beside_another_licences_address_is_none() -> None:
    assert named_licence("CC BY 4.0 https://creativecommons.org/licenses/by-nc/4.0/") is None


@pytest.mark.parametrize("seed", ["not only, ", "日本禁止", "AI ", "48 hours ", "CC BY ", "no-a "])
def test_no_text_of_terms_takes_long(seed: str) -> None:
    terms = parse_terms([seed * (1_900 // len(seed))])
    assert {term.kind for term in terms} <= {"unknown", "not", "open"}
