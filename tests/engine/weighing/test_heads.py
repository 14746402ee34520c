"""Signs of what a line tells behind the name that opens it, and who a desk's line credits."""

import pytest

from checker.engine import Engine
from checker.formats import read_draft
from checker.models.draft import Draft
from tests.engine.weighing.signed import signs_of_first as signs
from tests.packaged import packaged_engine

STORY = "The ferry will sail again in May after six months of repairs."
BRACKETS = "in brackets at the start of a "
UNKNOWN = "unknown words open a line, then "


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"(MTI) {STORY}", "text, then a story"),
        (f"(Belga) - {STORY}", "text, then a story"),
        (f"[AFP] {STORY}", "text, then a story"),
        (f"/ČTK/ {STORY}", "text, then a story"),
        (f"(dpa/lnw) {STORY}", "text, then a story"),
        (f"Ferry returns\n(MTI) {STORY}", "line, then a story"),
        ("(ТАСС) Паром снова выйдет на линию в мае, сообщила мэрия.", "text, then a story"),
        ("(MTI) message type indicator", "text, then small letters"),
        ("(MTI) 0x0800", "text, then figures"),
        ("(MTI) Ferry returns to its harbour", "text, then a title"),
        ("(MTI) Ferry returns", "text, then a few words"),
        ("(MTI)\nFerry returns", "text, then nothing"),
    ],
)
def test_a_name_in_brackets_at_the_start_knows_what_follows_it(
    engine: Engine, text: str, told: str
) -> None:
    assert BRACKETS + told in signs(engine, text)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("F" + "e" * 38 + ".", "a story"),  # 40 wide
        ("F" + "e" * 37 + ".", "a title"),
        ("F" + "e" * 89, "a title"),
        ("F" + "e" * 90, "a story"),  # too wide for a title, without an end
        ("F" + "e" * 19, "a title"),  # 20 wide
        ("F" + "e" * 18, "a few words"),
    ],
)
def test_a_line_tells_a_story_by_its_width_and_end(engine: Engine, line: str, told: str) -> None:
    assert BRACKETS + f"text, then {told}" in signs(engine, f"(AFP) {line}")


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (f"Kisfalu (MTI): {STORY}", f"{UNKNOWN}: and a story"),
        (f"Elk Ridgeham (UPI) - {STORY}", f"{UNKNOWN}- and a story"),
        (f"Elk Ridgeham (UPI): {STORY}", "2 unknown words open a line, then a story"),
        (f"ELKHAMTON (UPI): {STORY}", "1 unknown words in capitals open a line, then a story"),
        ("Tumormarker (AFP): 12.5 ng/ml", f"{UNKNOWN}: and figures"),
        ("Annual Flood Report (AFP): not covered", f"{UNKNOWN}: and small letters"),
    ],
)
def test_a_place_that_no_list_has_knows_what_follows_it(
    engine: Engine, text: str, sign: str
) -> None:
    assert sign in signs(engine, text)


@pytest.mark.parametrize("text", [f"Lisbon (AFP) - {STORY}", f"It was told ({STORY} AFP): no."])
def test_a_known_place_and_a_sentence_are_no_unknown_place(engine: Engine, text: str) -> None:
    assert not any("unknown words" in sign for sign in signs(engine, text))


PART = "a part of a dated line of the head"


def test_a_caption_with_a_day_is_no_dated_line_of_the_head(engine: Engine) -> None:
    page = "<article><header><h1>Ferry returns</h1><p>{}</p></header><p>" + STORY + "</p></article>"

    def told(line: str) -> set[str]:
        draft = read_draft(page.format(line).encode(), as_type="html")
        return set(next(iter(engine.signed(draft))).signs)

    caption = "Hundreds of people wait for the old ferry at the harbour of Lisbon on 5 May 2024"
    assert PART in told("5 May 2024 | Reuters")
    assert PART not in told(f"{caption} / Reuters")


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        ("(Reporting by Bo Sample; Editing by Ana Sample)", {"reuters"}),
        ("Reporting by AFP; editing by Ana Sample", {"afp"}),
        ("(Reporting by the Associated Press; Editing by Ana Sample)", {"ap"}),
        ("(Reporting by Reuters; Editing by Ana Sample)", {"reuters"}),
        (
            "(Reporting by Bo Sample, additional reporting by AFP; Editing by Ana Sample)",
            {"reuters"},
        ),
    ],
)
def test_a_desks_line_is_the_agencys_that_it_names(
    engine: Engine, line: str, owners: set[str]
) -> None:
    found = engine.scan(Draft(f"{STORY}\n\n{line}")).findings
    assert {one.agency for one in found if one.role == "text"} >= owners
    assert ("reuters" in {one.agency for one in found}) is ("reuters" in owners)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("به گزارش ایسنا، پل قدیمی شهر از فردا بسته خواهد بود.", "story 0 above"),
        (
            "شهردار روز دوشنبه گفت که پل قدیمی شهر از فردا برای تعمیرات شش‌ماهه بسته خواهد بود.\n"
            "به گزارش ایسنا، پل قدیمی شهر صد سال پیش ساخته شد.",
            "story 1 above",
        ),
    ],
)
def test_a_report_knows_whether_its_story_has_begun(engine: Engine, text: str, sign: str) -> None:
    assert f"a report's lead opens a line, {sign}" in signs(engine, text)


@pytest.mark.parametrize(
    "foot",
    [
        *("dpa bo mt\n\n\n041118 GMT May 21", "AFP 041118 GMT MAY 21", "Xinhua\n041118 GMT"),
        *("AP-WF-08-29-16 1626GMT", "AP-NY-05-04-21 1118EDT", "dpa\n\nEDS 041118 GMT"),
    ],
)
def test_an_item_of_a_wire_ends_with_its_stamp(engine: Engine, foot: str) -> None:
    assert "before the stamp of a wire" in signs(engine, f"The ferry sails again.\n\n{foot}\n")


@pytest.mark.parametrize(
    "line",
    [
        *("Reuters reported at 1430 GMT that the ferry sails.", "The index, AFP 041118 GMT"),
        *("AFP\nThe ferry sails at 0900 GMT.", "AP 1430 GMT", "dpa\n041118 items"),
    ],
)
def test_a_time_in_prose_is_no_stamp(engine: Engine, line: str) -> None:
    assert "before the stamp of a wire" not in signs(engine, line)
