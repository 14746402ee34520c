"""Limits beside words of permission or of a general reservation, and in editors' notes."""

from datetime import UTC, datetime

import pytest

from checker.licensing.terms.parse import item_terms, parse_terms
from checker.models.draft import Rights
from tests.rows import each_row

NEAR = datetime(2025, 6, 1, tzinfo=UTC)


def kinds(text: str) -> set[str]:
    return {term.kind for term in parse_terms((text,), NEAR)}


@each_row(
    "text",
    [
        # clients of a place, a medium or a service are not all clients
        "For use by Belgian clients only",
        "Use by Belgian clients only",
        "For use by UK subscribers only",
        "For use by Japanese customers only",
        "For use by print clients only",
        "For use by TV clients only",
        "For use by newspaper subscribers only",
        "For use by educational subscribers only",
        "For use by premium clients only",
        "Frei für Österreich",
        "Frei für Printmedien",
        "frei für private Nutzung",
        "Frei für die Ausgabe vom Samstag",
        # nor is what somebody has to be asked or paid for
        "See special instructions",
        "Contact author to buy rights",
        "Contact sales, an extra fee applies",
        "Contact sales before use",
        "© Kestrel, extra fee applies",
        "Copyright Kestrel: ask before use",
        # a ban of the item itself is no reservation that a contract meets
        "This story must not be published",
        "This text must not be used",
        "This item may not be used in any form",
        "No use, publication or redistribution",
    ],
)
def test_what_limits_a_use_is_no_permission_and_no_general_reservation(text: str) -> None:
    assert kinds(text).isdisjoint({"free", "reserved"})
    assert kinds(text) <= {"only", "not", "unknown"}


@each_row(
    "text",
    [
        "For use by subscribers only",
        "For use by our clients only",
        "RPA clients only",
        "PA clients only",
        "Frei für Kunden der dpa",
        "frei für alle Abonnenten",
        "Contact the picture desk",
        "© 2025 RPA",
        "© RPA Photo Service",
    ],
)
def test_what_every_contract_meets_stays_free(text: str) -> None:
    assert kinds(text) == {"free"}


@each_row(
    "text,kind",
    [
        ("Not for France - all rights reserved.", "not"),
        ("FRANCE OUT, all rights reserved", "not"),
        ("For Belgium only, all rights reserved", "only"),
        ("Print only, all rights reserved", "only"),
        ("Online rights excluded, all rights reserved", "not"),
        ("Embargoed until 1 May 2027 - all rights reserved", "embargo"),
    ],
)
def test_a_limit_before_a_general_reservation_counts(text: str, kind: str) -> None:
    assert kinds(text) == {kind, "reserved"}


@each_row(
    "text",
    [
        "© 2025 RPA. All rights reserved.",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "This content may not be used without permission of RPA",
        "No use or reproduction without prior written permission",
        "This text may not be copied",
    ],
)
def test_a_general_reservation_stays_one(text: str) -> None:
    assert kinds(text) <= {"free", "reserved"}
    assert "reserved" in kinds(text)


@each_row(
    "note",
    [
        "Use requires prior permission",
        "Premium content, extra fee applies",
        "Syndicated content; not included in the subscription",
        "RPA content - separate licence required",
        "Subject to approval by the author",
        "Must be used in full",
        "Honorarpflichtig",
        "Nur nach Rücksprache mit dem Autor",
        "Verwendung nur mit schriftlicher Zustimmung",
        "Accord préalable de l'auteur nécessaire",
        "Publicación sujeta a autorización previa",
        "Pubblicazione soggetta a previo consenso",
        "Publicação mediante autorização",
        "Alleen na schriftelijke toestemming",
        "Publicering kräver godkännande",
        "Maksullinen lisäpalvelu",
        "Publikacja za zgodą autora",
        "Публикация только с разрешения автора",
        "Közlése előzetes engedélyhez kötött",
        "النشر بموافقة مسبقة",
        "転載には許諾が必要",
        "使用须经授权",
        "유료 기사",
    ],
)
def test_a_note_that_asks_for_permission_or_pay_is_left_to_a_person(note: str) -> None:
    assert {term.kind for term in item_terms(Rights(editors_note=(note,)), NEAR)} == {"unknown"}


@each_row(
    "note",
    [
        "CORRECTS that the licence was required in 2019",
        "Adds that the fee applies from May",
        "Story moved earlier on the national desk",
        "Der Beitrag ist auch als Video erhältlich",
        "More details expected at noon",
        "Bericht mit Stimmen aus dem Rat",
        "La suite dans la soirée",
        "続報あり",
    ],
)
def test_a_note_on_the_text_is_no_term(note: str) -> None:
    assert item_terms(Rights(editors_note=(note,)), NEAR) == ()


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Expires in 24 hours", "publication"),
        ("Valid for 24 hours", "publication"),
        ("Available for 24 hours", "publication"),
        ("24 Stunden gültig", "publication"),
        ("Valable 24 heures", "publication"),
        ("Must be deleted within 48 hours", "publication"),
        ("For use within 48 hours", "publication"),
        ("Online for 24 hours", "use"),
        ("Remove after 7 days", "use"),
        ("30 days use only", "use"),
        ("Available for 24 hours from first publication", "use"),
    ],
)
def test_the_time_of_an_item_runs_whenever_it_is_used(text: str, counted: str) -> None:
    """Counted from the use, it would begin anew with each check."""
    (term,) = parse_terms((text,), NEAR)
    assert (term.kind, term.counts_from) == ("days", counted)
