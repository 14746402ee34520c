"""Terms of use that ask for a permission: other uses are free, and the use itself is a person's."""

from datetime import UTC, datetime

from checker.licensing.terms.parse import parse_terms
from checker.models.draft import Rights
from checker.models.source import Item
from tests.licensing.cases import agreement, items, judged, match
from tests.rows import each_row

NEAR = datetime(2025, 6, 1, tzinfo=UTC)


@each_row(
    "text,value",
    [
        ("Syndication only with permission", "channel:syndication"),
        ("Resale only with the written permission of the agency", "channel:syndication"),
        ("Resale only upon request", "channel:syndication"),
        ("Print only after payment", "channel:print"),
        ("Online only by arrangement", "channel:web"),
        ("TV: only with permission", "channel:tv"),
        ("Advertising use only with written permission", "commercial"),
        ("Social media only with prior approval", "channel:social"),
        ("Permission required for syndication", "channel:syndication"),
        ("No syndication without permission", "channel:syndication"),
        ("Not for TV without permission", "channel:tv"),
        ("No archive use without permission", "archive"),
        ("Weiterverkauf nur mit Genehmigung", "channel:syndication"),
        ("Kein Weiterverkauf ohne Genehmigung", "channel:syndication"),
        ("Online nur gegen Honorar", "channel:web"),
        ("Archivierung nur nach Rücksprache", "archive"),
        ("Revente uniquement avec autorisation", "channel:syndication"),
        ("Pas de revente sans autorisation", "channel:syndication"),
        ("Utilisation commerciale uniquement sur demande", "commercial"),
        ("Reventa solo con permiso", "channel:syndication"),
        ("Rivendita solo con autorizzazione", "channel:syndication"),
        ("Revenda só com autorização", "channel:syndication"),
        ("Doorverkoop alleen met toestemming", "channel:syndication"),
        ("Vidareförsäljning endast efter tillstånd", "channel:syndication"),
        ("Videresalg kun med skriftlig tilladelse", "channel:syndication"),
        ("Videresalg kun etter avtale", "channel:syndication"),
        ("Jälleenmyynti vain luvalla", "channel:syndication"),
        ("Odsprzedaż tylko za zgodą", "channel:syndication"),
        ("Další prodej jen se souhlasem", "channel:syndication"),
        ("Перепродажа только с разрешения", "channel:syndication"),
        ("Перепродаж лише з дозволу", "channel:syndication"),
        ("Препродажба само с разрешение", "channel:syndication"),
        ("Preprodaja samo uz dozvolu", "channel:syndication"),
        ("Viszonteladás csak engedéllyel", "channel:syndication"),
        ("Revânzare doar cu acordul", "channel:syndication"),
        ("Μεταπώληση μόνο με άδεια", "channel:syndication"),
        ("Yeniden satış yalnızca izinle", "channel:syndication"),
        ("إعادة البيع بإذن فقط", "channel:syndication"),
        ("재판매는 허락을 받은 경우에만", "channel:syndication"),
    ],
)
def test_what_needs_a_permission_is_denied_without_one(text: str, value: str) -> None:
    (term,) = parse_terms((text,), NEAR)
    assert term.kind == "not"
    assert value in term.values
    assert term.limit == text


@each_row(
    "text",
    [
        "Use in France only with permission",
        "Publication only with permission",
        "Only with permission",
        "Nur mit Genehmigung",
        "Web only, print with permission",
        "Syndication only with permission from AFP",
        "转售须经许可",
    ],
)
def test_a_permission_for_the_use_itself_or_for_a_place_is_left_to_a_person(text: str) -> None:
    assert [term.kind for term in parse_terms((text,), NEAR)] == ["unknown"]


@each_row(
    "text,kind",
    [
        ("Syndication only", "only"),
        ("Online only", "only"),
        ("Print use only", "only"),
        ("No permission for web use", "not"),
        ("Use by AI systems only with permission.", "not"),
    ],
)
def test_limits_without_a_condition_are_what_they_were(text: str, kind: str) -> None:
    (term,) = parse_terms((text,), NEAR)
    assert (term.kind, term.limit) == (kind, None)


def restricted(terms: str) -> list[bool]:
    """The reasons of terms for a use on the web, each with whether a person has to look."""
    item = Item("urn:afp:1", "afp", Rights(usage_terms=(terms,)))
    judgement = judged(matches=(match(),), agreements=(agreement(),), registry=items(item))
    reasons = [one for claim in judgement.claims for one in claim.reasons]
    return [one.parsed is False for one in reasons if one.code == "licence.item_restricted"]


def test_only_the_use_that_needs_a_permission_waits_for_a_person() -> None:
    assert restricted("Syndication only with permission") == []
    assert restricted("Weiterverkauf nur mit Genehmigung") == []
    assert restricted("Online only with permission") == [True]
    assert restricted("Online nur gegen Honorar") == [True]
    assert restricted("Syndication only") == [False]
