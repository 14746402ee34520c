"""PDF: sideways and letterspaced lines, fields of forms and notes on a page are read or named."""

import math
import textwrap

import pytest

from checker.formats import read_draft

from .documents import pdf, words_at

FIRST = (
    "The night ferry to Orlu sailed again on Monday after a winter in the yard, and a crowd that "
    "had watched from the mole since dawn followed it with lamps along the shore."
)
ASIDE = (
    "The lighthouse keeper of Sandvik counted nineteen seals below the north stair on Friday, more "
    "than in any February since the lamp was lit, and wrote the number on his door."
)
UPRIGHT = [words_at(50, 800 - 14 * n, line) for n, line in enumerate(textwrap.wrap(FIRST, 60))]


def sideways(angle: float, text: str = ASIDE) -> list[str]:
    """Lines that run at an angle, counted against the clock."""
    across, along = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    return [
        f"BT /F1 10 Tf {along:.5f} {across:.5f} {-across:.5f} {along:.5f} "
        f"{300 + 14 * n * across:.2f} {350 - 14 * n * along:.2f} Tm ({line}) Tj ET"
        for n, line in enumerate(textwrap.wrap(text, 50))
    ]


@pytest.mark.parametrize("angle", [90, 270, 180, 45, -30, 88])
def test_lines_in_another_direction_are_paragraphs_of_their_own(angle: float) -> None:
    draft = read_draft(pdf([*UPRIGHT, *sideways(angle)]))
    assert draft.text == f"{FIRST}\n\n{ASIDE}"
    assert not draft.parts_unread


@pytest.mark.parametrize("angle", [90, 270])
def test_a_page_on_its_side_is_read_as_an_upright_one(angle: float) -> None:
    assert read_draft(pdf(sideways(angle))).text == ASIDE


def test_a_page_that_was_scanned_askew_stays_one() -> None:
    assert read_draft(pdf(sideways(2))).text.split() == ASIDE.split()


def letterspaced(text: str, apart: float, *, blanks: bool, wider: float = 4.0) -> list[str]:
    """Lines whose letters are placed one by one, or spaced by the operator for it."""
    lines = textwrap.wrap(text, 40)
    if blanks:
        return [
            f"BT /F1 10 Tf {apart} Tc 1 0 0 1 50 {800 - 14 * n} Tm ({line}) Tj ET"
            for n, line in enumerate(lines)
        ]
    found = []
    for n, line in enumerate(lines):
        x = 50.0
        for letter in line:
            if letter != " ":
                found.append(words_at(round(x, 2), 800 - 14 * n, letter))
            x += wider if letter == " " else WIDTHS.get(letter, 556) / 100 + apart
    return found


# Of the letters of Helvetica that do not have that of most, in thousandths of its size.
WIDTHS = {
    **dict.fromkeys("ijl", 222), **dict.fromkeys("ft,.", 278), **dict.fromkeys("cksvxyz", 500),
    "r": 333, "m": 833, "w": 722, "T": 611, "F": 611, "S": 667,
}  # fmt: skip


@pytest.mark.parametrize("apart", [0.0, 0.5, 0.8, 1.5, 3.0])
@pytest.mark.parametrize("blanks", [False, True], ids=["letters placed", "letters spaced"])
def test_letterspaced_words_are_words(apart: float, blanks: bool) -> None:
    draft = read_draft(pdf(letterspaced(ASIDE, apart, blanks=blanks, wider=4.0 + apart)))
    assert draft.text.split() == ASIDE.split()


def test_a_row_of_few_letters_stays_one() -> None:
    row = [words_at(50 + 10 * n, 700, letter) for n, letter in enumerate("ABCDEFG")]
    assert read_draft(pdf([*UPRIGHT, *row])).text.endswith("A B C D E F G")


FIELD = "/Subtype /Widget /FT /{kind} /T (a) /V ({text}) {more}"
SHOWN = {
    "a field": FIELD.format(kind="Tx", text=ASIDE, more="/Ff 4096"),
    "a choice": FIELD.format(kind="Ch", text=ASIDE, more=f"/Ff 131072 /Opt [({ASIDE})]"),
    "text on the page": f"/Subtype /FreeText /Contents ({ASIDE}) /DA (/Helv 10 Tf)",
}


@pytest.mark.parametrize("note", SHOWN.values(), ids=SHOWN)
def test_fields_and_text_put_on_a_page_are_read_after_it(note: str) -> None:
    draft = read_draft(pdf(UPRIGHT, UPRIGHT, notes=[note], form="/DA (/Helv 10 Tf)"))
    assert draft.text == f"{FIRST}\n\n{ASIDE}\n\n{FIRST}"
    assert draft.pages == (0, len(FIRST) + len(ASIDE) + 4)


UNSEEN = {
    "hidden": f"/Subtype /FreeText /F 2 /Contents ({ASIDE})",
    "not shown": f"/Subtype /FreeText /F 32 /Contents ({ASIDE})",
    "a comment": f"/Subtype /Text /Contents ({ASIDE})",
    "a box to tick": FIELD.format(kind="Btn", text="Yes", more=""),
}


@pytest.mark.parametrize("note", UNSEEN.values(), ids=UNSEEN)
def test_comments_and_hidden_notes_are_no_text(note: str) -> None:
    draft = read_draft(pdf(UPRIGHT, notes=[note], form="/DA (/Helv 10 Tf)"))
    assert draft.text == FIRST
    assert not draft.parts_unread


def test_a_file_attached_to_a_page_is_named() -> None:
    draft = read_draft(pdf(UPRIGHT, notes=["/Subtype /FileAttachment /Contents (a.docx)"]))
    assert draft.parts_unread == ("page 1 (a file attached to it)",)


def test_a_form_that_only_one_program_draws_is_named() -> None:
    dynamic = "/XFA [(form) 4 0 R] >> /NeedsRendering true /Extensions <<"
    draft = read_draft(pdf(UPRIGHT, form=dynamic))
    assert draft.parts_unread == ("a form that the program of its maker draws (XFA)",)
    assert not read_draft(pdf(UPRIGHT, form="/XFA [(form) 4 0 R]")).parts_unread
