"""A restriction of use in the draft itself weighs what it weighs in the item's field."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest

from checker.engine import Engine, default_rules
from checker.licensing import Judgement, confirmed
from checker.models import VERDICTS, Draft, Finding, Item, Rights, ScanResult, Use, VerdictName
from tests.licensing.cases import NOW, STORY, USE, agreement, codes, finding, items, judged, match

SENT = datetime(2025, 5, 20, 8, tzinfo=UTC)
WORDS = (
    "NO ARCHIVE", "Not for use in Italy", "(FRANCE OUT)", "Not for publication in Ruritania",
    "Nicht zur Verwendung in Frankreich", "Ej för publicering i Frankrike", "Не для использования"
    " во Франции", "For use only within 48 hours of transmission", "No use in Congo",
    "Restricted to editorial use", "Must not be used on the moon", "No sales, no use in France",
)  # fmt: skip


@cache
def engine() -> Engine:
    return Engine(default_rules())


def marked(text: str) -> tuple[Finding, ...]:
    return confirmed(engine().scan(Draft(text)).findings)


def in_draft(words: str, use: Use = USE) -> Judgement:
    """The story with the words at its foot; it is AFP's, licensed for everything."""
    text = f"{STORY}\n\n{words}"
    item = Item("urn:afp:1", "afp", Rights(), published=SENT, received=SENT)
    return judged(
        text,
        *marked(text),
        matches=(match(),),
        agreements=(agreement(),),
        registry=items(item),
        use=use,
    )


def in_field(words: str, use: Use = USE) -> Judgement:
    item = Item("urn:afp:1", "afp", Rights(usage_terms=(words,)), published=SENT, received=SENT)
    return judged(matches=(match(),), agreements=(agreement(),), registry=items(item), use=use)


@pytest.mark.parametrize("purpose", ["publish", "archive"])
@pytest.mark.parametrize("territory", ["FR", "IT"])
@pytest.mark.parametrize("words", WORDS)
def test_a_line_of_the_draft_weighs_what_the_field_weighs(
    words: str, territory: str, purpose: str
) -> None:
    use = replace(USE, territories=(territory,), purpose=purpose)
    line, field = in_draft(words, use), in_field(words, use)
    assert VERDICTS.index(line.verdict) >= VERDICTS.index(field.verdict)
    if all(found.role == "text" for found in marked(words)):
        assert line.verdict == field.verdict
    assert "licence.ambiguous" not in codes(line)


def test_a_line_that_names_nobody_is_licensed_material_of_somebody() -> None:
    text = "The quay at dawn (SWITZERLAND OUT) (AUSTRIA OUT)"
    judgement = judged(text, *marked(text))
    ((claim),) = judgement.claims
    assert (claim.owner, claim.role, claim.verdict) == ("generic", "photo", "licence_required")
    assert {"licence.ambiguous", "detect.terms"} <= codes(judgement)


def test_a_line_that_names_an_agency_is_that_agencys() -> None:
    text = '"usageterms": "Outside Chile: AFP Members Only; no archive"'
    judgement = judged(text, *marked(text))
    assert {(c.owner, c.role) for c in judgement.claims} == {("afp", "text")}
    assert any(r.parsed is False for c in judgement.claims for r in c.reasons)


def test_messages_speak_of_a_sender_where_nobody_is_named() -> None:
    text = "Not for use in France"
    judgement = judged(text, *marked(text))
    told = [r.message for c in judgement.claims for r in c.reasons if "France" in r.message]
    assert any(message.startswith("Its sender does not give") for message in told)


@pytest.mark.parametrize(
    ("channel", "verdict"), [("web", "clear"), ("archive", "licence_required")]
)
def test_a_line_holds_the_uses_that_it_names(channel: str, verdict: VerdictName) -> None:
    assert in_draft("NO ARCHIVE", replace(USE, channel=channel)).verdict == verdict


def test_a_period_in_a_line_gives_the_next_event() -> None:
    sent = replace(USE, at=SENT, first_published=None)
    event = in_draft("For use within 48 hours of transmission only", sent).next_event
    assert event is not None
    assert event.at == datetime(2025, 5, 22, 8, tzinfo=UTC)


def test_a_doubtful_line_that_cannot_be_read_is_dropped_unless_an_agency_is_named() -> None:
    scan = ScanResult(engine().scan(Draft("Prohibido su uso en la escuela")).findings)
    assert scan.findings
    assert confirmed(scan.findings) == ()
    named = finding("Prohibido su uso", "Prohibido", "terms", rule="restriction-doubtful")
    assert confirmed((named,)) == (named,)


def test_a_restriction_is_the_pictures_where_it_stands_in_a_caption() -> None:
    (one,) = marked("Photo: a tram at night. Not for use in Chile.")
    assert one.role == "photo"
    (other,) = marked("Not for use in Chile.")
    assert other.role == "text"
    assert NOW > SENT
