"""Every key of an agreement changes a judgement, a figure, or what is shown or refused."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from checker.audit.summary import Summary
from checker.errors import AgreementError
from checker.licensing import Agreement, apply_edits, edits_of
from checker.models.draft import Rights, Use
from checker.models.evidence import Finding
from checker.models.source import Item
from tests.cli.run import Command
from tests.keys.table import NONSENSE, Row, accepted, changed, holder, inside
from tests.licensing.cases import NOW, STORY, USE, codes, finding, items, judged, match, month

BASE: dict[str, Any] = {
    "schema": "licence/1",
    "id": "lic:afp:web",
    "owner": {"id": "afp"},
    "channels": {"allow": ["*"]},
    "territories": {"allow": ["*"]},
}
ITEM = Item(
    "urn:afp:1",
    "afp",
    Rights(),
    service="Sport",
    language="en",
    byline="By Ana Sample",
    dateline="LISBON, June 1 (AFP) -",
    published=NOW,
    received=datetime(2025, 5, 1, tzinfo=UTC),
)
Seen = Callable[[Mapping[str, Any]], Any]


def judgement(
    *findings: Finding, text: str = STORY, use: Use = USE, item: Item = ITEM, **more: Any
) -> Seen:
    """Shows what is judged with the agreement in force."""
    reused, month = more.pop("used", match()), more.pop("used_up", None)

    def see(document: Mapping[str, Any]) -> Any:
        try:
            agreement = Agreement.from_document(document)
        except AgreementError as error:
            return [problem.what for problem in error.problems]
        made = judged(
            text,
            *findings,
            matches=(reused,) if reused else (),
            agreements=(agreement,),
            registry=items(item),
            use=use,
            used=month,
            **more,
        )
        claims = [
            (
                claim.verdict,
                claim.agreement,
                [
                    (r.code, r.severity, r.message, r.expected, r.contract_ref)
                    for r in claim.reasons
                ],
            )
            for claim in made.claims
        ]
        return claims, made.next_event

    return see


def exposure(document: Mapping[str, Any]) -> Any:
    """What an audit says that unlicensed items cost."""
    summary = Summary([Agreement.from_document(document)])
    claim = {"owner": "afp", "role": "text", "verdict": "licence_required", "reasons": []}
    piece = {"verdict": "licence_required", "enforcement": "block", "complete": True}
    summary.add({**piece, "claims": [claim]})
    return summary.document()


def loaded(document: Mapping[str, Any]) -> Any:
    try:
        Agreement.from_document(document)
    except AgreementError as error:
        return [problem.what for problem in error.problems]
    return "accepted"


PLAIN = judgement()
CREDITED = judgement(text=f"LISBON, June 1 (AFP) - {STORY}\n\n© 2025 AFP", used=match())
DERIVED = judgement(used=match(words=60, share=0.2, share_of_draft=0.1, end=80, cls="derived"))
PHOTO = STORY + "\n\nFoto: AFP"
PICTURE = judgement(
    finding(PHOTO, "Foto: AFP", "photo_credit", role="photo", scope="picture"),
    text=PHOTO,
    used=None,
)
KILLED = judgement(item=replace(ITEM, killed_at=NOW))
NAMED = judgement(
    text=f'{STORY}\n\n"Cranes are due to move again," the Port Wire wrote.',
    used=match(words=20, share=0.05, quoted_words=20, cls="quotation"),
)


def purpose(name: str, **more: Any) -> Seen:
    return judgement(use=replace(USE, purpose=name), **more)


def edited(similarity: float = 0.8, **more: Any) -> Any:
    base = match(words=250, share=0.95, cls="near", **more)
    passages = tuple(replace(p, similarity=similarity) for p in base.passages)
    return replace(base, passages=passages)


ROWS = [
    Row("schema", "licence/1", "licence/9", loaded),
    Row("id", "lic:one", "lic:two", PLAIN),
    Row("kind", "agreement", "offer", PLAIN),
    Row("timezone", "Pacific/Kiritimati", "Pacific/Pago_Pago", PLAIN, {"valid.from": "2025-06-01"}),
    Row("owner.id", "afp", "dpa", PLAIN),
    Row("owner.name", "Port Wire", "Bay Wire", NAMED),
    Row("licensee.id", "pub:example", "pub:other", PLAIN),
    Row("licensee.brands", ["example.fr"], ["other.fr"], PLAIN),
    Row("contract.ref", "C-1", "C-2", PLAIN, {"channels.allow": ["print"]}),
    Row("contract.url", "https://a.example", "https://b.example", PLAIN, {"kind": "open"}),
    Row("contract.spdx", "CC-BY-4.0", "CC-BY-SA-4.0", PLAIN, {"kind": "open"}),
    Row("content.media", ["text"], ["text", "picture"], PICTURE),
    Row("content.services", ["Sport"], ["General"], PLAIN),
    Row("content.languages", ["en"], ["fr"], PLAIN),
    Row("content.exclude_third_party", True, False,
        judgement(item=replace(ITEM, rights=Rights(third_party=True)))),
    Row("channels.allow", ["web"], ["print"], PLAIN),
    Row("channels.deny", [], ["web"], PLAIN),
    Row("territories.allow", ["FR"], ["IT"], PLAIN),
    Row("territories.deny", [], ["FR"], PLAIN),
    Row("items.allow", ["urn:afp:1"], ["urn:afp:2"], PLAIN),
    Row("items.deny", [], ["urn:afp:1"], PLAIN),
    Row("valid.from", "2025-01-01", "2025-12-01", PLAIN),
    Row("valid.until", "2025-01-01", "2025-12-01", PLAIN),
    Row("retention.online_days", 30, 60, PLAIN),
    Row("retention.counts_from", "first_published", "received", PLAIN,
        {"retention.online_days": 60}),
    Row("retention.then", "unpublish", "recheck", PLAIN, {"retention.online_days": 60}),
    Row("retention.archive", True, False, purpose("archive")),
    Row("embargo.respect_item", True, False, loaded),
    Row("extent.mode", "full", "excerpt", PLAIN),
    Row("extent.max_words", 500, 10, PLAIN, {"extent.mode": "excerpt"}),
    Row("extent.max_percent", 100, 10, PLAIN, {"extent.mode": "excerpt"}),
    Row("extent.max_paragraphs", 9, 1, judgement(used=match(end=len(STORY))),
        {"extent.mode": "excerpt"}),
    Row("modification.edit", "free", "none", judgement(used=edited())),
    Row("modification.shorten", True, False, judgement(used=match(share=0.5))),
    Row("modification.translate", True, False, purpose("translation")),
    Row("modification.combine", True, False,
        judgement(used=match(share_of_draft=0.4, end=150), text=f"{STORY}\n\n{STORY[::-1]}" * 3)),
    Row("credit.text", ["AFP"], ["Agence France-Presse"], CREDITED),
    Row("credit.where", ["dateline"], ["byline"], CREDITED, {"credit.text": ["AFP"]}),
    Row("credit.required_when", "substantial", "derived", PLAIN, {"credit.text": ["AFP"]}),
    Row("attribution.text", ["AFP"], ["Agence France-Presse"], DERIVED),
    Row("attribution.where", ["any"], ["byline"], DERIVED, {"attribution.text": ["AFP"]}),
    Row("attribution.required_when", "derived", "substantial", DERIVED,
        {"attribution.text": ["AFP"]}),
    Row("byline.keep", True, False, PLAIN),
    Row("dateline.keep", True, False, PLAIN),
    Row("notice.required", True, False, PLAIN, {"notice.pattern": "© {year} AFP"}),
    Row("notice.pattern", "© {year} AFP", "© {year} Agence France-Presse", CREDITED),
    Row("notice.text", "© {year} AFP", "© {year} Agence France-Presse", CREDITED),
    Row("link_back.required", True, False, PLAIN, {"link_back.hosts": ["afp.example"]}),
    Row("link_back.hosts", ["afp.example"], ["b.example"], PLAIN),
    Row("tracking.required", True, False, PLAIN, {"tracking.pattern": "https://a.example/1.gif"}),
    Row("tracking.pattern", "https://a.example/1.gif", "https://b.example/1.gif", PLAIN),
    Row("ai.training", "allow", "deny", purpose("ai_training")),
    Row("ai.input", "allow", "deny", purpose("ai_input")),
    Row("ai.summarise", "allow", "deny", purpose("ai_summary")),
    Row("ai.disclosure", ["Made with AI"], ["An AI wrote this"], purpose("ai_summary"),
        {"ai.summarise": "allow"}),
    Row("kill.must_remove", True, False, KILLED),
    Row("kill.within_minutes", 30, 60, KILLED),
    Row("kill.publish_correction", True, False, KILLED),
    Row("terms.read", ["https://afp.example/terms"], ["https://b.example/terms"],
        judgement(item=replace(ITEM, rights=Rights(usage_terms=("See https://afp.example/terms",))))),
    Row("quota.items_per_month", 5, 50, judgement(used_up={"lic:afp:web": month(10)})),
    Row("price.per_item", 10, 20, exposure, {"price.currency": "EUR"}),
    Row("price.currency", "EUR", "USD", exposure, {"price.per_item": 10}),
]  # fmt: skip
# What counsel notes for people: `wirecheck agreements show` shows it.
SHOWN = [
    Row("note", "Renewed in May", "Renewed in June", loaded),
    Row("contract.contact", "rights@example.net", "desk@example.net", loaded),
    Row("contract.counsel", "Ana Sample", "Bo Sample", loaded),
    Row("licensee.name", "Example House", "Sample House", loaded),
]


def written(row: Row, value: Any) -> dict[str, Any]:
    return changed(BASE, *(row.other or {}).items(), (row.key, value))


@pytest.mark.parametrize("row", ROWS, ids=[row.key for row in ROWS])
def test_each_key_makes_a_difference(row: Row) -> None:
    one, two = (row.seen(written(row, value)) for value in (row.one, row.two))
    assert one != two
    assert row.seen(written(row, row.one)) == one  # nothing but the key made the difference


@pytest.mark.parametrize("row", SHOWN, ids=[row.key for row in SHOWN])
def test_what_is_noted_for_people_is_shown(row: Row, wirecheck: Command) -> None:
    for value in (row.one, row.two):
        file = wirecheck.write("a.json", json.dumps(written(row, value)))
        assert wirecheck("agreements", "add", file).code == 0
        assert value in wirecheck("agreements", "show", "lic:afp:web").out


def test_every_key_that_is_accepted_is_in_the_table() -> None:
    listed = {row.key for row in (*ROWS, *SHOWN)}
    for table in ("", *sorted(key.partition(".")[0] for key in listed if "." in key)):
        document = changed(BASE)
        holder(document, table)[NONSENSE] = 1
        with pytest.raises(AgreementError) as error:
            Agreement.from_document(document)
        assert accepted(error.value.problems) == inside(table, listed), table


@pytest.mark.parametrize("place", ["dateline", "byline", "top", "end"])
def test_an_attribution_in_another_place_is_missing_and_is_repaired(place: str) -> None:
    """`attribution.where` is obeyed, and the fix meets it."""
    document = changed(BASE, ("attribution", {"text": ["Port Wire"], "where": [place]}))
    held = Agreement.from_document(document)
    used = match(words=60, share=0.2, share_of_draft=0.1, end=80, cls="derived")
    middle = STORY.replace("The vote was close", "The vote, the Port Wire said, was close")
    for text in (STORY, f"{STORY}\n\n{middle}\n\n{STORY}"):
        before = judged(text, matches=(used,), agreements=(held,), registry=items(ITEM))
        assert "attribution.missing" in codes(before)
        repaired = apply_edits(text, edits_of(r for c in before.claims for r in c.reasons))
        after = judged(repaired, matches=(used,), agreements=(held,), registry=items(ITEM))
        assert "attribution.missing" not in codes(after)
