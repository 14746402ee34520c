"""A notice of whose text it is and terms in one line: neither hides the other."""

import pytest

from checker.engine import Engine
from checker.engine.lint import makes_claim
from checker.formats import read_draft
from checker.licensing.judging.draft_terms import confirmed
from checker.orders import RESTRICTION_RULES
from tests.packaged import packaged_engine

STORY = (
    "The city reopened the old bridge on Tuesday after two years of repairs. A spokesman said that"
    " buses would return to their usual route next week.",
    "Shop owners in the lower town have asked for help with their losses, and the council will"
    " discuss the matter in May.",
)
FOOT = "<footer><p>© 2024 The Daily Sample</p></footer>"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


def found(engine: Engine, line: str) -> tuple[set[str], set[str]]:
    """The agencies that are claimed for the text of a page, and its restrictions."""
    body = "".join(f"<p>{part}</p>" for part in (*STORY, line))
    page = f"<html><body><main><article><h1>Bridge opens</h1>{body}</article></main>{FOOT}</body>"
    findings = confirmed(engine.scan(read_draft(page, as_type="html")).findings)
    claims = {str(f.agency) for f in findings if makes_claim(f) and f.rule not in RESTRICTION_RULES}
    return claims, {f.text for f in findings if f.rule in RESTRICTION_RULES}


# Lines that look like a restriction until all their words are read.
ONLY_NOTICES = [
    (
        "Tous droits de reproduction et de représentation réservés. © (2024) Agence France-Presse",
        "afp",
    ),
    ("Todos los derechos de reproducción reservados. © (2024) Agencia EFE", "efe"),
    ("Alle Rechte der Vervielfältigung vorbehalten. © 2024 Deutsche Presse-Agentur", "dpa"),
    ("Tutti i diritti di riproduzione riservati. © 2024 Agenzia ANSA", "ansa"),
    ("All rights of reproduction reserved. © 2024 The Associated Press", "ap"),
]
WITH_TERMS = [
    ("© 2024 Agence France-Presse - not for use in France", "afp", "not for use in France"),
    ("© Agence France-Presse, not for use in France", "afp", "not for use in France"),
    ("Copyright 2024 Reuters | Not for use in Japan", "reuters", "Not for use in Japan"),
    ("© dpa – nicht zur Verwendung in Österreich", "dpa", "nicht zur Verwendung in Österreich"),
    ("© 2024 The Associated Press. Not for use in France.", "ap", "Not for use in France"),
]


@pytest.mark.parametrize(("line", "agency"), ONLY_NOTICES)
def test_a_line_that_may_be_a_restriction_hides_no_notice(
    engine: Engine, line: str, agency: str
) -> None:
    assert found(engine, line) == ({agency}, set())


@pytest.mark.parametrize(("line", "agency", "terms"), WITH_TERMS)
def test_a_notice_hides_no_restriction(engine: Engine, line: str, agency: str, terms: str) -> None:
    assert found(engine, line) == ({agency}, {terms})
