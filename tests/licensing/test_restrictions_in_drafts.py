"""A restriction of use in the draft itself weighs what it weighs in the item's field."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from checker.engine import Engine
from checker.licensing import Judgement, confirmed
from checker.models.draft import Draft, Rights, Use
from checker.models.evidence import Finding, ScanResult
from checker.models.source import Item
from checker.models.vocabulary import VERDICTS, VerdictName
from tests.licensing.cases import NOW, STORY, USE, agreement, codes, finding, items, judged, match
from tests.licensing.test_terms_in_languages import ROWS
from tests.licensing.test_terms_in_languages import use as use_of
from tests.packaged import packaged_engine
from tests.rows import each_row

SENT = datetime(2025, 5, 20, 8, tzinfo=UTC)
WORDS = (
    "NO ARCHIVE", "Not for use in Italy", "(FRANCE OUT)", "Not for publication in Ruritania",
    "Nicht zur Verwendung in Frankreich", "Ej för publicering i Frankrike", "Не для использования"
    " во Франции", "For use only within 48 hours of transmission", "No use in Congo",
    "Restricted to editorial use", "Must not be used on the moon", "No sales, no use in France",
)  # fmt: skip


@cache
def engine() -> Engine:
    return packaged_engine()


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
@each_row("words", WORDS)
def test_a_line_of_the_draft_weighs_what_the_field_weighs(
    words: str, territory: str, purpose: str
) -> None:
    use = replace(USE, territories=(territory,), purpose=purpose)
    line, field = in_draft(words, use), in_field(words, use)
    assert VERDICTS.index(line.verdict) >= VERDICTS.index(field.verdict)
    if all(found.role == "text" for found in marked(words)):
        assert line.verdict == field.verdict
    assert "licence.ambiguous" not in codes(line)


LIMITS = [row for row in ROWS if row["kind"] in ("scope", "from", "ai mixed")]
# For people alone, and in no form of a restriction: nothing tells them from a story's words.
PROSE = (
    "Not only in Italy", "Use in Italy without restrictions", "Congo out",
    "Nur für Bundesliga-Partner", "No use on TV, online in Italy", "Jen v ČR",
)  # fmt: skip


@pytest.mark.no_cover
@each_row("row", LIMITS[::2])
def test_a_line_at_the_foot_is_no_milder_than_the_field(row: dict[str, Any]) -> None:
    if row["words"] in PROSE or row["verdict"] == "credit_required":
        return
    line = in_draft(row["words"], use_of(**row["use"]))
    assert VERDICTS.index(line.verdict) >= VERDICTS.index(row["verdict"])


@pytest.mark.parametrize(
    "words",
    [
        "Prohibido su uso en la comarca del norte", "Zakaz publikacji w gminie Łąka",
        "Не для публикации в районных листках", "Niet voor publicatie in het dorpsblad",
        "Ei saa julkaista kylälehdessä", "禁止在村报上发布", "Ej för publicering i byabladet",
    ],
)  # fmt: skip
def test_a_line_of_a_form_at_the_foot_is_for_a_person_where_nobody_reads_it(words: str) -> None:
    assert in_field(words).verdict == in_draft(words).verdict == "licence_required"
    above = f"{words}\n\n{STORY}"
    assert [found.rule for found in marked(above)] == []


CLIENTS = (
    ("For use by AP members only", "ap"), ("Exclusively for Reuters clients", "reuters"),
    ("(FOR AFP SUBSCRIBERS ONLY)", "afp"), ("nur für dpa-Kunden", "dpa"),
    ("Ausschließlich für Kunden der dpa", "dpa"), ("Réservé aux abonnés AFP", "afp"),
    ("Exclusivement pour les clients de l'AFP", "afp"), ("Solo para abonados de EFE", "efe"),
    ("Riservato agli abbonati ANSA", "ansa"), ("Exclusivo para assinantes da Lusa", "lusa"),
    ("Alleen voor ANP-klanten", "anp"), ("Endast för kunder hos TT", "tt"),
    ("Vain STT:n asiakkaille", "stt"), ("Tylko dla abonentów PAP", "pap"),
    ("Только для подписчиков ТАСС", "tass"), ("仅供新华社用户使用", "xinhua"),
    ("共同通信の加盟社のみ使用可", "kyodo"), ("연합뉴스 고객사 전용", "yonhap"),
)  # fmt: skip


@pytest.mark.parametrize(("words", "agency"), CLIENTS)
def test_what_is_for_an_agencys_clients_is_that_agencys_text(words: str, agency: str) -> None:
    text = f"{STORY}\n\n{words}"
    claims = [claim for claim in judged(text, *marked(text)).claims if claim.role == "text"]
    assert [(claim.owner, claim.verdict == "clear") for claim in claims] == [(agency, False)]


@pytest.mark.parametrize(
    "words",
    [
        "AP members only learned of the deal on Monday.", "He told AP subscribers only half of it.",
        "Only AFP subscribers were told, the editor said.", "Die dpa verlor im Mai drei Kunden.",
        "Reuters clients only saw the alert after lunch.", "ТАСС сообщил подписчикам о сбое.",
        "Nur für Abonnenten", "Réservé aux abonnés", "Contenido exclusivo para suscriptores",
        "Kun for abonnenter", "Только для подписчиков", "仅限会员", "会員限定", "Subscribers only",
        "© 2025 The Daily Lantern. All rights reserved.", "무단전재 및 재배포 금지", "無断転載禁止",
        "Todos los derechos reservados.", "未经授权不得转载", "Перепечатка запрещена.",
        "Free for editorial use", "Abdruck frei, Beleg erbeten.", "Contact: press@harbour.example",
        "Ei saa käyttää raskauden aikana.", "Не использовать детям до трёх лет.",
        "Ne pas utiliser chez l'enfant.", "No usar en menores de tres años.", "禁止在校园使用手机",
        "교내 휴대전화 사용 금지", "Prohibido el uso de móviles en las aulas",
        "Only in Italy did sales rise.", "Только в России выросли цены.", "Archiv",
        "NO SALES TAX THIS WEEKEND", "May not be used to train AI.", "CC BY 4.0",
        "Not for use in a microwave.", "Not for use in aircraft.", "Do not use in the dishwasher.",
        "May not be used on a boat without a life jacket.", "Not for use near water.",
        "Nicht in der Mikrowelle verwenden.", "Nicht zur Verwendung im Freien.",
        "Ne pas utiliser au four à micro-ondes.", "No usar en el microondas.",
        "Non utilizzare nel forno.", "Niet voor gebruik in de magnetron.",
        "Ej för användning utomhus.", "Nie używać w mikrofalówce.",
        "Не использовать в микроволновой печи.", "请勿在微波炉中使用。", "電子レンジで使用不可",
        "전자레인지 사용 금지", "Mikrodalgada kullanılamaz.",
        "The city banned the use of phones in schools.", "The licence for the quay ran out in May.",
    ],
)  # fmt: skip
def test_news_and_a_sites_own_lines_restrict_nothing(words: str) -> None:
    for text in (f"{STORY}\n\n{words}", f"{words}\n\n{STORY}", f"{STORY}\n\n(dpa)\n{words}"):
        assert [f.text for f in marked(text) if f.rule.startswith("restriction")] == []


@pytest.mark.parametrize(
    "words",
    [
        "Not for use in Italy.", "NOT FOR USE IN A MAGAZINE", "Not for use in Aruba or Bonaire.",
        "Not for use on the website of a competitor.", "Nicht zur Verwendung in Österreich",
        "No usar en Francia.", "Not for publication in Ruritania", "Not for use in four countries",
        "Не для использования во Франции", "禁止在法国使用",
    ],
)  # fmt: skip
def test_what_names_a_place_or_a_medium_stays_a_restriction(words: str) -> None:
    text = f"{STORY}\n\n{words}"
    assert [f for f in marked(text) if f.rule.startswith("restriction")]


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
    assert any(message.startswith("Its sender does not license") for message in told)


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
