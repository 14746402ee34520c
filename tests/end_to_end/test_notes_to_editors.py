"""Notes to editors say whose text it is: it is not clear without a licence of that agency."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.formats import read_draft
from checker.models import Use
from checker.models.verdict import Claim
from checker.newsroom import Newsroom

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
STORY = (
    "The old swing bridge at Marrow Quay opened again on Monday after a winter of repairs, and the"
    " first coaster passed it at noon, the harbour master said."
)


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return Newsroom.open(tmp_path_factory.mktemp("notes"))


def claims(newsroom: Newsroom, text: str) -> list[Claim]:
    draft = read_draft(text, as_type="text")
    return list(newsroom.checker.check(draft, Use(channel="web"), now=NOW).claims)


AGREEMENT = """\
schema: licence/1
id: lic:dpa:web
owner: {id: dpa, name: dpa}
licensee: {id: "*", brands: ["*"]}
channels: {allow: [web]}
territories: {allow: [AT, DE]}
"""

NOTES = [
    ("ATTENTION EDITORS: The following text is for use only by REUTERS CLIENTS", "reuters"),
    ("ATTENTION EDITORS - This piece may be used only by AFP subscribers.", "afp"),
    ("EDITORS: For AP members only.", "ap"),
    ("EDS: Adds quotes. Reuters will file an update by 1600 GMT.", "reuters"),
    ("HINWEIS AN DIE REDAKTIONEN: Nur für Kunden der dpa.", "dpa"),
    ("Hinweis an die Redaktionen: Die APA sendet um 17 Uhr eine Zusammenfassung.", "apa"),
    ("AVIS AUX RÉDACTIONS: réservé aux abonnés de l'AFP", "afp"),
    ("NOTE AUX RÉDACTIONS - Belga enverra une nouvelle version vers 18 h", "belga"),
    ("ATENCIÓN EDITORES: material exclusivo para clientes de EFE", "efe"),
    ("AVISO A LOS ABONADOS: EFE ampliará esta información", "efe"),
    ("AVVISO ALLE REDAZIONI: l'ANSA aggiornerà il servizio alle 18", "ansa"),
    ("AVISO AOS CLIENTES: a Lusa enviará nova versão", "lusa"),
    ("NOOT VOOR DE REDACTIE: het ANP komt om 17 uur met een nieuwe versie", "anp"),
    ("UWAGA REDAKCJE: PAP nada uzupełnienie po godz. 17", "pap"),
    ("UPOZORNĚNÍ REDAKCÍM: ČTK vydá souhrn v 17:00", "ctk"),
    ("ВНИМАНИЮ РЕДАКЦИЙ: ТАСС передаст дополнение", "tass"),
    ("EDİTÖRLERİN DİKKATİNE: AA haberi güncelleyecek", "anadolu"),
    ("编辑注意：新华社将播发更新稿", "xinhua"),
]


@pytest.mark.parametrize(("note", "agency"), NOTES)
@pytest.mark.parametrize("place", ["{note}\n\n{story}\n", "{story}\n\n{note}\n"])
def test_a_note_that_names_its_agency_asks_for_the_licence(
    newsroom: Newsroom, note: str, agency: str, place: str
) -> None:
    (claim,) = (
        claim
        for claim in claims(newsroom, place.format(note=note, story=STORY))
        if claim.owner == agency and claim.role == "text"
    )
    assert claim.verdict == "licence_required"
    assert "licence.none" in {reason.code for reason in claim.reasons}


@pytest.mark.parametrize(
    "note",
    [
        "Notes to editors: The survey was carried out by the Press Association in May.",
        "NOTE TO EDITORS: Interviews with the harbour master are available on request.",
        "Editor's note: This story was updated after the Associated Press called the race.",
        "Correction: An earlier version of this story misattributed a quote to Reuters.",
        "ATTENTION EDITORS: THE PA SYSTEM IN THE HALL IS BROKEN",
        "(Correction: after this report appeared, Reuters corrected a date in its own interview.)",
        "The agency told its editors that Reuters would file an update by noon.",
        "Editors at AFP and its clients met in Lyon.",
    ],
)
def test_a_note_of_others_asks_for_no_licence(newsroom: Newsroom, note: str) -> None:
    told = claims(newsroom, f"{STORY}\n\n{note}\n")
    assert {claim.verdict for claim in told} <= {"clear"}


def test_a_note_alone_asks_a_person_and_a_restriction_does_not(newsroom: Newsroom) -> None:
    (told,) = claims(newsroom, f"ATTENTION EDITORS: AFP will file a new version.\n\n{STORY}\n")
    (limited,) = claims(newsroom, f"ATTENTION EDITORS: for AFP clients only\n\n{STORY}\n")
    assert (told.confidence, limited.confidence) == ("low", "medium")
    assert any(reason.review for reason in told.reasons)
    assert not any(reason.review for reason in limited.reasons)


def test_a_picture_that_a_note_is_about_is_claimed_as_one(newsroom: Newsroom) -> None:
    note = "ATTENTION EDITORS - THIS REUTERS PICTURE WILL BE REPLACED LATER TODAY"
    (claim,) = claims(newsroom, f"{STORY}\n\n{note}\n")
    assert (claim.owner, claim.role) == ("reuters", "photo")


@pytest.mark.parametrize(
    ("note", "covered"),
    [
        ("HINWEIS AN DIE REDAKTIONEN: Nur für Kunden der dpa.", True),
        ("EDITORS: For dpa clients only.", True),
        ("EDITORS: For dpa clients only. No use in Austria.", False),
        ("EDITORS: For dpa clients in Freedonia only.", False),
    ],
)
def test_what_is_for_clients_is_for_those_with_an_agreement(
    tmp_path: Path, note: str, covered: bool
) -> None:
    with Newsroom.open(tmp_path) as newsroom:
        newsroom.add_agreement(AGREEMENT, "dpa.yaml")
        draft = read_draft(f"{note}\n\n{STORY}\n", as_type="text")
        use = Use(channel="web", territories=("AT",))
        (claim,) = newsroom.checker.check(draft, use, now=NOW).claims
    assert (claim.owner, claim.verdict == "clear") == ("dpa", covered)
