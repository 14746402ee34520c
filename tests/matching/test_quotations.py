"""Quotations of a third party: every tradition and interruption, and no hole for stories."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from checker.formats.html.document import read_html
from checker.index import Index
from checker.models.draft import Draft
from checker.models.evidence import SearchResult
from tests.matching.newsroom import MemoryDocuments, counted, sentence, story

CONSONANTS_AND_VOWELS = {
    "latin": ("bdfglmnprstvz", "aeiou"),
    "cyrillic": ("бвгджзклмнпрст", "аеиоу"),
    "greek": ("βγδζκλμνπρστ", "αεηιου"),
    "hebrew": ("אבגדהזחטכלמנ", "אהוי"),
    "arabic": ("بتثجحخدرسشصعفقكل", "اوي"),
    "hindi": ("कखगघचजटडतदनपबमयरलसह", "ािीुेो"),
}
HAN = [chr(code) for code in range(0x4E00, 0x9FA0, 7)]
TRADITIONS = [
    ("latin", "“", "”"),
    ("latin", '"', '"'),
    ("latin", "‘", "’"),
    ("latin", "'", "'"),
    ("latin", "„", "“"),
    ("latin", "„", "”"),
    ("latin", "„", '"'),
    ("latin", "‚", "‘"),
    ("latin", "»", "«"),
    ("latin", "«", "»"),
    ("latin", "« ", " »"),
    ("latin", "«\u00a0", "\u00a0»"),
    ("latin", "‹", "›"),
    ("latin", "›", "‹"),
    ("latin", "”", "”"),
    ("latin", "’", "’"),
    ("latin", "»", "»"),
    ("latin", "❝", "❞"),
    ("latin", "″", "″"),
    ("latin", "``", "''"),
    ("latin", ",,", "''"),
    ("latin", "<<", ">>"),
    ("latin", "&ldquo;", "&rdquo;"),
    ("latin", "&laquo;", "&raquo;"),
    ("latin", "&#8220;", "&#8221;"),
    ("cyrillic", "«", "»"),
    ("cyrillic", "„", "“"),
    ("cyrillic", "„", "”"),
    ("greek", "«", "»"),
    ("hebrew", '"', '"'),
    ("hebrew", "„", "”"),
    ("hebrew", "״", "״"),
    ("hebrew", "”", "“"),
    ("arabic", "«", "»"),
    ("arabic", "“", "”"),
    ("arabic", "”", "“"),
    ("arabic", '"', '"'),
    ("hindi", "“", "”"),
    ("hindi", "‘", "’"),
    ("han", "「", "」"),
    ("han", "『", "』"),
    ("han", "“", "”"),
    ("han", "‘", "’"),
    ("han", "＂", "＂"),
    ("han", "｢", "｣"),
    ("han", "﹁", "﹂"),
    ("han", "〝", "〞"),
]
INTERRUPTIONS = [("between", 1), ("between", 4), ("between", 12), ("before", 12), ("behind", 4)]


def text_of(seed: int, script: str, words: int) -> str:
    """Invented words of a script; two Han characters are a word."""
    rng = random.Random(seed)
    if script == "han":
        return "".join(rng.choice(HAN) for _ in range(2 * words))
    first, second = CONSONANTS_AND_VOWELS[script]
    return " ".join(
        "".join(rng.choice(first) + rng.choice(second) for _ in range(rng.choice((2, 2, 3))))
        for _ in range(words)
    )


def quoting(
    script: str, marks: tuple[str, str], halves: Sequence[str], where: str, own: str
) -> str:
    """A quotation of two sentences with somebody's own words in its middle, before or behind it."""
    opening, closing = marks
    blank, stop, comma = ("", "。", "，") if script == "han" else (" ", ".", ",")
    first, second = halves
    if where == "between":
        return (
            f"{opening}{first}{comma}{closing}{blank}{own}{stop}{blank}"
            f"{opening}{second}{stop}{closing}"
        )
    whole = f"{opening}{first}{stop}{blank}{second}{comma}{closing}"
    return f"{own}: {whole}" if where == "before" else f"{whole}{blank}{own}{stop}"


def searched(folder: Path, source: str, draft: str | Draft) -> SearchResult:
    documents = MemoryDocuments()
    documents.add("one", source)
    index = Index.open(folder, documents)
    index.sync()
    return index.search(Draft(draft) if isinstance(draft, str) else draft)


@pytest.mark.parametrize(("script", "opening", "closing"), TRADITIONS)
def test_a_quotation_is_one_wherever_the_draft_says_who_spoke(
    tmp_path: Path, script: str, opening: str, closing: str
) -> None:
    documents = MemoryDocuments()
    halves = {
        words: [text_of(seed, script, words // 2) for seed in (1 + words, 2 + words)]
        for words in (16, 50)
    }
    for pair in halves.values():
        told = quoting(script, (opening, closing), pair, "behind", text_of(4, script, 3))
        documents.add("one", f"{text_of(len(told), script, 40)}. {told}")
    index = Index.open(tmp_path, documents)
    index.sync()
    for words, pair in halves.items():
        for where, length in INTERRUPTIONS:
            body = quoting(script, (opening, closing), pair, where, text_of(length, script, length))
            text = f"{text_of(6, script, 12)}. {body} {text_of(7, script, 12)}."
            found = index.search(Draft(text))
            assert counted(found, text) == [], (words, where, length)
            classes = {passage.cls for match in found.matches for passage in match.passages}
            assert classes == {"quotation"}, (words, where, length)


FIRST, SECOND = sentence(random.Random(21), 14), sentence(random.Random(22), 16)
THIRD = sentence(random.Random(23), 12)
SOURCE = f"{story(20, 4)}\n\n“{FIRST} {SECOND} {THIRD}” Ida Voss told reporters."
OWN, OWN_TOO = story(30, 2), story(31, 2)
PLAIN = {
    "own attribution with words of the source's": (
        f"{OWN} “{FIRST}” Ida Voss told reporters on Tuesday. “{SECOND} {THIRD}” {OWN_TOO}"
    ),
    "two interruptions": (
        f"{OWN} “{FIRST}” Voss said, looking at the floor. “{SECOND}” She paused for a while and"
        f" drank. “{THIRD}” {OWN_TOO}"
    ),
    "a sentence of one's own between": f"{OWN} “{FIRST}” {OWN_TOO} “{SECOND} {THIRD}”",
    "paragraphs that open again": f"{OWN}\n\n“{FIRST}\n\n“{SECOND}\n\n“{THIRD}”\n\n{OWN_TOO}",
    "a quotation in a quotation": f"{OWN} “He wrote: ‘{FIRST} {SECOND} {THIRD}’ and left.”",
    "dialogue": f"{OWN}\n— {FIRST} {SECOND} —dijo Voss el martes—. {THIRD}\n{OWN_TOO}",
    "dialogue with a Russian aside": f"{OWN}\n— {FIRST} — сказала Восс во вторник. — {SECOND}",
    "an interview": f"Question: Why?\n\nIda Voss: {FIRST} {SECOND}\n\nQuestion: And now?\n\nX: No.",
    "an interview in bold": f"{OWN}\n\n**Ida Voss, manager:** {FIRST} {SECOND} {THIRD}",
    "an answer of two paragraphs": f"Q: Why?\nA: {FIRST}\n\n{SECOND}\n\nQ: Really?\nA: Yes.",
    "names on lines of their own": f"Lena Ost:\nWhy?\n\nIda Voss:\n{FIRST} {SECOND}\n\nOst:\nOh.",
    "full-width colons": f"記者：なぜ？\nヴォス：{FIRST} {SECOND} {THIRD}",
    "questions without names": f"Why did it jam?\n\n{FIRST} {SECOND}\n\nAnd now?\n\n{THIRD}",
    "a post signed below": f"{OWN}\n\n{FIRST} {SECOND}\n— Ida Voss (@voss) 5 March\n\n{OWN_TOO}",
    "a post under its author": f"{OWN}\n\nIda Voss\n@voss · 3h\n{FIRST}\n{SECOND}\n\n{OWN_TOO}",
    "a letter": f"{OWN}\n\nDear passengers,\n\n{FIRST} {SECOND}\n\n{THIRD}\n\nYours, I. Voss",
    "a letter in German": f"Sehr geehrte Fahrgäste,\n\n{FIRST} {SECOND}\n\nHochachtungsvoll\nVoss",
}


@pytest.mark.parametrize("draft", PLAIN.values(), ids=PLAIN)
def test_words_that_the_layout_gives_to_a_speaker_are_a_quotation(
    tmp_path: Path, draft: str
) -> None:
    found = searched(tmp_path, SOURCE, draft)
    assert counted(found, draft) == []
    assert [passage.cls for match in found.matches for passage in match.passages]


HALF = {
    "a mark of another kind closes": f'{OWN} “{FIRST} {SECOND} {THIRD}" said Voss. {OWN_TOO}',
    "a mark of print closes": f'{OWN} "{FIRST} {SECOND} {THIRD}” said Voss. {OWN_TOO}',
    "no mark closes": f'{OWN} Voss said: "{FIRST} {SECOND} {THIRD}\n{OWN_TOO}',
    "no mark opens": f'{OWN}\n{FIRST} {SECOND} {THIRD}" said Voss. {OWN_TOO}',
    "paragraphs do not open again": f'{OWN} "{FIRST}\n\n{SECOND}\n\n{THIRD}" {OWN_TOO}',
    "a dash before the speaker": f"{OWN}\n\n{FIRST} {SECOND} {THIRD[:-1]}, – said Voss. {OWN_TOO}",
    "dashes before speech and speaker": f"{OWN} – {FIRST} {SECOND[:-1]}, – says Voss. – {THIRD}",
}


@pytest.mark.parametrize("draft", HALF.values(), ids=HALF)
def test_one_mark_is_enough_where_the_other_text_has_both(tmp_path: Path, draft: str) -> None:
    found = searched(tmp_path / "draft", SOURCE, draft)
    assert counted(found, draft) == []
    assert [passage.cls for match in found.matches for passage in match.passages]
    found = searched(tmp_path / "source", draft, f"{SOURCE} {sentence(random.Random(24), 12)}")
    assert counted(found, SOURCE) == []


@pytest.mark.parametrize("draft", HALF.values(), ids=HALF)
def test_a_text_whose_marks_do_not_match_is_copied_all_the_same(tmp_path: Path, draft: str) -> None:
    found = searched(tmp_path, draft, draft)
    assert sum(map(len, counted(found, draft))) > len(draft) / 2


@pytest.mark.parametrize(("more", "counts"), [(0, True), (6, False)])
def test_an_item_that_is_a_quotation_is_copied_where_one_text_lost_a_mark(
    tmp_path: Path, more: int, counts: bool
) -> None:
    """Most of both texts is in common, unless the draft has as much of its own."""
    own = story(26, more) if more else ""
    draft = f'{own} {FIRST} {SECOND}" she said.'.strip()
    source = f'"{FIRST} {SECOND}" she said.'
    assert bool(counted(searched(tmp_path, source, draft), draft)) is counts


MARKED_UP = {
    "q": f"<p>{OWN}</p><p>It took Voss a moment. <q>{FIRST} {SECOND}</q> Then she left.</p>",
    "q with a class": f"<p>{OWN}</p><p>She said <q class='x'>{FIRST} {SECOND} {THIRD}</q></p>",
    "a pull quote": (
        f"<p>{OWN}</p><figure class='wp-block-pullquote'><blockquote><p>{FIRST} {SECOND}</p>"
        f"<cite>Ida Voss</cite></blockquote></figure><p>{OWN_TOO}</p>"
    ),
    "a pull quote beside the text": (
        f"<p>{OWN}</p><aside class='pull-quote'><p>{FIRST} {SECOND}</p></aside><p>{OWN_TOO}</p>"
    ),
    "a pull quote of a theme": (
        f"<p>{OWN}</p><div class='article__pullquote'><p>{FIRST} {SECOND}</p></div><p>{OWN_TOO}</p>"
    ),
    "an interview": (
        f"<p><strong>Lena Ost:</strong> Why?</p><p><strong>Ida Voss:</strong> {FIRST} {SECOND}</p>"
        f"<p><strong>Lena Ost:</strong> And now?</p><p><strong>Ida Voss:</strong> {THIRD}</p>"
    ),
    "an embedded post": (
        f"<p>{OWN}</p><blockquote class='twitter-tweet'><p>{FIRST} {SECOND}</p>— Ida Voss"
        f" (@voss) <a href='https://x.example/1'>May 3</a></blockquote><p>{OWN_TOO}</p>"
    ),
}


@pytest.mark.parametrize("markup", MARKED_UP.values(), ids=MARKED_UP)
def test_markup_of_quotations_is_read(tmp_path: Path, markup: str) -> None:
    page = f"<html><body><article><h1>Ferry</h1>{markup}</article></body></html>"
    draft = read_html(page)
    found = searched(tmp_path, SOURCE, draft)
    assert counted(found, draft.text) == []
    assert [passage.cls for match in found.matches for passage in match.passages]


ARTICLE = f"{story(40, 6)} “{FIRST} {SECOND}” {story(41, 4)}"
HIDING = {
    "marks at either end": f"“{ARTICLE}”",
    "straight marks at either end": f'"{ARTICLE}"',
    "a speaker's name before it": f"Ida Voss: {ARTICLE}",
    "an interview of its paragraphs": "\n\n".join(
        f"Voice: {part}" for part in ARTICLE.split("\n\n")
    ),
    "a letter": f"Dear readers,\n\n{ARTICLE}\n\nYours sincerely,\nThe editors",
    "a handle above it": f"Ida Voss\n@voss · 3h\n{ARTICLE}",
    "questions between its paragraphs": ARTICLE.replace("\n\n", "\n\nAnd then?\n\n"),
}


@pytest.mark.parametrize("draft", HIDING.values(), ids=HIDING)
def test_a_story_does_not_become_a_quotation_by_being_put_in_one(
    tmp_path: Path, draft: str
) -> None:
    (match,) = searched(tmp_path, ARTICLE, draft).matches
    assert match.words >= 0.9 * len(ARTICLE.split())


@pytest.mark.parametrize(("words", "counts"), [(4, False), (5, True)])
def test_five_words_copied_around_a_quotation_make_it_more_than_one(
    tmp_path: Path, words: int, counts: bool
) -> None:
    around = sentence(random.Random(50), words)
    told = f"“{FIRST} {SECOND} {THIRD}” {around}"
    draft = f"{OWN} {told} {OWN_TOO}"
    assert bool(counted(searched(tmp_path, f"{story(20, 4)} {told}", draft), draft)) is counts


@pytest.mark.parametrize(
    ("speaker", "counts"),
    [
        ("said the station master Ida Voss yesterday", False),
        ("said the old station master Ida Voss yesterday", True),  # T.quoted_speaker
        ("said the station master of Osby", True),  # nobody's full name
    ],
)
def test_a_speaker_with_name_and_office_belongs_to_a_long_quotation(
    tmp_path: Path, speaker: str, counts: bool
) -> None:
    told = f"“{FIRST} {SECOND}” {speaker}."
    draft = f"{OWN} {told} {OWN_TOO}"
    assert bool(counted(searched(tmp_path, f"{story(20, 4)} {told}", draft), draft)) is counts


SAID = [sentence(random.Random(seed), 20)[:-1] for seed in (70, 71, 72)]
AROUND = {
    "before, between and behind": "Voss paid tribute: “{}.” Ida Voss wrote. “{}. {}.” Then others",
    "names and offices": "Voss of Osby said “{},” the master Ida Voss wrote, “{}. {}”",
    "in two places": "The late Osby man: “{}, {},” Ida Voss told the paper, “{}.”",
}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_what_says_who_spoke_may_stand_in_several_places(tmp_path: Path, around: str) -> None:
    told = around.format(*SAID)
    draft = f"{OWN} {told} {OWN_TOO}"
    assert counted(searched(tmp_path, f"{story(20, 4)} {told} {story(21, 4)}", draft), draft) == []


@pytest.mark.parametrize(("more", "counts"), [(0, True), (12, False)])
def test_an_item_that_is_copied_with_its_lead_is_more_than_a_quotation(
    tmp_path: Path, more: int, counts: bool
) -> None:
    """Its lead names the speaker in two places; in a story of its own it says who spoke."""
    told = "Ida Voss of the «Lamp» told how it went: " + f"«{SAID[0]}. {SAID[1]}. {SAID[2]}.»"
    own = [story(26, more), story(27, more)] if more else ["", ""]
    draft, source = (f"{text} {told}".strip() for text in own)
    assert bool(counted(searched(tmp_path, source, draft), draft)) is counts


@pytest.mark.parametrize(("longer", "counts"), [(23, True), (25, False)])
def test_a_quotation_with_several_words_around_its_parts_is_six_times_as_long(
    tmp_path: Path, longer: int, counts: bool
) -> None:
    """Eight words are around it, in two places; T.quoted_pieces."""
    first, second = (
        " ".join(sentence(random.Random(seed), longer).split()[:longer]).rstrip(".")
        for seed in (73, 74)
    )
    told = f"Osby is told: “{first},” Ida Voss told them all, “{second}.”"
    draft = f"{OWN} {told} {OWN_TOO}"
    assert bool(counted(searched(tmp_path, f"{story(20, 4)} {told}", draft), draft)) is counts


@pytest.mark.parametrize(("words", "counts"), [(4, False), (5, True)])
def test_a_sentence_copied_between_two_quotations_makes_them_more_than_that(
    tmp_path: Path, words: int, counts: bool
) -> None:
    between = sentence(random.Random(75), words)
    told = f"In Osby Ida Voss “{SAID[0]}. {SAID[1]}.” {between} “{SAID[2]}. {FIRST}”"
    draft = f"{OWN} {told} {OWN_TOO}"
    assert bool(counted(searched(tmp_path, f"{story(20, 4)} {told}", draft), draft)) is counts


@pytest.mark.parametrize(("quoted", "counts"), [(9, True), (11, False)])
def test_a_quotation_holds_seven_tenths_of_the_words_in_common(
    tmp_path: Path, quoted: int, counts: bool
) -> None:
    told = f"“{sentence(random.Random(51), quoted)}” {sentence(random.Random(52), 3)[:-1]} 14."
    draft = f"{OWN} {told} {OWN_TOO}"
    assert bool(counted(searched(tmp_path, f"{story(20, 4)} {told}", draft), draft)) is counts


@pytest.mark.parametrize(("beside", "counts"), [(7, False), (9, True)])
def test_a_long_statement_may_have_more_words_around_it(
    tmp_path: Path, beside: int, counts: bool
) -> None:
    said = " ".join(sentence(random.Random(seed), 20) for seed in range(60, 68))  # T.quoted_beside
    told = f"“{said}” {sentence(random.Random(50), beside)}"
    draft = f"{OWN} {told} {OWN_TOO}"
    assert bool(counted(searched(tmp_path, f"{story(20, 4)} {told}", draft), draft)) is counts


def test_an_address_beside_a_quotation_belongs_to_neither_text(tmp_path: Path) -> None:
    address = "https://news.example.org/2024/05/17/harbour-pilots-sleep-again-and-so-on-12.html"
    told = f"{address}\n\n“{FIRST} {SECOND}”"
    draft = f"{OWN}\n\n{told}\n\n{OWN_TOO}"
    assert counted(searched(tmp_path, f"{story(20, 4)}\n\n{told}", draft), draft) == []


MEETING = "港务局二十七名引水员昨天在灯塔下开会，讨论猫的晚餐和三艘驳船的去向，会议开了一个小时。"
SPEECH = (
    "局长强调，要把灯塔擦得比去年更亮，要让每一只猫在天黑以前吃到鱼，要教会新来的引水员在雾里唱歌，"
    "还要把漂到鱼市的驳船一艘一艘地拖回来，谁睡着了谁就去削土豆。"
)
OTHER_MEETING = (
    "市里的面包师傅们今天没有上班，他们去看了一场关于鞋匠的电影，回来以后烤了一个很大的蛋糕。"
)
DEPARTURE = (
    "三百名学生昨天坐渡轮去岛上数海鸟，他们带了面包和望远镜，回来时说鸟比去年多，望远镜少了两个。"
)


@pytest.mark.parametrize(
    ("others", "counts"),
    [
        ([], True),
        ([f"{DEPARTURE}\n\n{SPEECH}"], False),
        ([f"{MEETING}\n\n{SPEECH}"], True),  # a copy of the same report
        ([f"{DEPARTURE}\n\n{SPEECH.partition('，')[2]}"], True),  # as its own words
    ],
    ids=["one report", "two reports", "a report twice", "one without the speaker"],
)
def test_official_speech_that_two_reports_give_is_no_agencys(
    tmp_path: Path, others: list[str], counts: bool
) -> None:
    documents = MemoryDocuments()
    for number, text in enumerate([f"{MEETING}\n\n{SPEECH}", *others]):
        documents.add(f"s{number}", text)
    index = Index.open(tmp_path, documents)
    index.sync()
    speech = f"{OTHER_MEETING}\n\n{SPEECH}\n\n面包卖完了。"
    assert bool(counted(index.search(Draft(speech)), speech)) is counts
    report = f"{OTHER_MEETING}\n\n{MEETING}\n\n面包卖完了。"
    assert counted(index.search(Draft(report)), report) != []
