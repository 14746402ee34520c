"""The table by fold: what the weights hold on sources that they were not fitted on."""

import re
from pathlib import Path

import pytest

from tools.weights.by_fold import BEGIN, END, by_fold, placed
from tools.weights.judging import Outcome

PAGE = Path(__file__).resolve().parents[2] / "rules" / "README.md"


def said(kind: str, fold: int, language: str, *outcomes: str, role: str = "text") -> list[Outcome]:
    return [Outcome(kind, fold, language, one, role) for one in outcomes]


SNIPPETS = [
    *said("dev", 0, "de", *["right"] * 9, "missed", "quiet"),
    *said("dev", 1, "fi", *["right"] * 5, *["missed"] * 4, "wrong role", "alarm"),
    *said("dev", 1, "eo", "missed", role="photo"),  # too few to name it
]
PAGES = [
    *said("pages dev", 1, "de", "right", "missed", "invented", "invented"),
    *said("pages dev", 1, "de", "right", role="photo"),
]


def test_a_row_has_each_fold_and_one_has_all() -> None:
    nothing = "0, 0, 0 (P -, R -)"
    some = "1, 1, 2 (P 0.333, R 0.500) | 1, 0, 0 (P 1.000, R 1.000)"
    assert list(by_fold(SNIPPETS, PAGES))[2:5] == [
        f"| dev | 0 | 9 of 10 (0.900) | 0 of 0 (-) | 0 of 1 (0.000) | {nothing} | {nothing} |",
        f"| dev | 1 | 5 of 11 (0.455) | 0 of 1 (0.000) | 1 of 1 (1.000) | {some} |",
        f"| dev | all | 14 of 21 (0.667) | 0 of 1 (0.000) | 1 of 2 (0.500) | {some} |",
    ]


def test_the_worst_fold_and_the_worst_language_are_named() -> None:
    told = "\n".join(by_fold(SNIPPETS, PAGES))
    assert "Worst fold by markings: fold 1 of dev, 0.455." in told
    assert "the worst first: fi 0.500 of 10, de 0.900 of 10." in told
    assert "Most false alarms: fi, 1 of 1 texts." in told


def test_nothing_judged_is_a_table_without_rows() -> None:
    assert len(list(by_fold([], []))) == 3


def test_the_table_goes_between_its_comments(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", "utf-8")
    placed(page, ["new"])
    placed(page, ["newer"])
    assert page.read_text("utf-8") == f"before\n{BEGIN}\nnewer\n{END}\nafter\n"
    page.write_text("no place", "utf-8")
    with pytest.raises(ValueError, match="needs"):
        placed(page, ["new"])


def test_the_page_of_the_rules_has_a_table_whose_folds_make_up_the_whole() -> None:
    table = PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    row = re.compile(r"^\| (\w+) \| (\w+) \| (\d+) of (\d+) .*? \| (\d+) of (\d+) ", re.MULTILINE)
    rows = row.findall(table)
    for kind in {row[0] for row in rows}:
        folds = [tuple(map(int, row[2:])) for row in rows if row[0] == kind and row[1] != "all"]
        (whole,) = [tuple(map(int, row[2:])) for row in rows if row[0] == kind and row[1] == "all"]
        assert tuple(map(sum, zip(*folds, strict=True))) == whole
    assert {row[0] for row in rows} == {"dev", "dev2"}
    assert "Worst fold" in table
    assert "the worst first" in table
