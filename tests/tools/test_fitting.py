"""Weights of what prose does not have are fitted last, and leave all others as they are."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tools import fit_weights
from tools.weights.fitting import Table, fit
from tools.weights.invented import AROUND, INVENTED
from tools.weights.samples import Name, Text

DENSE = "signs around: most"
SIGNS = ("some form", DENSE)


def text(kind: str, source: str, signs: tuple[str, ...], role: str) -> Text:
    name = Name(signs, frozenset({"afp"}), (0, 3), (role, 1.0))
    return Text(kind, source, [name], {})


LABELLED = [
    *(text("dev", f"s{n}", ("some form",), "text") for n in range(6)),
    *(text("dev", f"n{n}", (), "none") for n in range(6)),
    *(text("dev", f"d{n}", ("some form", DENSE), "text" if n else "none") for n in range(3)),
]
PROGRAMS = [text(AROUND, f"p{n}", ("some form", DENSE), "none") for n in range(40)]


def weights(
    texts: list[Text], held: dict[str, tuple[float, float]] | None = None
) -> dict[str, float]:
    table = Table.of(texts, 1, SIGNS)
    fitted = fit(table, set(), ridge=1.0, priors={}, claim=0.7, held=held)
    return {sign: float(w) for sign, w in zip(table.signs, fitted.weights[:, 0], strict=True)}


def test_invented_programs_teach_what_is_around_a_line_and_nothing_else() -> None:
    without, with_programs = weights(LABELLED), weights([*LABELLED, *PROGRAMS])
    assert with_programs[DENSE] < without[DENSE] - 0.5
    others = [sign for sign in without if sign != DENSE]
    assert np.allclose([without[s] for s in others], [with_programs[s] for s in others])


def test_other_invented_texts_teach_all_signs() -> None:
    usual = [text(INVENTED, f"p{n}", ("some form", DENSE), "none") for n in range(40)]
    assert weights([*LABELLED, *usual])["some form"] < weights(LABELLED)["some form"] - 0.1


def test_weights_that_are_held_stay_and_new_signs_are_fitted() -> None:
    held = weights([*LABELLED, *PROGRAMS], {"some form": (3.5, -0.5)})
    assert held["some form"] == 3.5
    assert held[DENSE] < weights(LABELLED)[DENSE] - 0.5


def test_a_label_without_a_role_teaches_that_a_name_marks_something_and_not_what() -> None:
    def unsure(n: int) -> Text:
        name = Name(("a picture",), frozenset({"afp"}), (0, 3), None, either=1.0)
        return Text("dev", f"u{n}", [name], {})

    pictures = [text("dev", f"q{n}", ("a picture",), "photo") for n in range(6)]
    nothing = [text("dev", f"n{n}", (), "none") for n in range(6)]
    table = Table.of([*pictures, *nothing, *(unsure(n) for n in range(6))], 1, ("a picture",))
    fitted = fit(table, set(), ridge=1.0, priors={}, claim=0.7)
    words, photo = fitted.weights[table.signs.index("a picture")]
    assert words < 0 < photo
    alone = Table.of([*pictures, *nothing], 1, ("a picture",))
    without = fit(alone, set(), ridge=1.0, priors={}, claim=0.7)
    assert photo > without.weights[alone.signs.index("a picture")][1]


def written(signs: Sequence[str], held: dict[str, tuple[float, float]]) -> str:
    """The file of a fit that keeps what is held, on texts that have these signs."""
    texts = [text("dev", f"{sign}{n}", (sign,), "text") for sign in signs for n in range(6)]
    table = Table.of([*LABELLED, *texts], 1, SIGNS)
    fitted = fit(table, set(), ridge=1.0, priors={}, claim=0.7, held=held)
    lines = fit_weights._written(table, fitted, {"low": (60, 53), "certain": (9, 8)}, held)
    return "\n".join(lines) + "\n"


def test_files_of_two_fits_with_new_signs_of_their_own_merge(tmp_path: Path) -> None:
    held = {f"known {letter}": (0.5, 0.1) for letter in "abcdefgh"}
    files = {
        "ours": written(["known a, then ours"], held),
        "base": written([], held),
        "theirs": written(["known g, then theirs"], held),
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, "utf-8")
    done = subprocess.run(
        ["git", "merge-file", "-p", "ours", "base", "theirs"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "then ours" in done.stdout
    assert "then theirs" in done.stdout
    assert "low = [60, 53]" in done.stdout
