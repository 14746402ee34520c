"""Items of an agency's feed whose own text says that they are another agency's."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checker import CheckOptions, check
from checker.formats import read_draft
from checker.models.draft import Rights, Use
from checker.models.source import Source
from checker.newsroom import Newsroom

NOW = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
STORY = (
    "The keeper of the Skerry light has written down every ship since 1961 in school exercise "
    "books, and the harbour museum wants them. He says that he will part with them on the day the "
    "lamp is switched off, and not before, whatever the director may offer.\n\n"
    "The museum's director promised a glass case and a chair beside it, and the mayor found money "
    "for both in a fund that had been set up for a fountain that nobody remembers asking for."
)
CONTRACT = """id: lic:{owner}
owner: {{id: {owner}, name: "{name}"}}
licensee: {{id: "*", brands: ["*"]}}
channels: {{allow: ["*"]}}
territories: {{allow: ["*"]}}
content: {{exclude_third_party: {excluded}}}
"""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "data", clock=lambda: NOW) as newsroom:
        yield newsroom


def codes(
    room: Newsroom,
    text: str = STORY,
    *,
    owner: str = "northlight",
    contract: str = "northlight",
    excluded: str = "true",
    **more: Any,
) -> set[str]:
    """What a draft with the bare story is told; the item is sent as `text`."""
    name = {"northlight": "Northlight Wire", "afp": "Agence France-Presse"}.get(contract, contract)
    terms = CONTRACT.format(owner=contract, name=name, excluded=excluded)
    room.add_agreement(terms, "contract.yaml")
    room.add_sources([Source("u:1", owner, **{"text": text, "published": NOW, **more})])
    use = Use(publisher="daily-lantern", channel="web")
    answer = check(room, read_draft(STORY, as_type="text"), use, CheckOptions()).answer
    found = {reason.code for claim in answer.claims for reason in claim.reasons}
    assert answer.matches
    return found | {answer.verdict}


PARTNERS = [
    (f"PARIS, May 1 (AFP) - {STORY}", {}),
    (f"BERLIN (dpa) - {STORY}", {}),
    (f"{STORY}\n\n(AFP)", {}),
    (f"{STORY}\n\n(Reuters)", {}),
    (f"BERLIN (Reuters) - {STORY}\n\n(Reporting by Bo Sample; editing by Ana Sample)", {}),
    (f"{STORY}\n\n© Agence France-Presse", {}),
    (f"{STORY}\n\nCopyright 2026 The Associated Press. All rights reserved.", {}),
    (STORY, {"byline": "Ann Gale, AFP"}),
    (STORY, {"dateline": "PARIS (AFP)"}),
]


@pytest.mark.parametrize(("text", "more"), PARTNERS)
def test_a_partners_item_is_not_covered_by_the_feeds_contract(
    room: Newsroom, text: str, more: dict[str, Any]
) -> None:
    assert {"licence.third_party_content", "licence_required"} <= codes(room, text, **more)


@pytest.mark.parametrize(("text", "more"), PARTNERS)
def test_a_contract_that_covers_partners_covers_it(
    room: Newsroom, text: str, more: dict[str, Any]
) -> None:
    assert "licence.third_party_content" not in codes(room, text, excluded="false", **more)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        (STORY, "northlight"),
        (f"PORT ANSEL, May 1 (NW) - {STORY}", "northlight"),
        (f"{STORY}\n\nHe told AFP that nobody had asked him.", "northlight"),
        (f"The agency AFP reported it first. {STORY}", "northlight"),
        (f"PARIS, May 1 (AFP) - {STORY}", "afp"),
        (f"PARIS (AFP/dpa) - {STORY}", "afp"),
        (f"{STORY}\n\n© Agence France-Presse", "afp"),
        (f"PARIS, May 1 (AFP) - {STORY}", "afp-english"),
        (f"PARIS, May 1 (AFP) - {STORY}", "agence france-presse"),
        (f"(c) 2026 Northlight Wire\n\n{STORY}", "northlight"),
        (f"{STORY}\n\n(Reporting by Bo Sample; editing by Ana Sample)", "northlight"),
        (f"{STORY}\n\n(Reporte de Bo Sample. Editado por Ana Sample)", "northlight"),
    ],
)
def test_a_feeds_own_item_stays_its_own(room: Newsroom, text: str, owner: str) -> None:
    found = codes(room, text, owner=owner, contract=owner)
    assert "licence.third_party_content" not in found
    assert "clear" in found


@pytest.mark.parametrize(
    ("rights", "provider", "is_own"),
    [
        (Rights(third_party=True), "northlight", True),
        (Rights(third_party=True, copyright_holder=("kestrel",)), "northlight", True),
        (Rights(third_party=True), None, False),
        (Rights(third_party=True), "kestrel", False),
        (Rights(third_party=True, copyright_holder=("Agence France-Presse",)), "northlight", False),
    ],
)
def test_what_another_house_sent_is_the_owners_own_under_its_own_contract(
    room: Newsroom, rights: Rights, provider: str | None, *, is_own: bool
) -> None:
    found = codes(room, owner="kestrel", contract="kestrel", rights=rights, provider=provider)
    assert ("licence.third_party_content" not in found) is is_own


def test_a_new_version_of_an_item_is_read_anew(room: Newsroom) -> None:
    assert "clear" in codes(room)
    assert "licence.third_party_content" in codes(room, f"{STORY}\n\n(AFP)", version="2")
