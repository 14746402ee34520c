"""Evidence adds up: many small signs of a form outweigh what counts by every rule."""

from datetime import date
from pathlib import Path

import pytest

from checker.matching.alignment import Alignment
from checker.matching.evidence import SIGNS, packaged
from checker.matching.forms import Filling
from checker.matching.passages import Judged
from checker.matching.sure_copies import have_the_same_figures
from checker.matching.thresholds import THRESHOLDS as T
from checker.models.evidence import SearchResult
from tests.matching.searching import counted, searched
from tests.matching.test_siblings import SUBJECTS, TRIAL

FIRST = date(2024, 3, 4).toordinal()
SAID = "more like a form than like a copy"

# Forms of unknown days, each with fillings; no rule shows one that the archive has twice.
FORMS = {
    "rates, en": (
        "The {} Loan Board adjusted the rates on its notes as follows:\n\n"
        "DAYS OF TERM NEW RATE OLD RATE DAYS OF TERM",
        ("Harbour", "Island", "Lindvale"),
    ),
    "offering, en": (
        "The offering will be underwritten by {} and by Harris Osby and Company of Marren.",
        ("Bell Brothers", "Tolland Sons", "Grenn House"),
    ),
    "loan, de": (
        "Die Anleihe von {}00 Millionen Kronen wird in Stücken zu 1000 Kronen verkauft,\n"
        "Führer des Konsortiums ist die Hafenbank,\nZahltag ist der 7. März.",
        ("2", "3", "7"),
    ),
    "visit, zh": (
        "会见前来出席第{}届山海论坛的各国代表，并同与会代表合影留念，有关部门负责同志参加会见。",
        ("三", "四", "六"),
    ),
    "silver, tr": (
        "Serbest piyasada {} liradan alınan gümüşün gramı Akpınar çarşısında öğleden sonra aynı"
        " fiyattan satıldı.",
        ("21", "32", "54"),
    ),
}


def reasons(result: SearchResult) -> str:
    """Why something does not count, together."""
    said = [one.reason for one in result.rejected]
    return " ".join((*said, *(p.note for m in result.matches for p in m.passages)))


def passage(filled: Filling, apart: int | None) -> Judged:
    """A passage with this content of its places."""
    aligned = Alignment(0, 20, 0, 20, 20, ((0, 20, 0, 20),))
    return Judged(aligned, None, "", 20.0, filled=filled, apart=apart)


def _archive(form: str, sources: int) -> list[tuple[str, int | None]]:
    """Stories about other things, each with a filling of a form."""
    text, fillings = FORMS[form]
    return [(f"{SUBJECTS[n]}\n\n{text.format(fillings[n])}", None) for n in range(sources)]


def _draft(form: str, filling: int) -> str:
    text, fillings = FORMS[form]
    return f"The harbour band played.\n\n{text.format(fillings[filling])}"


@pytest.mark.parametrize("form", FORMS)
def test_what_the_archive_has_twice_is_a_form_if_the_draft_has_a_third_filling(
    tmp_path: Path, form: str
) -> None:
    found = searched(tmp_path, _archive(form, 2), _draft(form, 2))
    assert counted(found) == set()
    assert SAID in reasons(found)


@pytest.mark.parametrize("sources", [1, 2])
@pytest.mark.parametrize("form", FORMS)
def test_the_filling_of_one_source_is_a_copy_of_it(tmp_path: Path, form: str, sources: int) -> None:
    assert "s0" in counted(searched(tmp_path, _archive(form, sources), _draft(form, 0)))


@pytest.mark.parametrize("apart", [0, 400])
@pytest.mark.parametrize("form", [name for name in FORMS if "zh" not in name])
def test_words_of_one_source_count_on_any_day(tmp_path: Path, form: str, apart: int) -> None:
    (text, _), *_ = _archive(form, 1)
    found = searched(tmp_path, [(text, FIRST)], _draft(form, 0), FIRST + apart)
    assert counted(found) == {"s0"}


def test_the_strongest_signs_are_told(tmp_path: Path) -> None:
    said = reasons(searched(tmp_path, _archive("silver, tr", 2), _draft("silver, tr", 2)))
    assert said.startswith(f"{SAID}: unrelated sources have the same words; figures differ")


@pytest.mark.parametrize(
    ("filled", "apart", "same"),
    [
        (Filling(figures_same=T.own_marks), 0, True),
        (Filling(figures_same=T.own_marks), None, True),
        (Filling(figures_same=T.own_marks), T.story_days + 1, False),
        (Filling(figures_same=T.own_marks - 1, names_same=9), 0, False),
        (Filling(figures_same=T.own_marks, dates_other=1), 0, False),
        (Filling(figures_same=5, figures_other=1), 0, True),  # a corrected table
        (Filling(figures_same=4, figures_other=1), 0, False),  # a form of two houses
        (Filling(figures_same=5, names_other=1), 0, True),
        (Filling(figures_same=7, figures_other=1, names_other=1), 0, False),
    ],
)
def test_the_same_figures_on_the_same_days_are_a_copy(
    filled: Filling, apart: int | None, same: bool
) -> None:
    parts = filled._replace(figures_same=1), filled._replace(figures_same=filled.figures_same - 1)
    assert have_the_same_figures([passage(filled, apart)]) is same
    if not filled.other and not filled.dates_other:
        assert have_the_same_figures([passage(part, apart) for part in parts]) is same


@pytest.mark.parametrize(("step", "counts"), [(-0.01, False), (0.01, True)])
def test_the_limit_decides(step: float, counts: bool) -> None:
    weights = packaged()
    neutral = {name: sign.middle for name, sign in weights.signs.items()}
    needed = weights.limit - weights.intercept + step
    own = weights.signs["own"]
    signs = neutral | {"own": own.middle + needed / own.weight}
    assert (weights.odds(signs) >= weights.limit) is counts


def test_an_unknown_sign_says_nothing() -> None:
    weights = packaged()
    neutral = {name: sign.middle for name, sign in weights.signs.items()}
    assert weights.odds({}) == pytest.approx(weights.odds(neutral))
    known = dict.fromkeys(("apart", "late"), 0.0)
    assert weights.odds(known) > weights.odds({})  # the same day


def test_every_sign_has_a_weight_and_every_weight_a_sign() -> None:
    assert set(packaged().signs) == set(SIGNS)


# What a sign means, whatever is fitted: more of it speaks for a copy, or for a form.
FOR_A_COPY = {"own", "own_words", "names_same", "subject", "line", "words"}


def test_no_weight_contradicts_what_its_sign_means() -> None:
    contrary = {
        name
        for name, sign in packaged().signs.items()
        if name != "script" and (sign.weight > 0) is not (name in FOR_A_COPY)
    }
    assert contrary == set()


STORY_ZH = (
    "柳湾镇一座储粮塔星期四凌晨突然倾斜并压垮旁边的磨坊，当时在塔下值夜的五名工人从侧门跑出，"
    "看门人老邱被落下的木梁砸伤肩膀，已送往镇卫生院缝针。这座粮塔存放着三个村子的九百吨玉米，"
    "地基去年夏天曾被洪水浸泡。镇里请来两台吊车把塔身固定住，村民的粮食将改存在小学的礼堂里。"
)


@pytest.mark.parametrize("days", [0, 9])
def test_the_short_lines_of_subtitles_are_no_list(tmp_path: Path, days: int) -> None:
    cues = [STORY_ZH[at : at + 6] for at in range(0, len(STORY_ZH), 6)]
    draft = "\n\n".join(
        f"{at}\n00:00:{3 * at:02d},000 --> 00:00:{3 * at + 2:02d},000\n{cue}"
        for at, cue in enumerate(cues, 1)
    )
    rest = "".join(TRIAL)
    source: list[tuple[str, int | None]] = [(f"{STORY_ZH}\n\n{rest}", FIRST)]
    assert counted(searched(tmp_path, source, draft, FIRST + days)) == {"s0"}
