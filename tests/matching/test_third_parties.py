"""Statements that several houses print: nobody's exclusively, however one of them prints them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.index import Index
from checker.matching.owner_names import OwnerNames
from checker.matching.shared_passages import THIRD_PARTY
from checker.matching.third_parties import WHOLE_ITEM
from checker.matching.thresholds import THRESHOLDS as T
from checker.models.draft import Draft, Use
from checker.models.evidence import SearchResult
from checker.models.source import Source
from checker.newsroom import Newsroom
from tests.matching.newsroom import MemoryDocuments, counted
from tests.matching.searching import FIRST

STATEMENT = (
    "The harbour of Marren regrets that the pilots slept through the storm of last Friday and that "
    "three barges drifted into the fish market. From tomorrow on two pilots will be awake at any "
    "hour, and the third one will keep the kettle warm for them."
)
PLAIN = f"The council met for an hour.\n\n{STATEMENT}\n\nA vote on the kettle is due in June."
QUOTED = f"Fishermen were not amused.\n\n“{STATEMENT}” the harbour said.\n\nThey sold eels instead."
ANNOUNCED = f"Eels were sold at noon.\n\nThe harbour issued the following statement:\n\n{STATEMENT}"
DRAFT = f"Our reporter likes barges.\n\n{STATEMENT}\n\nShe has drawn one of them."
NAMES = OwnerNames({"north": ["North"], "south": ["South"]})


def searched(
    folder: Path,
    sources: list[tuple[str, str, int | None]],
    draft: str = DRAFT,
    owners: OwnerNames = NAMES,
) -> SearchResult:
    documents = MemoryDocuments()
    for number, (owner, text, day) in enumerate(sources):
        documents.add(f"s{number}", text, owner=owner, day=day)
    index = Index.open(folder, documents)
    index.sync()
    return index.search(Draft(draft), owners=owners)


@pytest.mark.parametrize("other", [QUOTED, ANNOUNCED])
def test_what_another_owner_prints_as_somebodys_words_is_no_agencys(
    tmp_path: Path, other: str
) -> None:
    found = searched(tmp_path, [("north", PLAIN, FIRST), ("south", other, FIRST + 1)])
    assert counted(found, DRAFT) == []
    told = {(p.cls, p.note) for match in found.matches for p in match.passages}
    assert told == {("quotation", THIRD_PARTY)}


@pytest.mark.parametrize(
    "sources",
    [
        [("north", PLAIN, FIRST)],
        # its own owner shows nothing, nor does one who prints it without marks
        [("north", PLAIN, FIRST), ("north", QUOTED, FIRST)],
        [("north", PLAIN, FIRST), ("south", PLAIN.replace("hour", "day"), FIRST)],
        # a paper that quotes the agency
        [("north", PLAIN, FIRST), ("south", f"{QUOTED} This is what North wrote.", FIRST)],
        # an owner of whom only the id is known, and the paper has its words
        [("east-wind_news", PLAIN, FIRST), ("north", f"{QUOTED} So East Wind News.", FIRST)],
        # another day's
        [("north", PLAIN, FIRST), ("south", QUOTED, FIRST + T.story_days + 1)],
    ],
)
def test_the_same_words_count_where_nothing_shows_it(
    tmp_path: Path, sources: list[tuple[str, str, int | None]]
) -> None:
    plain = next(m for m in searched(tmp_path, sources).matches if m.source == "s0")
    assert any(p.counted for p in plain.passages)


def test_an_owner_without_a_known_name_is_named_by_the_words_of_its_id(tmp_path: Path) -> None:
    sources: list[tuple[str, str, int | None]] = [("east", PLAIN, FIRST), ("wind", QUOTED, FIRST)]
    assert counted(searched(tmp_path, sources), DRAFT) == []


@pytest.mark.parametrize(
    "draft",
    [
        DRAFT,
        f"Our reporter likes barges. {STATEMENT} She has drawn one of them.",
        f"Our reporter likes barges.\n\n{STATEMENT} the harbour said.\n\nShe has drawn one.",
        f"Our reporter likes barges, and the harbour said that t{STATEMENT[1:]}",
        f"“Our reporter likes barges,” she said. {STATEMENT} “She has drawn one of them,” we said.",
    ],
    ids=["paragraph", "inside", "said", "indirect", "between quotations"],
)
def test_a_quotation_of_one_source_without_its_marks_is_copied_text(
    tmp_path: Path, draft: str
) -> None:
    (match,) = searched(tmp_path, [("north", QUOTED, FIRST)], draft).matches
    assert (match.cls, match.quoted_words) == ("verbatim", 0)
    assert match.words >= 40


LAYOUTS = {
    "front matter": "---\ntitle: Barges\nauthor: Ann Okoro\n---\n\n{}",
    "pasted labels": "Title: Barges\nAuthor: Ann Okoro\n\n{}",
    "data": "date: 2026-11-30\ntags: harbour, barges\n\n{}",
    "German labels": "Titel: Kähne\nAutorin: Ann Okoro\n\n{}",
    "Japanese labels": "題名：はしけ\n記者：大河\n\n{}",
    "newsletter": "Dear readers,\n\n{}\n\nYours sincerely,\nThe editors",
    "German newsletter": "Liebe Leserinnen und Leser,\n\n{}\n\nMit freundlichen Grüßen",
    "explainer": "Who drifted?\n\n{}\n\nWhat is next?\n\nNobody knows.",
    "post": "Ida Voss @voss\n{}",
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("source", [PLAIN, ANNOUNCED], ids=["plain", "announced"])
def test_a_layout_without_quotation_marks_makes_no_quotation(
    tmp_path: Path, layout: str, source: str
) -> None:
    """Front matter looks as interviews do, so marks in the source have to say that it is one."""
    draft = LAYOUTS[layout].format(STATEMENT)
    (match,) = searched(tmp_path, [("north", source, FIRST)], draft).matches
    assert match.quoted_words == 0
    assert match.words >= 40


def test_what_stands_in_marks_is_counted_as_quoted_in_any_layout(tmp_path: Path) -> None:
    for layout in LAYOUTS.values():
        draft = layout.format(f"“{STATEMENT}”")
        (match,) = searched(tmp_path, [("north", PLAIN, FIRST)], draft).matches
        assert match.quoted_words == match.words > 0


@pytest.mark.parametrize("layout", ["newsletter", "explainer", "post"])
def test_words_that_the_source_quotes_are_a_quotation_in_a_letter_or_an_answer(
    tmp_path: Path, layout: str
) -> None:
    draft = LAYOUTS[layout].format(STATEMENT)
    assert counted(searched(tmp_path, [("north", QUOTED, FIRST)], draft), draft) == []


def test_an_announced_statement_is_a_quotation_where_both_texts_say_so(tmp_path: Path) -> None:
    draft = f"It rained.\n\nThe text of the statement from the harbour:\n\n{STATEMENT}"
    assert counted(searched(tmp_path, [("north", ANNOUNCED, FIRST)], draft), draft) == []


REPORT = (
    "A court in Osby ordered the harbour on Thursday to pay for forty crates of herring that were "
    "crushed when the barges drifted ashore. The judge said that nobody had woken the pilots for "
    "eleven minutes, although a night watchman had rung the bell twice."
)
ANSWERS = {
    "English": "The harbour issued the following statement:\n\nWe are sorry for the herring.",
    "French": "Le port a publié le communiqué suivant :\n\nNous regrettons la perte des harengs.",
    "Turkish": "Liman müdürü şunları söyledi:\n\nBalıklar için özür diliyoruz.",
    "points": "The following statement was issued:\n\n1. No barge sails.\n\n2. No eel sells.",
    "full text": "The full text of the statement:\n\nNo barge sails.",
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_agencys_report_behind_a_statement_counts(tmp_path: Path, answer: str) -> None:
    both = f"{ANSWERS[answer]}\n\n{REPORT}"
    draft = f"Our reporter counted the crates on the quay.\n\n{both}"
    found = searched(
        tmp_path, [("north", f"The harbour answered the court.\n\n{both}", FIRST)], draft
    )
    (match,) = found.matches
    assert match.words >= 40


def test_a_statement_of_several_paragraphs_is_a_quotation(tmp_path: Path) -> None:
    statement = (
        f"{STATEMENT}\n\nThe kettle cost ninety crowns and came on the same evening by boat.\n\n"
        "We thank the fishermen, who lent us their lanterns, and we will return all of them."
    )
    line = "The harbour issued the following statement:"
    source = f"Eels were sold.\n\n{line}\n\n{statement}\n\nThe mayor said that it rained."
    draft = f"It rained.\n\nHere is the full statement:\n\n{statement}"
    assert counted(searched(tmp_path, [("north", source, FIRST)], draft), draft) == []


def test_an_announcement_of_the_draft_alone_hides_no_story(tmp_path: Path) -> None:
    draft = f"It rained.\n\nThe text of the statement from the harbour:\n\n{STATEMENT}"
    assert counted(searched(tmp_path, [("north", PLAIN, FIRST)], draft), draft) != []


def test_the_agencys_own_lead_of_a_statement_counts(tmp_path: Path) -> None:
    lead = (
        "Three barges drifted into the fish market of Marren while the pilots slept, and the "
        "harbour has now said that it is sorry and has bought a kettle."
    )
    source = f"{lead}\n\n{ANNOUNCED}"
    found = searched(tmp_path, [("north", source, FIRST)], source)
    assert any(lead in text for text in counted(found, source))


# A paper that quotes an agency, in its own language; each names it otherwise than by its id.
ATTRIBUTED = [
    ("afp", "“{}” Agence France-Presse wrote."),
    ("afp", "„{}“, schreibt die Agentur AFP."),
    ("afp", "据法新社报道：“{}”"),
    ("afp", "وقالت «{}» لوكالة فرانس برس."),
    ("afp", "«{}», сообщило агентство Франс\u00a0Пресс."),
    ("kyodo", "「{}」と共同通信が報じた。"),
    ("kyodo", "„{}“, kertoo Kyodon kirjeenvaihtaja."),
    ("pa", "“{}” the Press\nAssociation reported."),
    ("dpa", "„{}“, heißt es bei der Deutschen Presse\u2011Agentur."),
    ("pap", "„{}” – czytamy w depeszy Polskiej Agencji Prasowej."),
    ("tass", "«{}», — передаёт ТАСС."),
    ("tanjug", "„{}“, изјавио је за Tanjugov servis."),
    ("yonhap", "“{}” 연합뉴스는 보도했다."),
    ("anadolu", "“{}” Anadolu Ajansına konuştu."),
    ("reuters", "“{}” ＲＥＵＴＥＲＳ通信は伝えた。"),
]


@pytest.fixture(scope="module")
def spellings(tmp_path_factory: pytest.TempPathFactory) -> OwnerNames:
    with Newsroom.open(tmp_path_factory.mktemp("names")) as room:
        return room.held.naming.spellings


@pytest.mark.parametrize(("owner", "words"), ATTRIBUTED)
def test_a_passage_that_a_paper_quotes_from_an_agency_by_name_is_the_agencys(
    tmp_path: Path, spellings: OwnerNames, owner: str, words: str
) -> None:
    paper = f"Fishermen were not amused.\n\n{words.format(STATEMENT)}\n\nThey sold eels instead."
    sources: list[tuple[str, str, int | None]] = [
        (owner, PLAIN, FIRST),
        ("lusa", paper, FIRST + 1),
    ]
    agencys = next(
        m for m in searched(tmp_path, sources, owners=spellings).matches if m.source == "s0"
    )
    assert agencys.words >= 40


@pytest.mark.parametrize(
    ("owner", "text"),
    [
        ("afp", "The AFPA and its members."),
        ("ap", "An APEC summit, an app and a map."),
        ("pa", "Pa said that PAP has it."),
        ("tass", "Он тасует карты."),
        ("dpa", "ADPA"),
        ("spa", "A day at the spa."),
        ("reuters", "They reuse it."),
        ("kyodo", "协同办公"),
        ("yonhap", "연합군"),
        ("tt", "Atta and TTIP"),
    ],
)
def test_a_word_that_holds_the_letters_of_a_name_names_nobody(
    spellings: OwnerNames, owner: str, text: str
) -> None:
    assert not spellings.is_named(owner, text)


@pytest.mark.parametrize("owner", ["kyodo", "afp", "pa", "tanjug"])
def test_a_statement_that_names_neither_agency_is_still_nobodys(
    tmp_path: Path, spellings: OwnerNames, owner: str
) -> None:
    found = searched(tmp_path, [(owner, PLAIN, FIRST), ("lusa", QUOTED, FIRST)], owners=spellings)
    assert counted(found, DRAFT) == []


@pytest.mark.parametrize(
    ("paper", "words"),
    [(f"{QUOTED} The Ruritanian Press Agency has it.", True), (QUOTED, False)],
)
def test_a_name_that_an_agreement_gives_reaches_the_search(
    tmp_path: Path, paper: str, words: bool
) -> None:
    contract = {
        "id": "lic:rpa",
        "kind": "agreement",
        "owner": {"id": "rurinews", "name": "Ruritanian Press Agency"},
        "licensee": {"id": "pub:example"},
        "valid": {"from": "2024-01-01"},
        "channels": {"allow": ["web"]},
        "territories": {"allow": ["*"]},
    }
    moment = datetime(2024, 1, 2, tzinfo=UTC)
    with Newsroom.open(tmp_path) as room:
        room.add_agreement(json.dumps(contract), "rpa.json")
        room.add_sources(
            [
                Source("s0", "rurinews", PLAIN, published=moment),
                Source("s1", "lusa", paper, published=moment),
            ]
        )
        use = Use(territories=("US",), publisher="pub:example")
        (verdict,) = room.check_matrix(Draft(DRAFT), [use], ("reuse",))
    found = {match.source: match.words for match in verdict.matches}
    assert (found.get("s0", 0) >= 40) is words


REVIEWS = {
    "en": "A news agency wrote: “{}” A paper saw it otherwise.",
    "de": "Eine Nachrichtenagentur schrieb dazu: „{}“ Andere sahen es anders.",
    "fr": "Une agence de presse a écrit : « {} » D’autres en doutent.",
    "es": "Una agencia de noticias escribió: «{}» Otros lo dudan.",
    "it": "Così un quotidiano: «{}» Altri ne dubitano.",
    "ru": "Одно из агентств написало: «{}» Другие сомневаются.",
    "tr": "Bir haber ajansı şöyle yazdı: “{}” Başkaları kuşkulu.",
    "ar": "وكتبت وكالة أنباء: «{}» ويشك آخرون في ذلك.",
    "zh": "一家通讯社写道：“{}” 其他人不这么看。",
    "ja": "ある通信社はこう伝えた。「{}」 ほかは違う見方だ。",
    "behind": "We have read this: “{}”, as a newspaper in the capital put it.",
}


@pytest.mark.parametrize("review", REVIEWS)
@pytest.mark.parametrize("item", [PLAIN, STATEMENT], ids=["part", "whole"])
def test_a_press_review_does_not_set_the_words_of_a_house_free(
    tmp_path: Path, review: str, item: str
) -> None:
    other = REVIEWS[review].format(STATEMENT)
    sources: list[tuple[str, str, int | None]] = [
        ("north", item, FIRST),
        ("south", other, FIRST + 1),
    ]
    assert STATEMENT in counted(searched(tmp_path, sources), DRAFT)


WHOLE = {"just": int(43 / WHOLE_ITEM) - 43, "not": int(43 / WHOLE_ITEM) - 43 + 4}


@pytest.mark.parametrize("more", WHOLE)
def test_a_whole_item_that_another_owner_quotes_is_its_houses(tmp_path: Path, more: str) -> None:
    words = " ".join(f"eel{number}" for number in range(WHOLE[more]))
    sources: list[tuple[str, str, int | None]] = [
        ("north", f"{STATEMENT} {words}", FIRST),
        ("south", QUOTED, FIRST),
    ]
    assert bool(counted(searched(tmp_path, sources), DRAFT)) == (more == "just")


def test_a_quotation_that_was_there_before_the_item_is_not_from_it(tmp_path: Path) -> None:
    sources: list[tuple[str, str, int | None]] = [
        ("north", STATEMENT, FIRST + 1),
        ("south", QUOTED, FIRST),
    ]
    assert counted(searched(tmp_path, sources), DRAFT) == []
