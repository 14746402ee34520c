"""What machine-readable statements of a page say about whose text and whose pictures it has."""

import pytest

from checker.models.draft import Draft, Metadatum
from checker.models.evidence import Finding
from tests.packaged import packaged_engine
from tests.rows import each_row

TEXT = "The harbour of Larkport opened again after nine days, the council of the town announced."


def found(*metadata: Metadatum, url: str | None = None) -> list[Finding]:
    draft = Draft(TEXT, metadata=metadata, url=url)
    return [one for one in packaged_engine().scan(draft).findings if one.kind == "metadata"]


def said(*metadata: Metadatum, url: str | None = None) -> set[tuple[str, str]]:
    return {(one.agency, one.role or "none") for one in found(*metadata, url=url)}


# name of the statement, its value, its scope, the agency and role that it gives (none: "")
STATED = (
    ("author", "Agence France-Presse", "article", "afp text"),
    ("source", "Reuters", "article", "reuters text"),
    ("copyright", "© 2026 dpa", "article", "dpa text"),
    ("image:credit", "Reuters", "picture", "reuters photo"),
    ("photographer", "Bo Sample/AFP", "picture", "afp photo"),
    ("author", "Getty Images", "article", "getty photo"),
    ("keywords", "Reuters", "article", ""),
    ("author", "", "article", ""),
    ("author", "Reuters " * 60, "article", ""),  # over 400 letters: no name of an author
    ("description", "PARIS (AFP) - The harbour opened.", "article", "afp text"),
    ("description", "The minister told AFP that it opened.", "article", ""),
    ("image:caption", "The harbour. Photo: Bo Sample/AFP", "picture", "afp photo"),
    ("image:caption", "The AFP building in Paris", "picture", ""),
    ("html:a.data-caption", "The harbour. (AP Photo/Bo Sample)", "picture", "ap photo"),
    ("html:img.data-lb-title", "The harbour. Photo: Bo Sample/AFP", "picture", "afp photo"),
    ("html:img.alt", "PHOTO: The AFP team waits before three long games", "picture", ""),
    ("html:img.alt", "Photo: AFP the old harbour", "picture", "afp photo"),
    ("html:title", "The harbour opens | Reuters", "article", "reuters text"),
    ("html:title", "Reuters: The harbour opens", "article", "reuters text"),
    ("html:title", "The harbour opens - Reuters", "article", ""),
    ("html:title", "Why Reuters reporters left", "article", ""),
)


@each_row("name, value, scope, expected", STATED)
def test_a_statement_names_an_owner_where_it_speaks_of_one(
    name: str, value: str, scope: str, expected: str
) -> None:
    statement = Metadatum(name, value, scope=scope)  # type: ignore[arg-type]
    assert {" ".join(pair) for pair in said(statement)} == ({expected} if expected else set())


ADDRESSES = (
    ("https://www.reuters.com/world/harbour", "reuters"),
    ("https://reuters.com.example/world/harbour", ""),
    ("https://lantern.example/afp/harbour-opens", "afp"),  # the folder of an agency's texts
    ("https://lantern.example/afpa/harbour-opens", ""),
)


@each_row("address, agency", ADDRESSES)
def test_an_address_names_the_agency_whose_site_or_folder_it_is(address: str, agency: str) -> None:
    expected = {(agency, "text")} if agency else set()
    assert said(url=address) == expected
    assert said(Metadatum("og:url", address)) == expected


def test_the_same_statement_twice_is_one_finding() -> None:
    statement = Metadatum("author", "Reuters")
    assert len(found(statement, statement)) == 1


def test_values_that_are_remembered_and_forgotten_are_read_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("checker.engine.metadata._REMEMBERED", 2)
    statements = [
        Metadatum("author", value, scope="article")
        for value in ("Reuters", "A person", "AFP", "Reuters", "dpa", "AFP")
    ]
    engine = packaged_engine()
    for _ in range(2):
        found = engine.scan(Draft("A story.", metadata=tuple(statements))).findings
        assert sorted({one.agency for one in found}) == ["afp", "dpa", "reuters"]
        assert len(engine._statements._known) <= 2
