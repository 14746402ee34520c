"""Links to other stories below a story are nobody's copied text; lists and sentences in it are."""

from pathlib import Path

import pytest

from checker.matching.figures import are_headlines, is_table
from checker.matching.thresholds import THRESHOLDS as T
from checker.text.reader_calls import heads_links
from tests.matching.searching import counted, searched

LINK = "Harbour pilots of Marren vote on Friday whether to work through the night of the regatta"
OTHER = "Why the lighthouse of Tilbury has a new lamp and nobody dares to switch it on"
PROSE = "The council met for an hour and decided nothing, as the mayor had predicted."

# {link} is the line in question; what stands around it is of the house.
LAYOUTS = {
    "points": "{prose}\n\n• {link}\n• {other}",
    "dashes": "{prose}\n- {other}\n- {link}",
    "heading and lines": "{prose}\n\nRead also:\n{link}\n{other}",
    "heading with a square": "{prose}\n\n■関連記事\n{link}",
    "lines alone": "{prose}\n\n{other}\n{link}\n\n(abc)",
    "lines with marks": "{prose}\n\nMehr zum Thema\n{other}?\n{link}!",
}
HEADINGS = (
    "Related stories",
    "MOST READ:",
    "Mehr zum Thema",
    "À lire aussi :",
    "Noticias relacionadas",
    "Ti potrebbe interessare",
    "Leia também",
    "Powiązane artykuły",
    "Материалы по теме",
    "İlgili haberler",
    "مواضيع ذات صلة",
    "संबंधित खबरें",
    "ข่าวที่เกี่ยวข้อง",
    "相关阅读",
    "【関連記事】",
    "■灯台に関連した記事をもっと見る",
    "관련 기사",
)
STORIES = {
    "first line": "{link}\n{other}\n\n{prose}",
    "headline and story": "{link}\n\n{prose}",
    "paragraph": "{prose}\n\n{link}.\n\n{prose}",
    "sentence beside another": "{prose}\n\n{other}. {link}, a pilot said.",
    "line of wrapped text": "{prose}\n\n{other}\nand so on, and\n{link}\nand they will.",
    "wrapped text that is cut": "{prose}\n\nNobody knows yet, said\nthe clerk, and\n{link}",
    "line by itself": "{prose}\n\n{link}\n\n{prose}",
}


def place(layout: str) -> tuple[str, int, int]:
    text = layout.format(link=LINK, other=OTHER, prose=PROSE)
    start = text.index(LINK)
    return text, start, start + len(LINK)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_line_in_a_list_below_a_story_is_a_link(layout: str) -> None:
    assert are_headlines(*place(LAYOUTS[layout]))


@pytest.mark.parametrize("layout", STORIES)
def test_a_line_of_the_story_is_none(layout: str) -> None:
    assert not are_headlines(*place(STORIES[layout]))


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize(
    "line", ["{link}", "• {link}.", "{other}\n\n{link}", "• {other}!\n• {link}"]
)
def test_what_stands_below_a_heading_of_links_is_one(heading: str, line: str) -> None:
    text = f"{PROSE}\n\n{heading}\n{line}\nhttps://lamps.example/9\n\n(abc)"
    assert are_headlines(*place(text))


@pytest.mark.parametrize(
    "above",
    ["Related to this is a plan", "Why wasps and bees are related", "He was recommended", "Osby"],
)
def test_words_that_only_sound_like_such_a_heading_are_none(above: str) -> None:
    assert not are_headlines(*place(f"{PROSE}\n\n{above}\n\n{{link}}\n\n{PROSE}"))


def test_a_sentence_ends_the_links_below_a_heading() -> None:
    text = f"{PROSE}\n\nRelated stories\n{{other}}\n\n{PROSE}\n\n{{link}}\n\n{PROSE}"
    assert not are_headlines(*place(text))


@pytest.mark.parametrize(("lines", "links"), [(23, True), (24, False)])
def test_a_heading_is_looked_for_above_so_many_lines(lines: int, links: bool) -> None:
    points = "• Osby.\n" * lines
    assert are_headlines(*place(f"{PROSE}\n\nRelated stories\n{points}• {{link}}.\n")) is links


@pytest.mark.parametrize(("length", "heads"), [(60, True), (61, False)])
def test_a_heading_of_links_is_short(length: int, heads: bool) -> None:
    assert heads_links("Related: " + "a" * (length - 9)) is heads


def test_links_that_two_pages_head_otherwise_do_not_count(tmp_path: Path) -> None:
    source = f"{PROSE}\n\nMost read\n• {LINK}.\n• {OTHER}."
    own = "Bread is dear in Osby since the bakers learned to play the horn."
    draft = f"{own}\n\nRelated stories\n{LINK}\n{OTHER}"
    assert counted(searched(tmp_path / "links", [(source, None)], draft)) == set()
    told = f"{own}\n\n{LINK}. {OTHER}."
    story = f"{PROSE} {LINK}. {OTHER}."
    assert counted(searched(tmp_path / "told", [(story, None)], told))


def test_paragraphs_are_no_list() -> None:
    signed = f"{PROSE}\n\n(XQ 12)\n\n{LINK}.(NH)\n\n{PROSE}"
    assert not are_headlines(signed, signed.index("(XQ"), signed.index("(NH)") + 4)


def test_the_share_of_a_passage_in_points_decides() -> None:
    points = f"• {OTHER}\n• {LINK}"
    for own, expected in ((0.17, True), (0.25, False)):  # T.listed_links is .8
        words = "a" * round(own / (1 - own) * (len(points) - 1))
        text = f"{PROSE}\n\n{PROSE} {words}.\n{points}\n\n{PROSE}"
        start = text.index(words + ".")
        assert are_headlines(text, start, text.index(points) + len(points)) is expected
    assert T.listed_links == 0.8


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_link_that_two_pages_have_is_shown_and_does_not_count(
    tmp_path: Path, layout: str
) -> None:
    source = LAYOUTS[layout].format(link=LINK, other=OTHER, prose=PROSE)
    other = "Bread is dear in Osby since the bakers learned to play the horn."
    draft = LAYOUTS[layout].format(link=LINK, other=other[:-1], prose=other)
    assert counted(searched(tmp_path, [(source, None)], draft)) == set()


POINTS = (
    LINK,
    OTHER,
    "Bakers of Osby meet at noon to decide on the price of the small loaf for the winter",
    "The tram company shows its new carriages to everybody who brings a folding chair",
)


@pytest.mark.parametrize("mark", ["- {}", "• {}", "{n}. {}"])
@pytest.mark.parametrize("taken", [2, 4])
def test_the_points_of_an_item_that_is_nothing_else_are_its_words(
    tmp_path: Path, mark: str, taken: int
) -> None:
    """A diary of the day, or key points: there is no story above them."""
    points = [mark.format(point, n=number) for number, point in enumerate(POINTS, 1)]
    source = "The day in Osby\n\n" + "\n".join(points)
    draft = f"{PROSE}\n\n" + "\n".join(points[:taken])
    assert counted(searched(tmp_path, [(source, None)], draft))


@pytest.mark.parametrize("heading", ["Most read", "■関連記事"])
def test_points_below_a_heading_of_links_are_links(tmp_path: Path, heading: str) -> None:
    points = "\n".join(f"• {point}" for point in POINTS)
    draft = f"{PROSE}\n\n{heading}\n{points}"
    assert counted(searched(tmp_path, [(f"{heading}\n{points}", None)], draft)) == set()


@pytest.mark.parametrize(("sentences", "is_used"), [(1, True), (2, False)])
def test_points_below_a_story_are_links(tmp_path: Path, sentences: int, is_used: bool) -> None:
    """Points are 0.8 of the text or more, or less."""
    points = "\n".join(f"• {point}" for point in POINTS)
    story = "Boats went out at noon and came back at dusk with herring. " * sentences
    draft = f"{PROSE}\n\n{points}"
    assert bool(counted(searched(tmp_path, [(f"{story}\n{points}", None)], draft))) is is_used


def test_one_point_of_such_an_item_is_a_link(tmp_path: Path) -> None:
    source = "\n".join(f"- {point}" for point in POINTS)
    draft = f"{PROSE}\n\n- {LINK}\n- Who will feed the geese of the moat when the keeper sails"
    assert counted(searched(tmp_path, [(source, None)], draft)) == set()


ROWS = {
    "league": (
        "{n}. {name} {n} {n}0:1{n}",
        ("Eels", "Harbour Pilots", "Osby Rowing Club", "FC Moor"),
    ),
    "results, de": (
        "{name}: {n}{n},4 Prozent",
        ("Auberg", "Kirchmoor-Nord", "Lohne", "Selmtal am See"),
    ),
    "programme, fr": (
        "{n}h30 {name}",
        ("Météo", "Les Phares du Nord", "Débat", "Cuisine de la mer"),
    ),
    "device, ja": ("{name} {n}40", ("重量", "連続待受時間", "画面", "ディスプレイの解像度")),
    "results, ar": ("{name} {n}4", ("الواحة", "المرسى القديم", "الربوة", "دائرة الساحل الغربي")),
}


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize(("rows", "table"), [(T.table_rows - 1, False), (T.table_rows, True)])
def test_short_lines_with_figures_are_a_table(kind: str, rows: int, table: bool) -> None:
    row, names = ROWS[kind]
    text = "".join(
        row.format(n=number, name=names[number % 4]) + "\n" for number in range(1, rows + 1)
    )
    assert is_table(text, 0, len(text) - 1) is table
    assert is_table(f"{PROSE}\n\n{text}", len(PROSE) + 2, len(PROSE) + 1 + len(text)) is table


@pytest.mark.parametrize(
    "line",
    [
        "The mayor of Marren has {n} goats.\n",  # sentences
        "and the ferry came {n} minutes late with\n",  # a paragraph that is wrapped
        "A line of a song about the harbour\n",  # without figures
        "A much longer line, as a letter or a despatch of the wire has it, of {n} or more words\n",
    ],
)
def test_other_lines_are_no_table(line: str) -> None:
    text = "".join(line.format(n=number) for number in range(20))
    assert not is_table(text, 0, len(text) - 1)


@pytest.mark.parametrize(
    ("words", "width"),
    [
        (["4月", "港口", "吞吐", "量为", "3.7", "万吨", "，比", "去年", "增长", "15%", "和2"], 12),
        (["في", "الميناء", "14", "سفينة", "و", "200", "راكب", "الى", "7", "جزر"], 24),
        (["ב-14", "הנמל", "עם", "200", "נוסעים", "ו-3", "ספינות", "אל", "האי"], 22),
        (["PORT", "OF", "14", "SHIPS", "AND", "200", "EELS", "ON", "7", "QUAYS"], 26),
    ],
)
def test_a_wrapped_paragraph_of_any_script_is_no_table(words: list[str], width: int) -> None:
    blank = "" if words[0] == "4月" else " "
    lines = [""]
    for word in words * 20:
        if len(lines[-1]) + len(blank) + len(word) > width:
            lines.append("")
        lines[-1] += blank * bool(lines[-1]) + word
    text = "\n".join(lines)
    assert not is_table(text, 0, len(text))


CUT = {
    "en": "The ferry did not sail. Its ramp had|Jammed at noon. A hundred lorries stood|"
    "Waiting on the quay. They|Left. Nobody spoke to them",
    "ar": "لم تبحر العبارة. كان جسرها قد|علق عند الظهر. مئة شاحنة تنتظر|على الرصيف. ثم عادت|"
    "غادر الجميع. لم يتكلم أحد",
    "hi": "नाव आज नहीं चली। उसका पुल|दोपहर में अटका। सौ गाड़ियाँ|घाट पर खड़ी रहीं। फिर सब|"
    "लौट गए। कोई कुछ नहीं बोला",
    "zh": "渡船今天没有开。吊桥|中午卡住了。一百辆卡车|停在码头上。司机都|回家了。没有人说话",
}
NUMBERING = {
    "subtitles": "{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},900\n{line}\n\n",
    "times": "0:{n:02d} {line}\n",
    "numbered lines": "{n:>3}  {line}\n",
    "verses": "{n}. {line}\n",
}


@pytest.mark.parametrize("script", CUT)
@pytest.mark.parametrize("numbering", NUMBERING)
def test_numbered_lines_of_prose_are_no_table(script: str, numbering: str) -> None:
    lines = CUT[script].split("|") * 4
    text = "".join(NUMBERING[numbering].format(n=n, line=line) for n, line in enumerate(lines, 1))
    assert not is_table(text, 0, len(text) - 1)


@pytest.mark.parametrize("ends", [2, 3])
def test_numbered_lines_are_a_table_unless_sentences_end_inside_them(ends: int) -> None:
    """A chart has its places and nothing else; T.prose_ends."""
    lines = ["Ellen Moe left. She came home"] * ends + ["Moe – Salt", "Voss – The Harbour"] * 6
    lines = lines[:14]
    text = "".join(f"{n}. {line}\n" for n, line in enumerate(lines, 1))
    assert is_table(text, 0, len(text) - 1) is (ends < T.prose_ends * len(lines))


def test_a_table_that_two_pages_have_is_shown_and_does_not_count(tmp_path: Path) -> None:
    table = "".join(
        f"{number}. {name} {number * 7} {number}{number}:2{number}\n"
        for number, name in enumerate(("Marren", "Osby", "Tilbury", "Pellam", "Harlow") * 4, 1)
    )
    source, draft = (f"{prose}\n\n{table}" for prose in (PROSE, OTHER))
    result = searched(tmp_path, [(source, None)], draft)
    assert counted(result) == set()
    assert {p.note for m in result.matches for p in m.passages} == {"rows of a table"}


LINES = {
    "by itself": "{prose}\n\n{link}\n\n{prose}",
    "with a label": "{prose}\n\nRead: {link}\n\n{prose}",
    "its headline": "{link}\n\n{prose}",
    "at the end": "{prose}\n\n{link}!",
}


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("turned", [False, True])
def test_a_line_that_one_page_lists_as_a_link_is_one_in_the_other(
    tmp_path: Path, line: str, turned: bool
) -> None:
    prose = "Bread is dear in Osby since the bakers learned to play the horn."
    listed = LAYOUTS["points"].format(link=LINK, other=OTHER, prose=PROSE)
    alone = LINES[line].format(link=LINK, prose=prose)
    source, draft = (listed, alone) if turned else (alone, listed)
    assert counted(searched(tmp_path, [(source, None)], draft)) == set()


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        (f"{PROSE}\n\n• {LINK}\n• {OTHER}\n\n{PROSE}", f"It rained. {LINK}, and nobody minds."),
        (LINK, f"It rained in Osby today.\n\n• {LINK}\n• Nobody knows the baker"),  # a brief
    ],
    ids=["a sentence of the draft", "an alert that is listed"],
)
def test_a_sentence_is_no_link_though_the_other_text_lists_it(
    tmp_path: Path, source: str, draft: str
) -> None:
    assert counted(searched(tmp_path, [(source, None)], draft)) != set()
