"""Usage terms that allow everything, which no person has to read, and their limited neighbours."""

import pytest

from checker.licensing import apply_edits, parse_terms
from checker.models.draft import Rights
from checker.models.source import Item
from tests.licensing.cases import STORY, agreement, codes, items, judged, match


def kinds(text: str) -> list[str]:
    return [term.kind for term in parse_terms([text])]


FREE = [
    "No restrictions", "No limits", "Unlimited use", "All media", "All platforms",
    "Usable in all media", "Cleared for all uses", "Available on all platforms",
    "All rights cleared", "Approved", "Standard terms apply",
    "Our standard terms and conditions apply", "Subject to our terms and conditions",
    "Ohne Einschränkungen", "Freie Verwendung", "Frei verwendbar", "Uneingeschränkt nutzbar",
    "Sans restriction", "Sans aucune restriction", "Libre de droits", "Sin restricciones",
    "Sin ninguna restricción", "Nessuna restrizione", "Senza limitazioni", "Sem restrições",
    "Geen beperkingen", "Inga begränsningar", "Uden begrænsninger", "Uten begrensninger",
    "Ei rajoituksia", "Bez ograniczeń", "Brak ograniczeń", "Bez omezení", "Bez obmedzení",
    "Без ограничений", "Без обмежень", "Няма ограничения", "Bez ograničenja", "Brez omejitev",
    "Korlátozás nélkül", "Fără restricții", "Χωρίς περιορισμούς", "Kısıtlama yok",
    "بدون قيود", "بدون محدودیت", "ללא הגבלה", "制限なし", "利用制限はありません", "无限制",
    "沒有使用限制", "사용 제한 없음", "Không hạn chế",
]  # fmt: skip


@pytest.mark.parametrize("text", FREE)
def test_terms_that_limit_nothing_are_free(text: str) -> None:
    assert kinds(text) == ["free"]
    assert kinds(f"{text}.") == ["free"]


@pytest.mark.parametrize(
    "text",
    [
        "No restrictions outside France", "All media except print", "All media in Italy",
        "Unlimited use in Italy", "Approved for print", "Cleared for print",
        "Usable in all media after 6 p.m.", "Standard terms apply plus a fee", "Not approved",
        "Not cleared for all uses", "Subject to approval", "Subject to our approval",
        "Sans restriction en Suisse", "Sin restricciones hasta el lunes",
        "Без ограничений в России", "无限制，法国除外", "制限なし、ただしフランスを除く",
        "Frei verwendbar nach Rücksprache", "All text must be used",
    ],
)  # fmt: skip
def test_a_limit_beside_them_still_counts(text: str) -> None:
    assert kinds(text) != ["free"]


@pytest.mark.parametrize(
    "text", ["Credit Kestrel", "Credit: Kestrel", "Credit to Kestrel", "Please credit Kestrel"]
)
def test_a_credit_is_asked_for_with_its_name(text: str) -> None:
    assert kinds(text) == ["credit"]


@pytest.mark.parametrize(
    "text",
    [
        "Credit Kestrel only in Italy",
        "Credit Kestrel, not for use in Italy",
        "Credit Kestrel - Italy out",
    ],
)
def test_a_credit_hides_no_limit(text: str) -> None:
    assert kinds(text) != ["credit"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Mandatory credit: Kestrel", ("Kestrel",)),
        ("MANDATORY CREDIT: KESTREL", ("KESTREL",)),
        ('Mandatory credit: "Kestrel / Ann Gale"', ("Kestrel", "Ann Gale")),
        ("Crédit obligatoire : Kestrel", ("Kestrel",)),
        ("Please credit Kestrel", ("Kestrel",)),
        ("Credit: University of Marren", ("University of Marren",)),
        ("Credit: Кестрел", ("Кестрел",)),
        ("Please credit the photographer", ()),
        ("Please credit the Photographer", ()),
        ("Mandatory credit line", ()),
        ("Please credit us", ()),
        ("Credit as shown", ()),
        ("Credit to Kestrel is required", ()),
        ("Mandatory credit", ()),
    ],
)
def test_whom_a_credit_names(words: str, names: tuple[str, ...]) -> None:
    (term,) = parse_terms([words])
    assert (term.kind, term.values) == ("credit", names)


@pytest.mark.parametrize(
    ("terms", "line", "met"),
    [
        ("Mandatory credit: Kestrel", "AFP", False),
        ("Mandatory credit: Kestrel", "Kestrel", True),
        ("Mandatory credit: Kestrel", "AFP, with Kestrel", True),
        ("Mandatory credit: Kestrel", "Kestrels nest here", False),
        ("Mandatory credit: Ann Gale/AFP", "AFP", False),
        ("Mandatory credit: Ann Gale/AFP", "Ann Gale/AFP", True),
        ("Mandatory credit: AFP", "AFP", True),
        ("Mandatory credit: Agence France-Presse", "AFP", True),
        ("Mandatory credit", "AFP", True),
        ("Please credit the photographer", "AFP", True),
    ],
)
def test_the_credit_that_a_term_names_is_owed(terms: str, line: str, met: bool) -> None:
    text = f"{STORY}\n\n{line}"
    held = agreement(credit=None, attribution=None)
    registry = items(Item("urn:afp:1", "afp", Rights(usage_terms=(terms,))))
    judgement = judged(text=text, matches=(match(),), agreements=(held,), registry=registry)
    reasons = [one for claim in judgement.claims for one in claim.reasons]
    lacking = [one for one in reasons if one.code == "credit.missing"]
    assert (not lacking) is met
    for one in lacking:
        mended = apply_edits(text, one.fix)
        after = judged(text=mended, matches=(match(),), agreements=(held,), registry=registry)
        assert "credit.missing" not in codes(after)
