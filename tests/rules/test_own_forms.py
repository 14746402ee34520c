"""How some 120 agencies open and sign their own texts: each form names its agency, and nobody else.

The stories are invented, the forms are those of the trade. `own_forms.jsonl` has one text a line;
`{}` in it is the story of its language in `own_stories.json`.
"""

import json
from pathlib import Path

import pytest

from checker.engine import Engine
from checker.engine.lint import makes_claim
from checker.formats import read_draft
from tests.packaged import packaged_engine

FORMS = Path(__file__).with_name("own_forms.jsonl")
STORIES = FORMS.with_name("own_stories.json")
LEAST = 0.985  # of the texts; a fit of weights moves single ones

# A place beside a name, and nobody's dateline: lists, streets, words that are also short names.
NONE = [
    "Die Standorte\n\nHamburg, dpa\nBerlin, AFP\nWien, APA\nZürich, SDA\n\nDie Liste zeigt, wo die"
    " Zentralen stehen, und wie viele Redakteure dort im vergangenen Jahr gearbeitet haben.",
    "Where our readers live\n\nRamallah | WAFA street\nHebron | Main street\n\nThe survey asked"
    " four hundred readers about the streets in which they live.",
    "صفا، منى، عرفات\nيتنقل الحجاج بين المشاعر منذ الصباح، وتسير الحركة بشكل طبيعي في جميع الطرق.",
    "أقيمت مسيرة وطنية - شارك فيها الآلاف من أبناء المدينة والقرى المجاورة يوم الأحد الماضي.",
    "قالت اللجنة المركزية - أمس - إن الجسر سيفتح أمام السيارات في الأسبوع المقبل بعد التجارب.",
    "قالت الشركة العمانية: الميناء مفتوح أمام السفن من يوم الأحد المقبل بعد أعمال الصيانة.",
    "سافرت نينا / ليلى إلى بيروت أمس، وتعودان يوم الخميس المقبل مع الفرقة كلها إلى المدينة.",
    "The film is based on Reuters reports from the war, the director said, and it is shown"
    " in May.\n\nIt is adapted from an AP photographer's memoir of the same name.",
    "Nach dpa kommt AFP\n\nDie Agenturen wechseln sich ab, sagte ein Sprecher.",
    "Exercises\n\nBased on AP exams\n\nThey follow those of the last ten years.",
    "Prema Hini put je otvoren u utorak, rekao je glasnogovornik grada novinarima.",
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


def claimed(engine: Engine, text: str) -> set[tuple[str, str]]:
    """The agencies that are claimed, each with its role."""
    return {
        (str(finding.agency), str(finding.role))
        for finding in engine.scan(read_draft(text, as_type="text")).findings
        if makes_claim(finding)
    }


def test_the_forms_of_agencies_name_them(engine: Engine) -> None:
    rows = [json.loads(line) for line in FORMS.read_text("utf-8").splitlines()]
    stories = json.loads(STORIES.read_text("utf-8"))
    for row in rows:
        row["text"] = row["text"].replace("{}", stories.get(row.get("story"), ""))
    wrong = [
        (row["agency"], said, row["text"][:60])
        for row in rows
        if (said := claimed(engine, row["text"])) != {(row["agency"], "text")}
    ]
    assert len(wrong) <= (1 - LEAST) * len(rows), wrong


@pytest.mark.parametrize("text", NONE)
def test_a_place_beside_a_name_is_no_dateline_by_itself(engine: Engine, text: str) -> None:
    assert claimed(engine, text) == set()
